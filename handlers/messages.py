"""What is said to people, as values: a renderer of the platform turns each into what they see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.answer import Answer
from domain.commitment import Commitment
from domain.dates_in_words import DateOrder, in_words, short
from domain.digest import Figures
from domain.follow_ups import Followed
from domain.library_need import Need
from domain.partner import Partner
from domain.partner_map import PartnerMap
from domain.referral import Referral
from domain.request import Remark, Request
from domain.small_talk import Intent
from domain.take_action import ProposalKind, ProposalState


@dataclass(frozen=True)
class Story:
    """A request with everything that came of it."""

    request: Request
    asker: str
    commitment: Commitment | None
    """The newest one made for it, whatever became of it."""
    remarks: tuple[Remark, ...]
    answer: Answer | None
    referral: Referral | None = None
    """The newest, whatever became of it."""
    before: tuple[Request, ...] = ()
    """What the same person asked before, the newest first."""


@dataclass(frozen=True)
class Place:
    """Where the reader stands: the school's today, its order of dates, its zone and its name."""

    today: date
    order: DateOrder
    zone: str
    school: str
    now: datetime

    def lasting(self, day: date) -> str:
        """A day in words for what is read again later, when today is no longer today."""
        return in_words(day, today=self.today, order=self.order, lasting=True)

    def near(self, day: date) -> str:
        """A day in words, with "today" or "tomorrow" where it is."""
        return in_words(day, today=self.today, order=self.order)

    def short(self, day: date) -> str:
        return short(day, self.order)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def hour_of(self, moment: datetime) -> int:
        return moment.astimezone(ZoneInfo(self.zone)).hour


class Recorded(StrEnum):
    """How a request came to be on the list."""

    NEW = "new"
    ALREADY = "already"
    """The same words within ten minutes: the earlier request stands."""


@dataclass(frozen=True)
class Receipt:
    story: Story
    recorded: Recorded = Recorded.NEW


@dataclass(frozen=True)
class SmallTalk:
    intent: Intent


@dataclass(frozen=True)
class Noted:
    """A line that says what became of somebody's words; with `remark_id`, they may turn out to be a new request."""

    words: str
    remark_id: UUID | None = None


@dataclass(frozen=True)
class Question:
    story: Story
    librarian: str
    words: str
    is_waiting: bool


@dataclass(frozen=True)
class Promised:
    story: Story
    commitment: Commitment


@dataclass(frozen=True)
class Renegotiated:
    story: Story
    commitment: Commitment
    word: str


@dataclass(frozen=True)
class Released:
    story: Story
    librarian: str
    word: str


@dataclass(frozen=True)
class Answered:
    story: Story
    answer: Answer


@dataclass(frozen=True)
class Declined:
    story: Story
    librarian: str
    word: str
    ask_instead: str | None


class Seat(StrEnum):
    """What the reader of the library's messages may do with them."""

    RUNS_LIBRARY = "runs the library"
    MAY_TAKE_CHARGE = "may take charge"
    """An administrator, while there is no librarian."""
    LOOKS_ON = "looks on"
    """An administrator who was written to while there was none."""


@dataclass(frozen=True)
class Referred:
    """Who can help instead: the partner as they are known now, and who stands for them in the workspace."""

    story: Story
    referral: Referral
    partner: Partner
    person: str | None


@dataclass(frozen=True)
class DidTheyHelp:
    story: Story
    referral: Referral


@dataclass(frozen=True)
class Card:
    """A request as one librarian sees it, or somebody in whose hands it is for want of one."""

    story: Story
    viewer_id: UUID
    seat: Seat = Seat.RUNS_LIBRARY


@dataclass(frozen=True)
class Cards:
    """What has waited, in one message: it came overnight, or while messages did not get through."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Reply:
    story: Story
    author: str
    words: str


@dataclass(frozen=True)
class Changed:
    story: Story


@dataclass(frozen=True)
class Withdrawn:
    story: Story


@dataclass(frozen=True)
class PromiseLine:
    """A commitment in a list: `story` is None when it was made without a request.

    `agreed_with` names whom a next step was agreed with, in a contact that was logged.
    """

    commitment: Commitment
    story: Story | None
    agreed_with: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """One line of the week's proposal: what, and half a sentence why."""

    what: str
    why: str


@dataclass(frozen=True)
class Proposed:
    """The week's proposal as it was made. `due_on` is the day promised for it, once it is accepted."""

    proposal_id: UUID
    kind: ProposalKind
    state: ProposalState
    who: Suggestion | None
    tool: Suggestion | None
    idea: Suggestion | None
    problem: str | None
    """What a PD rotation would be about, in the words of a sentence."""
    due_on: date | None


@dataclass(frozen=True)
class Introduction:
    """A partner whom the library can put somebody in touch with."""

    partner_id: UUID
    name: str
    category: str
    offers: str


@dataclass(frozen=True)
class PartnerLine:
    """A partner in a morning's list; `is_settled` once there was a word, or they were put off, since it was made."""

    followed: Followed
    is_settled: bool


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
class MapPicture:
    """The partner map, to be drawn."""

    map: PartnerMap


@dataclass(frozen=True)
class Digest:
    """`notes` are lines of the librarians' own; `needs` what the library needs, as it is now."""

    figures: Figures
    notes: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class TakenOver:
    story: Story
    commitment: Commitment


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


@dataclass(frozen=True)
class Home:
    """What one person's Home tab shows; an empty tuple is an empty section, None a section they do not have."""

    name: str
    mine: tuple[Story, ...]
    promises: tuple[PromiseLine, ...] | None
    unanswered: tuple[Card, ...] | None
    figures: Figures | None
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
    helped: tuple[Story, ...] = ()
    """One's own requests whose answer helped, the newest first."""
    librarians: tuple[str, ...] = ()
    turned: Mapping[HomeList, int] = field(default_factory=dict)
    """Which page of each list is shown, from 0."""


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
    | News
    | Left
    | Away
    | MapPicture
)
