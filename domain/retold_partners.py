"""A partner's clock, told again from what happened."""

from dataclasses import replace
from datetime import date

from domain.history import Event, EventKind
from domain.partner import Clock, Gaps


def begun(known: Clock | None, since: date, detail: str) -> Clock:
    """A partner was added or changed. `detail` holds both gaps, in school days."""
    ideal, most = map(int, detail.split())
    return replace(known or Clock(since, Gaps(ideal, most)), since=since, gaps=Gaps(ideal, most))


def moved(clock: Clock, event: Event) -> Clock:
    """Real contact that is told late does not turn the clock back, and neither does an earlier mention."""
    day = event.day or clock.since
    if event.kind is EventKind.CONTACTED:
        return replace(clock, since=max(clock.since, day))
    if event.kind is EventKind.QUIETED:
        return replace(clock, quiet_until=day)
    if event.kind is EventKind.LISTED:
        return replace(clock, listed_on=max(day, clock.listed_on or day))
    return clock
