"""All that Slack tells us, and who listens to it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.slack import buttons, commands, messages, modals
from bot.slack.desk import Desk
from bot.slack.hurry import PunctualApp
from bot.slack.refusals import answer_failure

log = logging.getLogger("slack_bolt")


def listening_app(client: WebClient, desk: Desk, greeting: dict[str, str], signing_secret: str) -> App:
    """Who we are is known since the greeting; left to itself Bolt would ask Slack again while somebody waits."""
    us = AuthorizeResult(
        enterprise_id=None,
        team_id=greeting["team_id"],
        bot_user_id=greeting["user_id"],
        bot_id=greeting["bot_id"],
        bot_token=client.token,
    )
    with _without_a_warning():
        app = PunctualApp(
            client=client,
            authorize=lambda: us,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            signing_secret=signing_secret,
            logger=log,
        )
    app.error(answer_failure)
    for listeners in (commands, messages, buttons, modals):
        listeners.register(app, desk)
    return app


@contextmanager
def _without_a_warning() -> Iterator[None]:
    """Bolt would say that it ignores the token of the settings: it has the greeting instead, and whoever reads that
    looks for a mistake of theirs.
    """
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
