"""Reading a week's proposal for whoever shows it, with what has become of it."""

from datetime import date
from uuid import UUID

from domain.person import Person
from handlers.messages import Proposed, Suggestion
from store import commitments, weekly_proposals
from store.session import Session
from store.weekly_proposals import WeeklyProposal


def proposed_in(db: Session, school_id: UUID, librarian: Person, week: date) -> Proposed | None:
    """The one that was shown last; None in a week without any."""
    found = weekly_proposals.latest(db, school_id, librarian.id, week)
    return _shown(db, school_id, found) if found else None


def _shown(db: Session, school_id: UUID, found: WeeklyProposal) -> Proposed:
    return Proposed(
        proposal_id=found.id,
        kind=found.kind,
        state=found.state,
        who=_suggestion(found, "who"),
        tool=_suggestion(found, "tool"),
        idea=_suggestion(found, "idea"),
        problem=found.facts.get("problem"),
        promise=commitments.find(db, school_id, found.commitment_id) if found.commitment_id else None,
    )


def _suggestion(found: WeeklyProposal, name: str) -> Suggestion | None:
    why = found.facts.get(f"why {name}", "")
    what = found.facts.get(name) or (found.facts.get("problem") if name == "who" else None)
    return Suggestion(what, why) if what else None
