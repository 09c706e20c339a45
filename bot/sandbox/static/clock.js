// The workspace's time, and the three ways to move it on. Stands where a book has its date slip.

import { longDay, timeOfDay } from "./dates.js";
import { byId, h, icon } from "./dom.js";
import { workspaceNow } from "./names.js";
import * as people from "./people_api.js";
import { tell } from "./toast.js";

const WAYS = { hour: "One hour", morning: "Next school morning", friday: "Friday 14:00" };
const TICK_MS = 1000;

export function startClock() {
  const day = h("span", { class: "clock-day" });
  const time = h("span", { class: "clock-time" });
  const zone = h("span", { class: "clock-zone" });
  const ways = h("div", { class: "clock-ways", id: "clock-ways", role: "group", "aria-label": "Move the clock forward" },
    h("p", { class: "clock-title", "aria-hidden": "true" }, "Move on to"),
    Object.entries(WAYS).map(([forward, words]) => h("button", { type: "button", on: { click: (event) => move(forward, event) } }, words)));
  const toggle = h("button", {
    type: "button", class: "clock-toggle", "aria-expanded": "false", "aria-controls": "clock-ways", on: { click: () => unfold(toggle) },
  }, icon("clock"), "Move time");
  byId("clock").replaceChildren(h("time", { class: "clock-face", id: "now" }, day, time, zone), toggle, ways);
  setInterval(() => showClock(), TICK_MS);
}

/** Writes the present moment; called each second and with each new state. */
export function showClock(state = null) {
  const now = workspaceNow();
  const face = byId("now");
  const [day, time, zone] = face.children;
  day.textContent = longDay(now);
  time.textContent = timeOfDay(now);
  face.dateTime = new Date(now * 1000).toISOString().slice(0, 16) + "Z";
  if (state) zone.textContent = `School time, ${state.clock.zone.replaceAll("_", " ")}`;
}

async function move(forward, event) {
  const button = event.currentTarget;
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const answer = await people.moveClock(forward);
  button.removeAttribute("aria-busy");
  if (answer.ok === false) tell(answer.error);
}

function unfold(toggle) {
  const open = toggle.getAttribute("aria-expanded") !== "true";
  toggle.setAttribute("aria-expanded", String(open));
  byId("clock").classList.toggle("unfolded", open);
}
