"""A referral: a request that went to a partner who can supply what the library cannot."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.answer import Helped
from domain.commitment import WORDS_LIMIT
from domain.own_words import optional
from domain.school_days import SchoolCalendar

ASKED_AFTER = 5
"""School days after which the person who asked is asked whether the partner helped."""


@dataclass(frozen=True)
class Referral:
    """`partner` and `librarian` are their names; `note` is the librarian's word to go with it."""

    id: UUID
    request_id: UUID
    partner_id: UUID
    partner: str
    librarian: str
    note: str | None
    referred_at: datetime
    follow_up_on: date
    followed_up_at: datetime | None
    helped: Helped | None
    settled_at: datetime | None = None
    """When a librarian noted that the partner has helped."""


def follow_up_day(referred_on: date, calendar: SchoolCalendar, *, not_before: date | None = None) -> date:
    """Five school days on. A calendar that changes later moves it, but to no day that is over (`not_before`)."""
    day = calendar.add_school_days(referred_on, ASKED_AFTER)
    return max(day, calendar.school_day_on_or_after(not_before)) if not_before else day


def check_note(text: str | None) -> str | None:
    """The librarian's word, if there is one."""
    return optional(text, WORDS_LIMIT, about="word")
