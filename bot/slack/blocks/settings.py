"""The school's settings: one page that says how everything is set, with a button for each form behind it."""

from collections.abc import Iterable
from datetime import date

from slack_sdk.models.blocks import Block

from bot.slack.blocks.forms import Form, window
from bot.slack.blocks.parts import beside, button, exactly
from bot.slack.text import clip
from domain.hours_in_words import describe_hours
from domain.ladder import Ladder
from domain.person import Person
from domain.school_days import WEEKDAY_NAMES, SchoolCalendar
from handlers.change_calendar import Change
from handlers.messages import Place
from handlers.settings import Settings, SettingsPage

_MOST_NAMES = 8
_NOT_HOLIDAYS = "No public holidays are set"


def settings_page(page: SettingsPage, said: tuple[str, ...] = ()) -> Form:
    """`said` tells what has just been done."""
    now = page.settings
    return window(
        "Settings",
        *[exactly(line) for line in said],
        _part("School days", "school-days", _days_in_words(page)),
        _part("Closures and holidays", "closures", *_closed_in_words(page)),
        _part("People", "people", _named("Librarians", page.librarians), _named("Administrators", page.administrators)),
        _part("Messages", "messages", *_messages_in_words(now, page.place)),
        _part("Keeping", "keeping", f"What is closed is kept for {now.keeps_months} months, and then removed."),
    )


def _part(label: str, verb: str, *lines: str) -> Block:
    return beside("\n".join(lines), button(label, verb, "settings"))


def _days_in_words(page: SettingsPage) -> str:
    now = page.settings
    calendar = SchoolCalendar(page.place.zone, now.opens, now.closes, now.weekdays)
    return f"{now.name}\n{describe_hours(calendar, page.place.school_hour)}, {page.place.zone} time"


def _closed_in_words(page: SettingsPage) -> tuple[str, str]:
    many = "1 closure" if page.closures == 1 else f"{page.closures or 'no'} closures"
    return holidays_in_words(page.settings.holidays, page.coming, page.place), f"In the calendar: {many} to come."


def holidays_in_words(code: str, coming: Iterable[tuple[date, str]], place: Place) -> str:
    if not code:
        return f"{_NOT_HOLIDAYS}."
    days = ", ".join(f"{clip(name, 60)} ({place.short(day)})" for day, name in coming)
    return f"Public holidays of {code}: next {days}." if days else f"Public holidays of {code}: none to come."


def _named(role: str, people: tuple[Person, ...]) -> str:
    names = [clip(each.name, 60) for each in people[:_MOST_NAMES]]
    more = f" and {len(people) - _MOST_NAMES} more" if len(people) > _MOST_NAMES else ""
    return f"{role}: {', '.join(names)}{more}" if names else f"{role}: nobody yet"


def _messages_in_words(now: Settings, place: Place) -> tuple[str, ...]:
    unasked = "1 unasked message" if now.most_unprompted == 1 else f"{now.most_unprompted} unasked messages"
    return (
        f"Weekly digest: {WEEKDAY_NAMES[now.digest_weekday]}, {place.school_hour(now.digest_at)}",
        f"Reminders: {ladder_in_words(now.ladder)}",
        f"At most {unasked} to one teacher in a week",
        "The week begins with a proposal" if now.proposes else "No weekly proposal",
        f"{now.spelling} English",
    )


def ladder_in_words(ladder: Ladder) -> str:
    """Such as “1 school day before, on the day, 1, 3 and 5 after, then every 5”."""
    before = [f"{-step}" for step in ladder.steps if step < 0]
    after = [f"{step}" for step in ladder.steps if step > 0]
    named = [
        *([f"{_and(before)} school day{'s' if before != ['1'] else ''} before"] if before else []),
        "on the day",
        *([f"{_and(after)} school day{'s' if after != ['1'] else ''} after"] if after else []),
    ]
    on = "every school day" if ladder.every == 1 else f"every {ladder.every} school days"
    return f"{', '.join(named)}, then {on}"


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def moved_in_words(change: Change, place: Place) -> tuple[str, ...]:
    """What a change of the calendar did to what was planned, a sentence each."""
    moved, caught = change.moved, change.caught
    lines = []
    if moved.digest_at:
        goes_out = place.day_of(change.school.calendar.next_open(moved.digest_at))
        lines.append(f"The next digest goes out {place.lasting(goes_out)}.")
    if moved.notices:
        waits = "1 message that waits" if moved.notices == 1 else f"{moved.notices} messages that wait"
        lines.append(f"{waits} for the school to open got another moment.")
    if moved.fell_away:
        days = "1 day" if moved.fell_away == 1 else f"{moved.fell_away} days"
        lines.append(f"{days} of activities fell away with it.")
    if caught:
        many = "1 promise is" if len(caught) == 1 else f"{len(caught)} promises are"
        lines.append(f"{many} due while the school is closed now; reminders count from the school day before.")
    return tuple(lines)
