// A message of one's own being rewritten in its place: Enter saves, Escape leaves it as it was.

import { h } from "./dom.js";
import * as people from "./people_api.js";
import { asTyped } from "./typed.js";
import { tell } from "./toast.js";

export function editor(message, { channel, redraw }) {
  const done = () => redraw({ editing: null });
  const save = async () => {
    const { ok, error } = await people.edit(channel, message.ts, area.value);
    if (ok) done();
    else tell(error);
  };
  const keydown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      done();
    }
  };
  const area = h("textarea", {
    class: "field", rows: 3, dir: "auto", "aria-label": "Edit message", value: asTyped(message.text), on: { keydown }, dataset: { focus: "editor" },
  });
  queueMicrotask(() => area.focus());
  return h("div", { class: "editor" }, area, h("div", { class: "editor-foot" },
    h("button", { type: "button", class: "button", on: { click: done } }, "Cancel"),
    h("button", { type: "button", class: "button primary", on: { click: save } }, "Save")));
}
