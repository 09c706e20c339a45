// Between what Slack keeps of a message and what its author typed. (The other way is the workspace's own work.)

import { personName, channelName } from "./names.js";

/** "<@U0LIBRARY> tea &lt; coffee" → "@Library Partner tea < coffee", for editing. */
export const asTyped = (text) =>
  (text ?? "")
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => `@${personName(id) ?? id}`)
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (whole, id) => `#${channelName(id) ?? id}`)
    .replace(/<!(channel|here|everyone)>/g, "@$1")
    .replace(/<([^|>]+)\|?([^>]*)>/g, (_, address, label) => label || address)
    .replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

export const nameOf = (person) => person.display_name || person.real_name || person.name;
