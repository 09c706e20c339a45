"""Lee answers the week's proposal: I'll do it, Another, or Not this week."""

from datetime import date, datetime, timedelta
from uuid import UUID

from domain.errors import UserError
from domain.history import EventKind
from domain.person import Person
from domain.school import FRIDAY, School
from domain.take_action import ProposalKind, ProposalState
from handlers.act import Act, is_first, librarian_of
from handlers.propose import note_reached, propose_next
from store import commitments, history, homes, people, schools, shown, weekly_proposals
from store.session import Session, Store
from store.weekly_proposals import WeeklyProposal

_GONE = "That proposal was for another week. Nothing was changed."


def accept(store: Store, act: Act, proposal_id: UUID) -> None:
    """A commitment for Friday, followed like any other."""
    with store.writing() as db:
        school, librarian = schools.get(db, act.school_id), librarian_of(db, act)
        if not is_first(db, act):
            return
        proposal = _offered(db, school, librarian, act, proposal_id)
        _refuse_taken(db, school, librarian, proposal)
        due_on = _friday(school, school.today(act.now))
        commitment_id = commitments.add(
            db,
            school.id,
            request_id=None,
            owner_id=librarian.id,
            doing=proposal.facts["doing"],
            share=None,
            due_on=due_on,
            now=act.now,
            partner_id=proposal.partner_id,
        )
        history.record(
            db,
            school.id,
            EventKind.PROMISED,
            act.now,
            commitment_id=commitment_id,
            person_id=librarian.id,
            detail=commitment_id,
            day=due_on,
        )
        _settle(db, school, librarian, proposal, act.now, ProposalState.ACCEPTED, commitment_id)


def another(store: Store, act: Act, proposal_id: UUID) -> None:
    """The next one takes its place, in the same message."""
    with store.writing() as db:
        school, librarian = schools.get(db, act.school_id), librarian_of(db, act)
        if not is_first(db, act):
            return
        proposal = _offered(db, school, librarian, act, proposal_id)
        _settle(db, school, librarian, proposal, act.now, ProposalState.PASSED_OVER)
        if propose_next(db, school, librarian, proposal.week, proposal.number + 1, act.now) is None:
            raise UserError("There is nothing else to propose this week. That one stays. Nothing was changed.")


def not_this_week(store: Store, act: Act, proposal_id: UUID) -> None:
    """Nothing more is proposed before next week."""
    with store.writing() as db:
        school, librarian = schools.get(db, act.school_id), librarian_of(db, act)
        if not is_first(db, act):
            return
        proposal = _offered(db, school, librarian, act, proposal_id)
        _settle(db, school, librarian, proposal, act.now, ProposalState.NOT_THIS_WEEK)


def _offered(db: Session, school: School, librarian: Person, act: Act, proposal_id: UUID) -> WeeklyProposal:
    proposal = weekly_proposals.find(db, school.id, proposal_id)
    if proposal is None or proposal.person_id != librarian.id:
        raise UserError(_GONE)
    if proposal.week != school.calendar.week_of(school.today(act.now)):
        raise UserError(_GONE)
    if proposal.state is not ProposalState.OFFERED:
        raise UserError("You have answered that one already. Nothing was changed.")
    return proposal


def _refuse_taken(db: Session, school: School, librarian: Person, proposal: WeeklyProposal) -> None:
    """Both were shown it when the week began; nobody needs two of the same."""
    for each in weekly_proposals.between(db, school.id, proposal.week, proposal.week + timedelta(days=1)):
        is_taken = each.state is ProposalState.ACCEPTED and each.person_id != librarian.id
        if is_taken and _is_same(each, proposal):
            name = people.get(db, school.id, each.person_id).name
            raise UserError(f"{name} is doing that already. Press Another for the next one. Nothing was changed.")


def _is_same(taken: WeeklyProposal, proposal: WeeklyProposal) -> bool:
    if taken.kind is not proposal.kind:
        return False
    if proposal.kind is ProposalKind.ROTATION:
        return all(taken.facts.get(name) == proposal.facts.get(name) for name in ("kind", "stem"))
    return (taken.teacher_id, taken.partner_id) == (proposal.teacher_id, proposal.partner_id) != (None, None)


def _settle(
    db: Session,
    school: School,
    librarian: Person,
    proposal: WeeklyProposal,
    now: datetime,
    state: ProposalState,
    commitment_id: UUID | None = None,
) -> None:
    if not weekly_proposals.settle(db, school.id, proposal.id, state, commitment_id):
        raise UserError("You have answered that one already. Nothing was changed.")
    note_reached(db, school.id, librarian.id, proposal.week, now)
    shown.mark_proposal_stale(db, school.id, librarian.id, proposal.week)
    homes.mark_stale(db, school.id, None)


def _friday(school: School, today: date) -> date:
    """The week's last school day up to Friday; from Friday's close of the week on, the next school day."""
    calendar = school.calendar
    week = calendar.week_of(today)
    friday = calendar.school_day_on_or_before(week + timedelta(days=(FRIDAY - week.weekday()) % 7))
    return friday if friday >= today else calendar.school_day_on_or_after(today)
