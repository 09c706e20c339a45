// "Are you sure?": the confirmation dialog of a button, and our own before a message is deleted.

import { byId, h } from "./dom.js";
import { nodesOf, plainWords } from "./text.js";
import { settleToasts } from "./toast.js";

/** Asks with a Block Kit confirm object; true when the person says yes. */
export function confirmed(question) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    settleToasts();
    dialog.replaceChildren(
      h("div", { class: "modal-head" }, h("h2", { id: "confirm-title", dir: "auto" }, plainWords(question.title))),
      h("p", { id: "confirm-text", class: "text modal-body", dir: "auto" }, nodesOf(question.text)),
      h("div", { class: "modal-foot" },
        h("button", { type: "button", class: "button", on: { click: answer("no") } }, plainWords(question.deny) || "Cancel"),
        h("button", {
          type: "button", class: `button ${question.style === "danger" ? "danger solid" : "primary"}`, on: { click: answer("yes") },
        }, plainWords(question.confirm) || "Yes")),
    );
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => { settleToasts(); resolve(dialog.returnValue === "yes"); }, { once: true });
    dialog.showModal();
  });
}
