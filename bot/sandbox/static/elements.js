// Block Kit's interactive elements. `about` names a control that stands beside a text; `field` is given inside an
// input block: {id, described, required}, for its label, hint and error.

import { checkboxes, overflow, radioButtons, select, severalOf } from "./choices.js";
import { h } from "./dom.js";
import { fieldMoment, momentOfField } from "./dates.js";
import { fieldAttributes } from "./field.js";
import { isSafe } from "./mrkdwn.js";
import { plainWords } from "./text.js";

export function elementOf(element, block, form, about = "", field = null) {
  const make = ELEMENTS[element.type];
  if (!make) return h("span", { class: "unknown", role: "group" }, `(This page has no “${element.type}”.)`);
  const made = make(element, block, form, { about, field });
  made.dataset.action = element.action_id ?? "";
  return made;
}

const typed = (type) => (...context) => textField(type, ...context);

const ELEMENTS = {
  button,
  static_select: select,
  external_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  multi_static_select: severalOf,
  multi_external_select: severalOf,
  multi_users_select: severalOf,
  multi_conversations_select: severalOf,
  multi_channels_select: severalOf,
  overflow,
  radio_buttons: radioButtons,
  checkboxes,
  datepicker: moment("date", (element) => element.initial_date ?? ""),
  timepicker: moment("time", (element) => element.initial_time ?? ""),
  datetimepicker: moment("datetime-local", (element) => element.initial_date_time ?? ""),
  plain_text_input: typed("text"),
  rich_text_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("number"),
};

function button(element, block, form) {
  const kind = ["button", element.style].filter(Boolean).join(" ");
  const attributes = {
    class: kind,
    dir: "auto",
    dataset: { focus: `${block}:${element.action_id}` },
    "aria-label": element.accessibility_label ?? null,
  };
  if (element.url && isSafe(element.url)) {
    const press = () => form.press(block, element, element.value);
    const open = { href: element.url, target: "_blank", rel: "noopener noreferrer", on: { click: press } };
    return h("a", { ...attributes, ...open }, plainWords(element.text));
  }
  const press = async (event) => {
    const pressed = event.currentTarget;
    if (pressed.getAttribute("aria-busy") === "true") return;
    pressed.setAttribute("aria-busy", "true");
    await form.press(block, element, element.value);
    pressed.removeAttribute("aria-busy");
  };
  return h("button", { type: "button", ...attributes, on: { click: press } }, plainWords(element.text));
}

// A date is ready once it is left or has stood still a moment: while a year is typed, each digit is a "change".
function moment(type, initial) {
  return (element, block, form, context) => {
    const isLong = type === "datetime-local";
    const first = form.recall(block, element.action_id, initial(element));
    let told = first;
    let waiting = null;
    const read = (words) => (isLong && words ? momentOfField(words) : words);
    const tellNow = async () => {
      clearTimeout(waiting);
      const value = read(input.value);
      if (String(value) === String(told) || !value || input.value.startsWith("0")) return;
      told = value;
      if (!(await form.press(block, element, value))) input.value = first;
    };
    const change = () => {
      form.remember(block, element.action_id, read(input.value));
      if (form.inForm && !form.dispatches) return;
      clearTimeout(waiting);
      waiting = setTimeout(tellNow, 600);
    };
    const input = h("input", {
      ...fieldAttributes(element, block, context),
      type,
      class: "field short",
      value: isLong && first ? fieldMoment(first) : String(first),
      on: { input: change, blur: () => (!form.inForm || form.dispatches) && tellNow() },
    });
    return input;
  };
}

function textField(type, element, block, form, context) {
  const words = form.recall(block, element.action_id, startOf(element));
  const long = element.multiline || element.type === "rich_text_input";
  const attributes = {
    ...fieldAttributes(element, block, context),
    class: "field",
    dir: "auto",
    placeholder: plainWords(element.placeholder) || null,
    value: words,
    on: { input: (event) => form.remember(block, element.action_id, event.target.value) },
  };
  if (long) return h("textarea", { ...attributes, rows: 4 });
  const dispatch = (event) => {
    if (event.key === "Enter" && !event.isComposing && form.dispatches) {
      event.preventDefault();
      form.press(block, element, event.target.value);
    }
  };
  const numeric = type === "number" ? { inputmode: element.is_decimal_allowed ? "decimal" : "numeric" } : {};
  const on = { ...attributes.on, keydown: dispatch };
  // "text" for numbers and addresses too: the workspace judges them, and says what is wrong in words.
  return h("input", { ...attributes, ...numeric, type: "text", autocomplete: "off", on });
}

function startOf(element) {
  if (element.type === "rich_text_input") return wordsOf(element.initial_value);
  return String(element.initial_value ?? "");
}

const wordsOf = (rich) =>
  (rich?.elements ?? []).map((part) => (part.elements ?? []).map((piece) => piece.text ?? "").join("")).join("\n");
