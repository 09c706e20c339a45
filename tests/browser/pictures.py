"""Pictures of what a page shows, for the README and the docs; only where PICTURES names their folder.

`make pictures` sets it. A picture is as tall as what is shown, and has few colours, so that it stays small.
"""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
_TALLEST = 3200
"""Pixels: of the window in which a long Home is shown whole."""

_HIDDEN = """() => {
  const boxes = [...document.querySelectorAll(document.querySelector("dialog[open]") ? ".modal-body" : ".scroll")];
  return Math.max(...boxes.map((box) => box.scrollHeight - box.clientHeight));
}"""
"""Pixels that would have to be scrolled to."""


def picture(page: Page, name: str, of: Locator | None = None) -> None:
    """Of the whole window as it is, or of one thing in it, all of it."""
    if not (folder := os.environ.get("PICTURES")):
        return
    taken = page.screenshot() if of is None else _all_of(page, of)
    path = ROOT / folder / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    few = Image.open(BytesIO(taken)).convert("RGB").quantize(method=Image.Quantize.MAXCOVERAGE)
    few.save(path, optimize=True)


def _all_of(page: Page, thing: Locator) -> bytes:
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": min(size["height"] + page.evaluate(_HIDDEN), _TALLEST)})
    taken = thing.screenshot()
    page.set_viewport_size(size)
    return taken
