"""A term of a busy school, lived by the handlers themselves: requests, promises, answers, contacts, a digest a week."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from uuid import UUID

import sqlalchemy as sa

from domain.collaboration import ActivityKind, Benefit, Gain, Level, Served
from domain.commitment import Share
from domain.dates_in_words import DateOrder
from domain.notices import NoticeState
from domain.partner import Category
from domain.request import HelpKind, Source
from domain.school import School
from domain.school_days import SchoolCalendar
from handlers.act import Act
from handlers.add_partner import PartnerDraft, add_partner
from handlers.answer import answer
from handlers.ask import Draft, ask
from handlers.ask_back import ask_back
from handlers.digest import digest_one
from handlers.finish import finish
from handlers.log_contact import log_contact
from handlers.open_school import Seed, open_school
from handlers.promise import promise
from handlers.set_objective import ObjectiveDraft, add_objective
from handlers.whose_contact import ContactDraft
from store import commitments, schools
from store.session import Store
from store.tables import notices

FIRST, LAST = date(2026, 9, 7), date(2026, 12, 18)
TEACHERS, PARTNERS, OBJECTIVES, CONTACTS_A_WEEK = 80, 60, 8, 30
SUBJECTS = ("the dust bowl", "photosynthesis", "the suffragettes", "fractions", "war poets", "plate tectonics", "bees")
CLASSES = tuple(f"{year}{letter}" for year in range(7, 13) for letter in "abcd")


@dataclass
class Term:
    """`count` requests, spread over the term's school days as they fall, whatever the seed makes of each."""

    store: Store
    count: int
    rng: Random = field(default_factory=lambda: Random(5000))
    keys: "count[int]" = field(default_factory=count)
    now: datetime = datetime(2026, 9, 7, 9, tzinfo=UTC)
    school_id: UUID = field(init=False)

    def live(self) -> "Term":
        calendar = SchoolCalendar("Europe/London", holidays="GB-ENG")
        seed = Seed("T0SCHOOL", "Riverside", calendar, DateOrder.DAY_FIRST, ("U0LEE", "U0KIM"), ("U0SAM",))
        self.school_id = open_school(self.store, seed, self.now, lambda address: address[2:].capitalize()).id
        self._prepare()
        days = [day for day in _days(FIRST, LAST) if calendar.is_school_day(day)]
        for number, day in enumerate(days):
            self._day(day, self.count * (number + 1) // len(days) - self.count * number // len(days))
        return self

    def school(self) -> School:
        with self.store.reading() as db:
            return schools.get(db, self.school_id)

    def _act(self, name: str) -> Act:
        return Act(self.school_id, f"U0{name.upper()}", name, self.now, f"key {next(self.keys)}")

    def _prepare(self) -> None:
        for number in range(OBJECTIVES):
            draft = ObjectiveDraft(f"Objective {number}", "Reading for all", "Classes taught", "40", year=2026)
            add_objective(self.store, self._act("Lee"), draft)
        for number in range(PARTNERS):
            category = [*Category][number % len(Category)]
            add_partner(self.store, self._act("Lee"), PartnerDraft(f"Partner {number}", category, contact="Ms Doe"))

    def _day(self, day: date, requests: int) -> None:
        self.now = datetime.combine(day, time(9), tzinfo=UTC)
        self._keep_promises(day)
        for _ in range(requests):
            self.now += timedelta(minutes=4)
            self._request(day)
        for _ in range(CONTACTS_A_WEEK // 5):
            self._contact()
        self.now = datetime.combine(day, time(20), tzinfo=UTC)
        while digest_one(self.store, self.school_id, self.now):
            pass
        self._all_arrives()

    def _request(self, day: date) -> None:
        teacher = f"Teacher{self.rng.randrange(TEACHERS)}"
        words = f"{next(self.keys)} sources on {self.rng.choice(SUBJECTS)}"
        kind = self.rng.choice([*HelpKind, None])
        draft = Draft(words, Source.FORM, kind, self.rng.choice(CLASSES), reads_words=False)
        request_id = ask(self.store, self._act(teacher), draft).story.request.id
        fate = self.rng.random()
        if fate < 0.8:
            due = self.school().calendar.add_school_days(day, self.rng.randint(1, 6))
            share = self.rng.choice([*Share])
            promise(self.store, self._act("Lee"), request_id, doing="Three good sources", share=share, due_on=due)
        elif fate < 0.95:
            answer(self.store, self._act("Kim"), request_id, resources="The Bee Book", note=None)
        elif fate < 0.98:
            ask_back(self.store, self._act("Kim"), request_id, "Of which years?")

    def _keep_promises(self, day: date) -> None:
        """Most on their day, some later; a few stay open."""
        with self.store.reading() as db:
            due = [each for each in commitments.all_open(db, self.school_id) if each.due_on <= day]
        for each in due:
            if self.rng.random() < 0.8:
                finish(self.store, self._act("Lee"), each.id)

    def _contact(self) -> None:
        draft = ContactDraft(
            f"Partner {self.rng.randrange(PARTNERS)}",
            what=f"{next(self.keys)} shelves",
            minutes=self.rng.randint(5, 60),
            activity=self.rng.choice([*ActivityKind]),
            level=self.rng.choice([*Level]),
            gains=(Gain(self.rng.choice([*Benefit]), self.rng.choice([*Served])),),
        )
        log_contact(self.store, self._act("Lee"), draft)

    def _all_arrives(self) -> None:
        """What delivery would do, at once: what is measured here is what people then open."""
        arrived = {"state": NoticeState.SENT, "sent_at": notices.c.owed_at, "stale": 0}
        with self.store.writing(wakes=False) as db:
            waiting = notices.c.state == NoticeState.WAITING
            db.execute(notices.update().where(waiting).values({**arrived, "message": sa.func.hex(notices.c.id)}))


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1)]
