// What people do, as calls to the workspace; each answers {ok} or {ok: false, error: "a sentence"}.

import { currentPerson } from "./place.js";
import { refresh } from "./state.js";

const AWAY = "The workspace cannot be reached just now. Nothing was sent; please try again in a moment.";

export async function getState(as) {
  return answerOf(await fetch(`/people/state?as=${encodeURIComponent(as)}`, { cache: "no-store" }));
}

async function send(path, body) {
  const answer = await posted(path, body);
  refresh();
  return answer;
}

async function posted(path, body) {
  try {
    const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    return await answerOf(await fetch(path, request));
  } catch {
    return { ok: false, error: AWAY };
  }
}

async function answerOf(response) {
  const words = await response.text();
  try {
    const answer = JSON.parse(words);
    if (!response.ok && answer.ok !== false) return { ok: false, error: refusal(response, "") };
    if (answer.ok === false && !answer.error && !answer.errors) answer.error = refusal(response, "");
    return answer;
  } catch {
    return { ok: false, error: refusal(response, words) };
  }
}

function refusal(response, words) {
  const sentence = words.length < 200 && !words.includes("<") ? words.trim() : "";
  return sentence || `The workspace could not do that (it answered ${response.status}).`;
}

const act = (path, body) => send(`/people/${path}`, { as: currentPerson(), ...body });

export const post = (channel, text, thread_ts) => act("post", { channel, text, ...(thread_ts ? { thread_ts } : {}) });
export const edit = (channel, ts, text) => act("edit", { channel, ts, text });
export const remove = (channel, ts) => act("delete", { channel, ts });
export const command = (channel, text) => act("command", { channel, text });
export const press = (body) => act("press", body);
export const submit = (view_id, values) => act("submit", { view_id, values });
export const close = (view_id) => act("close", { view_id });
export const shortcut = (callback_id, channel, ts) => act("shortcut", { callback_id, channel, ts });
/** `tab` is "home" or "messages": the app hears that it is looked at. */
export const openApp = (tab) => act("home", { tab });
export const read = (channel) => act("read", { channel });
export const moveClock = (forward) => send("/clock", { forward });
