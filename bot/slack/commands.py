"""`/library-help`: a request in free text, a form, or one of the two words `mine` and `help`."""

import difflib
import logging
import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.blocks import Block

from bot.slack.blocks.forms import Errand, ask_form
from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly
from bot.slack.blocks.reply import small_talk
from bot.slack.blocks.request import own_entry, receipt
from bot.slack.desk import Desk
from bot.slack.refusals import NO_FORM, SLACK_FAILURES, in_words
from bot.slack.text import unescape
from domain.errors import UserError
from domain.request import Source
from domain.small_talk import Intent, read_intent, takes_back
from handlers.act import Act
from handlers.ask import Draft, ask
from handlers.hear import TAKE_BACK
from handlers.messages import SmallTalk
from handlers.mine import mine

log = logging.getLogger(__name__)

_SUBCOMMANDS = ("mine", "help")
_KINDNESS = (Intent.THANKS, Intent.GREETING, Intent.FAREWELL, Intent.ACKNOWLEDGEMENT)
_MOST_LISTED = 11
"""Requests in one list: four blocks each stay under a message's fifty."""


def register(app: App, desk: Desk) -> None:
    @app.command(re.compile("^/library-help$"))
    def on_command(ack: Ack, body: dict[str, Any]) -> None:
        try:
            answer = _answer(desk, body)
        except Exception as error:  # noqa: BLE001  # whatever went wrong, the person gets a sentence and their text back
            answer = _refusal(error, unescape(body.get("text") or ""))
        ack(**({"response_type": "ephemeral", **answer.payload()} if answer else {}))


def _answer(desk: Desk, body: dict[str, Any]) -> Rendered | None:
    act = desk.act(body["user_id"], f"command:{body['trigger_id']}")
    text = unescape(body.get("text") or "", desk.directory.name).strip()
    word = text.lower().rstrip("!?.")
    if not text:
        return _open_form(desk, body["trigger_id"])
    if word == "mine":
        return mine_list(desk, act)
    if word == "help":
        return help_text()
    if near := near_miss(word):
        return _did_you_mean(near, text)
    return _talk(desk, act, text) or file(desk, act, text)


def _talk(desk: Desk, act: Act, text: str) -> Rendered | None:
    """What is only kind, or takes something back, makes no request."""
    if takes_back(text):
        return _plain(TAKE_BACK)
    intent = read_intent(text)
    return small_talk(SmallTalk(intent), desk.place(act.now)) if intent in _KINDNESS else None


def file(desk: Desk, act: Act, text: str) -> Rendered:
    """Whoever types the command means it: nothing about it is doubtful."""
    filed = ask(desk.store, act, Draft(text, Source.COMMAND))
    desk.log(f"{act.name} asked the library by command (request {filed.story.request.id})")
    return receipt(filed, desk.place(act.now))


def mine_list(desk: Desk, act: Act, skipped: int = 0) -> Rendered:
    """The newest first, a message's worth at a time; `skipped` are those shown before."""
    stories, place = mine(desk.store, act), desk.place(act.now)
    if not stories:
        return _plain("You have no open requests. Type /library-help and what you need to make one.")
    blocks: list[Block] = [bold("What you asked the library for")]
    for story in stories[skipped : skipped + _MOST_LISTED]:
        blocks += own_entry(story, place, f"{story.request.id} mine")
    turns = []
    if skipped:
        turns.append(button("Show newer", "show-mine", str(max(0, skipped - _MOST_LISTED))))
    if len(stories) > skipped + _MOST_LISTED:
        turns.append(button("Show older", "show-older", str(skipped + _MOST_LISTED)))
    pages = [aside(f"You have {len(stories)} in all."), buttons(*turns)] if turns else []
    return Rendered(f"You have {len(stories)} open with the library", (*blocks, *pages))


def help_text() -> Rendered:
    lines = (
        "/library-help dust bowl sources for grade 8 by next Friday — asks the library. Only the need has to be there.",
        "/library-help — opens a form instead.",
        "/library-help mine — what you asked and how it stands, to edit or withdraw.",
        "You can also write to me directly, mention me in a channel, or use “Ask the library” on any message.",
    )
    return Rendered("How to ask the library", (bold("How to ask the library"), exactly("\n".join(lines))))


def near_miss(word: str) -> str | None:
    """The subcommand that a single word nearly is; the word itself is none."""
    if not word.isalpha() or word in _SUBCOMMANDS or read_intent(word) in _KINDNESS:
        return None
    return next(iter(difflib.get_close_matches(word, _SUBCOMMANDS, n=1, cutoff=0.7)), None)


def _did_you_mean(near: str, text: str) -> Rendered:
    words = f"Did you mean {near}? Nothing was stored yet."
    return Rendered(
        words,
        (
            exactly(words),
            buttons(
                button(f"Yes, {near}", f"show-{near}", near, style="primary"),
                button("File it as a request", "file", text),
            ),
        ),
    )


def _open_form(desk: Desk, trigger_id: str) -> Rendered | None:
    try:
        desk.client.views_open(trigger_id=trigger_id, view=ask_form("ask", Errand()))
    except SLACK_FAILURES as error:
        log.warning("The form for a new request did not open: %s", error)
        return _plain(NO_FORM)
    return None


def _refusal(error: Exception, text: str) -> Rendered:
    """The sentence, and their own words to copy where there were any."""
    words = in_words(error)
    if not text.strip() or not isinstance(error, UserError):
        log.log(logging.INFO if isinstance(error, UserError) else logging.ERROR, "A command was refused: %s", error)
    back = [text[at : at + 3000] for at in range(0, min(len(text), 12_000), 3000)] if text.strip() else []
    blocks = [exactly(words), *([aside("Your words, to copy:")] if back else []), *(exactly(part) for part in back)]
    return Rendered(words, tuple(blocks))


def _plain(words: str) -> Rendered:
    return Rendered(words, (exactly(words),))
