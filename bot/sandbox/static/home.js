// The Home tab: asked for when it is opened, drawn anew when the app publishes it.

import { blocksOf } from "./blocks.js";
import { byId, h, reconcile } from "./dom.js";
import { formFor } from "./form.js";
import * as people from "./people_api.js";
import { tell } from "./toast.js";

export async function showHome(state, isNew) {
  drawHome(state);
  if (!isNew) return;
  const { ok, error } = await people.openApp("home");
  if (!ok) tell(error);
}

function drawHome(state) {
  const view = state.home;
  const make = () => (view
    ? h("div", { class: "blocks" }, blocksOf(view.blocks, formFor({ home: true })))
    : h("p", { class: "quiet" }, "The app has published nothing here yet."));
  reconcile(byId("home"), [{ key: "home", signature: JSON.stringify([state.me, view?.blocks]), make }]);
}
