// The list above the composer: commands after "/", people after "@". Arrow keys choose, Enter or Tab takes, Escape closes.

import { freshId, h } from "./dom.js";
import { face } from "./faces.js";
import { everyone } from "./names.js";
import { current } from "./state.js";
import { nameOf } from "./typed.js";

const MOST = 8;

/** {list, refresh(), took(keyEvent)} for `area`; `took` says whether the key was meant for the list. */
export function suggestionsFor(area, place) {
  const id = freshId("suggestions");
  const list = h("ul", { class: "suggestions", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  let found = [];
  let at = 0;
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-haspopup", "listbox");
  area.setAttribute("aria-controls", id);

  const close = () => show([]);
  const take = (index) => {
    const { insert, from } = found[index];
    area.setRangeText(insert, from, area.selectionStart, "end");
    close();
    area.dispatchEvent(new Event("input"));
    area.focus();
  };
  const draw = () => {
    list.replaceChildren(...found.map((one, index) => h("li", {
      role: "option", id: `${id}-${index}`, "aria-selected": String(index === at),
      on: { pointerdown: (event) => { event.preventDefault(); take(index); } },
    }, one.face ?? null, h("strong", { dir: "auto" }, one.words), h("span", { dir: "auto" }, one.note))));
    if (found.length > 0) area.setAttribute("aria-activedescendant", `${id}-${at}`);
    else area.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  function show(ones) {
    found = ones;
    at = 0;
    draw();
  }
  const took = (event) => {
    if (found.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      at = (at + step + found.length) % found.length;
      draw();
    } else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !isComplete(area, found[at]))) take(at);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  area.addEventListener("blur", close);
  return { list, refresh: () => show(suggest(area, place)), took };
}

/** Typed out already, so Enter means send, as it would without the list. */
const isComplete = (area, suggestion) => area.value.trim() === suggestion.insert.trim();

function suggest(area, place) {
  const written = area.value.slice(0, area.selectionStart);
  if (place.commands && /^\/[\w-]*$/.test(written)) return commandsLike(written);
  const name = /(?:^|\s)@([\p{L}\p{N} .]{0,30})$/u.exec(written);
  return name ? peopleLike(name[1], written.length - name[1].length - 1) : [];
}

const commandsLike = (written) => current().commands
  .filter((one) => one.command.startsWith(written.toLowerCase()))
  .map((one) => ({ words: one.command, note: [one.usage_hint, one.description].filter(Boolean).join(" · "), insert: `${one.command} `, from: 0 }));

const peopleLike = (typed, from) => everyone()
  .filter((person) => !person.deleted && nameOf(person).toLowerCase().startsWith(typed.toLowerCase()))
  .slice(0, MOST)
  .map((person) => ({ words: nameOf(person), note: person.title ?? "", insert: `@${nameOf(person)} `, from, face: face(person, "small") }));
