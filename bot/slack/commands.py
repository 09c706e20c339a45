"""Every slash command: one listener, and a table of who answers which."""

import logging
import re
from typing import Any

from slack_bolt import Ack, App

from bot.slack.blocks.forms import Form
from bot.slack.blocks.parts import Rendered, aside, exactly, plainly
from bot.slack.desk import Desk
from bot.slack.refusals import SLACK_FAILURES, in_words
from bot.slack.text import mentions, unescape
from bot.slack.verbs.reactions import NextForm, Typed
from bot.slack.verbs.table import COMMANDS
from domain.errors import UserError

log = logging.getLogger(__name__)


def register(app: App, desk: Desk) -> None:
    @app.command(re.compile("^/library-"))
    def on_command(ack: Ack, body: dict[str, Any]) -> None:
        try:
            answer = _answer(desk, body)
        except Exception as error:  # noqa: BLE001  # whatever went wrong, the person gets a sentence and their text back
            answer = _refusal(error, unescape(body.get("text") or ""))
        ack(**({"response_type": "ephemeral", **answer.payload()} if answer else {}))


def _answer(desk: Desk, body: dict[str, Any]) -> Rendered | None:
    command = COMMANDS.get(body["command"])
    if command is None:
        raise UserError(f"I do not know {body['command']} yet. Type /library-help help to see what I can do.")
    act = desk.act(body["user_id"], f"command:{body['trigger_id']}")
    words = body.get("text") or ""
    desk.directory.expect(each.address for each in mentions(words, str))
    text = unescape(words, desk.directory.name).strip()
    typed = Typed(text, body["trigger_id"], mentions(words, desk.directory.name))
    reaction = command(desk, act, typed)
    if isinstance(reaction, NextForm):
        reaction = reaction.view
    return _open(desk, body["trigger_id"], reaction) if isinstance(reaction, dict) else reaction


def _open(desk: Desk, trigger_id: str, form: Form) -> Rendered | None:
    try:
        desk.client.views_open(trigger_id=trigger_id, view=form)
    except SLACK_FAILURES as error:
        return plainly(in_words(error))
    return None


def _refusal(error: Exception, text: str) -> Rendered:
    """The sentence, and their own words to copy where there were any."""
    words = in_words(error)
    if not text.strip() or not isinstance(error, UserError):
        log.log(logging.INFO if isinstance(error, UserError) else logging.ERROR, "A command was refused: %s", error)
    back = [text[at : at + 3000] for at in range(0, min(len(text), 12_000), 3000)] if text.strip() else []
    blocks = [exactly(words), *([aside("Your words, to copy:")] if back else []), *(exactly(part) for part in back)]
    return Rendered(words, tuple(blocks))
