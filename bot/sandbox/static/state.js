// The latest state of the workspace as the current person sees it, fetched again whenever the server says it changed.

import { useZone } from "./dates.js";
import { learnNames } from "./names.js";
import * as api from "./people_api.js";
import { currentPerson, place } from "./place.js";
import { tell } from "./toast.js";

let state = null;
let asking = null;
let askAgain = false;
let refused = false;
const listeners = [];

export const current = () => state;

/** Whether the workspace said no to the last question: there is no such person. */
export const wasRefused = () => refused;

/** `listener(state)` is called after each change of the state or of the place. */
export const onChange = (listener) => listeners.push(listener);

export const announce = () => state && listeners.forEach((listener) => listener(state));

/** Fetches the state, and is done when it is drawn; calls while one is under way are folded into one more. */
export function refresh() {
  if (asking) askAgain = true;
  else asking = fetchUntilQuiet().finally(() => { asking = null; });
  return asking;
}

async function fetchUntilQuiet() {
  do {
    askAgain = false;
    await fetchOnce();
  } while (askAgain);
}

async function fetchOnce() {
  const as = currentPerson();
  const fresh = await api.getState(as).catch(() => null);
  if (!fresh || fresh.ok === false || as !== currentPerson()) {
    askAgain = as !== currentPerson();
    refused = fresh?.ok === false;
    if (refused) tell(fresh.error);
    return;
  }
  refused = false;
  state = fresh;
  useZone(fresh.clock.zone);
  learnNames(fresh);
  announce();
}

/** The conversation that the place names, or null where it is the Home tab or one this person cannot see. */
export function conversationHere() {
  const { where } = place();
  if (!state || where === "home") return null;
  if (where === "app") return appConversation();
  return state.conversations.find((conversation) => conversation.id === where) ?? null;
}

/** The direct message with the app. */
export const appConversation = () => {
  const direct = state.conversations.filter((conversation) => conversation.kind === "im");
  return direct.find((conversation) => conversation.user === state.app?.user_id) ?? direct[0] ?? null;
};

export const messagesOf = (conversation) => state.messages[conversation?.id] ?? [];
