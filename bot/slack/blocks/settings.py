"""The school's settings, as a form: what is there already is filled in."""

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import aside
from domain.etiquette import MOST_EVER
from domain.school_days import WEEKDAY_NAMES
from domain.spelling import Spelling
from handlers.settings import Settings

YES = "yes"


def settings_form(now: Settings) -> Form:
    days = [(str(number), name) for number, name in enumerate(WEEKDAY_NAMES)]
    return a_form(
        "settings",
        "Settings",
        "Save",
        Errand(),
        fields.ticks("weekdays", "School days", days, ticked=[str(day) for day in now.weekdays]),
        fields.hour("opens", "School opens", value=now.opens),
        fields.hour("closes", "School closes", value=now.closes),
        fields.menu("digest-day", "Day of the weekly digest", days, value=str(now.digest_weekday)),
        fields.hour("digest-at", "Hour of the weekly digest", value=now.digest_at),
        fields.number(
            "most",
            "Unasked messages to one teacher",
            value=now.most_unprompted,
            least=1,
            most=MOST_EVER,
            hint="At most so many in a school week; more than that wait and come as one.",
        ),
        fields.ticks(
            "proposes",
            "Weekly proposal",
            [(YES, "Begin each school week with a proposal")],
            ticked=[YES] if now.proposes else [],
        ),
        fields.menu(
            "spelling",
            "Spelling",
            [(each.value, f"{each.value} English") for each in Spelling],
            value=now.spelling.value,
            hint="Of my own words. What people wrote stays as they wrote it.",
        ),
        aside("Closures and holidays: python -m bot calendar, where the program runs."),
    )


def filled_in(filled: fields.Filled, before: Settings) -> Settings:
    """What was left empty stays as it was."""
    day, most, spelling = filled.choice("digest-day"), filled.number("most"), filled.choice("spelling")
    return Settings(
        opens=filled.hour("opens") or before.opens,
        closes=filled.hour("closes") or before.closes,
        weekdays=frozenset(int(each) for each in filled.ticked("weekdays")),
        digest_weekday=int(day) if day else before.digest_weekday,
        digest_at=filled.hour("digest-at") or before.digest_at,
        most_unprompted=before.most_unprompted if most is None else most,
        proposes=YES in filled.ticked("proposes"),
        spelling=Spelling(spelling) if spelling in set(Spelling) else before.spelling,
    )
