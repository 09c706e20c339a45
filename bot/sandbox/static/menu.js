// A button that opens a small menu: arrow keys, Home and End move, Escape and a click elsewhere close it.

import { freshId, h } from "./dom.js";

let shut = null;

/**
 * `entries()` gives [{words, note?, danger?, current?, act}] at the moment of opening.
 * The menu is put at the end of its own wrapper, so that it moves and disappears with its button.
 */
export function menuButton({ label, ...attributes }, face, entries) {
  const id = freshId("menu");
  const button = h("button", {
    type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, ...attributes,
    on: {
      click: () => (button.getAttribute("aria-expanded") === "true" ? shut?.(true) : open(wrapper, button, id, entries(), label)),
      keydown: (event) => {
        if (event.key !== "ArrowDown" || shut) return;
        event.preventDefault();
        button.click();
      },
    },
  }, face);
  const wrapper = h("span", { class: "menu-place" }, button);
  return wrapper;
}

function open(wrapper, button, id, entries, label) {
  shut?.(false);
  const items = entries.map(({ words, note, danger, current, act }) => h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: danger ? "danger" : null, "aria-current": current ? "true" : null,
    on: { click: () => { shut(true); act(); } },
  }, h("span", { dir: "auto" }, words), note ? h("small", { dir: "auto" }, note) : null));
  const menu = h("div", { role: "menu", class: "menu", id, "aria-label": label }, items);
  menu.addEventListener("keydown", (event) => travel(event, items));
  wrapper.append(menu);
  button.setAttribute("aria-expanded", "true");
  place(menu, button);
  const elsewhere = (event) => { if (!wrapper.contains(event.target)) shut?.(false); };
  const scrolled = (event) => { if (!menu.contains(event.target)) shut?.(true); };
  shut = (refocus) => {
    shut = null;
    document.removeEventListener("pointerdown", elsewhere);
    document.removeEventListener("scroll", scrolled, true);
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus({ preventScroll: true });
  };
  document.addEventListener("pointerdown", elsewhere);
  document.addEventListener("scroll", scrolled, true);
  items[0]?.focus({ preventScroll: true });
}

function travel(event, items) {
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
    shut?.(true);
  } else if (event.key in steps) {
    event.preventDefault();
    items[(steps[event.key] + items.length) % items.length]?.focus();
  }
}

/** Keeps the menu inside the window: above the button when there is no room below, and never past an edge. */
function place(menu, button) {
  const room = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const above = room.bottom + height + 12 > window.innerHeight && room.top > height + 12;
  menu.style.top = `${above ? room.top - height - 6 : room.bottom + 6}px`;
  menu.style.left = `${Math.max(8, Math.min(room.right - width, window.innerWidth - width - 8))}px`;
}
