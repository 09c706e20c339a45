"""Closures and holidays: the days on which the school is closed, or open all the same, each with its button."""

from datetime import date

from slack_sdk.models.blocks import Block, DividerBlock

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form, window
from bot.slack.blocks.parts import aside, beside, bold, button, buttons, confirm, exactly
from bot.slack.blocks.settings import holidays_in_words
from bot.slack.text import clip
from domain.dates_in_words import DateOrder
from domain.school_year import WHY_LIMIT
from handlers.closures import ClosuresPage, OpenedDay
from handlers.messages import Place
from store.calendars import KeptClosure

_A_PAGE = 10
_SURE = "School days and reminders are counted anew at once."


def closures_page(page: ClosuresPage, skipped: int = 0, said: tuple[str, ...] = ()) -> Form:
    """`skipped` days are on the pages before; `said` tells what has just been done."""
    skipped = skipped if skipped < len(page.days) else 0
    shown = page.days[skipped : skipped + _A_PAGE]
    return window(
        "Closures and holidays",
        *[exactly(line) for line in said],
        exactly(holidays_in_words(page.holidays, page.coming, page.place)),
        buttons(
            button("Add closure", "add-closure", "closure", style="primary"),
            button("Open a day", "open-day", "day"),
            button("Public holidays", "holidays", "holidays"),
            button("Back to settings", "settings-back", "settings"),
        ),
        DividerBlock(),
        bold("Closed by name, or open all the same"),
        *(
            []
            if page.days
            else [exactly("Nothing yet: terms, training days and snow days are added here, one by one.")]
        ),
        *[_entry(each, page.place) for each in shown],
        *_turns(len(page.days), skipped),
        aside("A whole school year comes from a calendar file: python -m bot calendar import, where the program runs."),
    )


def _entry(each: KeptClosure | OpenedDay, place: Place) -> Block:
    if isinstance(each, OpenedDay):
        words = f"Open: {day_in_words(each.day, place)}, in spite of {clip(each.in_spite_of, 200)}"
        sure = confirm("Take it back?", _SURE, "Take back")
        return beside(words, button("Take back", "take-back-day", each.day.isoformat(), confirm=sure))
    imported = f" (imported from “{clip(each.source or 'a calendar', 60)}”)" if each.uid else ""
    words = f"Closed: {span_in_words(each.first, each.last, place)}: {clip(each.why, 200)}{imported}"
    again = " The next import of its calendar brings it back." if each.uid else ""
    sure = confirm("Remove it?", f"{_SURE}{again}", "Remove")
    return beside(words, button("Remove", "remove-closure", str(each.id), confirm=sure))


def _turns(count: int, skipped: int) -> list[Block]:
    turns = []
    if skipped:
        turns.append(button("Show earlier ones", "closures-before", f"{max(0, skipped - _A_PAGE)}"))
    if count > skipped + _A_PAGE:
        turns.append(button("Show later ones", "closures-after", f"{skipped + _A_PAGE}"))
    return [aside(f"{count} in all."), buttons(*turns)] if turns else []


def closure_form(errand: Errand, place: Place) -> Form:
    return a_form(
        "add-closure",
        "Add closure",
        "Save",
        errand,
        fields.day("first", "First closed day", value=place.today, optional=False),
        fields.day("last", "Last closed day", hint="Left empty, it is one day."),
        fields.words("why", "Why", most=WHY_LIMIT, hint="What people read as the reason, such as “Snow day”."),
    )


def open_day_form(errand: Errand) -> Form:
    return a_form(
        "open-day",
        "Open a day",
        "Save",
        errand,
        fields.day("first", "Day", optional=False, hint="A school day, whatever holidays and closures say."),
    )


def span_in_words(first: date, last: date, place: Place) -> str:
    """With the year once, or twice where they differ."""
    if first == last:
        return day_in_words(first, place)
    begins = place.short(first) if first.year == last.year else day_in_words(first, place)
    return f"{begins} – {day_in_words(last, place)}"


def day_in_words(day: date, place: Place) -> str:
    return f"{place.short(day)}{',' if place.order is DateOrder.MONTH_FIRST else ''} {day.year}"
