// Block Kit's text objects: mrkdwn is read, plain text is shown exactly as it stands.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** An element holding a text object; `dir="auto"` lets Arabic or Hebrew read from its own side. */
export const textOf = (object, tag = "div", attributes = {}) =>
  h(tag, { class: "text", dir: "auto", ...attributes }, nodesOf(object));

export const nodesOf = (object) => {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [plainWords(object)];
};

/** The words of a plain text object, where only a string can stand (labels, options). */
export const plainWords = (object) => {
  if (!object) return "";
  return object.emoji === true ? withEmoji(object.text) : object.text;
};
