// Short notices in a corner, such as "Library Partner didn't respond": read aloud, gone by themselves.

import { byId, h, icon } from "./dom.js";

const STAYS_MS = 9000;
const seen = new Map();

export function tell(sentence) {
  if (!sentence) return;
  const close = () => toast.remove();
  const toast = h("div", { class: "toast" },
    h("p", { dir: "auto" }, sentence),
    h("button", { type: "button", class: "bare", "aria-label": "Dismiss", on: { click: close } }, icon("close")));
  const toasts = byId("toasts");
  for (const other of [...toasts.children]) if (other.textContent === toast.textContent) other.remove();
  settleToasts();
  toasts.append(toast);
  setTimeout(close, STAYS_MS);
}

/** Shows each new notice of `person` once; those from before this page looked are past. */
export function tellNotices(person, notices) {
  const keys = notices.map((notice) => `${notice.id} ${notice.text}`);
  const known = seen.get(person);
  seen.set(person, new Set(keys));
  if (known) notices.filter((_, index) => !known.has(keys[index])).forEach((notice) => tell(notice.text));
}

/** An open dialog makes everything outside it unreachable, so the notices go into it, and back out afterwards. */
export function settleToasts() {
  const home = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const toasts = byId("toasts");
  if (toasts.parentElement !== home) home.append(toasts);
}
