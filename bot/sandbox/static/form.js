// What a person has chosen in one container (a message, the Home tab or a modal), and what pressing there means.

import { confirmed } from "./confirm.js";
import * as people from "./people_api.js";
import { tell } from "./toast.js";

/**
 * `container` is `{message: {channel, ts}}`, `{view: view_id}` or `{home: true}`.
 * `values` ({block_id: {action_id: raw}}) may be handed on so that an updated modal keeps what was typed here;
 * `known` is what the workspace holds, from before a reload.
 */
export function formFor(container, values = {}, known = {}) {
  const remember = (block, action, raw) => {
    values[block] = { ...values[block], [action]: raw };
  };
  const recall = (block, action, initial) => values[block]?.[action] ?? known[block]?.[action] ?? initial;
  /** Tells the app; answers whether it was really pressed (a confirmation may be refused). */
  const press = async (block, element, value) => {
    if (element.confirm && !(await confirmed(element.confirm))) return false;
    const answer = await people.press({ container, block_id: block, action_id: element.action_id, value, state: values });
    if (!answer.ok) tell(answer.error);
    return true;
  };
  return { values, remember, recall, press, inForm: false, dispatches: false };
}
