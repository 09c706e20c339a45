"""What teachers do: `/library-help`, their list, changing or taking back a request, replying, “Did this help?”."""

import difflib
from collections.abc import Callable

from slack_sdk.models.blocks import Block

from bot.slack.blocks import forms
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.introduction import asking_for, introduction_list
from bot.slack.blocks.my_settings import my_settings_form
from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly, plainly
from bot.slack.blocks.receipt import own_entry, receipt
from bot.slack.blocks.reply import small_talk
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.responses import replace_original
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.answer import Helped
from domain.request import HelpKind, Source
from domain.small_talk import Intent, read_intent, takes_back
from handlers.act import Act
from handlers.ask import Draft, ask
from handlers.edit import edit, look_at_own
from handlers.hear import TAKE_BACK
from handlers.introductions import introduction_to, introductions
from handlers.messages import SmallTalk
from handlers.mine import mine
from handlers.my_settings import look_at_my_settings
from handlers.reply import reply
from handlers.say_helped import say_helped
from handlers.say_they_helped import say_they_helped
from handlers.split_off import split_off
from handlers.withdraw import withdraw

_SHOWN_BY = {"mine": "show-mine", "help": "show-help", "partners": "show-introductions"}
_SUBCOMMANDS = tuple(_SHOWN_BY)
_KINDNESS = (Intent.THANKS, Intent.GREETING, Intent.FAREWELL, Intent.ACKNOWLEDGEMENT)
_MOST_LISTED = 11
"""Requests in one list: four blocks each stay under a message's fifty."""


def _library_help(desk: Desk, act: Act, typed: Typed) -> Reaction:
    text = typed.text
    word = text.lower().rstrip("!?.")
    if not text:
        return forms.ask_form("ask", Errand())
    if shows := _SHOWS.get(word):
        return shows(desk, act)
    if near := near_miss(word):
        return _did_you_mean(near, text)
    return _talk(desk, act, text) or _file(desk, act, text)


def _talk(desk: Desk, act: Act, text: str) -> Rendered | None:
    """What is only kind, or takes something back, makes no request."""
    if takes_back(text):
        return plainly(TAKE_BACK)
    intent = read_intent(text)
    return small_talk(SmallTalk(intent), desk.place(act)) if intent in _KINDNESS else None


def _file(desk: Desk, act: Act, text: str) -> Rendered:
    """Whoever types the command means it: nothing about it is doubtful."""
    filed = ask(desk.store, act, Draft(text, Source.COMMAND))
    desk.log(f"{act.name} asked the library by command (request {filed.story.request.id})")
    return receipt(filed, desk.place(act))


def mine_list(desk: Desk, act: Act, skipped: int = 0) -> Rendered:
    """The newest first, a message's worth at a time; `skipped` are those shown before."""
    stories, place = mine(desk.store, act), desk.place(act)
    if not stories:
        return plainly("You have no open requests. Type /library-help and what you need to make one.")
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
        "/library-help partners — whom the library can put you in touch with.",
        "/library-help settings — your department, quiet weeks, and whether your thanks may be quoted.",
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
                button(f"Yes, {near}", _SHOWN_BY[near], near, style="primary"),
                button("File it as a request", "file", text),
            ),
        ),
    )


def _withdraw(desk: Desk, act: Act, click: Click) -> Reaction:
    withdrawn = withdraw(desk.store, act, click.subject_id)
    return mine_list(desk, act) if click.more == "mine" else receipt(withdrawn, desk.place(act))


def _open_edit(desk: Desk, act: Act, click: Click) -> Reaction:
    request = look_at_own(desk.store, act, click.subject_id).request
    answer_to = click.answer_to if click.is_ephemeral else None
    errand = Errand(click.subject, answer_to or "", is_list=click.more == "mine")
    return forms.ask_form("edit", errand, request)


def _helped(desk: Desk, act: Act, click: Click) -> Reaction:
    answer_id, _, word = click.more.partition(" ")
    say_helped(desk.store, act, click.subject_id, read_id(answer_id), Helped(word))
    return None


def _they_helped(desk: Desk, act: Act, click: Click) -> Reaction:
    referral_id, _, word = click.more.partition(" ")
    say_they_helped(desk.store, act, click.subject_id, read_id(referral_id), Helped(word))
    return None


def _split_off(desk: Desk, act: Act, click: Click) -> Reaction:
    split_off(desk.store, act, click.subject_id)
    return None


def _open_reply(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.reply_form(look_at_own(desk.store, act, click.subject_id), Errand(click.subject))


def _mine(desk: Desk, act: Act, click: Click) -> Reaction:
    return mine_list(desk, act, int(click.value) if click.value.isdecimal() else 0)


def _introductions(desk: Desk, act: Act, click: Click) -> Reaction:
    return introduction_list(introductions(desk.store, act), int(click.value) if click.value.isdecimal() else 0)


def _introduce(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.ask_form("ask", Errand(), text=asking_for(introduction_to(desk.store, act, click.subject_id)))


def _ask(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    ask(desk.store, act, _draft(sent, Source.SHORTCUT if sent.verb == "share" else Source.FORM))
    return None


def _draft(sent: Submission, source: Source) -> Draft:
    """The words of a form are read for a class and a date only where its own fields were left empty."""
    filled = sent.filled
    kind = filled.choice("kind")
    return Draft(
        filled.words("need") or "",
        source,
        kind=HelpKind(kind) if kind else None,
        class_name=filled.words("class"),
        needed_by=filled.day("needed-by"),
    )


def _edit(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    filled, kind = sent.filled, sent.filled.choice("kind")
    edited = edit(
        desk.store,
        act,
        sent.subject_id,
        need=filled.words("need") or "",
        kind=HelpKind(kind) if kind else None,
        class_name=filled.words("class"),
        needed_by=filled.day("needed-by"),
    )
    if sent.errand.answer_to:
        shown = mine_list(desk, act) if sent.errand.is_list else receipt(edited, desk.place(act))
        replace_original(desk, sent.errand.answer_to, shown)
    return None


def _reply(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    reply(desk.store, act, sent.subject_id, sent.filled.words("words") or "")
    return None


_SHOWS: dict[str, Callable[[Desk, Act], Reaction]] = {
    "mine": mine_list,
    "help": lambda _desk, _act: help_text(),
    "partners": lambda desk, act: introduction_list(introductions(desk.store, act), 0),
    "settings": lambda desk, act: my_settings_form(look_at_my_settings(desk.store, act)),
}
"""What `/library-help` shows for a word."""

COMMANDS: dict[str, Command] = {"/library-help": _library_help}

BUTTONS: dict[str, Button] = {
    "ask": lambda _desk, _act, _click: forms.ask_form("ask", Errand()),
    "edit": _open_edit,
    "withdraw": _withdraw,
    "file": lambda desk, act, click: _file(desk, act, click.value),
    "show-mine": _mine,
    "show-older": _mine,
    "show-help": lambda _desk, _act, _click: help_text(),
    "show-introductions": _introductions,
    "more-introductions": _introductions,
    "introduce": _introduce,
    "reply": _open_reply,
    "split-off": _split_off,
    "helped-yes": _helped,
    "helped-partly": _helped,
    "helped-not_yet": _helped,
    "they-helped-yes": _they_helped,
    "they-helped-partly": _they_helped,
    "they-helped-not_yet": _they_helped,
}

FORMS: dict[str, FormVerb] = {"ask": _ask, "share": _ask, "edit": _edit, "reply": _reply}
