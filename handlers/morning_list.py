"""What belongs into one person's message of a morning or an afternoon, and whether there is to be one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.calendar_history import PartOfDay
from domain.commitment import Commitment
from domain.morning import (
    Pledge,
    asked_in_vain_since,
    belongs_in_afternoon,
    belongs_in_list,
    calls_for_a_list,
    is_proposal_day,
)
from domain.notices import NoticeKind, Subject, nudge_key
from domain.partner_lines import lines_of
from domain.person import Person
from domain.school import School
from domain.take_action import ProposalState
from handlers.propose import propose_for
from store import commitments, outbox, partners, requests, weekly_proposals
from store.session import Session


@dataclass(frozen=True)
class MorningList:
    """`week` is the one whose proposal it carries, None when it carries none."""

    subjects: tuple[Subject, ...]
    week: date | None = None

    @property
    def is_empty(self) -> bool:
        return not self.subjects and self.week is None


def list_of(db: Session, school: School, person: Person, part: PartOfDay, *, is_sent: bool) -> MorningList:
    """`is_sent` says whether it goes out, or is only written down as missed; a proposal waits for one that does."""
    if part.kind is NoticeKind.AFTERNOON:
        return MorningList(tuple(_afternoon(db, school, person, part)))
    due, calls = _promises(db, school, person, part)
    waiting, left = _waiting(db, school, part), commitments.left_behind(db, school.id, _midnight(part))
    lines = _partners(db, school, person, part)
    proposes = school.proposes and person.is_librarian
    wants_proposal = proposes and is_proposal_day(part.day, part.calendar)
    if not (calls or waiting or left or lines or wants_proposal):
        return MorningList(())
    subjects = (*due, *_subjects(left), *waiting, *lines)
    week = _proposal_week(db, school, person, part) if proposes and is_sent else None
    if wants_proposal and not subjects:
        # It was owed by the calendar, and stays in the ledger also where it turns out that there is nothing to say.
        week = part.calendar.week_of(part.day)
    return MorningList(subjects, week)


def _promises(db: Session, school: School, person: Person, part: PartOfDay) -> tuple[list[Subject], bool]:
    """What is due or late, and whether that calls for a message."""
    pledged = [(each, _pledge(each, school)) for each in commitments.open_of(db, school.id, person.id)]
    calls = any(calls_for_a_list(pledge, part.day, part.calendar) for _, pledge in pledged)
    return _subjects(each for each, pledge in pledged if belongs_in_list(pledge, part.day, part.calendar)), calls


def _afternoon(db: Session, school: School, person: Person, part: PartOfDay) -> list[Subject]:
    pledged = ((each, _pledge(each, school)) for each in commitments.open_of(db, school.id, person.id))
    return _subjects(each for each, pledge in pledged if belongs_in_afternoon(pledge, part.day))


def _waiting(db: Session, school: School, part: PartOfDay) -> list[Subject]:
    """Requests that nobody has taken, and those whose question has waited too long."""
    patient_since = part.calendar.opening(asked_in_vain_since(part.day, part.calendar))
    waiting = requests.unanswered(db, school.id, _midnight(part))
    return [Subject(each.id) for each in waiting + requests.unreplied_since(db, school.id, patient_since)]


def _partners(db: Session, school: School, person: Person, part: PartOfDay) -> list[Subject]:
    """Partners are the librarians' own; whoever only stands in for them is spared."""
    if not person.is_librarian:
        return []
    clocks = {each.id: each.clock for each in partners.every(db, school.id)}
    return [Subject(partner_id=each) for each in lines_of(clocks, part.day, part.calendar)]


def _proposal_week(db: Session, school: School, person: Person, part: PartOfDay) -> date | None:
    """The week whose proposal has not reached this librarian yet; after a Monday that was missed it comes later.

    Whoever joins in the middle of a week begins with the next one.
    """
    week = part.calendar.week_of(part.day)
    first = nudge_key(person.id, part.calendar.school_day_on_or_after(week), NoticeKind.MORNING)
    if not is_proposal_day(part.day, part.calendar) and not outbox.is_owed(db, school.id, first):
        return None
    shown = weekly_proposals.latest(db, school.id, person.id, week)
    if shown and (shown.state is not ProposalState.OFFERED or _has_come(db, school, person, part)):
        return None
    return week if propose_for(db, school, person, part.moment) else None


def _has_come(db: Session, school: School, person: Person, part: PartOfDay) -> bool:
    week = part.calendar.week_of(part.day).toordinal()
    days = (date.fromordinal(day) for day in range(week, part.day.toordinal()))
    return outbox.has_sent(db, school.id, [nudge_key(person.id, day, NoticeKind.MORNING) for day in days])


def _midnight(part: PartOfDay) -> datetime:
    return part.calendar.moment(part.day, time.min)


def _subjects(each: Iterable[Commitment]) -> list[Subject]:
    return [Subject(commitment.request_id, commitment.id) for commitment in each]


def _pledge(commitment: Commitment, school: School) -> Pledge:
    return Pledge(
        commitment.due_on,
        school.today(commitment.made_at),
        commitment.snoozed_until,
        commitment.last_nudged_on,
    )
