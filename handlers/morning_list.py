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
from handlers.propose import propose_for
from store import commitments, ledger, partners, requests, weekly_proposals
from store.session import Session

_NOTHING_TO_PROPOSE = "there was nothing to propose"


@dataclass(frozen=True)
class MorningList:
    """`week` is the one whose proposal it carries, None when it carries none. `in_vain` is why it does not go out."""

    subjects: tuple[Subject, ...]
    week: date | None = None
    in_vain: str = ""

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
    week = _proposal_week(db, school, person, part)
    if not (calls or waiting or left or lines or week):
        return MorningList(())
    subjects = (*due, *_subjects(left), *waiting, *lines)
    is_made = week is None or not is_sent or propose_for(db, school, person, part.moment) is not None
    return MorningList(subjects, week, "" if is_made or subjects else _NOTHING_TO_PROPOSE)


def _promises(db: Session, school: School, person: Person, part: PartOfDay) -> tuple[list[Subject], bool]:
    """What is due or late, and whether that calls for a message."""
    pledged = [(each, _pledge(each, school)) for each in commitments.open_of(db, school.id, person.id)]
    told = (part.day, part.calendar, school.ladder)
    calls = any(calls_for_a_list(pledge, *told) for _, pledge in pledged)
    due = (each for each, pledge in pledged if not each.is_left_behind and belongs_in_list(pledge, *told))
    return _subjects(due), calls


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

    Whoever joins in the middle of a week, or wants proposals again then, begins with the next one.
    """
    week = part.calendar.week_of(part.day)
    is_wanted = school.proposes and person.is_librarian
    if not is_wanted or weekly_proposals.has_reached(db, school.id, person.id, week):
        return None
    has_begun = is_proposal_day(part.day, part.calendar) or _was_owed(db, school, person, week, part.day)
    return week if has_begun else None


def _was_owed(db: Session, school: School, person: Person, week: date, until: date) -> bool:
    """Whether an earlier morning of the week was to carry it."""
    days = (date.fromordinal(day) for day in range(week.toordinal(), until.toordinal()))
    rows = (ledger.find(db, school.id, nudge_key(person.id, day, NoticeKind.MORNING)) for day in days)
    return any(row and "week" in row.facts for row in rows)


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
