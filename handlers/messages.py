"""What is said to people, as values: a renderer of the platform turns each into what they see.

Lists are here; what is about one request or about partners has a file of its own, and is known from here as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.digest import Earlier, Figures, ObjectiveFigures
from domain.follow_ups import Followed
from domain.library_need import Need
from domain.own_settings import OwnSettings
from domain.small_talk import Intent
from domain.thanks import Thanks
from handlers.messages_on_files import BoardPage, CalendarFile, Format, TermReport
from handlers.messages_on_partners import Introduction, MapPicture, PartnerLine, Proposed, Suggestion
from handlers.messages_on_requests import (
    Answered,
    Card,
    Cards,
    Changed,
    Declined,
    DidTheyHelp,
    Promised,
    PromiseLine,
    Question,
    Receipt,
    Recorded,
    Referred,
    Released,
    Renegotiated,
    Reply,
    Seat,
    Story,
    TakenOver,
    Thanked,
    Withdrawn,
)
from handlers.place import Place

__all__ = [
    "AS_FILES",
    "ILLUSTRATED",
    "Answered",
    "Away",
    "BoardPage",
    "CalendarFile",
    "Card",
    "Cards",
    "Changed",
    "Declined",
    "DidTheyHelp",
    "Digest",
    "Format",
    "Home",
    "HomeList",
    "Introduction",
    "Left",
    "MapPicture",
    "Message",
    "News",
    "Noted",
    "Nudge",
    "PartnerLine",
    "Place",
    "PromiseLine",
    "Promised",
    "Proposed",
    "Question",
    "Receipt",
    "Recorded",
    "Referred",
    "Released",
    "Renegotiated",
    "Reply",
    "Seat",
    "ShownOnly",
    "SmallTalk",
    "Story",
    "Suggestion",
    "TakenOver",
    "TermReport",
    "Thanked",
    "Told",
    "Undelivered",
    "Withdrawn",
]


@dataclass(frozen=True)
class SmallTalk:
    intent: Intent


@dataclass(frozen=True)
class Noted:
    """A line that says what became of somebody's words; with `remark_id`, they may turn out to be a new request."""

    words: str
    remark_id: UUID | None = None


@dataclass(frozen=True)
class Nudge:
    """One morning's or afternoon's list for one librarian; settled lines stay, and say so, until the next one."""

    is_afternoon: bool
    is_early: bool
    """Whether the list was made before noon; a bot that was away makes it later."""
    viewer_id: UUID
    promises: tuple[PromiseLine, ...]
    """The reader's own, and those of people who have left."""
    unanswered: tuple[Card, ...]
    seat: Seat = Seat.RUNS_LIBRARY
    proposed: Proposed | None = None
    partners: tuple[PartnerLine, ...] = ()


@dataclass(frozen=True)
class Digest:
    """`notes` are lines of the librarians' own; `needs` what the library needs, as it is now."""

    figures: Figures
    notes: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    """Those that may be quoted now."""


@dataclass(frozen=True)
class News:
    """What somebody did not ask for, merged when there is more than one."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """What was left open when somebody left, also by those who had left before; what was taken over says so."""

    leaver: str
    leaver_id: UUID
    promises: tuple[PromiseLine, ...]
    unanswered: tuple[Card, ...] = ()
    """Requests that nobody has taken, for readers who never saw them."""
    had_promises: bool = True
    """Whether some of the promises were the leaver's own."""
    seat: Seat = Seat.RUNS_LIBRARY
    is_still_there: bool = False
    """Whether the leaver is still at the school, and only left the library."""


@dataclass(frozen=True)
class Away:
    """The bot's own absence, or several. Moments are UTC; `late` counts messages that went out late because of it."""

    first: datetime
    last: datetime
    late: int
    worst: timedelta
    times: int = 1
    """How often it was away between `first` and `last`."""


@dataclass(frozen=True)
class Undelivered:
    """A message that could not be sent, for the librarian to know of."""

    notice_id: UUID
    kind: str
    person: str
    reason: str
    owed_at: datetime


@dataclass(frozen=True)
class Told:
    """What an administrator's Home repeats of the digests: nothing that has not been told already.

    Figures of the running week would tell of one person, to whoever looks before and after something was done for them.
    """

    figures: Figures | None
    """Of the latest digest; None before the first."""
    term: tuple[Earlier, ...] = ()
    """Every digest of its term, the oldest first, the latest among them."""
    plan: tuple[ObjectiveFigures, ...] = ()
    """This year's objectives as they are called now, with the evidence that was told last."""


@dataclass(frozen=True)
class ShownOnly:
    """What a Home is filtered by, in words; None is everything."""

    person: str | None = None
    class_name: str | None = None
    objective: str | None = None


class HomeList(StrEnum):
    """The lists of a Home tab, each of which turns its own pages."""

    OWN = "own"
    NEW = "new"
    TODAY = "today"
    THIS_WEEK = "this-week"
    LATER = "later"
    LEFT = "left"
    QUESTIONS = "questions"
    REFERRED = "referred"
    PARTNERS = "partners"
    FAILED = "failed"
    NEEDS = "needs"


@dataclass(frozen=True)
class Home:
    """What one person's Home tab shows; an empty tuple is an empty section, None a section they do not have."""

    name: str
    mine: tuple[Story, ...]
    promises: tuple[PromiseLine, ...] | None
    unanswered: tuple[Card, ...] | None
    told: Told | None
    """For administrators."""
    next_digest_at: datetime | None
    undelivered: tuple[Undelivered, ...] | None = None
    """The newest of them."""
    undelivered_in_all: int = 0
    left_behind: tuple[PromiseLine, ...] = ()
    """Open promises of people who have left."""
    seat: Seat = Seat.RUNS_LIBRARY
    week_ends: date | None = None
    """The last day of the school's week."""
    asked_back: tuple[Card, ...] = ()
    """Requests whose question waits for its reply."""
    referred: tuple[Story, ...] = ()
    partners: tuple[Followed, ...] = ()
    """Worth a word, the most overdue first."""
    own: OwnSettings | None = None
    helped: tuple[Story, ...] = ()
    """One's own requests whose answer helped, the newest first."""
    librarians: tuple[str, ...] = ()
    turned: Mapping[HomeList, int] = field(default_factory=dict)
    """Which page of each list is shown, from 0."""
    is_new: bool = False
    """Somebody who has asked for nothing yet, and has no other business with the library."""
    needs: tuple[Need, ...] = ()
    """What the library needs, for those who run it and those who decide about it."""
    only: ShownOnly | None = None
    """What the librarian's lists are filtered by."""


Message = (
    Receipt
    | SmallTalk
    | Noted
    | Question
    | Promised
    | Renegotiated
    | Released
    | Answered
    | Declined
    | Referred
    | DidTheyHelp
    | Card
    | Cards
    | Reply
    | Changed
    | Withdrawn
    | Nudge
    | Digest
    | TakenOver
    | Thanked
    | News
    | Left
    | Away
    | MapPicture
    | TermReport
    | CalendarFile
)

ILLUSTRATED = (Digest, MapPicture)
"""Messages with a picture, which has to be drawn and brought to the platform first."""

AS_FILES = (TermReport, CalendarFile)
"""Messages that consist of files, which have to be made and brought there first, too."""
