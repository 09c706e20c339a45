"""What a partnership has come to: contact, promises kept and late, what it brought to whom, how deep it went."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.collaboration import Benefit, Contact, Level, Served
from domain.commitment import Commitment, CommitmentState, DueDate, was_on_time
from domain.request import Request


@dataclass(frozen=True)
class Undertaking:
    """A promise to the partner, or with them. `dates` are all it has had, `closed_on` the school's day of its end."""

    commitment: Commitment
    dates: tuple[DueDate, ...]
    closed_on: date | None

    @property
    def is_kept(self) -> bool:
        return self.commitment.state is CommitmentState.KEPT

    @property
    def was_on_time(self) -> bool:
        """By the date in force before it was late; only for a kept one."""
        return self.closed_on is not None and was_on_time(self.dates, self.closed_on)

    def is_late(self, today: date) -> bool:
        """Open after its day, or kept after the day it was judged by."""
        return self.commitment.is_overdue(today) or (self.is_kept and not self.was_on_time)


@dataclass(frozen=True)
class Sent:
    """A request that was referred to the partner; `helped` is what was heard of it."""

    need: str
    referred_at: datetime
    helped: str | None


@dataclass(frozen=True)
class PartnerStory:
    """Everything the newest first. `requests` are those of the person who stands for the partner."""

    contacts: tuple[Contact, ...]
    undertakings: tuple[Undertaking, ...]
    requests: tuple[Request, ...]
    referrals: tuple[Sent, ...]

    @property
    def kept(self) -> tuple[Undertaking, ...]:
        return tuple(each for each in self.undertakings if each.is_kept)

    def late(self, today: date) -> tuple[Undertaking, ...]:
        return tuple(each for each in self.undertakings if each.is_late(today))

    def benefits(self, served: Served) -> tuple[tuple[Benefit, int], ...]:
        """How often each was noted, in the document's order."""
        found = Counter(gain.benefit for contact in self.contacts for gain in contact.gains if gain.served is served)
        return tuple((benefit, found[benefit]) for benefit in Benefit if found[benefit])

    @property
    def levels(self) -> tuple[tuple[date, Level], ...]:
        """Each change of level with the day on which it was first seen, the oldest first."""
        steps: list[tuple[date, Level]] = []
        for day, _, level in sorted(self._seen, key=lambda each: each[:2]):
            if not steps or steps[-1][1] is not level:
                steps.append((day, level))
        return tuple(steps)

    @property
    def _seen(self) -> Iterator[tuple[date, datetime, Level]]:
        """In contact that was logged, and in days of activities that were kept."""
        for contact in self.contacts:
            if contact.level:
                yield contact.on, contact.logged_at, contact.level
        for each in self.kept:
            promise = each.commitment
            if promise.level and promise.closed_at and each.closed_on:
                yield each.closed_on, promise.closed_at, promise.level
