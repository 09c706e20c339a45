// A person's face: a small book with their initials on its cover.

import { h } from "./dom.js";

const COVERS = 6;

export function face(person, size = "") {
  const name = person?.display_name || person?.real_name || person?.name || "?";
  if (person?.is_app) {
    return h("img", { src: "/static/mark.svg", alt: "", class: `face ${size}` });
  }
  const initials = name.split(/\s+/).slice(0, 2).map((word) => [...word][0]).join("");
  return h("span", { class: `face cover-${coverOf(person?.id ?? name)} ${size}`, "aria-hidden": "true" }, initials);
}

const coverOf = (id) => [...id].reduce((sum, letter) => sum * 7 + letter.codePointAt(0), 0) % COVERS;

export const firstName = (person) => (person.display_name || person.real_name || person.name).split(/\s+/)[0];
