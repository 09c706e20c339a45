"""What people do when things come otherwise than was said: a new date, a promise let go, a no, a change of mind."""

from functools import partial

from tests.faults.deeds import Deeds
from tests.faults.matters import Kind, Standing
from tests.faults.story import next_school_day

_MOST_DAYS = 3


class Changing(Deeds):
    def renegotiates(self) -> bool:
        found = self._card("Renegotiate", Standing.PROMISED)
        if found is None:
            return False
        librarian, request, form = found
        promise = request.promise
        assert promise
        due = max(promise.due_on, self.story.today)
        for _ in range(self.rng.randint(1, _MOST_DAYS)):
            due = next_school_day(due)
        tag = self.story.tag("M")
        chance = self.story.chance(request.teacher, Kind.MOVED, tag, f"{librarian.name} moved {promise.tag}: {tag}")
        self._overtakes(*request.passing)
        request.passing.append(chance)
        promise.snoozed = True  # until it is clear on which of the two days it is due
        self.story.is_touched(promise.tag, seen=self.eyes.counts())

        def accepted() -> None:
            promise.due_on, promise.snoozed, chance.is_certain = due, False, True

        self._sends(form, {"A word about why": f"{tag} the van is late", "Another day": due.isoformat()}, accepted)
        return True

    def releases(self) -> bool:
        found = self._card("Release", Standing.PROMISED)
        if found is None:
            return False
        librarian, request, form = found
        tag = self.story.tag("L")
        why = f"{librarian.name} let go of {request.tag}: {tag}"
        told = self.story.chance(request.teacher, Kind.RELEASED, tag, why)
        others = [each for each in self.story.librarians if each.id != librarian.id]
        self._settles(request)
        request.passing.append(told)
        request.cards = [self.story.chance(each, Kind.CARD, request.tag, why) for each in others]
        request.undecided, request.is_being_released = [told, *request.cards], True
        self._sends(form, {"A word about why": f"{tag} no time"}, request.is_released)
        return True

    def declines(self) -> bool:
        found = self._card("Decline", Standing.OPEN)
        if found is None:
            return False
        librarian, request, form = found
        tag = self.story.tag("D")
        chance = self.story.chance(request.teacher, Kind.DECLINED, tag, f"{librarian.name} declined: {tag}")
        self._settles(request)
        request.undecided = [chance]
        self._sends(form, {"A kind word": f"{tag} try next door"}, partial(request.is_over, Standing.DECLINED))
        return True

    def withdraws(self) -> bool:
        """On the receipt."""
        for request in self._shuffled(Standing.OPEN, Standing.PROMISED):
            teacher = request.teacher
            if self._is_in_limbo(request) or not self.eyes.offers(teacher, "Withdraw", request.tag):
                continue
            owner = request.promise.owner if request.promise and request.standing is Standing.PROMISED else None
            why = f"{teacher.name} withdrew {request.tag}"
            self._settles(request)
            request.undecided = [self.story.chance(owner, Kind.WITHDRAWN, request.tag, why)] if owner else []
            if self._pressed(teacher, "Withdraw", request.tag):
                request.is_over(Standing.WITHDRAWN)
            return True
        return False
