// The middle of the page: a conversation with its composer, or the Home tab.

import { setComposer, write } from "./composer.js";
import { byId, h } from "./dom.js";
import { showHome } from "./home.js";
import { authorOf } from "./message.js";
import { inMainList, showMessages } from "./messages.js";
import { isMe } from "./names.js";
import * as people from "./people_api.js";
import { place } from "./place.js";
import { scroller, toEnd } from "./scroller.js";
import { appConversation, conversationHere, messagesOf } from "./state.js";

const TRY = "/library-help dust bowl primary sources for grade 8 by next Friday";

let shown = null;
let newest = "";

export function showConversation(state) {
  const { where } = place();
  const conversation = conversationHere();
  const key = `${state.me}/${where === "home" ? "home" : conversation?.id}`;
  const isNew = key !== shown;
  if (isNew) frame(state, where, conversation);
  shown = key;
  byId("place-note").textContent = underTitle(state, where, conversation);
  if (where === "home") showHome(state, isNew);
  else if (conversation) showTalk(state, conversation, isNew);
}

function frame(state, where, conversation) {
  const main = byId("main");
  const head = h("div", { class: "place-head" },
    h("h1", { id: "place-name", dir: "auto" }, titleOf(state, where, conversation)),
    h("p", { id: "place-note", dir: "auto" }));
  if (where === "home") {
    main.replaceChildren(head, h("div", { class: "scroll" }, h("div", { class: "home", id: "home" })));
  } else if (conversation) {
    const list = h("ol", { class: "messages", id: "messages", "aria-label": "Messages" });
    main.replaceChildren(head, scroller("Conversation", [list, nothingYet(state, conversation)], "scroll"), h("div", { class: "composer-place", id: "composer" }));
  } else {
    main.replaceChildren(head);
  }
  document.title = `${head.firstChild.textContent} – Library Partner`;
}

// What stands in an empty conversation; with the app, a first thing to try.
function nothingYet(state, conversation) {
  const words = h("p", {}, "Nothing has been said here yet.");
  const known = state.commands.some(({ command }) => TRY.startsWith(`${command} `));
  if (!known || conversation.id !== appConversation()?.id) return h("div", { class: "nothing" }, words);
  return h("div", { class: "nothing" }, words, h("button", { type: "button", class: "button", on: { click: () => write(byId("composer"), TRY) } }, `Try: ${TRY}`));
}

function titleOf(state, where, conversation) {
  if (where === "home") return `${state.app?.name ?? "Library Partner"} Home`;
  if (!conversation) return "Not here";
  if (conversation.id === appConversation()?.id) return state.app?.name ?? "Library Partner";
  return conversation.kind === "im" ? conversation.name : `#${conversation.name}`;
}

function underTitle(state, where, conversation) {
  if (where === "home") return "What the app shows you, and only you";
  if (!conversation) return "This person is in no such conversation. Choose another one.";
  const isApp = conversation.id === appConversation()?.id;
  if (isApp && state.app?.is_connected === false) return "Away just now: it will answer when it is back";
  if (isApp) return "Between the two of you";
  return conversation.kind === "im" ? "Direct message" : "Channel";
}

function showTalk(state, conversation, isNew) {
  const messages = messagesOf(conversation).filter(inMainList);
  const shortcuts = state.shortcuts.filter((shortcut) => !shortcut.type || shortcut.type.startsWith("message"));
  showMessages(byId("messages"), messages, { channel: conversation.id, inThread: false, shortcuts });
  const last = messages.at(-1);
  if (isNew || (last && last.ts > newest && isMe(last.user))) toEnd(byId("scroll"));
  if (!isNew) speak(messages);
  newest = last?.ts ?? "";
  setComposer(byId("composer"), composerFor(state, conversation));
  markRead(conversation);
  if (isNew && conversation.id === appConversation()?.id) people.openApp("messages");
}

function composerFor(state, conversation) {
  const title = titleOf(state, "", conversation);
  return {
    key: `${state.me}/${conversation.id}`, channel: conversation.id, label: `Message ${title}`,
    hint: "Write a message, or / for commands", commands: true,
  };
}

/** Says what others wrote since the last drawing, for a screen reader. */
function speak(messages) {
  const fresh = messages.filter((message) => message.ts > newest && !isMe(message.user));
  if (fresh.length === 0) return;
  byId("spoken").textContent = fresh.map((message) => `${authorOf(message).name}: ${wordsOf(message)}`).join(". ");
}

const wordsOf = (message) => byId("messages").querySelector(`[data-ts="${CSS.escape(message.ts)}"] .content`)?.textContent ?? message.text;

function markRead(conversation) {
  if (conversation.unread && !document.hidden) people.read(conversation.id);
}
