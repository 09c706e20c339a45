// Builds the page from elements and text nodes only: there is no innerHTML anywhere, so nobody's words become mark-up.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "multiple", "required"]);

/** An element: `h("button", {class: "quiet", on: {click}}, "Words")`. Nullish and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (name === "dataset") {
    Object.assign(element.dataset, value);
  } else if (PROPERTIES.has(name)) {
    element[name] = value;
  } else if (value !== false) {
    element.setAttribute(name, value === true ? "" : value);
  }
}

export const byId = (id) => document.getElementById(id);

let made = 0;

/** A name that is unique in this document, for labels and descriptions. */
export function freshId(stem) {
  made += 1;
  return `${stem}-${made}`;
}

/** Fills `parent` from `items`, keeping each child whose key and signature stay the same (and with it focus and typing). */
export function reconcile(parent, items) {
  const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map(({ key, signature, make }) => {
    const old = present.get(key);
    if (old && old.signature === signature) return old;
    const fresh = make();
    fresh.dataset.key = key;
    fresh.signature = signature;
    if (old) replaceKeepingFocus(old, fresh);
    return fresh;
  });
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** Swaps `old` for `fresh`; whoever had focus inside finds it on the same control, or else on the fresh element. */
export function replaceKeepingFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (focused === null) return;
  const same = sameControl(fresh, focused);
  if (!same && !fresh.hasAttribute("tabindex")) fresh.tabIndex = -1;
  (same || fresh).focus({ preventScroll: true });
}

/** The control in `root` that `old` was: of the same block and action, or (blocks may be renamed) of the same action and words. */
export function sameControl(root, old) {
  const key = old.dataset.focus;
  if (!key) return null;
  const exact = root.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  const action = key.slice(key.indexOf(":"));
  const alike = [...root.querySelectorAll(`[data-focus$="${CSS.escape(action)}"]`)];
  return exact ?? alike.find((control) => control.textContent === old.textContent) ?? null;
}

/** A drawing from our own small set, invisible to screen readers: the control around it carries the name. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 20 20", class: `icon icon-${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

const DRAWINGS = {
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  close: "M5 5l10 10M15 5L5 15",
  send: "M3.5 10h12M10.5 4.5L16 10l-5.5 5.5",
  down: "M5.5 8l4.5 4.5L14.5 8",
  messages: "M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z",
  home: "M3.5 9.5L10 4l6.5 5.5M5.5 8.5v7.5h9V8.5",
  channel: "M7.5 3.5l-1.5 13M14 3.5l-1.5 13M4 7.5h13M3 12.5h13",
  person: "M10 10a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4zM3.8 16.5c.8-3 3.2-4.5 6.2-4.5s5.4 1.5 6.2 4.5",
  eye: "M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 100-4 2 2 0 000 4z",
  clock: "M10 17a7 7 0 100-14 7 7 0 000 14zM10 6.2V10l2.6 1.8",
  reply: "M8 5L3.5 9.5 8 14M3.5 9.5h8c3 0 5 2 5 5.5",
  back: "M12.5 4.5L7 10l5.5 5.5",
};
