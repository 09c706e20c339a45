"""What is said about one request, and about what was promised for it, as values."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.answer import Answer
from domain.commitment import Commitment
from domain.partner import Partner
from domain.referral import Referral
from domain.request import Remark, Request


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
    is_thanked: bool = False
    """Whether the asker has said thanks for it."""


@dataclass(frozen=True)
class Thanked:
    """What a teacher wrote to the library after an answer that helped, and whether it may be quoted now."""

    story: Story
    words: str
    may_be_quoted: bool


@dataclass(frozen=True)
class Declined:
    story: Story
    librarian: str
    word: str
    ask_instead: str | None


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


class Seat(StrEnum):
    """What the reader of the library's messages may do with them."""

    RUNS_LIBRARY = "runs the library"
    MAY_TAKE_CHARGE = "may take charge"
    """An administrator, while there is no librarian."""
    LOOKS_ON = "looks on"
    """An administrator who was written to while there was none."""


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
class TakenOver:
    story: Story
    commitment: Commitment


@dataclass(frozen=True)
class PromiseLine:
    """A commitment in a list: `story` is None when it was made without a request.

    `agreed_with` names whom a next step was agreed with, in a contact that was logged.
    """

    commitment: Commitment
    story: Story | None
    agreed_with: str | None = None
