"""The Home tab: what matters to the person who opens it, by what they do at the school."""

from typing import Any

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.slack.blocks.home_administrator import administrator_blocks
from bot.slack.blocks.home_library import library_blocks
from bot.slack.blocks.home_lists import Page, list_on_home
from bot.slack.blocks.my_settings import own_settings
from bot.slack.blocks.parts import bold, button, buttons, exactly, title
from bot.slack.blocks.receipt import own_entry
from bot.slack.text import clip
from handlers.messages import Home, HomeList, Place, Story

_OWN, _OWN_BESIDE_A_LIST = 6, 1
"""Requests of one's own at a time; fewer where a librarian's lists stand above them."""

_FOR_STAFF = (
    "Hello! I am the library’s assistant for the staff of this school, so I cannot take requests from guests. "
    "Please ask the library in person, or the colleague who invited you: they will be glad to help."
)

_MOST_HELPED = 3
_MOST_NAMES, _LONGEST_NAME = 8, 60


def home_view(home: Home, place: Place) -> dict[str, Any]:
    """What somebody is here for stands at the top, and asking the library, which everybody may, at the end."""
    parts = (
        [_new(home)]
        if home.is_new
        else [_working(home, place), administrator_blocks(home, place), _asking(home, place)]
    )
    blocks = [block for part in parts if part for block in (DividerBlock(), *part)][1:]
    return View(type="home", callback_id="home", blocks=blocks).to_dict()


def home_of_nobody() -> dict[str, Any]:
    """For somebody whom the desk is not for: no buttons, and nothing of the library's."""
    blocks = [title("The school library"), exactly(_FOR_STAFF)]
    return View(type="home", callback_id="home", blocks=blocks).to_dict()


def _new(home: Home) -> list[Block]:
    lines = (
        "This is your school library, in Slack: it finds sources, books, an idea, a hand in class.",
        "Say it in one sentence. If you name the class and the day, the library knows those, too.",
        "You hear from it once when it is promised, and once when it is there.",
    )
    return [
        title("Ask the library"),
        exactly("\n".join(lines)),
        buttons(button("Ask the library", "ask", "home", style="primary")),
        *_reach(home),
    ]


def _working(home: Home, place: Place) -> list[Block]:
    return [] if home.promises is None else library_blocks(home, place)


def _asking(home: Home, place: Place) -> list[Block]:
    most = _OWN if home.promises is None else _OWN_BESIDE_A_LIST
    own = Page(HomeList.OWN, "What you asked for", most)
    return [
        title("Ask the library"),
        exactly(
            "Tell the library what you need, for which class and by when. You get one message when something is "
            "promised and one when it is there."
        ),
        buttons(button("Ask the library", "ask", "home", style="primary")),
        *list_on_home(own, home.mine[::-1], own_entry, home, place),
        *_helped(home, place),
        *_reach(home),
        *(own_settings(home.own, place) if home.own else []),
    ]


def _reach(home: Home) -> list[Block]:
    ways = "Type /library-help and what you need, in any conversation, or write it to me in Messages."
    names = ", ".join(clip(each, _LONGEST_NAME) for each in home.librarians[:_MOST_NAMES])
    others = len(home.librarians) - _MOST_NAMES
    who = [f"In the library: {names}{f' and {others} more' if others > 0 else ''}."] if names else []
    return [bold("How to reach the library"), exactly("\n".join([ways, *who]))]


def _helped(home: Home, place: Place) -> list[Block]:
    lines = [_helped_line(story, place) for story in home.helped[:_MOST_HELPED]]
    return [bold("What helped before"), exactly("\n".join(lines))] if lines else []


def _helped_line(story: Story, place: Place) -> str:
    found = story.answer.resources if story.answer else ()
    titles = ", ".join(clip(each.title, 80) for each in found[:_MOST_HELPED])
    when = place.short(place.day_of(story.request.asked_at))
    return f"• {clip(story.request.need, 120)} ({when})" + (f": {titles}" if titles else "")
