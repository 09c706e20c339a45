"""Every button in every message: what a click asks for, by its verb."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.payloads import GONE, Click, read_click
from bot.slack.refusals import in_words
from bot.slack.responses import replace_original, tell, word_of_pause
from bot.slack.verbs.reactions import NextForm, Reaction
from bot.slack.verbs.table import BUTTONS
from domain.errors import UserError
from handlers.home import look_at_home


def register(app: App, desk: Desk) -> None:
    @app.action(re.compile(".+"))
    def on_click(ack: Ack, body: dict[str, Any]) -> None:
        if body["actions"][0].get("type") == "button":
            click = read_click(body)
            try:
                _show(desk, click, _react(desk, click))
            except Exception as error:  # noqa: BLE001  # whatever went wrong, the person gets a sentence
                tell(desk, click, in_words(error))
        ack()


def _react(desk: Desk, click: Click) -> Reaction:
    act = desk.act(click.user, f"click:{click.trigger_id}" if click.trigger_id else None)
    verb = BUTTONS.get(click.verb)
    if verb is None:
        raise UserError(GONE)
    if click.is_on_home:
        look_at_home(desk.store, act)
    reaction = verb(desk, act, click)
    desk.log(f"{act.name} pressed {click.verb}")
    return reaction


def _show(desk: Desk, click: Click, reaction: Reaction) -> None:
    """What is rendered takes the place of an ephemeral message; a form opens, or goes on top of the one pressed in."""
    if isinstance(reaction, Rendered):
        if click.answer_to and click.is_ephemeral:
            replace_original(desk, click.answer_to, reaction)
    elif isinstance(reaction, NextForm):
        _put_in_place(desk, click, reaction)
    elif reaction is None:
        if words := word_of_pause(desk):
            tell(desk, click, words)
    elif click.is_in_form:
        desk.client.views_push(trigger_id=click.trigger_id, view=reaction)
    else:
        desk.client.views_open(trigger_id=click.trigger_id, view=reaction)


def _put_in_place(desk: Desk, click: Click, following: NextForm) -> None:
    """Of the form that was pressed in; where it was a message or Home, it opens."""
    if click.is_in_form:
        desk.client.views_update(view_id=click.view_id, view=following.view)
    else:
        desk.client.views_open(trigger_id=click.trigger_id, view=following.view)
