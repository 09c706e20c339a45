// How much the other people have not read yet, so that one sees at once where the story goes on.

import { getState } from "./people_api.js";

const WATCHED = ["U0ADA", "U0LEE", "U0SAM"];
const PAUSE_MS = 250;

const counts = new Map();
let waiting = null;

export const unreadOf = (person) => counts.get(person) ?? 0;

/** Asks a moment later (changes come in bursts), then calls `done` if a count changed. */
export function countUnread(state, done) {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const known = new Set(state.people.map((person) => person.id));
    const asked = WATCHED.filter((person) => person !== state.me && known.has(person));
    const changed = await Promise.all(asked.map(countOne));
    if (changed.some(Boolean)) done();
  }, PAUSE_MS);
}

async function countOne(person) {
  const state = await getState(person).catch(() => null);
  if (!state?.conversations) return false;
  const count = state.conversations.reduce((sum, conversation) => sum + (conversation.unread ?? 0), 0);
  const changed = counts.get(person) !== count;
  counts.set(person, count);
  return changed;
}
