"""Stories of what teachers set for themselves, and of their thanks."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.slack.blocks.forms import Errand
from bot.slack.blocks.my_settings import my_settings_form
from bot.slack.blocks.thanks import thanks_form
from domain.counted import REST, Counted
from domain.department import DEPARTMENT_LIMIT, DEPARTMENTS, MOST_OFFERED
from domain.own_settings import OwnSettings
from domain.quiet_time import QuietTime
from domain.thanks import MOST_QUOTED, THANKS_LIMIT, Thanks
from handlers.my_settings import MySettings
from handlers.say_thanks import ThanksForm


def as_fits(text: str, most: int) -> str:
    """As much of it as that many characters hold, an emoji counted as two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").strip()


def quoted(words: str, name: str, at: datetime) -> tuple[Thanks, ...]:
    ids = UUID(int=90), UUID(int=91), UUID(int=92)
    return (Thanks(*ids, name, as_fits(words, THANKS_LIMIT), True, at),) * MOST_QUOTED  # noqa: FBT003


def departments(name: str, count: int) -> tuple[Counted, ...]:
    return (*(Counted(each, 9) for each in _named(name, count)), Counted(REST, None))


def _named(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{as_fits(name, DEPARTMENT_LIMIT - 3)} {number:02}" for number in range(count))


def own(department: str, today: date) -> OwnSettings:
    quiet = QuietTime(today, today + timedelta(days=10))
    return OwnSettings(as_fits(department, DEPARTMENT_LIMIT), quiet, quotes_thanks=True)


def own_windows(department: str, today: date) -> dict[str, dict[str, Any]]:
    named = _named(department, MOST_OFFERED)
    nothing = OwnSettings(None, None, quotes_thanks=False)
    open_to_all, alone = (ThanksForm(True, may_be_asked=may) for may in (True, False))  # noqa: FBT003
    return {
        "my settings": my_settings_form(MySettings(nothing, DEPARTMENTS)),
        "my settings, full": my_settings_form(MySettings(own(named[7], today), named)),
        "say thanks": thanks_form(open_to_all, Errand(f"{UUID(int=90)} {UUID(int=91)}")),
        "say thanks, alone": thanks_form(alone, Errand(f"{UUID(int=90)} {UUID(int=91)}")),
    }
