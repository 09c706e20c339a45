// A conversation's messages in order, with a line for each new day; only what changed is drawn again.

import { dayInWords, isoDay, seconds } from "./dates.js";
import { h, reconcile } from "./dom.js";
import { messageElement } from "./message.js";
import { workspaceNow } from "./names.js";
import { announce } from "./state.js";

const ONE_BREATH_S = 300;

let editing = null;

/** Draws `messages` into `list`; `place` is {channel, inThread, shortcuts}. */
export function showMessages(list, messages, place) {
  const items = [];
  let before = null;
  for (const message of messages) {
    if (!before || isoDay(seconds(before.ts)) !== isoDay(seconds(message.ts))) {
      items.push(dayLine(message));
      before = null;
    }
    items.push(itemFor(message, before, place));
    before = message;
  }
  reconcile(list, items);
}

function itemFor(message, before, place) {
  const follows = Boolean(before) && before.user === message.user && !message.ephemeral === !before.ephemeral
    && seconds(message.ts) - seconds(before.ts) < ONE_BREATH_S;
  const isEdited = editing === message.ts;
  const whole = { ...place, follows, editing: isEdited, redraw };
  return {
    key: message.ts,
    signature: JSON.stringify([message, follows, isEdited, place.channel, place.shortcuts]),
    make: () => messageElement(message, whole),
  };
}

function redraw(change) {
  editing = change.editing;
  announce();
}

function dayLine(message) {
  const words = dayInWords(seconds(message.ts), workspaceNow());
  const key = `day-${isoDay(seconds(message.ts))}`;
  return { key, signature: words, make: () => h("li", { class: "day" }, h("span", {}, words)) };
}

export const inMainList = (message) => !message.thread_ts || message.thread_ts === message.ts || message.broadcast;

export const inThread = (ts) => (message) => message.ts === ts || message.thread_ts === ts;
