// The conversations: Library Partner's messages and Home, then the channels.

import { byId, h, icon, reconcile } from "./dom.js";
import { addressOf, place } from "./place.js";
import { appConversation } from "./state.js";

export function showPlaces(state) {
  const app = appConversation();
  const isApp = (conversation) => conversation.id === app?.id;
  const direct = state.conversations.filter((conversation) => conversation.kind === "im" && !isApp(conversation));
  const channels = state.conversations.filter((conversation) => conversation.kind !== "im" && conversation.is_member !== false);
  const name = state.app?.name ?? "Library Partner";
  const here = place().where;
  reconcile(byId("places"), [
    group(name, [
      { where: "app", words: "Messages", face: "messages", unread: app?.unread, current: here === "app" || here === app?.id },
      { where: "home", words: "Home", face: "home", current: here === "home" },
    ], state),
    group("Channels", channels.map((channel) => entryFor(channel, "channel", here)), state),
    group("Direct messages", direct.map((one) => entryFor(one, "person", here)), state),
  ].filter(Boolean));
}

const entryFor = (conversation, drawing, here) => ({
  where: conversation.id, words: conversation.name, face: drawing, unread: conversation.unread, current: here === conversation.id,
});

function group(title, entries, state) {
  if (entries.length === 0) return null;
  const make = () => h("div", { class: "group" },
    h("h2", {}, title),
    h("ul", {}, entries.map((entry) => h("li", {}, linkFor(entry, state.me)))));
  return { key: title, signature: JSON.stringify([entries, state.me]), make };
}

function linkFor({ where, words, face, unread, current }, me) {
  const badge = unread ? h("span", { class: "badge" }, String(unread), h("span", { class: "unseen" }, " unread")) : null;
  return h("a", {
    href: addressOf(me, where), class: unread ? "unread" : null, "aria-current": current ? "page" : null, dataset: { focus: `to:${where}` },
  }, icon(face), h("span", { dir: "auto" }, words), badge);
}
