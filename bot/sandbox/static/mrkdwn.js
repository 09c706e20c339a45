// Slack's mrkdwn as elements: styles, code, quotes, links, mentions, dates and shortcodes; never HTML.

import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelName, isMe, personName, workspaceNow } from "./names.js";

const decode = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

/** The nodes for a mrkdwn `text`. Newlines stay newlines: the place they are put in is styled `pre-wrap`. */
export function mrkdwn(text) {
  const nodes = [];
  text.split("```").forEach((part, index, parts) => {
    const fenced = index % 2 === 1 && index < parts.length - 1;
    if (fenced) nodes.push(h("pre", { dir: "auto" }, plainOf(part.replace(/^\n|\n$/g, ""))));
    else nodes.push(...quotesAndLines(index % 2 === 1 ? `\`\`\`${part}` : trimAround(part, index, parts.length)));
  });
  return nodes;
}

// A block such as <pre> already stands on its own line; the newlines touching it would show as empty lines.
function trimAround(part, index, count) {
  let kept = part;
  if (index > 0) kept = kept.replace(/^\n/, "");
  if (index < count - 1) kept = kept.replace(/\n$/, "");
  return kept;
}

function quotesAndLines(text) {
  const [before, ...rest] = text.split(/^(?:&gt;|>){3} ?/m);
  if (rest.length > 0) return [...quotesAndLines(before.replace(/\n$/, "")), quote(rest.join(""))];
  const nodes = [];
  let run = { quoted: false, lines: [] };
  const close = () => {
    const joined = run.lines.join("\n");
    if (run.lines.length > 0) nodes.push(...(run.quoted ? [quote(joined)] : inline(joined)));
  };
  for (const line of text.split("\n")) {
    const match = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (Boolean(match) !== run.quoted) {
      close();
      run = { quoted: Boolean(match), lines: [] };
    }
    run.lines.push(match ? match[1] : line);
  }
  close();
  return nodes;
}

const quote = (text) => h("blockquote", { dir: "auto" }, inline(text));

const isLetter = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

const style = (tag) => (match) => h(tag, {}, inline(match[1]));

// Each rule is tried where the reading stands. `alone`: only where no letter touches the mark, so 2*3*4 stays itself.
const RULES = [
  { at: /`([^`\n]+)`/y, make: (match) => h("code", {}, plainOf(match[1])) },
  { at: /<([^<>\n]+)>/y, make: (match) => angle(match[1]) },
  { at: /\*(?=\S)([^*\n]*[^*\s])\*/y, alone: true, make: style("strong") },
  { at: /_(?=\S)([^\n]*?[^_\s])_(?![\p{L}\p{N}_])/uy, alone: true, make: style("em") },
  { at: /~(?=\S)([^~\n]*[^~\s])~/y, alone: true, make: style("s") },
  { at: /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/y, make: (match) => emoji(match[1]) && sign(match[1]) },
  { at: /https?:\/\/[^\s<>|*_`]*[^\s<>|.,;:!?)'"*_~`]/y, alone: true, make: (match) => link(decode(match[0]), decode(match[0])) },
];

function inline(text) {
  const nodes = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push(decode(plain));
    plain = "";
  };
  while (at < text.length) {
    const found = readAt(text, at);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function readAt(text, at) {
  if (!"`<*_~:h".includes(text[at])) return null;
  for (const rule of RULES) {
    rule.at.lastIndex = at;
    const match = rule.at.exec(text);
    if (!match) continue;
    const end = at + match[0].length;
    if (rule.alone && (isLetter(text[at - 1]) || isLetter(text[end]))) continue;
    const node = rule.make(match);
    if (node) return { node, end };
  }
  return null;
}

/** An emoji that a screen reader names. */
export const sign = (code) => h("span", { role: "img", "aria-label": code.replaceAll("_", " "), class: "emoji" }, emoji(code));

/** Code shows links and mentions by their words alone. */
const plainOf = (text) => decode(text.replace(/<([^<>\n]+)>/g, (_, inner) => angle(inner).textContent));

function angle(inner) {
  const [target, ...words] = inner.split("|");
  const label = words.join("|");
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${channelName(target.slice(1)) ?? decode(label || target.slice(1))}`);
  if (target.startsWith("!date^")) return dateOf(target, label);
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, decode(label) || "@group");
  if (target.startsWith("!")) return h("span", { class: "mention loud" }, `@${target.slice(1)}`);
  if (!isSafe(decode(target))) return h("span", {}, decode(`<${inner}>`));
  return link(decode(target), decode(label || target.replace(/^mailto:/, "")));
}

/** @Name, standing out when it is the person reading. */
export function mention(id, label = "") {
  return h("span", { class: isMe(id) ? "mention me" : "mention" }, `@${personName(id) ?? (label ? decode(label) : id)}`);
}

function dateOf(target, fallback) {
  const [, at, format, address] = target.split("^");
  const known = /^-?\d+$/.test(at ?? "") && format;
  const words = known ? formatDate(Number(at), format, workspaceNow()) : decode(fallback);
  return address ? link(decode(address), words) : h("time", {}, words);
}

/** A link that opens beside the page; anything but a web or mail address stays words. */
export function link(address, words, attributes = {}) {
  if (!isSafe(address)) return h("span", {}, words);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto", ...attributes }, words);
}

export const isSafe = (address) => /^(https?:\/\/|mailto:|tel:)/i.test(address ?? "");
