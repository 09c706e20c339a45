// Where one writes: Enter sends, Shift+Enter breaks the line, "/" lists commands and "@" lists people.

import { h, icon } from "./dom.js";
import * as people from "./people_api.js";
import { suggestionsFor } from "./suggestions.js";
import { tell } from "./toast.js";

const drafts = new Map();
const TALLEST_PX = 220;

/** Puts a composer into `parent` unless the same one (by `place.key`) is there; what was half written is kept by key. */
export function setComposer(parent, place) {
  if (parent.composerKey === place.key && parent.firstChild) return;
  parent.composerKey = place.key;
  parent.replaceChildren(composer(place));
}

/** Puts words into the composer in `parent`, ready to be changed and sent. */
export function write(parent, words) {
  const area = parent.querySelector("textarea");
  area.value = words;
  area.dispatchEvent(new Event("input"));
  area.focus();
}

function composer(place) {
  const area = h("textarea", {
    rows: 1, dir: "auto", placeholder: place.hint, "aria-label": place.label, autocomplete: "off", value: drafts.get(place.key) ?? "",
  });
  const suggestions = suggestionsFor(area, place);
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, TALLEST_PX)}px`;
  };
  const submit = () => {
    area.focus();
    send(area, place).then(grow);
    grow();
  };
  area.addEventListener("input", () => {
    drafts.set(place.key, area.value);
    grow();
    suggestions.refresh();
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || suggestions.took(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  const button = h("button", { type: "button", class: "send", "aria-label": "Send message", title: "Send (Enter)", on: { click: submit } }, icon("send"));
  queueMicrotask(grow);
  return h("div", { class: "composer" }, suggestions.list, area, button);
}

async function send(area, place) {
  const words = area.value;
  if (!words.trim()) return;
  area.value = "";
  drafts.delete(place.key);
  const answer = await deliver(words, place);
  if (answer.ok) return;
  tell(answer.error);
  if (area.value) return;
  area.value = words;
  drafts.set(place.key, words);
}

function deliver(words, place) {
  if (!/^\/\w/.test(words)) return people.post(place.channel, words, place.thread);
  if (place.commands) return people.command(place.channel, words.trim());
  return { ok: false, error: "Commands work in the conversation itself, not in a thread." };
}
