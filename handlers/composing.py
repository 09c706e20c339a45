"""What each kind of message is made from, and what is said where there is none to be made any more."""

from dataclasses import dataclass
from uuid import UUID

from domain.notices import Notice
from domain.person import Person
from domain.referral import Referral
from handlers.messages import Card, Place, Story
from handlers.stories import card_of, story_of
from store import referrals, requests
from store.session import Session


@dataclass(frozen=True)
class Gone:
    """The notice no longer applies; the reason goes into the ledger."""

    reason: str


@dataclass(frozen=True)
class Desk:
    """What each kind of message is made from."""

    db: Session
    notice: Notice
    person: Person
    place: Place

    @property
    def school_id(self) -> UUID:
        return self.notice.school_id

    def fact(self, name: str) -> str:
        return self.notice.facts.get(name, "")

    def story(self) -> Story:
        if self.notice.request_id is None:
            raise LookupError(f"Notice {self.notice.id} ({self.notice.kind}) has no request")
        return story_of(self.db, self.school_id, requests.get(self.db, self.school_id, self.notice.request_id))

    def referral(self) -> Referral:
        return referrals.get(self.db, self.school_id, UUID(self.fact("referral")))

    def card(self, request_id: UUID) -> Card:
        return card_of(self.db, self.school_id, requests.get(self.db, self.school_id, request_id), self.person)
