"""A school year of contacts, typed as a table and lived through by the real handlers: every clock is read each
school morning, and every morning's lines are those that a slow model makes by hand.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from a_school_year import found
from world import World

from domain.notices import NoticeKind
from domain.partner import Category
from handlers.add_partner import PartnerDraft, add_partner
from handlers.change_partner import change_partner
from handlers.finish import finish
from handlers.ledger import owed_in
from handlers.log_contact import log_contact
from handlers.look_at_partners import Search, look_at_partners
from handlers.messages import Nudge
from handlers.nudge import nudge_before
from handlers.put_off_partner import not_this_term, snooze_partner
from handlers.refer import refer
from handlers.retire_partner import retire_partner
from handlers.take_back_contact import take_back_contact
from handlers.whose_contact import ContactDraft
from store import commitments
from store.session import Store
from tests.domain.years import AMERICAN
from tests.school_years import AMERICAN_CLOSED, LAST
from tests.slow_partners import Row, SlowPartners, Told, read_table

DAY = timedelta(days=1)
FIRST, END = date(2026, 8, 12), date(2027, 5, 27)
IN_SLACK = {"Ada": ("U0ADA", "Ada"), "Ben": ("U0BEN", "Ben")}


class LivedYear(World):
    """Lee alone runs the library."""

    def __post_init__(self) -> None:
        self.school_id = found(self.store, AMERICAN, self.now, ("U0LEE",))
        self.partners: dict[str, UUID] = {}
        self.contact_ids: dict[str, UUID] = {}
        self.steps: dict[str, UUID] = {}

    def happens(self, row: Row) -> None:
        self.now = AMERICAN.utc(row.when)
        deed = getattr(self, row.what.replace(", ", "_").replace(" ", "_"))
        deed(row)
        while self.delivers_one():
            pass

    def added(self, row: Row) -> None:
        new = add_partner(self.store, self.act("Lee"), self._draft(row))
        assert new
        self.partners[row.name] = new

    def answered(self, row: Row) -> None:
        self.answers("Lee", self.asks(row.name, f"books for {row.when:%d %B}"))

    def logged(self, row: Row, **more: object) -> None:
        kept = log_contact(self.store, self.act("Lee"), ContactDraft(row.name, what=f"{row.when:%d %B}", **more))
        self.contact_ids[row.name] = kept.contact.id
        if kept.next_step:
            self.steps[row.name] = kept.next_step.id

    def logged_with_a_next_step(self, row: Row) -> None:
        self.logged(row, next_step="book carts", due_on=AMERICAN.calendar.next_school_day(row.when.date() + 5 * DAY))

    def kept(self, row: Row) -> None:
        finish(self.store, self.act("Lee"), self.steps.pop(row.name))

    def kept_in_passing(self, row: Row) -> None:
        """A promise tied to the partner, made and kept at once."""
        with self.store.writing() as db:
            made = commitments.add(
                db,
                self.school_id,
                request_id=None,
                owner_id=self.person("Lee").id,
                doing="a box of books",
                share=None,
                due_on=row.when.date(),
                now=self.now,
                partner_id=self.partners[row.name],
            )
        finish(self.store, self.act("Lee"), made)

    def referred(self, row: Row) -> None:
        request_id = self.asks("Zoe", f"help on {row.when:%d %B}")
        refer(self.store, self.act("Lee"), request_id, partner_id=self.partners[row.name], word=None)

    def undone(self, row: Row) -> None:
        take_back_contact(self.store, self.act("Lee"), self.contact_ids[row.name])

    def snoozed(self, row: Row) -> None:
        snooze_partner(self.store, self.act("Lee"), self.partners[row.name])

    def not_this_term(self, row: Row) -> None:
        not_this_term(self.store, self.act("Lee"), self.partners[row.name])

    def days(self, row: Row) -> None:
        change_partner(self.store, self.act("Lee"), self.partners[row.name], self._draft(row))

    def retired(self, row: Row) -> None:
        retire_partner(self.store, self.act("Lee"), self.partners[row.name])

    def _draft(self, row: Row) -> PartnerDraft:
        ideal, most = row.numbers
        return PartnerDraft(row.name, Category.CLUBS, person=IN_SLACK.get(row.name), ideal_days=ideal, most_days=most)

    # what Lee sees

    def every_clock(self) -> list[Told]:
        looked = look_at_partners(self.store, self.act("Lee"), Search())
        return sorted((Told(each.partner.name, each.passed, each.standing.value) for each in looked.found), key=str)

    def morning(self) -> list[Told]:
        """The partner lines of what comes now."""
        before = len(self.platform.letters)
        with self.store.writing(wakes=False) as db:
            nudge_before(db, self.school_id, self.now)
        while self.delivers_one():
            pass
        posted = [letter.message for letter in self.platform.letters[before:] if isinstance(letter.message, Nudge)]
        lines = (line.followed for message in posted for line in message.partners)
        return [Told(each.partner.name, each.passed, each.standing.value) for each in lines]


def mornings() -> Iterator[tuple[date, datetime]]:
    """Every school day with its opening, by the table on the wall."""
    for number in range((END - FIRST).days + 1):
        day = FIRST + number * DAY
        if day not in AMERICAN_CLOSED:
            yield day, datetime.combine(day, time(7, 45))


def test_every_clock_and_every_mornings_lines_of_a_year_are_those_made_by_hand(sqlite_store: Store):
    lived = LivedYear(sqlite_store, now=AMERICAN.utc(datetime.combine(FIRST - DAY, time(12))))
    slow, rows = SlowPartners(AMERICAN_CLOSED, LAST), read_table()
    waited, told = 0, Counter[str]()
    for day, opening in mornings():
        while rows and rows[0].when < opening:
            row = rows.pop(0)
            lived.happens(row)
            slow.happens(row)
        lived.now = AMERICAN.utc(opening)
        assert lived.every_clock() == slow.clocks(day), day
        waited += sum(each.standing != "fine" for each in slow.clocks(day))
        by_hand = slow.morning(day)
        assert lived.morning() == by_hand, day
        told.update(each.standing for each in by_hand)
    assert not rows
    # The year holds what it is meant to hold: both standings, and more who wait than are told of.
    assert min(told["worth a word"], told["overdue"]) > 20
    assert waited > told.total()
    with lived.store.reading() as db:
        owed = owed_in(db, lived.school(), AMERICAN.utc(datetime.combine(FIRST, time())), lived.now + DAY)
    assert {each.once_key for each in owed if each.kind is NoticeKind.MORNING} == {
        row.once_key for row in lived.ledger(kind=NoticeKind.MORNING)
    }
