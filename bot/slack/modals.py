"""Every form that is sent off: what it asks for, by its verb. A form that fails keeps what was typed."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.slack.blocks import forms
from bot.slack.desk import Desk
from bot.slack.directory import NotToldError
from bot.slack.payloads import GONE, Submission, error_field, read_shared, read_submission
from bot.slack.refusals import SLACK_FAILURES, in_words
from bot.slack.responses import tell_sharer, word_of_pause
from bot.slack.text import unescape
from bot.slack.verbs.reactions import NextForm
from bot.slack.verbs.table import FORMS
from domain.errors import UserError


def register(app: App, desk: Desk) -> None:
    @app.view(re.compile(".+"))
    def on_submission(ack: Ack, body: dict[str, Any]) -> None:
        submission = read_submission(body)
        try:
            following = _take(desk, submission)
        except Exception as error:  # noqa: BLE001  # whatever went wrong, the form stays and says so
            ack(**_refusal(error, submission))
        else:
            ack(**_following(desk, following))

    @app.shortcut(re.compile("^ask_the_library$"))
    def on_shortcut(ack: Ack, body: dict[str, Any]) -> None:
        shared = read_shared(body)
        try:
            desk.act(shared.user)
            text = unescape(shared.text, desk.directory.name)
            view = forms.ask_form("share", forms.Errand(), text=text)
        except UserError as error:
            view = forms.note(str(error))
        try:
            desk.client.views_open(trigger_id=shared.trigger_id, view=view)
        except SLACK_FAILURES as error:
            tell_sharer(desk, shared, in_words(error))
        ack()


def _following(desk: Desk, step: NextForm | None) -> dict[str, Any]:
    if step:
        return {"response_action": "update", "view": step.view}
    words = word_of_pause(desk)
    return {"response_action": "update", "view": forms.note(words)} if words else {}


def _take(desk: Desk, submission: Submission) -> NextForm | None:
    act = desk.act(submission.user, f"form:{submission.view_id}")
    verb = FORMS.get(submission.verb)
    if verb is None:
        raise UserError(GONE)
    following = verb(desk, act, submission)
    desk.log(f"{act.name} sent the form {submission.verb}")
    return following


def _refusal(error: Exception, submission: Submission) -> dict[str, Any]:
    """Under the field that the error is about, otherwise in the form's place; typed text is never thrown away."""
    words = in_words(error)
    settled = isinstance(error, UserError) and error.about is None and not isinstance(error, NotToldError)
    if settled or not submission.field_names:
        return {"response_action": "update", "view": forms.note(words)}
    about = error.about if isinstance(error, UserError) and error.about else ""
    return {"response_action": "errors", "errors": {error_field(submission, about): words}}
