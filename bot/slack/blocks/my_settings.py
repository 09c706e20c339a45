"""What somebody sets for themselves: the form, and the line about it on Home."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import aside, button, buttons
from domain.department import DEPARTMENT_LIMIT
from domain.own_settings import OwnSettings
from handlers.messages import Place
from handlers.my_settings import MySettings, Wanted

_YES = "yes"
_NONE = "-"
"""What is chosen to name no department: Slack has no way to empty a menu."""


def own_settings(own: OwnSettings, place: Place) -> list[Block]:
    """The line on Home, with the button that changes it."""
    department = f"Department: {own.department or 'not said'}"
    quoted = "thanks may be quoted" if own.quotes_thanks else "thanks are not quoted"
    return [
        aside(" · ".join((department, _quiet(own, place), quoted))),
        buttons(button("My settings", "my-settings", "mine")),
    ]


def _quiet(own: OwnSettings, place: Place) -> str:
    if own.quiet is None:
        return "no quiet weeks"
    until = f"until {place.lasting(own.quiet.last)}"
    return (
        f"quiet {until}" if own.quiet.first <= place.today else f"quiet from {place.lasting(own.quiet.first)} {until}"
    )


def my_settings_form(settings: MySettings) -> Form:
    now, quiet = settings.now, settings.now.quiet
    departments = [(each, each) for each in settings.offered]
    return a_form(
        "my-settings",
        "My settings",
        "Save",
        Errand(),
        fields.menu(
            "department",
            "Department",
            [*departments, (_NONE, "I would rather not say")],
            value=now.department,
            hint="The weekly digest counts requests by department, never fewer than three people.",
        ),
        fields.words(
            "another-department",
            "Another department",
            hint="One that is not in the list. If you write one here, it counts.",
            most=DEPARTMENT_LIMIT,
            optional=True,
        ),
        fields.day(
            "quiet-from",
            "Quiet weeks from",
            value=quiet.first if quiet else None,
            hint="For reports or exams: what you did not ask for waits until they are over.",
        ),
        fields.day(
            "quiet-until", "Quiet weeks until", value=quiet.last if quiet else None, hint="The last day of them."
        ),
        *([fields.ticks("end-quiet", "End the quiet weeks", [(_YES, "No quiet weeks any more")])] if quiet else []),
        fields.ticks(
            "quotes",
            "Thanks",
            [(_YES, "You may quote my thanks")],
            ticked=[_YES] if now.quotes_thanks else [],
            hint="To the school’s administrators, with your name. Without the tick nothing is quoted any more.",
        ),
    )


def wanted(filled: fields.Filled) -> Wanted:
    chosen = filled.choice("department")
    return Wanted(
        chosen=None if chosen == _NONE else chosen,
        written=filled.words("another-department"),
        quiet_from=filled.day("quiet-from"),
        quiet_until=filled.day("quiet-until"),
        ends_quiet=_YES in filled.ticked("end-quiet"),
        quotes_thanks=_YES in filled.ticked("quotes"),
    )
