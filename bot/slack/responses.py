"""Answering where somebody acted: by the response address of a message, or in a small window where there is none."""

import logging

from slack_sdk.webhook import WebhookClient

from bot.slack.blocks import forms
from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.payloads import Click
from bot.slack.refusals import SLACK_FAILURES

log = logging.getLogger(__name__)

_PATIENCE = 2
"""Seconds for a call while Slack waits for the ack."""


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
