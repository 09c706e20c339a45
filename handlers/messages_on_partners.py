"""What is said about the library’s partners and the week’s proposal, as values."""

from dataclasses import dataclass
from uuid import UUID

from domain.commitment import Commitment
from domain.follow_ups import Followed
from domain.partner_map import PartnerMap
from domain.take_action import ProposalKind, ProposalState


@dataclass(frozen=True)
class Suggestion:
    """One line of the week's proposal: what, and half a sentence why."""

    what: str
    why: str


@dataclass(frozen=True)
class Proposed:
    """The week's proposal as it was made. `promise` is what came of it, once it is accepted."""

    proposal_id: UUID
    kind: ProposalKind
    state: ProposalState
    who: Suggestion | None
    tool: Suggestion | None
    idea: Suggestion | None
    problem: str | None
    """What a PD rotation would be about, in the words of a sentence."""
    promise: Commitment | None


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
class MapPicture:
    """The partner map, to be drawn."""

    map: PartnerMap
