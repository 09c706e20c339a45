// A thread beside the conversation (on a phone, over it).

import { setComposer } from "./composer.js";
import { byId, h, icon } from "./dom.js";
import { inThread, showMessages } from "./messages.js";
import { go, place } from "./place.js";
import { scroller, toEnd } from "./scroller.js";
import { conversationHere, messagesOf } from "./state.js";

let shown = null;
let leaving = null;

export function showThread(state) {
  const { thread } = place();
  const conversation = conversationHere();
  const panel = byId("thread");
  const messages = thread && conversation ? messagesOf(conversation).filter(inThread(thread)) : [];
  const key = messages.length > 0 ? `${state.me}/${conversation.id}/${thread}` : null;
  const isNew = key !== shown;
  document.body.classList.toggle("with-thread", key !== null);
  panel.hidden = key === null;
  shown = key;
  if (key === null) {
    if (panel.contains(document.activeElement) || leaving) returnFocus();
    panel.replaceChildren();
    return;
  }
  if (isNew) frame(panel);
  const list = byId("thread-messages");
  const shortcuts = state.shortcuts.filter((shortcut) => !shortcut.type || shortcut.type.startsWith("message"));
  showMessages(list, messages, { channel: conversation.id, inThread: true, shortcuts });
  if (isNew) toEnd(byId("thread-scroll"));
  setComposer(byId("thread-composer"), {
    key, channel: conversation.id, thread, label: "Reply in thread", hint: "Reply in thread", commands: false,
  });
  if (isNew) byId("thread-composer").querySelector("textarea").focus();
}

function frame(panel) {
  panel.replaceChildren(
    h("div", { class: "place-head" }, h("h2", {}, "Thread"),
      h("button", { type: "button", class: "bare", "aria-label": "Close thread", on: { click: closeThread } }, icon("close"))),
    scroller("Thread messages", h("ol", { class: "messages", id: "thread-messages", "aria-label": "Messages in this thread" }), "thread-scroll"),
    h("div", { class: "composer-place", id: "thread-composer" }));
  panel.onkeydown = (event) => { if (event.key === "Escape" && !event.defaultPrevented) closeThread(); };
}

// The conversation may be hidden behind the thread, so the focus goes back only once the address has changed.
function closeThread() {
  leaving = place().thread;
  go({});
}

function returnFocus() {
  const origin = leaving && document.querySelector(`#messages [data-ts="${CSS.escape(leaving)}"] .replies`);
  leaving = null;
  (origin || byId("main")).focus();
}
