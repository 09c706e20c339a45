"""Every button in every message: what a click asks for, by its verb."""

import logging
import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.webhook import WebhookClient

from bot.slack.blocks import forms
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.parts import Rendered
from bot.slack.blocks.request import receipt
from bot.slack.commands import file, help_text, mine_list
from bot.slack.desk import Desk
from bot.slack.payloads import GONE, Click, read_click, read_id
from bot.slack.refusals import SLACK_FAILURES, in_words
from domain.answer import Helped
from domain.errors import UserError
from handlers.act import Act
from handlers.edit import look_at_own
from handlers.finish import finish
from handlers.own_request import look_at_request
from handlers.promise import look_before_promising
from handlers.renegotiate import look_at_commitment
from handlers.say_helped import say_helped
from handlers.snooze import look_before_snoozing
from handlers.split_off import split_off
from handlers.take_over import take_over
from handlers.try_again import try_again
from handlers.withdraw import withdraw

log = logging.getLogger(__name__)

_PATIENCE = 2
"""Seconds for a call while Slack waits for the ack."""

Form = dict[str, Any]
Reaction = Form | Rendered | None
"""A form to open, something to put in the place of an ephemeral message, or nothing to show."""


def register(app: App, desk: Desk) -> None:
    @app.action(re.compile(".+"))
    def on_click(ack: Ack, body: dict[str, Any]) -> None:
        if body["actions"][0].get("type") == "button":
            click = read_click(body)
            try:
                show(desk, click, react(desk, click))
            except Exception as error:  # noqa: BLE001  # whatever went wrong, the person gets a sentence
                tell(desk, click, in_words(error))
        ack()


def react(desk: Desk, click: Click) -> Reaction:
    act = desk.act(click.user, f"click:{click.trigger_id}" if click.trigger_id else None)
    verb = _VERBS.get(click.verb)
    if verb is None:
        raise UserError(GONE)
    reaction = verb(desk, act, click)
    desk.log(f"{act.name} pressed {click.verb}")
    return reaction


def show(desk: Desk, click: Click, reaction: Reaction) -> None:
    if isinstance(reaction, Rendered):
        if click.answer_to and click.is_ephemeral:
            replace_original(click.answer_to, reaction)
    elif reaction is not None:
        desk.client.views_open(trigger_id=click.trigger_id, view=reaction)


def replace_original(answer_to: str, rendered: Rendered) -> None:
    """Best effort: the message is ephemeral, and what it showed is in the store."""
    try:
        WebhookClient(answer_to, timeout=_PATIENCE).send_dict({"replace_original": True, **rendered.payload()})
    except SLACK_FAILURES as error:
        log.warning("An ephemeral message was not rewritten: %s", error)


def tell(desk: Desk, click: Click, words: str) -> None:
    """Says something to the one who clicked: beneath the message, or in a small window where there is none."""
    try:
        if click.answer_to:
            answer = {"response_type": "ephemeral", "replace_original": False, "text": words}
            WebhookClient(click.answer_to, timeout=_PATIENCE).send_dict(answer)
        else:
            desk.client.views_open(trigger_id=click.trigger_id, view=forms.note(words))
    except SLACK_FAILURES as error:
        log.warning("A sentence did not reach the one who clicked: %s", error)


def _withdraw(desk: Desk, act: Act, click: Click) -> Reaction:
    withdrawn = withdraw(desk.store, act, click.subject_id)
    return mine_list(desk, act) if click.more == "mine" else receipt(withdrawn, desk.place(act.now))


def _edit(desk: Desk, act: Act, click: Click) -> Reaction:
    request = look_at_own(desk.store, act, click.subject_id).request
    answer_to = click.answer_to if click.is_ephemeral else None
    errand = Errand(click.subject, answer_to or "", is_list=click.more == "mine")
    return forms.ask_form("edit", errand, request)


def _done(desk: Desk, act: Act, click: Click) -> Reaction:
    finish(desk.store, act, click.subject_id)
    return None


def _helped(desk: Desk, act: Act, click: Click) -> Reaction:
    answer_id, _, word = click.more.partition(" ")
    say_helped(desk.store, act, click.subject_id, read_id(answer_id), Helped(word))
    return None


def _split_off(desk: Desk, act: Act, click: Click) -> Reaction:
    split_off(desk.store, act, click.subject_id)
    return None


def _reply(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.reply_form(look_at_own(desk.store, act, click.subject_id), Errand(click.subject))


def _mine(desk: Desk, act: Act, click: Click) -> Reaction:
    return mine_list(desk, act, int(click.value) if click.value.isdecimal() else 0)


def _take_over(desk: Desk, act: Act, click: Click) -> Reaction:
    take_over(desk.store, act, click.subject_id)
    return None


def _try_again(desk: Desk, act: Act, click: Click) -> Reaction:
    try_again(desk.store, act, click.subject_id)
    return None


def _about_request(form: Callable[[Any, Errand], Form]) -> Callable[[Desk, Act, Click], Reaction]:
    return lambda desk, act, click: form(look_at_request(desk.store, act, click.subject_id), Errand(click.subject))


def _about_commitment(form: Callable[[Any, Errand], Form]) -> Callable[[Desk, Act, Click], Reaction]:
    return lambda desk, act, click: form(look_at_commitment(desk.store, act, click.subject_id), Errand(click.subject))


def _promise(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.promise_form(look_before_promising(desk.store, act, click.subject_id), Errand(click.subject))


def _snooze(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.snooze_form(look_before_snoozing(desk.store, act, click.subject_id), Errand(click.subject))


_VERBS: dict[str, Callable[[Desk, Act, Click], Reaction]] = {
    "ask": lambda _desk, _act, _click: forms.ask_form("ask", Errand()),
    "edit": _edit,
    "withdraw": _withdraw,
    "file": lambda desk, act, click: file(desk, act, click.value),
    "show-mine": _mine,
    "show-older": _mine,
    "show-help": lambda _desk, _act, _click: help_text(),
    "promise": _promise,
    "ask-back": _about_request(forms.ask_back_form),
    "answer": _about_request(forms.answer_form),
    "decline": _about_request(forms.decline_form),
    "done": _done,
    "snooze": _snooze,
    "renegotiate": _about_commitment(forms.renegotiate_form),
    "release": _about_commitment(forms.release_form),
    "reply": _reply,
    "split-off": _split_off,
    "take-over": _take_over,
    "try-again": _try_again,
    "helped-yes": _helped,
    "helped-partly": _helped,
    "helped-not_yet": _helped,
}
