"""The improvement plan: `/library-partner plan` opens one window that turns from the plan to an objective and back.

A form lies on top of it: each has a window of its own, by which what is sent counts once.
"""

from bot.slack.blocks import plan as pages
from bot.slack.blocks.forms import Errand, Form
from bot.slack.desk import Desk
from bot.slack.payloads import GONE, Click, Submission
from bot.slack.responses import show_beneath
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.errors import UserError
from domain.objective import year_in_words
from handlers.act import Act
from handlers.look_at_plan import look_at_objective, look_at_plan, look_before_setting
from handlers.note_reading import note_reading
from handlers.retire_objective import retire_objective
from handlers.roll_over import roll_over
from handlers.set_objective import ObjectiveDraft, add_objective, edit_objective


def _plan(desk: Desk, act: Act, _typed: Typed) -> Reaction:
    return pages.plan_page(look_at_plan(desk.store, act))


def _turn_to_plan(desk: Desk, act: Act, click: Click) -> Reaction:
    year, skipped = _number(click.subject), _number(click.more or "0")
    return NextForm(pages.plan_page(look_at_plan(desk.store, act, year), skipped))


def _turn_to_objective(desk: Desk, act: Act, click: Click) -> Reaction:
    return NextForm(pages.objective_page(look_at_objective(desk.store, act, click.subject_id)))


def _open_add(desk: Desk, act: Act, click: Click) -> Reaction:
    form = look_before_setting(desk.store, act, year=_number(click.subject))
    return pages.objective_form("add-objective", form, Errand(beneath=click.view_id))


def _open_edit(desk: Desk, act: Act, click: Click) -> Reaction:
    form = look_before_setting(desk.store, act, click.subject_id)
    return pages.objective_form("edit-objective", form, Errand(click.subject, beneath=click.view_id))


def _open_reading(desk: Desk, act: Act, click: Click) -> Reaction:
    page = look_at_objective(desk.store, act, click.subject_id)
    return pages.reading_form(page, Errand(click.subject, beneath=click.view_id))


def _retire(desk: Desk, act: Act, click: Click) -> Reaction:
    retire_objective(desk.store, act, click.subject_id)
    return _turn_to_objective(desk, act, click)


def _roll_over(desk: Desk, act: Act, click: Click) -> Reaction:
    year = _number(click.subject)
    count = roll_over(desk.store, act, year)
    objectives = "1 objective goes on" if count == 1 else f"{count} objectives go on"
    said = f"{objectives} from {year_in_words(year)}, which stays as it is." if count else ""
    return NextForm(pages.plan_page(look_at_plan(desk.store, act, year + 1), said=said))


def _add(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    year = add_objective(desk.store, act, _draft(sent))
    return _show_anew(desk, sent, pages.plan_page(look_at_plan(desk.store, act, year)))


def _edit(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    edit_objective(desk.store, act, sent.subject_id, _draft(sent))
    return _show_anew(desk, sent, pages.objective_page(look_at_objective(desk.store, act, sent.subject_id)))


def _note(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    filled = sent.filled
    note_reading(
        desk.store,
        act,
        sent.subject_id,
        value=filled.words("value"),
        read_on=filled.day("read-on"),
        note=filled.words("word"),
    )
    return _show_anew(desk, sent, pages.objective_page(look_at_objective(desk.store, act, sent.subject_id)))


def _show_anew(desk: Desk, sent: Submission, page: Form) -> NextForm | None:
    """The window beneath shows what was stored, and the form goes; where there is none the form turns into the page."""
    if not sent.errand.beneath:
        return NextForm(page)
    show_beneath(desk, sent.errand.beneath, page)
    return None


def _draft(sent: Submission) -> ObjectiveDraft:
    filled, year = sent.filled, sent.filled.choice("year")
    return ObjectiveDraft(
        title=filled.words("title"),
        aim=filled.words("aim"),
        measure=filled.words("measure"),
        target=filled.words("target"),
        year=_number(year) if year else None,
    )


def _number(words: str) -> int:
    """Of a year or of what is skipped; UserError for what no button of ours says."""
    if not (words.isdecimal() and len(words) <= len("2026")):
        raise UserError(GONE)
    return int(words)


SUBCOMMANDS: dict[str, Command] = {"plan": _plan}
"""Of `/library-partner`."""

BUTTONS: dict[str, Button] = {
    "plan": _turn_to_plan,
    "plan-on": _turn_to_plan,
    "plan-before": _turn_to_plan,
    "plan-after": _turn_to_plan,
    "objective": _turn_to_objective,
    "add-objective": _open_add,
    "edit-objective": _open_edit,
    "retire-objective": _retire,
    "note-reading": _open_reading,
    "roll-over": _roll_over,
}

FORMS: dict[str, FormVerb] = {"add-objective": _add, "edit-objective": _edit, "note-reading": _note}
