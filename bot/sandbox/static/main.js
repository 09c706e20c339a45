// The page's beginning: everything is drawn again from the state whenever the state or the address changes.

import { showClock, startClock } from "./clock.js";
import { showConversation } from "./conversation.js";
import { byId } from "./dom.js";
import { follow } from "./live.js";
import { showModal, startModal } from "./modal.js";
import { showPeople } from "./people.js";
import { showPlaces } from "./places.js";
import { currentPerson } from "./place.js";
import { announce, current, onChange, refresh, wasRefused } from "./state.js";
import { showThread } from "./thread.js";
import { tellNotices } from "./toast.js";
import { countUnread } from "./unread.js";

let followed = null;

function draw(state) {
  showPeople(state);
  showPlaces(state);
  showClock(state);
  showConversation(state);
  showThread(state);
  showModal(state);
  tellNotices(state.me, state.notices ?? []);
  countUnread(state, () => showPeople(current()));
}

async function arrive() {
  if (followed === currentPerson()) {
    announce();
    return;
  }
  followed = currentPerson();
  await refresh();
  if (!wasRefused()) follow();
}

// The skip link moves the focus only: its address must not replace the person and place that the address holds.
function skip(event) {
  event.preventDefault();
  (byId("composer")?.querySelector("textarea") ?? byId("main")).focus();
}

startClock();
startModal();
onChange(draw);
byId("skip").addEventListener("click", skip);
addEventListener("hashchange", arrive);
document.addEventListener("visibilitychange", () => !document.hidden && announce());
arrive();
