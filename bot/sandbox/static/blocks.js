// Block Kit blocks as elements. `form` collects what people choose and says what is pressed (see form.js).

import { h, freshId, icon } from "./dom.js";
import { elementOf } from "./elements.js";
import { isSafe } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { nodesOf, plainWords, textOf } from "./text.js";

/** One element a block, in order. */
export const blocksOf = (blocks, form) => (blocks ?? []).map((block, index) => drawn(block, form, index));

function drawn(block, form, index) {
  const id = block.block_id || `block-${index}`;
  const make = BLOCKS[block.type];
  const element = make ? make({ ...block, block_id: id }, form) : notShown(block);
  element.classList.add("block", `block-${block.type}`);
  element.dataset.block = id;
  return element;
}

const notShown = (block) => h("p", { class: "unknown" }, `This page cannot show a “${block.type}” block.`);

const BLOCKS = {
  header: (block) => textOf(block.text, "h3"),
  divider: () => h("hr"),
  section,
  context,
  actions: (block, form) => h("div", {}, block.elements.map((element) => elementOf(element, block.block_id, form))),
  input,
  image,
  rich_text: richText,
  markdown: (block) => textOf({ type: "plain_text", text: block.text }),
  video: (block) => h("p", {}, h("a", { href: isSafe(block.title_url) ? block.title_url : null }, plainWords(block.title))),
};

function section(block, form) {
  const fields = block.fields?.length ? h("div", { class: "fields" }, block.fields.map((field) => textOf(field))) : null;
  const words = h("div", { class: "section-words" }, block.text ? textOf(block.text) : null, fields);
  if (!block.accessory) return h("div", {}, words);
  const accessory = block.accessory.type === "image"
    ? picture(block.accessory, "thumbnail")
    : elementOf(block.accessory, block.block_id, form, nameFrom(block));
  return h("div", {}, words, h("div", { class: "accessory" }, accessory));
}

/** What a control beside a text is about, for those who do not see them side by side. */
const nameFrom = (block) => h("span", {}, nodesOf(block.text ?? block.fields?.[0])).textContent.slice(0, 120);

function context(block) {
  return h("div", {}, block.elements.map((element) => (element.type === "image" ? picture(element, "tiny") : textOf(element))));
}

const addressOf = (image) => image.image_url ?? image.slack_file?.url ?? (image.slack_file?.id && `/files/${image.slack_file.id}`);

function picture(image, size) {
  const address = addressOf(image) ?? "";
  const safe = isSafe(address) || address.startsWith("/");
  return safe
    ? h("img", { src: address, alt: image.alt_text ?? "", class: size, loading: "lazy" })
    : h("span", { class: "unknown" }, image.alt_text || "A picture");
}

function image(block) {
  return h("figure", {}, block.title ? textOf(block.title, "figcaption") : null, picture(block, "large"));
}

// A choice of several is a group with a legend; anything else is one labelled control.
function input(block, form) {
  const id = freshId("field");
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [block.hint && hintId, errorId].filter(Boolean).join(" ");
  const element = elementOf(block.element, block.block_id, { ...form, inForm: true, dispatches: block.dispatch_action }, "", {
    id, described, required: !block.optional,
  });
  const grouped = element.matches("[role=group], [role=radiogroup]");
  const optional = block.optional ? h("span", { class: "optional" }, " (optional)") : null;
  const label = h(grouped ? "div" : "label", grouped ? { id: `${id}-label`, class: "label" } : { for: id, class: "label" },
    plainWords(block.label), optional);
  if (grouped) element.setAttribute("aria-labelledby", `${id}-label`);
  return h("div", {}, label, element,
    block.hint ? h("p", { id: hintId, class: "hint", dir: "auto" }, plainWords(block.hint)) : null,
    h("p", { id: errorId, class: "error", hidden: true }));
}

/** Shows `errors` ({block_id: sentence}) by their fields inside `root`; the first gets the focus when `focus` is asked. */
export function showErrors(root, errors, focus) {
  let first = null;
  for (const field of root.querySelectorAll(".block-input")) {
    const words = errors[field.dataset.block];
    const line = field.querySelector(":scope > .error");
    line.hidden = !words;
    line.replaceChildren(...(words ? [icon("close"), words] : []));
    const controls = field.querySelectorAll("input, select, textarea");
    for (const control of controls) control.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) first ??= controls[0];
  }
  if (focus) first?.focus();
}
