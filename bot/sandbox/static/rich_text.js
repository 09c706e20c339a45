// The rich_text block: sections, lists, quotes and code as Slack nests them.

import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link, mention, sign } from "./mrkdwn.js";
import { channelName, workspaceNow } from "./names.js";

export function richText(block) {
  const parts = [];
  let list = null;
  for (const element of block.elements ?? []) {
    if (element.type === "rich_text_list") {
      list = placeList(parts, list, element);
    } else {
      list = null;
      parts.push((WHOLE[element.type] ?? unknown)(element));
    }
  }
  return h("div", { class: "rich-text" }, parts);
}

const WHOLE = {
  rich_text_section: (element) => h("div", { class: "text", dir: "auto" }, pieces(element)),
  rich_text_quote: (element) => h("blockquote", { dir: "auto" }, pieces(element)),
  rich_text_preformatted: (element) => h("pre", { dir: "auto" }, pieces(element)),
};

const unknown = (element) => h("p", { class: "unknown" }, `(${element.type} is not shown here)`);

const pieces = (element) => (element.elements ?? []).map(piece);

// Slack gives a nested list as a following sibling with a deeper indent; here it goes inside the last item.
function placeList(parts, open, element) {
  const indent = element.indent ?? 0;
  const made = h(element.style === "ordered" ? "ol" : "ul", startOf(element), (element.elements ?? []).map(
    (item) => h("li", { dir: "auto" }, item.type === "rich_text_list" ? richText({ elements: [item] }) : pieces(item)),
  ));
  let above = open;
  while (above && above.indent >= indent) above = above.parent;
  const item = above?.list.lastElementChild;
  if (item) item.append(made);
  else parts.push(made);
  return { list: made, indent, parent: above };
}

const startOf = (element) => (element.style === "ordered" && element.offset ? { start: element.offset + 1 } : {});

function piece(element) {
  const make = PIECES[element.type];
  return styled(make ? make(element) : element.text ?? `(${element.type})`, element.style ?? {});
}

const PIECES = {
  text: (element) => element.text,
  link: (element) => link(element.url, element.text || element.url),
  user: (element) => mention(element.user_id),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  channel: (element) => h("span", { class: "mention" }, `#${channelName(element.channel_id) ?? element.channel_id}`),
  broadcast: (element) => h("span", { class: "mention loud" }, `@${element.range}`),
  emoji: (element) => (emoji(element.name) ? sign(element.name) : `:${element.name}:`),
  date: (element) => h("time", {}, formatDate(element.timestamp, element.format, workspaceNow())),
  color: (element) => h("code", {}, element.value),
};

function styled(content, { bold, italic, strike, code, underline }) {
  let node = content;
  if (code) node = h("code", {}, node);
  if (strike) node = h("s", {}, node);
  if (underline) node = h("u", {}, node);
  if (italic) node = h("em", {}, node);
  if (bold) node = h("strong", {}, node);
  return node;
}
