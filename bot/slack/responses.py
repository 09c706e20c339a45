"""Answering where somebody acted: by the response address of a message, in a small window where there is none, or in a
direct message where Slack opens no window.
"""

import logging
from threading import Thread
from typing import Any

from slack_sdk.webhook import WebhookClient

from bot.slack.blocks import forms
from bot.slack.blocks.forms import Form
from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.hurry import left
from bot.slack.payloads import Click, Shared
from bot.slack.refusals import SLACK_FAILURES, STORE_FAILURES
from bot.slack.text import escape
from store import schools

log = logging.getLogger(__name__)

_WHILE_PAUSED = (
    "I have noted it. Slack takes no messages from me just now, so what you see here changes later; nothing is lost."
)

_PATIENCE, _LEAST = 2.0, 0.3
"""Seconds for a call while Slack waits for the ack; so many even when nothing is left, for the answer has no other."""

_HTTP_OK = 200


def replace_original(desk: Desk, answer_to: str, rendered: Rendered) -> None:
    """Best effort: the message is ephemeral, and what it showed is in the store."""
    _answer(desk, answer_to, {"replace_original": True, **rendered.payload()})


def show_beneath(desk: Desk, view_id: str, page: Form) -> None:
    """Best effort: the page on which a form lay shows what has become of it; the next look does so anyway."""
    try:
        desk.client.views_update(view_id=view_id, view=page)
    except SLACK_FAILURES as error:
        log.warning("A page was not rewritten: %s", error)


def word_of_pause(desk: Desk) -> str | None:
    """For somebody whose act was kept, and who cannot see it: messages are rewritten after the pause only."""
    try:
        with desk.store.reading() as db:
            is_paused = schools.is_paused(db, desk.school_id)
    except STORE_FAILURES as error:
        log.warning("Whether the school is paused could not be told: %s", type(error).__name__)
        return None
    return _WHILE_PAUSED if is_paused else None


def tell(desk: Desk, click: Click, words: str) -> None:
    """Says something to the one who clicked: beneath the message, or in a small window where there is none."""
    if click.answer_to:
        _answer(desk, click.answer_to, _beneath(words))
        return
    show = desk.client.views_push if click.is_in_form else desk.client.views_open
    try:
        show(trigger_id=click.trigger_id, view=forms.note(words))
    except SLACK_FAILURES as error:
        log.warning("A sentence goes to the one who clicked in a direct message: %s", error)
        _write_to(desk, click.user, words)


def tell_sharer(desk: Desk, shared: Shared, words: str) -> None:
    """Says something to the one who used the shortcut on a message."""
    if shared.answer_to:
        _answer(desk, shared.answer_to, _beneath(words))
    else:
        _write_to(desk, shared.user, words)


def _beneath(words: str) -> dict[str, Any]:
    return {"response_type": "ephemeral", "replace_original": False, "text": escape(words)}


def _answer(desk: Desk, answer_to: str, answer: dict[str, Any]) -> None:
    """Once: an answer that was taken without a word would otherwise be there twice. The address is a secret."""
    patience = max(_LEAST, left(_PATIENCE))
    address = WebhookClient(answer_to, timeout=patience, ssl=desk.client.ssl, retry_handlers=[])  # type: ignore[arg-type]
    try:
        response = address.send_dict(answer)
    except SLACK_FAILURES as error:
        log.warning("An answer did not reach the one who clicked: %s", error)
        return
    if response.status_code != _HTTP_OK:
        log.warning("An answer to the one who clicked was refused: %s %.100s", response.status_code, response.body)


def _write_to(desk: Desk, user: str, words: str) -> None:
    """Nobody waits for it: Slack is told meanwhile that the press has been taken."""
    Thread(target=_post_to, args=(desk, user, words), name="word", daemon=True).start()


def _post_to(desk: Desk, user: str, words: str) -> None:
    """Outside the ledger: it answers what somebody has just done, and keeps nothing."""
    try:
        opened = desk.client.conversations_open(users=user)
        desk.client.chat_postMessage(channel=opened["channel"]["id"], text=escape(words))
    except SLACK_FAILURES as error:
        log.warning("A sentence did not reach the one who clicked: %s", error)
