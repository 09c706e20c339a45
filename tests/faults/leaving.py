"""A colleague leaves the school, once in a run, and what they had promised is taken over."""

from tests.faults.changing import Changing
from tests.faults.matters import Kind, Standing
from tests.people import Person


class Leaving(Changing):
    def leaves(self, leaver: Person) -> bool:
        """With a promise open and nothing in doubt; else they stay for now."""
        in_doubt = self.unsent or self.said or self._is_busy(leaver)
        if in_doubt or not self.story.may_leave(leaver):
            return False
        self.story.leaves(leaver, seen=self.eyes.counts())
        return True

    def takes_over(self) -> bool:
        for request in self._shuffled(Standing.LEFT):
            promise = request.promise
            assert promise
            there = [each for each in self.story.librarians if self.eyes.offers(each, "Take over", promise.tag)]
            librarian = self._somebody(there)
            if librarian is None:
                continue
            why = f"{librarian.name} took over {promise.tag}"
            chance = self.story.chance(request.teacher, Kind.TAKEN_OVER, promise.tag, why)
            self._overtakes(*self.story.of_leaving)
            self.story.is_touched(promise.tag, seen=self.eyes.counts())
            promise.owner, request.standing = librarian, Standing.UNCLEAR
            request.undecided, request.is_being_taken = [chance], True
            request.passing.append(chance)
            if self._pressed(librarian, "Take over", promise.tag):
                request.is_taken_over()
            return True
        return False

    def is_known_to_have_left(self, leaver: Person) -> bool:
        """Whether the workspace has the bot's ack for it."""
        sent = [each for each in [*self.sandbox.people.api.socket.sent] if each.type == "events_api" and each.acked]
        changes = [each.payload["event"] for each in sent if each.payload["event"]["type"] == "user_change"]
        return any(each["user"]["id"] == leaver.id and each["user"]["deleted"] for each in changes)
