// Between what a person types and what Slack sends: @names become ids, and & < > are escaped.

import { everyone, personName } from "./names.js";

/** "@Library Partner tea < coffee" → "<@U0LIBRARY> tea &lt; coffee". Longer names first, so that none is cut short. */
export function escapeTyped(text) {
  const escaped = escape(text);
  const names = everyone().map((person) => [escape(nameOf(person)), person.id]).sort(([a], [b]) => b.length - a.length);
  return names.reduce((words, [name, id]) => words.replaceAll(mentionOf(name), (_, before) => `${before}<@${id}>`), escaped);
}

/** The other way round, for editing a message. */
export const asTyped = (text) =>
  (text ?? "")
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => (personName(id) ? `@${personName(id)}` : whole))
    .replace(/<(?:https?:|mailto:)[^>|]*\|?([^>]*)>/g, (whole, label) => label || whole.slice(1, -1))
    .replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

export const nameOf = (person) => person.display_name || person.real_name || person.name;

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const mentionOf = (name) => new RegExp(`(^|[^\\p{L}\\p{N}])@${name.replace(/[.*+?^$\{\}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "gu");
