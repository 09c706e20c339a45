"""The forms of the school's settings: what is set already is filled in.

A form remembers what it showed, so that only what somebody changed in it is saved.
"""

import json
from collections.abc import Callable, Iterable

from slack_sdk.models.blocks import Block

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import aside, exactly
from domain.etiquette import MOST_EVER
from domain.ladder import LONGEST_REST, Ladder, check_ladder
from domain.person import Person
from domain.retention import FEWEST_MONTHS, MOST_MONTHS
from domain.school_days import WEEKDAY_NAMES, read_holidays
from domain.spelling import Spelling
from handlers.set_people import MOST_ADMINISTRATORS, MOST_LIBRARIANS
from handlers.settings import NAME_LIMIT, Settings

YES = "yes"
_LADDER_LIMIT = 60
_CODE_LIMIT = 20
_DIGITS = frozenset("0123456")

SCHOOL_DAYS = ("name", "weekdays", "opens", "closes")
MESSAGES = ("digest_weekday", "digest_at", "ladder", "most_unprompted", "proposes", "spelling")
KEEPING = ("keeps_months",)
HOLIDAYS = ("holidays",)


def school_days_form(now: Settings, errand: Errand) -> Form:
    days = [(str(number), name) for number, name in enumerate(WEEKDAY_NAMES)]
    return a_form(
        "school-days",
        "School days",
        "Save",
        errand,
        fields.words("name", "School name", value=now.name, most=NAME_LIMIT),
        fields.ticks("weekdays", "School days", days, ticked=[str(day) for day in now.weekdays]),
        fields.hour("opens", "School opens", value=now.opens),
        fields.hour("closes", "School closes", value=now.closes),
        aside("Messages go out in these hours only. The time zone is the one that the program was set up with."),
    )


def messages_form(now: Settings, errand: Errand) -> Form:
    days = [(str(day), WEEKDAY_NAMES[day]) for day in sorted({*now.weekdays, now.digest_weekday})]
    return a_form(
        "messages",
        "Messages",
        "Save",
        errand,
        fields.menu("digest-day", "Day of the weekly digest", days, value=str(now.digest_weekday)),
        fields.hour("digest-at", "Hour of the weekly digest", value=now.digest_at),
        *_reminders(now.ladder),
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
    )


def _reminders(ladder: Ladder) -> tuple[Block, ...]:
    """The steps that are named, and how often after the last of them."""
    return (
        fields.words(
            "steps",
            "Reminders of a promise",
            value=ladder.named(),
            most=_LADDER_LIMIT,
            hint="School days from its date: -1 is the day before, 0 the day itself, 3 is three days late.",
        ),
        fields.number(
            "every",
            "Then every … school days",
            value=ladder.every,
            least=1,
            most=LONGEST_REST,
            hint="After the last of them, for as long as the promise is open.",
        ),
    )


def keeping_form(now: Settings, errand: Errand) -> Form:
    return a_form(
        "keeping",
        "Keeping",
        "Save",
        errand,
        fields.number(
            "months",
            "Months for which it is kept",
            value=now.keeps_months,
            least=FEWEST_MONTHS,
            most=MOST_MONTHS,
            hint="What is older goes soon after you save, and cannot be brought back.",
        ),
        exactly(
            "Removed when they are older: requests that are closed, with their answers and all that was said of them; "
            "promises that were kept or released; logged contact; what I remember of messages, digests and notes; the "
            "improvement plans of past years; people who have left."
        ),
        exactly(
            "Kept, however old: whatever is open; partners, with the day of their last contact; lesson ideas; the "
            "calendar; these settings. What was written in Slack stays in Slack, by your workspace’s own rules."
        ),
    )


def people_form(librarians: Iterable[Person], administrators: Iterable[Person], errand: Errand) -> Form:
    return a_form(
        "people",
        "People",
        "Save",
        errand,
        fields.people(
            "librarians",
            "Librarians",
            chosen=[each.address for each in librarians],
            most=MOST_LIBRARIANS,
            hint="They get what is asked, and a list each school morning. At least one has to stay. "
            "If you take yourself out, this page is no longer yours.",
        ),
        fields.people(
            "administrators",
            "Administrators",
            chosen=[each.address for each in administrators],
            most=MOST_ADMINISTRATORS,
            hint="They get the weekly digest.",
        ),
        exactly("What somebody has promised who no longer runs the library is offered to the other librarians."),
    )


def holidays_form(now: Settings, errand: Errand) -> Form:
    return a_form(
        "holidays",
        "Public holidays",
        "Save",
        errand,
        fields.words(
            "holidays",
            "Country or part of it",
            value=now.holidays,
            most=_CODE_LIMIT,
            optional=True,
            hint="As in US, US-TX, GB-ENG or DE-BY. Left empty, no public holiday closes the school by itself.",
        ),
    )


# --- what a form showed, and what was made of it


def shown_in(now: Settings, names: Iterable[str]) -> str:
    """These settings as they were when a form opened; it travels with the form."""
    return json.dumps({name: _WRITTEN[name](now) for name in names})


def touched_in(shown: str, to: Settings) -> frozenset[str]:
    """Which settings somebody has changed in the form; none in a form that was never ours."""
    try:
        before = json.loads(shown)
    except ValueError:
        return frozenset()
    is_ours = isinstance(before, dict)
    return frozenset(
        name for name, written in _WRITTEN.items() if is_ours and name in before and before[name] != written(to)
    )


_WRITTEN: dict[str, Callable[[Settings], str]] = {
    "name": lambda now: now.name,
    "opens": lambda now: now.opens.isoformat(),
    "closes": lambda now: now.closes.isoformat(),
    "weekdays": lambda now: "".join(map(str, sorted(now.weekdays))),
    "holidays": lambda now: now.holidays,
    "digest_weekday": lambda now: str(now.digest_weekday),
    "digest_at": lambda now: now.digest_at.isoformat(),
    "most_unprompted": lambda now: str(now.most_unprompted),
    "proposes": lambda now: str(now.proposes),
    "ladder": lambda now: now.ladder.written(),
    "spelling": lambda now: now.spelling.value,
    "keeps_months": lambda now: str(now.keeps_months),
}


# --- reading the forms: what was left empty stays as it was


def school_days_filled(filled: fields.Filled, before: Settings) -> dict[str, object]:
    return {
        "name": (filled.words("name") or "").strip(),
        "opens": filled.hour("opens") or before.opens,
        "closes": filled.hour("closes") or before.closes,
        "weekdays": frozenset(int(each) for each in filled.ticked("weekdays") if each in _DIGITS),
    }


def messages_filled(filled: fields.Filled, before: Settings) -> dict[str, object]:
    day, most, spelling = filled.choice("digest-day"), filled.number("most"), filled.choice("spelling")
    return {
        "digest_weekday": int(day) if day in _DIGITS else before.digest_weekday,
        "digest_at": filled.hour("digest-at") or before.digest_at,
        "ladder": check_ladder(filled.words("steps"), filled.number("every")),
        "most_unprompted": before.most_unprompted if most is None else most,
        "proposes": YES in filled.ticked("proposes"),
        "spelling": Spelling(spelling) if spelling in set(Spelling) else before.spelling,
    }


def keeping_filled(filled: fields.Filled, before: Settings) -> dict[str, object]:
    months = filled.number("months")
    return {"keeps_months": before.keeps_months if months is None else months}


def holidays_filled(filled: fields.Filled, _before: Settings) -> dict[str, object]:
    return {"holidays": read_holidays(filled.words("holidays"))}
