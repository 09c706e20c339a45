// Who you are: Ada, Lee and Sam as tabs, everybody else in a menu behind them.

import { byId, h, icon, reconcile } from "./dom.js";
import { face, firstName } from "./faces.js";
import { menuButton } from "./menu.js";
import { addressOf, go } from "./place.js";
import { unreadOf } from "./unread.js";

const ALWAYS = ["U0ADA", "U0LEE", "U0SAM"];

export function showPeople(state) {
  const real = state.people.filter((person) => !person.is_bot && !person.deleted);
  const first = real.filter((person) => ALWAYS.includes(person.id) || person.id === state.me);
  const others = real.filter((person) => !first.includes(person));
  const tabs = first.map((person) => {
    const isMe = person.id === state.me;
    const unread = isMe ? 0 : unreadOf(person.id);
    return { key: person.id, signature: JSON.stringify([person, isMe, unread]), make: () => tab(person, isMe, unread) };
  });
  const more = { key: "more", signature: JSON.stringify(others), make: () => morePeople(others) };
  reconcile(byId("people"), others.length > 0 ? [...tabs, more] : tabs);
}

// A link, so that it can be opened in a second window: two people side by side. The place stays "app" for everybody.
function tab(person, isMe, unread) {
  return h("a", {
    href: addressOf(person.id, "app"),
    class: "person",
    "aria-current": isMe ? "true" : null,
    dataset: { focus: `person:${person.id}` },
  },
  face(person),
  h("span", { class: "person-words" }, h("strong", { dir: "auto" }, firstName(person)), h("small", { dir: "auto" }, person.title || "")),
  unread ? h("span", { class: "badge" }, String(unread), h("span", { class: "unseen" }, " unread")) : null);
}

function morePeople(others) {
  const entries = () => others.map((person) => ({
    words: person.display_name || person.real_name || person.name,
    note: person.title,
    act: () => go({ person: person.id, where: "app" }),
  }));
  return menuButton({ label: "More people", class: "person more", dataset: { focus: "more-people" } }, icon("more"), entries);
}
