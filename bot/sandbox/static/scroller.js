// A scrolling list of messages that stays at its end while it is read there, however it or the window grows.

import { h } from "./dom.js";

const NEAR_PX = 60;

export function scroller(label, content, id) {
  const box = h("div", { class: "scroll", id, tabindex: "0", role: "region", "aria-label": label }, content);
  box.atEnd = true;
  box.addEventListener("scroll", () => { box.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX; });
  const follow = new ResizeObserver(() => box.atEnd && toEnd(box));
  follow.observe(box);
  for (const part of box.children) follow.observe(part);
  return box;
}

export function toEnd(box) {
  box.atEnd = true;
  box.scrollTop = box.scrollHeight;
}
