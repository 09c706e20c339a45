"""What librarians do with activities: `/library-partner activities`, Add an activity, Edit, End."""

from bot.slack.blocks.activities import activity_form, activity_list
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.responses import replace_original
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.activity import Recurrence
from domain.collaboration import ActivityKind, Level
from handlers.act import Act
from handlers.add_activity import ActivityDraft, add_activity
from handlers.edit_activity import edit_activity, end_activity, look_at_activity
from handlers.list_activities import choices, list_activities


def _list(desk: Desk, act: Act, skipped: int = 0) -> Rendered:
    return activity_list(list_activities(desk.store, act), skipped)


def _activities(desk: Desk, act: Act, _: Typed) -> Reaction:
    return _list(desk, act)


def _show(desk: Desk, act: Act, click: Click) -> Reaction:
    return _list(desk, act, int(click.value) if click.value.isdecimal() else 0)


def _open_adding(desk: Desk, act: Act, click: Click) -> Reaction:
    list_activities(desk.store, act)  # who may not see the list may not see its form
    return activity_form("add-activity", _errand(click), choices(desk.store, act))


def _open_editing(desk: Desk, act: Act, click: Click) -> Reaction:
    activity = look_at_activity(desk.store, act, click.subject_id)
    return activity_form("edit-activity", _errand(click), choices(desk.store, act, activity), activity)


def _errand(click: Click) -> Errand:
    """The list in which it was pressed is shown anew when the form has been sent."""
    return Errand(click.subject, (click.answer_to or "") if click.is_ephemeral else "", is_list=True)


def _end(desk: Desk, act: Act, click: Click) -> Reaction:
    end_activity(desk.store, act, click.subject_id)
    return _list(desk, act)


def _add(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    add_activity(desk.store, act, _draft(sent))
    _show_anew(desk, act, sent)
    return None


def _edit(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    edit_activity(desk.store, act, sent.subject_id, _draft(sent))
    _show_anew(desk, act, sent)
    return None


def _draft(sent: Submission) -> ActivityDraft:
    filled = sent.filled
    kind, recurrence = filled.choice("kind"), filled.choice("recurrence")
    partner, objective, level = (filled.choice(name) for name in ("partner", "objective", "level"))
    return ActivityDraft(
        kind=ActivityKind(kind) if kind else None,
        title=filled.words("title") or "",
        first_on=filled.day("first"),
        at=filled.hour("at"),
        recurrence=Recurrence(recurrence) if recurrence else Recurrence.ONCE,
        until=filled.day("until"),
        partner_id=read_id(partner) if partner else None,
        objective_id=read_id(objective) if objective else None,
        level=Level(level) if level else None,
    )


def _show_anew(desk: Desk, act: Act, sent: Submission) -> None:
    if sent.errand.answer_to:
        replace_original(sent.errand.answer_to, _list(desk, act))


SUBCOMMANDS: dict[str, Command] = {"activities": _activities, "activity": _activities}
"""After `/library-partner`."""

BUTTONS: dict[str, Button] = {
    "add-activity": _open_adding,
    "edit-activity": _open_editing,
    "end-activity": _end,
    "show-activities": _show,
    "show-later-activities": _show,
}

FORMS: dict[str, FormVerb] = {"add-activity": _add, "edit-activity": _edit}
