"""Two whole school years of the real bot, day by day: each list that it posts is the one that was made by hand.

80 promises of two librarians in each year: renegotiated, snoozed, kept early, late or never.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

import pytest
import sqlalchemy as sa
from a_school_year import found
from world import World

from domain.commitment import CommitmentState
from domain.history import EventKind
from domain.notices import NoticeKind
from handlers.ledger import owed_in
from handlers.messages import Nudge
from handlers.nudge import nudge_before
from store import commitments, history, people
from store.session import Session, Store
from store.tables import notices
from tests.domain.slow_school import Promise
from tests.domain.years import AMERICAN, BRITISH, Year, promises_of_a_year
from tests.school_years import FIRST, LAST

PROMISES, LIBRARIANS = 80, 2
Act = tuple[datetime, int, str, date | None]
Posted = tuple[datetime, str, int, tuple[int, ...]]
"""The moment, the part of the day, the librarian's number and those of the promises listed."""


class LivedYear(World):
    """The librarians are U0000 and U0001; what they promise is known by its number."""

    def __init__(self, store: Store, year: Year) -> None:
        self.year = year
        super().__init__(store, now=year.utc(datetime.combine(FIRST, year.slow.opens)))
        self.numbers: dict[UUID, int] = {}

    def __post_init__(self) -> None:
        self.school_id = found(self.store, self.year, self.now, tuple(f"U0{number:03}" for number in range(LIBRARIANS)))
        self.owners = [each.id for each in self.read(people.librarians)]

    def lives(self, promises: list[Promise]) -> None:
        acts = sorted(acts_of(promises), key=lambda act: act[:2])
        moments = sorted({*self.parts(), *(self.year.utc(act[0]) for act in acts)})
        by_moment = {moment: [*same] for moment, same in groupby(acts, lambda act: self.year.utc(act[0]))}
        for self.now in moments:
            with self.store.writing(wakes=False) as db:
                nudge_before(db, self.school_id, self.now)
                for _, number, what, day in by_moment.get(self.now, []):
                    self.does(db, number, promises[number], what, day)
            while self.delivers_one():
                pass

    def parts(self) -> Iterator[datetime]:
        """Every moment from which a morning's or an afternoon's message can be owed, by the table on the wall."""
        slow = self.year.slow
        for number in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=number)
            if slow.is_school_day(day):
                yield self.year.utc(datetime.combine(day, slow.opens))
                yield self.year.utc(datetime.combine(day, slow.closes) - timedelta(hours=2))

    def does(self, db: Session, number: int, promise: Promise, what: str, day: date | None) -> None:
        """As the handlers do it, but on closed days too, and to any day."""
        owner = self.owners[promise.owner]
        if what == "made":
            made = commitments.add(
                db,
                self.school_id,
                request_id=None,
                owner_id=owner,
                doing=f"promise {number}",
                share=None,
                due_on=promise.due,
                now=self.now,
            )
            self.numbers[made] = number
        commitment_id = next(each for each, known in self.numbers.items() if known == number)
        kind, change = CHANGES[what]
        if change:
            commitments.change(
                db, self.school_id, commitment_id, **change(day, self.now, self.year.calendar.today(self.now))
            )
        about = {"commitment_id": commitment_id, "person_id": owner, "day": day}
        history.record(db, self.school_id, kind, self.now, **about)

    def posted(self) -> list[Posted]:
        with self.store.reading() as db:
            owed = {row.id: row.owed_at for row in db.execute(sa.select(notices.c.id, notices.c.owed_at))}
        found = []
        for letter in self.platform.letters:
            assert isinstance(letter.message, Nudge)
            part = NoticeKind.AFTERNOON if letter.message.is_afternoon else NoticeKind.MORNING
            listed = sorted(self.numbers[line.commitment.id] for line in letter.message.promises)
            found.append((owed[letter.notice_id], part.value, self.owners.index(letter.person.id), tuple(listed)))
        return sorted(found)


CHANGES = {
    "made": (EventKind.PROMISED, None),
    "moved": (EventKind.MOVED, lambda day, _, today: {"due_on": day, "snoozed_until": None, "last_nudged_on": today}),
    "snoozed": (EventKind.SNOOZED, lambda day, *_: {"snoozed_until": day}),
    "kept": (EventKind.KEPT, lambda _, now, __: {"state": CommitmentState.KEPT, "closed_at": now}),
}


def acts_of(promises: list[Promise]) -> Iterator[Act]:
    for number, promise in enumerate(promises):
        yield promise.made, number, "made", promise.due
        for when, what, day in promise.log:
            if when.date() <= LAST:
                yield when, number, what, day


def made_by_hand(year: Year, promises: list[Promise]) -> list[Posted]:
    messages = (message for owner in range(LIBRARIANS) for message, _ in year.slow.messages(promises, owner))
    return sorted((year.utc(each.at), each.part, each.owner, tuple(sorted(each.listed))) for each in messages)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("year", [AMERICAN, BRITISH], ids=["american", "british"])
def test_every_list_of_the_year_is_posted_at_its_moment_and_no_other_is(sqlite_store, year):
    promises = promises_of_a_year(year, PROMISES, LIBRARIANS)
    lived = LivedYear(sqlite_store, year)
    lived.lives(promises)
    posted = lived.posted()
    assert posted == made_by_hand(year, promises)
    assert len(posted) > 300
    with lived.store.reading() as db:
        owed = owed_in(db, lived.school(), year.utc(datetime.combine(FIRST, year.slow.opens)), lived.now)
    rows = lived.ledger()
    assert {(each.once_key, each.owed_at) for each in owed} == {(row.once_key, row.owed_at) for row in rows}
