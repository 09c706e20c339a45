"""Answering where somebody acted: by the response address of a message, or in a small window where there is none."""

import logging

from slack_sdk.webhook import WebhookClient

from bot.slack.blocks import forms
from bot.slack.blocks.forms import Form
from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.payloads import Click
from bot.slack.refusals import SLACK_FAILURES, STORE_FAILURES
from store import schools

log = logging.getLogger(__name__)

_WHILE_PAUSED = (
    "I have noted it. Slack takes no messages from me just now, so what you see here changes later; nothing is lost."
)

_PATIENCE = 2
"""Seconds for a call while Slack waits for the ack."""


def replace_original(answer_to: str, rendered: Rendered) -> None:
    """Best effort: the message is ephemeral, and what it showed is in the store."""
    try:
        WebhookClient(answer_to, timeout=_PATIENCE).send_dict({"replace_original": True, **rendered.payload()})
    except SLACK_FAILURES as error:
        log.warning("An ephemeral message was not rewritten: %s", error)


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
    try:
        if click.answer_to:
            answer = {"response_type": "ephemeral", "replace_original": False, "text": words}
            WebhookClient(click.answer_to, timeout=_PATIENCE).send_dict(answer)
        elif click.is_in_form:
            desk.client.views_push(trigger_id=click.trigger_id, view=forms.note(words))
        else:
            desk.client.views_open(trigger_id=click.trigger_id, view=forms.note(words))
    except SLACK_FAILURES as error:
        log.warning("A sentence did not reach the one who clicked: %s", error)
