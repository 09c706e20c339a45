// One message: who, when, what, its thread and its menu.

import { blocksOf } from "./blocks.js";
import { confirmed } from "./confirm.js";
import { fullMoment, seconds, timeOfDay } from "./dates.js";
import { h, icon } from "./dom.js";
import { emoji } from "./emoji.js";
import { editor } from "./editor.js";
import { face } from "./faces.js";
import { formFor } from "./form.js";
import { menuButton } from "./menu.js";
import { isSafe, mrkdwn, sign } from "./mrkdwn.js";
import { isMe, person } from "./names.js";
import * as people from "./people_api.js";
import { go } from "./place.js";
import { tell } from "./toast.js";

/** `place` is {channel, inThread, follows, editing, shortcuts, redraw}; `follows` means the same person spoke just before. */
export function messageElement(message, place) {
  const author = authorOf(message);
  const kinds = ["message", author.is_bot && "from-app", message.ephemeral && "ephemeral", place.follows && "follows"];
  const content = place.editing ? editor(message, place) : contentOf(message, place.channel);
  return h("li", { class: kinds.filter(Boolean).join(" "), dataset: { ts: message.ts } },
    h("div", { class: "margin" }, place.follows ? null : face(author)),
    h("article", { "aria-label": `${author.name}, ${timeOfDay(seconds(message.ts))}` },
      byline(message, author),
      message.ephemeral ? h("p", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
      content,
      place.inThread ? null : threadLink(message)),
    tools(message, place));
}

export function authorOf(message) {
  const known = person(message.user);
  const name = message.username || known?.display_name || known?.real_name || known?.name || message.bot?.name || "Somebody";
  return { ...known, id: known?.id ?? name, name, display_name: name, is_bot: known?.is_bot ?? Boolean(message.bot) };
}

const byline = (message, author) =>
  h("p", { class: "byline" },
    h("strong", { dir: "auto" }, author.name),
    author.is_bot ? h("span", { class: "app-tag" }, "app") : null,
    h("time", { title: fullMoment(seconds(message.ts)), datetime: new Date(seconds(message.ts) * 1000).toISOString() },
      timeOfDay(seconds(message.ts))));

function contentOf(message, channel) {
  if (message.deleted) return h("p", { class: "content quiet-words" }, "This message was deleted.");
  const form = formFor({ message: { channel, ts: message.ts } });
  const words = message.blocks?.length
    ? h("div", { class: "blocks" }, blocksOf(message.blocks, form))
    : h("div", { class: "text", dir: "auto" }, mrkdwn(message.text ?? ""), message.edited ? editedTag() : null);
  const tag = message.blocks?.length && message.edited && !authorOf(message).is_bot ? editedTag() : null;
  return h("div", { class: "content" }, words, tag, attachments(message, form), (message.files ?? []).map(file), reactions(message));
}

const editedTag = () => h("small", { class: "edited" }, " (edited)");

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("p", { class: "reactions" }, message.reactions.map(({ name, count }) =>
    h("span", {}, emoji(name) ? sign(name) : `:${name}:`, ` ${count}`)));
}

const attachments = (message, form) => (message.attachments ?? []).map((attachment) =>
  h("div", { class: "attachment" }, attachment.blocks?.length ? blocksOf(attachment.blocks, form) : mrkdwn(attachment.text ?? attachment.fallback ?? "")));

function file(one) {
  const address = one.url_private ?? one.permalink ?? "";
  const reachable = isSafe(address) || address.startsWith("/");
  const name = one.title || one.name || "A file";
  if (reachable && one.mimetype?.startsWith("image/")) {
    return h("figure", { class: "file" }, h("figcaption", { dir: "auto" }, name), h("img", { src: address, alt: one.alt_txt ?? name, class: "large" }));
  }
  return h("p", { class: "file" }, reachable ? h("a", { href: address, target: "_blank", rel: "noopener" }, name) : name);
}

function threadLink(message) {
  if (!message.reply_count) return null;
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const open = () => go({ thread: message.ts });
  return h("button", { type: "button", class: "replies", dataset: { focus: `replies:${message.ts}` }, on: { click: open } }, icon("reply"), words);
}

function tools(message, place) {
  if (message.ephemeral) return h("div", { class: "tools" });
  const label = `Actions for ${authorOf(message).name}’s message`;
  const attributes = { label, class: "bare", title: "Message actions", dataset: { focus: `actions:${message.ts}` } };
  return h("div", { class: "tools" }, menuButton(attributes, icon("more"), () => entriesFor(message, place)));
}

function entriesFor(message, place) {
  const act = async (answer) => {
    const { ok, error } = await answer;
    if (!ok) tell(error);
  };
  const shortcuts = place.shortcuts.map((shortcut) => ({
    words: shortcut.name, note: "Library Partner", act: () => act(people.shortcut(shortcut.callback_id, place.channel, message.ts)),
  }));
  const thread = place.inThread ? [] : [{ words: "Reply in thread", act: () => go({ thread: message.thread_ts || message.ts }) }];
  const own = !isMe(message.user) ? [] : [
    { words: "Edit message", act: () => place.redraw({ editing: message.ts }) },
    { words: "Delete message", danger: true, act: async () => (await confirmed(DELETE)) && act(people.remove(place.channel, message.ts)) },
  ];
  return [...shortcuts, ...thread, ...own];
}

const plain = (text) => ({ type: "plain_text", text });

const DELETE = {
  title: plain("Delete this message?"), text: plain("It disappears for everybody, and cannot be brought back."),
  confirm: plain("Delete"), deny: plain("Keep it"), style: "danger",
};
