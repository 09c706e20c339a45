// Hears of every change as it happens, and comes back by itself when the workspace was away.

import { byId } from "./dom.js";
import { currentPerson } from "./place.js";
import { refresh } from "./state.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;

let stream = null;
let pause = FIRST_PAUSE_MS;
let waiting = null;

/** Follows the current person's changes; called again when the person changes. */
export function follow() {
  stream?.close();
  clearTimeout(waiting);
  // From the very beginning, so that the present is told at once: a workspace started anew counts from nought again.
  stream = new EventSource(`/people/changes?as=${encodeURIComponent(currentPerson())}&after=-1`);
  stream.onopen = heard;
  stream.onmessage = refresh;
  stream.onerror = lost;
}

function heard() {
  pause = FIRST_PAUSE_MS;
  byId("connection").textContent = "";
}

function lost() {
  stream.close();
  byId("connection").textContent = "The workspace is not running just now. This page goes on as soon as it is back.";
  waiting = setTimeout(follow, pause);
  pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
}
