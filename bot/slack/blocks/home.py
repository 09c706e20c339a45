"""The Home tab: what matters to the person who opens it, by what they do at the school."""

from typing import Any

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.slack.blocks.digest import figure_blocks, in_a_sentence
from bot.slack.blocks.home_library import library_blocks
from bot.slack.blocks.home_lists import Page, list_on_home
from bot.slack.blocks.parts import aside, button, buttons, exactly, title
from bot.slack.blocks.request import own_entry
from bot.slack.text import clip
from handlers.messages import Home, HomeList, Place, Story

_OWN, _OWN_BESIDE_A_LIST = 6, 2
"""Requests of one's own at a time; fewer where a librarian's lists stand above them."""

_MOST_HELPED = 3


def home_view(home: Home, place: Place) -> dict[str, Any]:
    blocks = _asking(home, place)
    if home.promises is not None:
        blocks = [*library_blocks(home, place), DividerBlock(), *blocks]
    if home.figures is not None:
        blocks = [*_week(home, place), DividerBlock(), *blocks]
    return View(type="home", callback_id="home", blocks=blocks).to_dict()


def _asking(home: Home, place: Place) -> list[Block]:
    most = _OWN if home.promises is None else _OWN_BESIDE_A_LIST
    own = Page(HomeList.OWN, "What you asked for", most)
    return [
        title("Ask the library"),
        exactly(
            "Tell the library what you need, for which class and by when. You get one message when something is "
            "promised and one when it is there. Type /library-help anywhere, write to me, or press the button."
        ),
        buttons(button("Ask the library", "ask", "home", style="primary")),
        *list_on_home(own, home.mine[::-1], own_entry, home, place),
        *_helped(home, place),
        *([aside(f"In the library: {', '.join(home.librarians)}.")] if home.librarians else []),
    ]


def _helped(home: Home, place: Place) -> list[Block]:
    lines = [_helped_line(story, place) for story in home.helped[:_MOST_HELPED]]
    return [aside("What helped before"), exactly("\n".join(lines))] if lines else []


def _helped_line(story: Story, place: Place) -> str:
    found = story.answer.resources if story.answer else ()
    titles = ", ".join(clip(each.title, 80) for each in found[:_MOST_HELPED])
    when = place.short(place.day_of(story.request.asked_at))
    return f"• {clip(story.request.need, 120)} ({when})" + (f": {titles}" if titles else "")


def _week(home: Home, place: Place) -> list[Block]:
    if home.figures is None:
        return []
    upcoming = []
    if home.next_digest_at:
        day = place.lasting(place.day_of(home.next_digest_at))
        upcoming = [aside(f"The next digest comes {day}.")]
    return [
        title("The library’s week so far"),
        exactly(in_a_sentence(home.figures)),
        *figure_blocks(home.figures),
        *upcoming,
        buttons(button("Term report", "term-report", "home")),
    ]
