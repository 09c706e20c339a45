// Choosing one or several: selects, radio buttons, checkboxes and the overflow menu, on the browser's own controls.

import { freshId, h, icon } from "./dom.js";
import { fieldAttributes } from "./field.js";
import { menuButton } from "./menu.js";
import { allChannels, everyone } from "./names.js";
import { isSafe } from "./mrkdwn.js";
import { nodesOf, plainWords, textOf } from "./text.js";

const option = (value, words) => ({ value, text: { type: "plain_text", text: words } });

const SOURCES = {
  users_select: () => everyone().map((person) => option(person.id, person.display_name || person.name)),
  conversations_select: () => allChannels().map((channel) => option(channel.id, `#${channel.name}`)),
  channels_select: () => allChannels().map((channel) => option(channel.id, `#${channel.name}`)),
};

function optionsOf(element) {
  const source = SOURCES[element.type.replace(/^multi_/, "")];
  if (source) return [{ options: source() }];
  if (element.option_groups) return element.option_groups;
  return [{ options: element.options ?? [] }];
}

const initialOf = (element) =>
  element.initial_option?.value ?? element.initial_user ?? element.initial_conversation ?? element.initial_channel ?? "";

const initialsOf = (element) =>
  element.initial_options?.map((chosen) => chosen.value)
  ?? element.initial_users ?? element.initial_conversations ?? element.initial_channels ?? [];

const dispatches = (form) => !form.inForm || form.dispatches;

export function select(element, block, form, context) {
  const before = form.recall(block, element.action_id, initialOf(element));
  const placeholder = plainWords(element.placeholder) || "Choose…";
  const choose = async (event) => {
    const control = event.target;
    form.remember(block, element.action_id, control.value);
    if (!dispatches(form) || !control.value) return;
    if (await form.press(block, element, control.value)) return;
    control.value = before;
    form.remember(block, element.action_id, before);
  };
  const empty = h("option", { value: "", disabled: !form.inForm }, placeholder);
  const attributes = { ...fieldAttributes(element, block, context), class: "field", on: { change: choose } };
  const made = h("select", attributes, empty, optionsOf(element).map(groupOf));
  made.value = before;
  return h("span", { class: "select" }, made, icon("down"));
}

function groupOf(group) {
  const options = group.options.map((one) => h("option", { value: one.value }, wordsOf(one)));
  return group.label ? h("optgroup", { label: plainWords(group.label) }, options) : options;
}

const wordsOf = (one) => [plainWords(one.text), plainWords(one.description)].filter(Boolean).join(" – ");

export function radioButtons(element, block, form, context) {
  const name = freshId("choice");
  const before = form.recall(block, element.action_id, initialOf(element));
  const choose = async (event) => {
    form.remember(block, element.action_id, event.target.value);
    if (!dispatches(form) || (await form.press(block, element, event.target.value))) return;
    form.remember(block, element.action_id, before);
    for (const radio of group.querySelectorAll("input")) radio.checked = radio.value === before;
  };
  const rows = optionsOf(element)[0].options.map((one) =>
    tick("radio", one, block, element, { name, checked: one.value === before, on: { change: choose } }));
  const group = groupFor("radiogroup", element, block, context, rows);
  return group;
}

/** Checkboxes, and multi-selects, which are the same act with another face. */
export function checkboxes(element, block, form, context) {
  const before = form.recall(block, element.action_id, initialsOf(element));
  const choose = async () => {
    const chosen = [...group.querySelectorAll("input:checked")].map((box) => box.value);
    form.remember(block, element.action_id, chosen);
    if (!dispatches(form) || (await form.press(block, element, chosen))) return;
    form.remember(block, element.action_id, before);
    for (const box of group.querySelectorAll("input")) box.checked = before.includes(box.value);
  };
  const rows = optionsOf(element).map((part) => [
    part.label ? h("p", { class: "group-name" }, plainWords(part.label)) : null,
    part.options.map((one) =>
      tick("checkbox", one, block, element, { checked: before.includes(one.value), on: { change: choose } })),
  ]);
  const group = groupFor("group", element, block, context, rows);
  return group;
}

export function severalOf(element, block, form, context) {
  const group = checkboxes(element, block, form, context);
  group.classList.add("many");
  return group;
}

function groupFor(role, element, block, context, rows) {
  const { id, dataset, ...attributes } = fieldAttributes(element, block, context);
  if (role !== "radiogroup") delete attributes["aria-required"];
  return h("div", { ...attributes, role, class: "ticks" }, rows);
}

function tick(type, one, block, element, attributes) {
  const dataset = { focus: `${block}:${element.action_id}:${one.value}` };
  const words = h("span", { dir: "auto" }, nodesOf(one.text), one.description ? textOf(one.description, "small") : null);
  return h("label", { class: "tick" }, h("input", { type, value: one.value, dataset, ...attributes }), words);
}

export function overflow(element, block, form, { about }) {
  const entries = element.options.map((one) => ({
    words: plainWords(one.text),
    note: plainWords(one.description),
    act: () => {
      if (isSafe(one.url)) window.open(one.url, "_blank", "noopener");
      form.press(block, element, one.value);
    },
  }));
  const label = about ? `More actions – ${about}` : "More actions";
  return menuButton({ label, class: "button square", dataset: { focus: `${block}:${element.action_id}` } }, icon("more"), () => entries);
}
