"""Closures and holidays, from the settings: the page takes the settings' place, and each form lies on top of it."""

from datetime import date

from bot.slack.blocks import closures as pages
from bot.slack.blocks import settings_forms as forms
from bot.slack.blocks.forms import Errand, Form
from bot.slack.blocks.settings import moved_in_words
from bot.slack.desk import Desk
from bot.slack.payloads import GONE, Click, Submission
from bot.slack.responses import show_beneath
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from bot.slack.verbs.settings import open_form, save
from domain.errors import UserError
from handlers.act import Act
from handlers.change_calendar import Change
from handlers.closures import (
    add_closure,
    look_at_closures,
    open_anyway,
    take_back_closure,
    take_back_opening,
)


def _page(desk: Desk, act: Act, skipped: int = 0, said: tuple[str, ...] = ()) -> Form:
    return pages.closures_page(look_at_closures(desk.store, act), skipped, said)


def _turn(desk: Desk, act: Act, click: Click) -> Reaction:
    skipped = int(click.subject) if click.subject.isdecimal() and len(click.subject) <= len("999") else 0
    return NextForm(_page(desk, act, skipped))


def _open_add(desk: Desk, act: Act, click: Click) -> Reaction:
    place = look_at_closures(desk.store, act).place
    return pages.closure_form(Errand(beneath=click.view_id), place)


def _open_open(desk: Desk, act: Act, click: Click) -> Reaction:
    look_at_closures(desk.store, act)
    return pages.open_day_form(Errand(beneath=click.view_id))


def _remove(desk: Desk, act: Act, click: Click) -> Reaction:
    change, closure = take_back_closure(desk.store, act, click.subject_id)
    place = desk.place(act)
    words = f"Removed: {pages.span_in_words(closure.first, closure.last, place)}, {closure.why}." if closure else ""
    return NextForm(_page(desk, act, said=_said(desk, act, change, words)))


def _take_back(desk: Desk, act: Act, click: Click) -> Reaction:
    try:
        day = date.fromisoformat(click.subject)
    except ValueError as error:
        raise UserError(GONE) from error
    change = take_back_opening(desk.store, act, day)
    words = f"{pages.day_in_words(day, desk.place(act))} is no longer opened by hand."
    return NextForm(_page(desk, act, said=_said(desk, act, change, words)))


def _add(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    first, last = sent.filled.day("first"), sent.filled.day("last")
    change = add_closure(desk.store, act, first, last, sent.filled.words("why"))
    words = f"Closed: {pages.span_in_words(first, last or first, desk.place(act))}." if first else ""
    return _show(desk, act, sent, change, words)


def _open(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    day = sent.filled.day("first")
    change, in_spite_of = open_anyway(desk.store, act, day)
    words = f"Open: {pages.day_in_words(day, desk.place(act))}, in spite of {in_spite_of}." if day else ""
    return _show(desk, act, sent, change, words if in_spite_of else "")


def _keep_holidays(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    return _show(desk, act, sent, save(desk, act, sent, forms.holidays_filled), "Saved.")


def _show(desk: Desk, act: Act, sent: Submission, change: Change, words: str) -> NextForm | None:
    if sent.errand.beneath:
        show_beneath(desk, sent.errand.beneath, _page(desk, act, said=_said(desk, act, change, words)))
    return None


def _said(desk: Desk, act: Act, change: Change, words: str) -> tuple[str, ...]:
    return tuple(line for line in (words, *moved_in_words(change, desk.place(act))) if line)


BUTTONS: dict[str, Button] = {
    "closures": lambda desk, act, _click: NextForm(_page(desk, act)),
    "closures-before": _turn,
    "closures-after": _turn,
    "add-closure": _open_add,
    "open-day": _open_open,
    "holidays": open_form(forms.holidays_form, forms.HOLIDAYS),
    "remove-closure": _remove,
    "take-back-day": _take_back,
}

FORMS: dict[str, FormVerb] = {"add-closure": _add, "open-day": _open, "holidays": _keep_holidays}
