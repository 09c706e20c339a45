"""The workspace's clock: the real one plus an offset that people move forward, kept in a file the bot reads too."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.clock import moved_clock, read_offset
from bot.sandbox.records import Json

Moment = Callable[[datetime], datetime]
"""From an aware moment to a later one."""

FRIDAY: Final = 4
SATURDAY: Final = 5


def next_morning(now: datetime) -> datetime:
    """08:00 on the next Monday to Friday, in the zone of `now`."""
    day = now.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, time(8), tzinfo=now.tzinfo)


def next_friday(now: datetime) -> datetime:
    """14:00 on this week's Friday, or on the next one's when that has passed."""
    day = now.date() + timedelta(days=(FRIDAY - now.weekday()) % 7)
    moment = datetime.combine(day, time(14), tzinfo=now.tzinfo)
    return moment if moment > now else datetime.combine(day + timedelta(days=7), time(14), tzinfo=now.tzinfo)


class MovingClock:
    """Moves only forward."""

    def __init__(self, file: Path, zone: str, morning: Moment = next_morning, friday: Moment = next_friday) -> None:
        self.file = file
        self.zone = ZoneInfo(zone)
        self._now = moved_clock(file)
        self._moments: dict[str, Moment] = {
            "hour": lambda now: now + timedelta(hours=1),
            "morning": morning,
            "friday": friday,
        }

    def now(self) -> datetime:
        return self._now().astimezone(self.zone)

    def forward(self, step: str, seconds: float = 0) -> None:
        """`step` is hour, morning, friday or seconds; ValueError says what is wrong with it."""
        now = self.now()
        if step == "seconds":
            ahead = timedelta(seconds=seconds)
        elif step in self._moments:
            # Two readings in one zone subtract as wall time; the offset is real seconds, also over a change of hour.
            ahead = timedelta(seconds=self._moments[step](now).timestamp() - now.timestamp())
        else:
            raise ValueError(f"The clock moves forward by hour, morning, friday or seconds, not by {step!r}.")
        if ahead < timedelta(0):
            raise ValueError("The clock moves only forward.")
        offset = (read_offset(self.file) + ahead).total_seconds()
        aside = self.file.with_suffix(".new")
        aside.write_text(repr(offset), encoding="utf-8")
        aside.replace(self.file)  # at once, so that no reader meets a half-written number

    def shown(self) -> Json:
        now = self.now()
        label = f"{now:%A} {now.day} {now:%B %Y}, {now:%H:%M}"
        return {
            "now": now.astimezone(ZoneInfo("UTC")).isoformat(),
            "zone": str(self.zone),
            "local": now.replace(tzinfo=None).isoformat(timespec="seconds"),
            "label": label,
        }
