"""The driver's own list: what people did, and what people must therefore have been told.

It knows nothing of the bot's tables. Each message that may come is a Chance: it becomes certain when what it follows
from was acknowledged, and is excused when what it would say was overtaken before it could be said.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from tests.faults.matters import AT_ONCE, Chance, Kind, Promise, Request, Standing, Told
from tests.people import Person

MONDAY, SATURDAY = 0, 5
PROPOSAL = "the week’s proposal"
"""What no deed of anybody's makes superfluous."""


@dataclass
class Day:
    """One part of a visited day: who may get a message then, and for which tags."""

    chances: dict[str, Chance]
    reasons: dict[str, set[str]]
    """By librarian: the requests and promises for which the message certainly must come."""


@dataclass
class Story:
    librarians: list[Person]
    administrators: list[Person]
    today: date
    requests: list[Request] = field(default_factory=list)
    chances: list[Chance] = field(default_factory=list)
    parts: list[Day] = field(default_factory=list)
    """Of the present day, since the clock was moved."""
    on_their_way: list[Chance] = field(default_factory=list)
    """Of a day that went by at once: a call that was made on it may arrive on the next."""
    is_open: bool = True
    of_leaving: list[Chance] = field(default_factory=list)
    """Of what is said when a librarian leaves: certain once the bot knows."""
    diary: Callable[[str], None] = lambda _: None
    """Where each thing that happens is written down, to be read when something is wrong."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tag(self, letter: str) -> str:
        return f"{letter}X{next(self._numbers):04d}"

    def chance(self, person: Person | str, kind: Kind, mark: str, why: str) -> Chance:
        place = person if isinstance(person, str) else conversation(person)
        self.chances.append(Chance(Told(place, kind, mark), why))
        return self.chances[-1]

    def asks(self, teacher: Person, means: str, *, receipt_in: str | None) -> Request:
        """Somebody is about to ask; nothing is certain yet. A command's receipt is seen at once and never again."""
        tag = self.tag("N")
        why = f"{teacher.name} asked by {means}: {tag}"
        cards = [self.chance(each, Kind.CARD, tag, why) for each in self.librarians]
        receipts = [self.chance(receipt_in, Kind.RECEIPT, tag, why)] if receipt_in else []
        self.requests.append(Request(tag, teacher, means, self.today, [*cards, *receipts], cards))
        return self.requests[-1]

    def with_standing(self, *standings: Standing) -> list[Request]:
        return [each for each in self.requests if each.heard and each.standing in standings]

    def forget(self, *chances: Chance | None) -> None:
        """What they would have followed from certainly did not happen."""
        self.chances = [each for each in self.chances if not any(each is gone for gone in chances)]

    def lacking(self, seen: Counter[Told]) -> list[Chance]:
        """What is owed by now and not there; more than once where more than one is missing."""
        owed = [each for each in self.chances if each.is_owed and (self.is_open or each.told.kind in AT_ONCE)]
        counted: Counter[Told] = Counter()
        missing = []
        for chance in owed:
            counted[chance.told] += 1
            if seen[chance.told] < counted[chance.told]:
                missing.append(chance)
        return missing

    # --- leaving

    def may_leave(self, leaver: Person) -> bool:
        """When nothing is in doubt, and something is left behind."""
        is_clear = not any(each.heard and each.standing is Standing.UNCLEAR for each in self.requests)
        return is_clear and bool(self._promised_by(leaver))

    def leaves(self, leaver: Person, *, seen: Counter[Told]) -> None:
        self.librarians = [each for each in self.librarians if each.id != leaver.id]
        for request in self._promised_by(leaver):
            request.standing = Standing.LEFT
        for chance in self.chances:
            if chance.told.place == conversation(leaver) and not seen[chance.told]:
                chance.excuse = "has left"
        self.of_leaving = [self.chance(each, Kind.LEFT, "", f"{leaver.name} left") for each in self.librarians]

    def _promised_by(self, librarian: Person) -> list[Request]:
        found = self.with_standing(Standing.PROMISED)
        return [each for each in found if each.promise and each.promise.owner.id == librarian.id]

    # --- time

    def morning(self, day: date) -> None:
        self.parts.append(self._part(Kind.MORNING, lambda who: self._must_list(who, day)))

    def friday_afternoon(self, day: date, *, had_morning: bool) -> None:
        """The digests, and what was promised for today and is still open; without a morning its list comes now."""
        self.digest(day)
        if not had_morning:
            self.parts.append(self._part(Kind.MORNING, lambda _: set()))
        self.parts.append(
            self._part(Kind.AFTERNOON, lambda who: self._due(who, {self.today}) if had_morning else set())
        )

    def digest(self, friday: date) -> None:
        for each in self.administrators:
            self.chance(each, Kind.DIGEST, str(friday), f"it was Friday {friday}, two o’clock").is_certain = True

    def goes_by(self, day: date, *, unseen: bool) -> None:
        """The clock was moved. Whoever was away meanwhile says so; certainly when no bot was there (`unseen`).

        A bot that dies before it has noted the time was away as well.
        """
        for chance in self.on_their_way:
            self.chance(chance.told.place, chance.told.kind, str(day), f"{chance.why} was perhaps on its way")
        self.on_their_way = []
        self.today, self.is_open, self.parts = day, True, []
        self.parts.append(self._part(Kind.AWAY, lambda _: {Kind.AWAY} if unseen else set()))

    def _part(self, kind: Kind, reasons_of: Callable[[Person], set[str]]) -> Day:
        chances, reasons = {}, {}
        for each in self.librarians:
            chance = self.chance(each, kind, str(self.today), f"the {kind} of {self.today}")
            chances[each.id], reasons[each.id] = chance, reasons_of(each)
            chance.is_certain = bool(reasons[each.id])
        return Day(chances, reasons)

    def _must_list(self, librarian: Person, day: date) -> set[str]:
        """Unanswered ones of earlier days, own promises due today or on the next school day, leavers', the proposal.

        What else the ladder may bring is not for this list to say.
        """
        unanswered = {
            each.tag for each in self.with_standing(Standing.OPEN) if each.is_settled_question and each.asked_on < day
        }
        proposal = {PROPOSAL} if day.weekday() == MONDAY else set()
        return unanswered | self._due(librarian, {day, next_school_day(day)}) | self._left_behind() | proposal

    def _left_behind(self) -> set[str]:
        """As far as the bot certainly knows."""
        is_known = any(chance.is_certain for chance in self.of_leaving)
        return {each.promise.tag for each in self.with_standing(Standing.LEFT) if each.promise and is_known}

    def _due(self, librarian: Person, days: set[date]) -> set[str]:
        standing = [each.promise for each in self.with_standing(Standing.PROMISED) if each.promise]
        return {each.tag for each in standing if _is_due(each, librarian, days)}

    def is_touched(self, *tags: str, seen: Iterable[Told]) -> None:
        """Somebody acts on these before a message about them was seen: it may now have nothing left to say."""
        here = set(seen)
        for part in self.parts:
            for librarian, chance in part.chances.items():
                if chance.told not in here:
                    part.reasons[librarian] -= set(tags)
                    if not part.reasons[librarian]:
                        chance.excuse = "settled before it was sent"

    def hurries(self, seen: Iterable[Told]) -> None:
        """The day ends before the bot could say what belongs to it."""
        here = set(seen)
        for part in self.parts:
            for chance in part.chances.values():
                if chance.told not in here:
                    chance.excuse = chance.excuse or "its day went by at once"
                    if chance.told.kind is not Kind.AWAY:  # known by what it says, not by the day it arrives
                        self.on_their_way.append(chance)


def conversation(person: Person) -> str:
    return "D" + person.id[1:]


def next_school_day(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _is_due(promise: Promise, librarian: Person, days: set[date]) -> bool:
    return promise.accepted and not promise.snoozed and promise.owner.id == librarian.id and promise.due_on in days
