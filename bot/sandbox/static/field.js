// The name, hint and error that every control of a form is tied to.

import { plainWords } from "./text.js";

/** What every field of a form carries. */
export function fieldAttributes(element, block, { about, field }) {
  const words = plainWords(element.placeholder);
  return {
    id: field?.id,
    "aria-describedby": field?.described,
    "aria-required": field?.required ? "true" : null,
    "aria-label": field ? null : [words, about].filter(Boolean).join(" – ") || element.action_id || "Choice",
    dataset: { focus: `${block}:${element.action_id}` },
  };
}
