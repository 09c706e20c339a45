"""Every form that is sent off: what it asks for, by its verb. A form that fails keeps what was typed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.slack.blocks import forms
from bot.slack.blocks.request import receipt
from bot.slack.buttons import replace_original
from bot.slack.commands import mine_list
from bot.slack.desk import Desk
from bot.slack.directory import NotToldError
from bot.slack.payloads import GONE, Submission, error_field, read_shared, read_submission
from bot.slack.refusals import SLACK_FAILURES, in_words
from bot.slack.text import unescape
from domain.commitment import Share
from domain.errors import UserError
from domain.request import HelpKind, Source
from handlers.act import Act
from handlers.answer import answer
from handlers.ask import Draft, ask
from handlers.ask_back import ask_back
from handlers.decline import decline
from handlers.edit import edit
from handlers.promise import promise
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.reply import reply
from handlers.snooze import SnoozeFor, snooze


def register(app: App, desk: Desk) -> None:
    @app.view(re.compile(".+"))
    def on_submission(ack: Ack, body: dict[str, Any]) -> None:
        submission = read_submission(body)
        try:
            _take(desk, submission)
        except Exception as error:  # noqa: BLE001  # whatever went wrong, the form stays and says so
            ack(**_refusal(error, submission))
        else:
            ack()

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
            in_words(error)
        ack()


def _take(desk: Desk, submission: Submission) -> None:
    act = desk.act(submission.user, f"form:{submission.view_id}")
    verb = _VERBS.get(submission.verb)
    if verb is None:
        raise UserError(GONE)
    verb(desk, act, submission)
    desk.log(f"{act.name} sent the form {submission.verb}")


def _refusal(error: Exception, submission: Submission) -> dict[str, Any]:
    """Under the field that the error is about, otherwise in the form's place; typed text is never thrown away."""
    words = in_words(error)
    settled = isinstance(error, UserError) and error.about is None and not isinstance(error, NotToldError)
    if settled or not submission.field_names:
        return {"response_action": "update", "view": forms.note(words)}
    about = error.about if isinstance(error, UserError) and error.about else ""
    return {"response_action": "errors", "errors": {error_field(submission, about): words}}


def _ask(desk: Desk, act: Act, sent: Submission) -> None:
    ask(desk.store, act, _draft(sent, Source.SHORTCUT if sent.verb == "share" else Source.FORM))


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


def _edit(desk: Desk, act: Act, sent: Submission) -> None:
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
        shown = mine_list(desk, act) if sent.errand.is_list else receipt(edited, desk.place(act.now))
        replace_original(sent.errand.answer_to, shown)


def _promise(desk: Desk, act: Act, sent: Submission) -> None:
    share = sent.filled.choice("share")
    promise(
        desk.store,
        act,
        sent.subject_id,
        doing=sent.filled.words("doing") or "",
        share=Share(share) if share else None,
        due_on=_due_on(sent),
    )


def _renegotiate(desk: Desk, act: Act, sent: Submission) -> None:
    word = sent.filled.words("word") or ""
    renegotiate(desk.store, act, sent.subject_id, due_on=_due_on(sent), word=word)


def _due_on(sent: Submission) -> date | None:
    """A day chosen in the calendar counts before the proposed ones."""
    proposed = sent.filled.choice("due")
    return sent.filled.day("another") or (date.fromisoformat(proposed) if proposed else None)


def _ask_back(desk: Desk, act: Act, sent: Submission) -> None:
    ask_back(desk.store, act, sent.subject_id, sent.filled.words("question") or "")


def _answer(desk: Desk, act: Act, sent: Submission) -> None:
    resources, note = sent.filled.words("resources") or "", sent.filled.words("note")
    answer(desk.store, act, sent.subject_id, resources=resources, note=note)


def _decline(desk: Desk, act: Act, sent: Submission) -> None:
    word, instead = sent.filled.words("word") or "", sent.filled.words("instead")
    decline(desk.store, act, sent.subject_id, word=word, ask_instead=instead)


def _release(desk: Desk, act: Act, sent: Submission) -> None:
    release(desk.store, act, sent.subject_id, word=sent.filled.words("word") or "")


def _reply(desk: Desk, act: Act, sent: Submission) -> None:
    reply(desk.store, act, sent.subject_id, sent.filled.words("words") or "")


def _snooze(desk: Desk, act: Act, sent: Submission) -> None:
    until = sent.filled.choice("until") or SnoozeFor.TOMORROW.value
    snooze(desk.store, act, sent.subject_id, SnoozeFor(until))


_VERBS: dict[str, Callable[[Desk, Act, Submission], None]] = {
    "ask": _ask,
    "share": _ask,
    "edit": _edit,
    "promise": _promise,
    "ask-back": _ask_back,
    "answer": _answer,
    "decline": _decline,
    "release": _release,
    "renegotiate": _renegotiate,
    "snooze": _snooze,
    "reply": _reply,
}
