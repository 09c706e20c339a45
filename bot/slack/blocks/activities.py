"""The list of activities with their next days, and the form in which one is entered or changed."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, confirm, exactly
from bot.slack.text import clip
from domain.activity import KINDS, TITLE_LIMIT, Activity, Recurrence
from domain.collaboration import ActivityKind, Level
from domain.occurrences import in_rhythm
from handlers.list_activities import ActivityEntry, ActivityList, Choices
from handlers.messages import Place

MOST_LISTED = 10
"""Three blocks each, and room for what was learned, under a message's fifty."""
_MOST_CLOSED = 3
_MOST_LEARNED = 5
_MOST_OPTIONS = 100
_OPTION_LENGTH = 75
_SHORT_OPTION = 40
_MANY = 50
"""With more options than this they are shorter: a whole window has a limit, too."""

_MONTHLY = "Monthly is always on the same weekday: the third Tuesday, for example."

_NONE_YET = (
    "There is nothing on the calendar yet. Add a class on a regular schedule, a PD rotation, a district event, "
    "a training, co-planning or co-teaching: each day is then followed like a promise, and closed days are left out."
)


def activity_list(shown: ActivityList, skipped: int = 0) -> Rendered:
    """The soonest first; `skipped` are those shown before."""
    entries, place = shown.entries[skipped : skipped + MOST_LISTED], shown.place
    blocks: list[Block] = [bold("Activities")]
    if not shown.entries:
        blocks.append(exactly(_NONE_YET))
    for entry in entries:
        blocks += _entry(entry, place)
    blocks += [*_turns(len(shown.entries), skipped), *_learned(shown)]
    blocks.append(buttons(button("Add an activity", "add-activity", "new", style="primary")))
    return Rendered(f"Activities: {len(shown.entries)}", tuple(blocks))


def activity_form(verb: str, errand: Errand, choices: Choices, activity: Activity | None = None) -> Form:
    """`verb` is `add-activity` or `edit-activity`."""
    return a_form(
        verb,
        "Edit the activity" if activity else "Add an activity",
        "Save" if activity else "Add",
        errand,
        fields.choice("kind", "Kind", KINDS, value=activity.kind if activity else ActivityKind.REGULAR_CLASS),
        fields.words("title", "Title", value=activity.title if activity else None, most=TITLE_LIMIT),
        fields.day("first", "First day", value=activity.first_on if activity else None, optional=False),
        fields.hour("at", "Time", value=activity.at if activity else None),
        fields.radio("recurrence", "How often?", _recurrences(activity), hint=_MONTHLY),
        fields.day(
            "until",
            "Until",
            value=activity.until if activity else None,
            hint="The last day it may take place; empty for no end. Closed days and holidays are left out.",
        ),
        *_partners(choices, activity),
        fields.choice(
            "level", "Level of collaboration", Level, value=activity.level if activity else None, optional=True
        ),
        *_objectives(choices, activity),
    )


def _entry(entry: ActivityEntry, place: Place) -> list[Block]:
    about = str(entry.activity.id)
    ending = confirm("End this activity?", "The days still to come are released. What was kept stays kept.", "End it")
    return [
        exactly(_in_words(entry, place)),
        aside(_days(entry, place)),
        buttons(
            button("Edit", "edit-activity", about),
            button("End", "end-activity", about, confirm=ending),
        ),
    ]


def _in_words(entry: ActivityEntry, place: Place) -> str:
    activity = entry.activity
    parts = [
        activity.kind.value,
        activity.level.value if activity.level else "",
        in_rhythm(activity),
        f"at {place.school_hour(activity.at)}" if activity.at else "",
        f"until {place.lasting(activity.until)}" if activity.until else "",
        f"with {clip(entry.partner, 60)}" if entry.partner else "",
    ]
    return f"{activity.title} — {', '.join(part for part in parts if part)} · {entry.owner}"


def _days(entry: ActivityEntry, place: Place) -> str:
    if not entry.days:
        return "No day to come: the school is closed on all of them."
    coming = "Next: " + " · ".join(place.short(day) for day in entry.days)
    closed = [f"{place.short(each.on)} ({clip(each.why, 40)})" for each in entry.falls_away[:_MOST_CLOSED]]
    left = len(entry.falls_away) - _MOST_CLOSED
    more = f" and {left} more" if left > 0 else ""
    return coming + (f". Not on {', '.join(closed)}{more}" if closed else "") + "."


def _turns(count: int, skipped: int) -> list[Block]:
    turns = []
    if skipped:
        turns.append(button("Show earlier", "show-activities", str(max(0, skipped - MOST_LISTED))))
    if count > skipped + MOST_LISTED:
        turns.append(button("Show later", "show-later-activities", str(skipped + MOST_LISTED)))
    return [aside(f"{count} in all."), buttons(*turns)] if turns else []


def _learned(shown: ActivityList) -> list[Block]:
    if not shown.learning:
        return []
    newest = shown.learning[::-1]
    each = [f"{clip(one.title, 80)} ({shown.place.short(one.on)}, {one.who})" for one in newest[:_MOST_LEARNED]]
    left = len(newest) - _MOST_LEARNED
    words = "Professional learning this school year: " + "; ".join(each)
    return [aside(words + (f"; and {left} more." if left > 0 else "."))]


def _recurrences(activity: Activity | None) -> list[tuple[str, str]]:
    """The first of them is chosen already."""
    chosen = activity.recurrence if activity else Recurrence.ONCE
    return [(each.value, each.value.capitalize()) for each in sorted(Recurrence, key=lambda each: each is not chosen)]


def _partners(choices: Choices, activity: Activity | None) -> list[Block]:
    if not choices.partners:
        return []
    most = _length(sum(len(each) for _, each in choices.partners))
    groups = [group for kind, each in choices.partners for group in _in_groups(kind, each, most)]
    chosen = str(activity.partner_id) if activity and activity.partner_id else None
    return [fields.groups("partner", "Partner", groups, value=chosen, optional=True)]


def _length(options: int) -> int:
    return _OPTION_LENGTH if options <= _MANY else _SHORT_OPTION


def _in_groups(kind: str, each: tuple[tuple[str, str], ...], most: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """A group that is longer than Slack allows goes on in another."""
    options = [(key, clip(name, most)) for key, name in each]
    parts = [options[at : at + _MOST_OPTIONS] for at in range(0, len(options), _MOST_OPTIONS)]
    return [
        (f"{kind.capitalize()}{f' ({number})' if number > 1 else ''}", part) for number, part in enumerate(parts, 1)
    ]


def _objectives(choices: Choices, activity: Activity | None) -> list[Block]:
    if not choices.objectives:
        return []
    most = _length(len(choices.objectives))
    options = [(key, clip(title, most)) for key, title in choices.objectives[:_MOST_OPTIONS]]
    chosen = str(activity.objective_id) if activity and activity.objective_id else None
    return [fields.menu("objective", "Objective of the improvement plan", options, value=chosen)]
