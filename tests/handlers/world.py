"""A school for tests: its people do things, its clock is set, and what they were told is looked at.

def test_something(world):
    request_id = world.asks("Ada", "books on bees")
    world.passes()                                     # everything that is due happens, until nothing is left
    assert world.told("Lee") == [...]
"""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from platform_for_tests import Platform

from domain.answer import Helped
from domain.commitment import Commitment
from domain.dates_in_words import DateOrder
from domain.notices import Notice, NoticeKind
from domain.request import Request, Source
from domain.school import School
from domain.school_days import SchoolCalendar
from handlers.act import Act
from handlers.answer import answer
from handlers.ask import Draft, ask
from handlers.close_days import close_days
from handlers.come_back import come_back_one, stay_seen
from handlers.deliver import deliver_one
from handlers.digest import digest_one
from handlers.end_quiet import end_quiet_one
from handlers.follow_up import follow_up_one
from handlers.hear import Heard, hear
from handlers.leave import leave
from handlers.ledger import Ledger, Line, ledger_of_week
from handlers.look_up import look_up_one
from handlers.messages import Message
from handlers.nudge import nudge_one
from handlers.open_school import Seed, open_school
from handlers.plan_activity import plan_activity_one
from handlers.promise import promise
from handlers.rewrite import publish_one, rewrite_one
from handlers.say_helped import say_helped
from handlers.sending import Clocks, Patience
from handlers.set_proposals import set_proposals
from handlers.tell import tell
from store import commitments, outbox, people, requests, schools
from store.session import Store
from store.tables import notices

ZONE = ZoneInfo("America/Chicago")
PEOPLE = ("Ada", "Ben", "Lee", "Kim", "Sam")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 2, day) for day in range(2, 7))
NEXT_MONDAY = date(2026, 2, 9)

Said = TypeVar("Said", bound=Message)


def moment(day: date, time: str = "10:00") -> datetime:
    hour, minute = map(int, time.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def seed(**to: object) -> Seed:
    return replace(
        Seed(
            address="T0SCHOOL",
            name="Riverside",
            calendar=SchoolCalendar("America/Chicago", holidays="US"),
            date_order=DateOrder.MONTH_FIRST,
            librarians=("U0LEE", "U0KIM"),
            administrators=("U0SAM",),
        ),
        **to,
    )


def name_of(address: str) -> str:
    return address.removeprefix("U0").capitalize()


@dataclass
class World:
    """Ada and Ben teach, Lee and Kim run the library, Sam is the head; school is from eight to four."""

    store: Store
    platform: Platform = field(default_factory=Platform)
    now: datetime = field(default_factory=lambda: moment(MONDAY))
    real: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    patience: Patience = field(default_factory=Patience)
    keys: count = field(default_factory=count)
    proposes: bool = False
    """Whether the week begins with a proposal; most stories are about something else."""
    is_alone: bool = False
    """Whether Lee runs the library without Kim."""
    school_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        librarians = {"librarians": ("U0LEE",)} if self.is_alone else {}
        self.school_id = open_school(self.store, seed(**librarians), self.now, name_of).id
        if not self.proposes:
            set_proposals(self.store, self.act("Lee"), wanted=False)

    # the clock

    def at(self, day: date, time: str = "10:00") -> "World":
        self.now = moment(day, time)
        return self

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self.now, lambda: self.real)

    def passes(self) -> None:
        """Everything that is due happens, until nothing is left to do."""
        stay_seen(self.store, self.school_id, self.now)
        steps = deque(self._steps())
        idle = 0
        while idle < len(steps):
            idle = 0 if steps[0]() else idle + 1
            steps.rotate(-1)

    def _steps(self) -> list[Callable[[], bool]]:
        """Each does one thing and says whether there was one."""
        settled = self.real - timedelta(seconds=self.patience.settling)
        sending = (self.store, self.school_id, self.platform, self.clocks, self.patience)
        return [
            lambda: plan_activity_one(self.store, self.school_id, self.now),
            lambda: come_back_one(self.store, self.school_id, self.now, settled),
            lambda: nudge_one(self.store, self.school_id, self.now),
            lambda: digest_one(self.store, self.school_id, self.now),
            lambda: follow_up_one(self.store, self.school_id, self.now),
            lambda: end_quiet_one(self.store, self.school_id, self.now),
            lambda: deliver_one(*sending),
            lambda: look_up_one(*sending),
            lambda: rewrite_one(*sending),
            lambda: publish_one(*sending),
        ]

    def comes(self, day: date, time: str = "08:00") -> None:
        """The moment comes, with everything that it brings."""
        self.at(day, time).passes()

    def restarts(self) -> None:
        """The bot ends and starts again."""
        open_school(self.store, seed(), self.now, name_of, self.real)

    def comes_back(self, day: date, time: str = "08:00") -> None:
        """The bot starts after having been away, and catches up."""
        self.at(day, time).restarts()
        self.passes()

    def sleeps_until(self, day: date, time: str, real: timedelta = timedelta(minutes=1)) -> None:
        """The bot's machine is asleep, and wakes."""
        self.at(day, time).real += real
        stay_seen(self.store, self.school_id, self.now, self.real, real)
        self.passes()

    def lives_through(self, first: date, last: date) -> None:
        """Day by day, with the bot awake all the time; on Saturdays and Sundays nothing is due."""
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            for time in ("00:30", "08:00", "11:00", "14:00", "16:00") if day.weekday() < 5 else ("08:00",):
                if moment(day, time) >= self.now:
                    self.comes(day, time)

    def delivers_one(self) -> bool:
        return deliver_one(self.store, self.school_id, self.platform, self.clocks, self.patience)

    def rewrites_one(self) -> bool:
        return rewrite_one(self.store, self.school_id, self.platform, self.clocks, self.patience)

    def looks_up_one(self) -> bool:
        return look_up_one(self.store, self.school_id, self.platform, self.clocks, self.patience)

    # the people

    def act(self, name: str, key: str | None = None) -> Act:
        return Act(self.school_id, f"U0{name.upper()}", name, self.now, key or f"click:{next(self.keys)}")

    def asks(self, name: str, need: str = "books on bees", **draft: object) -> UUID:
        asked = Draft(need, **({"source": Source.COMMAND} | draft))
        act = self.act(name, f"{'command' if asked.source is Source.COMMAND else 'form'}:{next(self.keys)}")
        return ask(self.store, act, asked).story.request.id

    def writes(
        self, name: str, words: str, *, key: str | None = None, said_at: datetime | None = None, **heard: object
    ) -> None:
        """A direct message, unless told otherwise."""
        act = replace(self.act(name, key or f"D0{name.upper()}:{next(self.keys)}"), said_at=said_at)
        spoken = {"source": Source.DIRECT_MESSAGE, "thread": act.source_key, "is_in_thread": False} | heard
        hear(self.store, act, Heard(words, **spoken))

    def promises(self, name: str, request_id: UUID, due_on: date, doing: str = "a box of books") -> UUID:
        promise(self.store, self.act(name), request_id, doing=doing, share=None, due_on=due_on)
        return self.commitment(request_id).id

    def answers(self, name: str, request_id: UUID, resources: str = "The Bee Book", note: str | None = None) -> None:
        answer(self.store, self.act(name), request_id, resources=resources, note=note)

    def judges(self, name: str, request_id: UUID, helped: Helped, answer_id: UUID) -> None:
        say_helped(self.store, self.act(name), request_id, answer_id, helped)

    def closes(self, first: date, last: date, why: str = "snow") -> None:
        close_days(self.store, self.school_id, first, last, why, self.now)

    def leaves(self, name: str) -> None:
        leave(self.store, self.school_id, f"U0{name.upper()}", self.now)

    def is_told(self, name: str, words: str) -> None:
        """Something that they did not ask for."""
        with self.store.writing() as db:
            tell(db, schools.get(db, self.school_id), self.person(name).id, words, f"{next(self.keys)}", self.now)

    # what they see

    def messages(self, name: str) -> list[Message]:
        """All that was posted to this person, in order, as it was when it was posted."""
        return [letter.message for letter in self.platform.letters if letter.person.name == name]

    def told(self, name: str) -> list[str]:
        """The kinds of message that this person got, in order."""
        return [type(message).__name__ for message in self.messages(name)]

    def heard(self, name: str, kind: type[Said]) -> list[Said]:
        return [message for message in self.messages(name) if isinstance(message, kind)]

    def the(self, name: str, kind: type[Said]) -> Said:
        """The one message of this kind that the person got."""
        (one,) = self.heard(name, kind)
        return one

    def nudged(self, name: str, part: NoticeKind = NoticeKind.MORNING) -> list[date]:
        """The days for which this person got a morning's (or an afternoon's) message."""
        posted = {letter.notice_id for letter in self.platform.letters}
        rows = [row for row in self.ledger(kind=part, person_id=self.person(name).id) if row.id in posted]
        return [date.fromisoformat(row.facts["day"]) for row in rows]

    def now_shown(self, name: str, kind: type[Said]) -> list[Said]:
        """Messages of this kind as the person sees them now, in the order in which they were posted."""
        posted = [letter for letter in self.platform.letters if letter.person.name == name]
        shown = [self.platform.shown[f"message {letter.notice_id}"] for letter in posted]
        return [message for message in shown if isinstance(message, kind)]

    # what is remembered

    def read(self, query: Callable, *arguments: object, **named: object):
        with self.store.reading() as db:
            return query(db, self.school_id, *arguments, **named)

    def request(self, request_id: UUID) -> Request:
        return self.read(requests.get, request_id)

    def commitment(self, request_id: UUID) -> Commitment:
        return self.read(commitments.last_for, request_id)

    def school(self) -> School:
        with self.store.reading() as db:
            return schools.get(db, self.school_id)

    def person(self, name: str):
        return self.read(people.by_address, f"U0{name.upper()}")

    def ledger(self, **where: object) -> list[Notice]:
        """Rows of the ledger, in the order in which they were owed."""
        query = sa.select(notices.c.id).order_by(notices.c.id).filter_by(**where)
        with self.store.reading() as db:
            return [outbox.get(db, row.id) for row in db.execute(query).all()]

    def owed(self, name: str) -> Counter[NoticeKind]:
        return Counter(notice.kind for notice in self.ledger(person_id=self.person(name).id))

    def week(self, day: date | None = None) -> Ledger:
        """The ledger of the week that holds `day`, or of the present one."""
        return ledger_of_week(self.store, self.school_id, day, now=self.now, real_now=self.real)

    def line(self, kind: NoticeKind, day: date | None = None) -> Line:
        return next(line for line in self.week(day).lines if line.kind is kind)
