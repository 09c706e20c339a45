// The open modal: the top of the stack of views. Escape and its close button take it off again.

import { blocksOf, showErrors } from "./blocks.js";
import { byId, h, icon, sameControl } from "./dom.js";
import { formFor } from "./form.js";
import * as people from "./people_api.js";
import { settleToasts, tell } from "./toast.js";
import { plainWords } from "./text.js";

const typedInto = new Map();
let shown = { id: null, signature: null };

export function startModal() {
  byId("modal").addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
}

export function showModal(state) {
  const dialog = byId("modal");
  const view = state.views.at(-1);
  if (!view) {
    shut(dialog);
    return;
  }
  const signature = JSON.stringify([state.views.length, view.title, view.submit, view.close, view.blocks]);
  if (view.id !== shown.id || signature !== shown.signature) draw(dialog, view, state.views.length > 1);
  shown = { id: view.id, signature };
  if (view.errors && Object.keys(view.errors).length > 0) showErrors(dialog, view.errors, false);
}

function shut(dialog) {
  if (shown.id === null) return;
  shown = { id: null, signature: null };
  typedInto.clear();
  dialog.close();
  settleToasts();
  dialog.replaceChildren();
  if (document.activeElement === document.body) byId("main").focus();
}

function draw(dialog, view, isPushed) {
  const isUpdate = view.id === shown.id;
  const focused = isUpdate && dialog.contains(document.activeElement) ? document.activeElement : null;
  const values = typedInto.get(view.id) ?? {};
  typedInto.set(view.id, values);
  const form = h("form", { class: "modal-form", novalidate: true, on: { submit: (event) => submit(event, view, values) } },
    head(view, isPushed), h("div", { class: "modal-body blocks" }, blocksOf(view.blocks, formFor({ view: view.id }, values, view.values))), foot(view));
  dialog.querySelector("form")?.remove();
  dialog.prepend(form);
  if (!dialog.open) dialog.showModal();
  settleToasts();
  const same = focused && sameControl(form, focused);
  (same || firstField(form)).focus();
}

const firstField = (form) =>
  form.querySelector(".modal-body :is(input, select, textarea, button)") ?? form.querySelector(".modal-foot button:last-child");

const head = (view, isPushed) => h("div", { class: "modal-head" },
  isPushed ? h("button", { type: "button", class: "bare", "aria-label": "Back", on: { click: leave } }, icon("back")) : null,
  h("h2", { id: "modal-title", dir: "auto" }, plainWords(view.title)),
  h("button", { type: "button", class: "bare", "aria-label": "Close", on: { click: leave } }, icon("close")));

const foot = (view) => h("div", { class: "modal-foot" },
  h("button", { type: "button", class: "button", on: { click: leave } }, plainWords(view.close) || (view.submit ? "Cancel" : "Done")),
  view.submit ? h("button", { type: "submit", class: "button primary" }, plainWords(view.submit)) : null);

async function leave() {
  const { ok, error } = await people.close(shown.id);
  if (!ok) tell(error);
}

async function submit(event, view, values) {
  event.preventDefault();
  const form = event.currentTarget;
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const answer = await people.submit(view.id, onlyShown(form, values));
  form.removeAttribute("aria-busy");
  if (answer.ok) return;
  showErrors(form, answer.errors ?? {}, true);
  const elsewhere = Object.entries(answer.errors ?? {}).filter(([block]) => !form.querySelector(`.block-input[data-block="${CSS.escape(block)}"]`));
  tell(answer.error ?? elsewhere.map(([, words]) => words).join(" "));
}

/** A block that an update took away takes its value with it. */
function onlyShown(form, values) {
  const blocks = new Set([...form.querySelectorAll(".block")].map((block) => block.dataset.block));
  return Object.fromEntries(Object.entries(values).filter(([block]) => blocks.has(block)));
}
