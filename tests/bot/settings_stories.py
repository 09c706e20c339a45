"""The school's settings to render, as full as they may become."""

from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

from bot.slack.blocks import settings_forms
from bot.slack.blocks.closures import closure_form, closures_page, open_day_form
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.settings import settings_page
from domain.ladder import Ladder
from domain.person import Person
from handlers.closures import ClosuresPage, OpenedDay
from handlers.messages import Place
from handlers.settings import NAME_LIMIT, Settings, SettingsPage
from store.calendars import KeptClosure


def settings_windows(name: str, place: Place) -> dict[str, dict[str, Any]]:
    """The settings' page and what lies behind it, with as much in them as a school may have."""
    now = Settings(
        name=name[:NAME_LIMIT].strip() or "School",
        opens=time(8),
        closes=time(16),
        weekdays=frozenset(range(5)),
        holidays="US-TX",
        digest_weekday=4,
        digest_at=time(14),
        most_unprompted=2,
        proposes=True,
        ladder=Ladder((-5, -4, -3, -2, -1, 0, 17, 18, 19, 20), 10),
        keeps_months=24,
        spelling=place.spelling,
    )
    staff = tuple(_somebody(n, name) for n in range(30))
    coming = ((place.today, name), (place.today, "Independence Day"))
    closed = [
        KeptClosure(UUID(int=800 + n), place.today, place.today, name, name, "u" if n % 2 else None) for n in range(30)
    ]
    page = SettingsPage(now, place, staff, staff, coming, closures=30)
    closures = ClosuresPage(place, (*closed, OpenedDay(place.today, name)), "US-TX", coming)
    return {
        "settings": settings_page(page),
        "settings, saved": settings_page(
            replace(page, librarians=staff[:1], administrators=(), coming=()), ("Saved.",)
        ),
        "closures": closures_page(closures, 10, ("Closed.",)),
        "closures, later": closures_page(closures, 30),
        "closures, none": closures_page(ClosuresPage(place, (), "", ())),
        "add closure": closure_form(Errand(beneath="V0"), place),
        "open a day": open_day_form(Errand(beneath="V0")),
        "school days": settings_forms.school_days_form(
            now, Errand(settings_forms.shown_in(now, settings_forms.SCHOOL_DAYS))
        ),
        "messages": settings_forms.messages_form(now, Errand(settings_forms.shown_in(now, settings_forms.MESSAGES))),
        "keeping": settings_forms.keeping_form(now, Errand()),
        "holidays": settings_forms.holidays_form(now, Errand()),
        "people": settings_forms.people_form(staff[:20], staff, Errand()),
    }


def _somebody(number: int, name: str) -> Person:
    return Person(UUID(int=900 + number), UUID(int=1), f"U{number:010}", name, True, True, None, None, None)  # noqa: FBT003
