"""The next step that a contact led to: a promise of the librarian's own, followed like any other."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.commitment import Commitment, CommitmentState, check_words
from domain.errors import UserError
from domain.history import EventKind
from domain.person import Person
from domain.proposals import propose_dates
from domain.school import School
from handlers.act import Act
from handlers.promise import check_due_on
from handlers.whose_contact import ContactDraft
from store import commitments, history, homes, shown
from store.session import Session


@dataclass(frozen=True)
class Step:
    """`is_proposed` says that nobody named the day."""

    doing: str
    due_on: date
    is_proposed: bool = False


def check_step(draft: ContactDraft, school: School, act: Act, *, proposes: bool) -> Step | None:
    """UserError for a day without a step, a closed or past day, and for no day unless one is proposed."""
    if not (draft.next_step or "").strip():
        if draft.due_on:
            raise UserError("What is the next step? Write it, or leave its date empty.", "next-step")
        return None
    doing = check_words(draft.next_step, "Write the next step", "next-step")
    if draft.due_on is None and proposes:
        proposed = propose_dates(school.today(act.now), None, school.calendar)
        return Step(doing, proposed[-1].on, is_proposed=True)
    if draft.due_on is None:
        raise UserError("By when? Choose a day for the next step.", "due")
    return Step(doing, check_due_on(draft.due_on, school, act))


def take_on(
    db: Session,
    school: School,
    act: Act,
    librarian: Person,
    step: Step,
    *,
    partner_id: UUID | None,
    objective_id: UUID | None,
) -> UUID:
    commitment_id = commitments.add(
        db,
        school.id,
        request_id=None,
        owner_id=librarian.id,
        doing=step.doing,
        share=None,
        due_on=step.due_on,
        now=act.now,
        partner_id=partner_id,
        objective_id=objective_id,
    )
    history.record(
        db,
        school.id,
        EventKind.PROMISED,
        act.now,
        commitment_id=commitment_id,
        person_id=librarian.id,
        detail=commitment_id,
        day=step.due_on,
    )
    homes.mark_stale(db, school.id, None)
    return commitment_id


def amend(db: Session, school: School, act: Act, commitment: Commitment, step: Step) -> None:
    """Other words are put in place; another day begins a new ladder, as in renegotiating."""
    if step.doing != commitment.doing:
        commitments.change(db, school.id, commitment.id, doing=step.doing)
    if step.due_on != commitment.due_on:
        date_id = commitments.add_due_date(
            db, school.id, commitment.id, due_on=step.due_on, now=act.now, why="the log was corrected"
        )
        commitments.change(db, school.id, commitment.id, due_on=step.due_on, snoozed_until=None, last_nudged_on=None)
        history.record(
            db,
            school.id,
            EventKind.MOVED,
            act.now,
            commitment_id=commitment.id,
            detail=date_id,
            day=step.due_on,
        )
    shown.mark_stale(db, school.id, commitment_id=commitment.id)
    homes.mark_stale(db, school.id, None)


def drop(db: Session, school: School, act: Act, commitment: Commitment) -> None:
    """It was never agreed: the log was corrected or taken back."""
    word = "the log was corrected"
    if commitments.close(db, school.id, commitment.id, state=CommitmentState.RELEASED, now=act.now, word=word):
        history.record(db, school.id, EventKind.RELEASED, act.now, commitment_id=commitment.id, detail=commitment.id)
    shown.mark_stale(db, school.id, commitment_id=commitment.id)
    homes.mark_stale(db, school.id, None)
