"""`/library-digest`: Lee looks at the digest before it goes, adds to it; Sam offers help from it."""

from bot.slack.blocks.digest import digest_preview, need_form, note_form
from bot.slack.blocks.forms import Errand, Form
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission
from bot.slack.responses import show_beneath
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.library_need import NeedKind
from handlers.act import Act
from handlers.add_to_digest import add_need, add_note, close_need, drop_note
from handlers.offer_help import offer_help
from handlers.preview_digest import preview_digest


def _preview(desk: Desk, act: Act) -> Form:
    return digest_preview(preview_digest(desk.store, act))


def _library_digest(desk: Desk, act: Act, _typed: Typed) -> Reaction:
    return _preview(desk, act)


def show_preview(desk: Desk, act: Act, _click: Click) -> Reaction:
    return _preview(desk, act)


def _open_note(_desk: Desk, _act: Act, click: Click) -> Reaction:
    return note_form(_errand(click))


def _open_need(_desk: Desk, _act: Act, click: Click) -> Reaction:
    return need_form(_errand(click))


def _errand(click: Click) -> Errand:
    return Errand(beneath=click.view_id if click.is_in_form else "")


def _drop_note(desk: Desk, act: Act, click: Click) -> Reaction:
    drop_note(desk.store, act, click.subject_id)
    return NextForm(_preview(desk, act))


def _close_need(desk: Desk, act: Act, click: Click) -> Reaction:
    """Home is published anew; the preview is shown so at once."""
    close_need(desk.store, act, click.subject_id)
    return NextForm(_preview(desk, act)) if click.is_in_form else None


def _offer(desk: Desk, act: Act, click: Click) -> Reaction:
    offer_help(desk.store, act, click.subject_id)
    return None


def _keep_note(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    add_note(desk.store, act, sent.filled.words("words"))
    return _look_again(desk, act, sent)


def _keep_need(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    kind = sent.filled.choice("kind")
    add_need(desk.store, act, NeedKind(kind) if kind else None, sent.filled.words("words"))
    return _look_again(desk, act, sent)


def _look_again(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    if sent.errand.beneath:
        show_beneath(desk, sent.errand.beneath, _preview(desk, act))
    return None


COMMANDS: dict[str, Command] = {"/library-digest": _library_digest}

BUTTONS: dict[str, Button] = {
    "add-note": _open_note,
    "add-need": _open_need,
    "drop-note": _drop_note,
    "close-need": _close_need,
    "offer-help": _offer,
}

FORMS: dict[str, FormVerb] = {"add-note": _keep_note, "add-need": _keep_need}
