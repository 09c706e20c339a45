"""Monday morning: what the bot proposes this week. The guide's “take action”, made from what this school knows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.history import EventKind
from domain.person import Person
from domain.request import HelpKind
from domain.school import School
from domain.take_action import (
    Known,
    Problem,
    Proposal,
    ProposalKind,
    ProposalState,
    in_words,
    meet_administrator,
    problem_asked_often,
    reach_out,
    rotate,
)
from domain.term_of import Term, term_of
from domain.topics import content_words
from handlers.whom_to_reach import reachable
from store import history, ideas, weekly_proposals, what_helped
from store.session import Session
from store.weekly_proposals import WeeklyProposal

_LATELY = timedelta(days=90)
"""How long something that helped counts as recent."""

_WEEKS_OF_TEACHERS = 2
"""Before the conversation with an administrator, in each term."""


def propose_for(db: Session, school: School, librarian: Person, now: datetime) -> WeeklyProposal | None:
    """This week's proposal, made now if there is none yet. None where there is nothing at all to propose."""
    week = school.calendar.week_of(school.today(now))
    shown = weekly_proposals.latest(db, school.id, librarian.id, week)
    return shown or propose_next(db, school, librarian, week, 0, now)


def note_reached(db: Session, school_id: UUID, person_id: UUID, week: date, now: datetime) -> None:
    """Whoever is shown one of a week, or answers it, has had that week's; until then the mornings after it owe it."""
    if weekly_proposals.mark_reached(db, school_id, person_id, week, now):
        history.record(db, school_id, EventKind.PROPOSED, now, person_id=person_id, day=week)


def propose_next(
    db: Session, school: School, librarian: Person, week: date, number: int, now: datetime
) -> WeeklyProposal | None:
    """The proposal of that number, written down as it is to be shown."""
    proposal = _proposal(db, school, librarian, week, number, now)
    if not in_words(proposal):
        return None
    weekly_proposals.add(
        db,
        school.id,
        person_id=librarian.id,
        week=week,
        number=number,
        kind=proposal.kind,
        teacher_id=proposal.who.person_id if proposal.who else None,
        partner_id=proposal.who.partner_id if proposal.who else None,
        facts=_facts(proposal),
        now=now,
    )
    return weekly_proposals.latest(db, school.id, librarian.id, week)


def _proposal(db: Session, school: School, librarian: Person, week: date, number: int, now: datetime) -> Proposal:
    term = term_of(week, school.calendar)
    since = weekly_proposals.between(db, school.id, term.first - timedelta(days=6), week + timedelta(days=1))
    this_week = [each for each in since if each.week == week]
    known = _known(db, school, term, now)
    if number == 0 and (special := _special(db, school, known, librarian, since, now)):
        return special
    mine = [each for each in this_week if each.person_id == librarian.id]
    specials = sum(each.kind is not ProposalKind.REACH_OUT for each in mine)
    return reach_out(
        known,
        week,
        number - specials,
        not_again=_not_again(db, school, librarian, week),
        shown=Counter(_teachers(this_week)),
    )


def _special(
    db: Session,
    school: School,
    known: Known,
    librarian: Person,
    this_term: Sequence[WeeklyProposal],
    now: datetime,
) -> Proposal | None:
    """What comes before one more teacher: a problem that keeps coming back, and once a term an administrator.

    A term does not begin with the latter: two weeks belong to teachers first. What a colleague has taken on is not
    proposed once more.
    """
    week = school.calendar.week_of(school.today(now))
    settled = [each for each in this_term if each.person_id == librarian.id or each.state is ProposalState.ACCEPTED]
    rotations = [
        (HelpKind(each.facts["kind"]), each.facts.get("stem")) for each in settled if each.kind is ProposalKind.ROTATION
    ]
    problem = _problem(db, school, term_of(week, school.calendar), rotations, now)
    if problem:
        return rotate(problem)
    had_one = any(each.kind is ProposalKind.ADMINISTRATOR for each in settled)
    has_begun = len({each.week for each in settled if each.person_id == librarian.id}) >= _WEEKS_OF_TEACHERS
    return meet_administrator(known, week) if has_begun and not had_one else None


def _not_again(db: Session, school: School, librarian: Person, week: date) -> frozenset[UUID]:
    """Those whom this librarian saw in the last week with a proposal, unless one of them was accepted."""
    last = weekly_proposals.of_last_week(db, school.id, librarian.id, week)
    accepted = _teachers(each for each in last if each.state is ProposalState.ACCEPTED)
    return frozenset(_teachers(last)).difference(accepted)


def _teachers(proposals: Iterable[WeeklyProposal]) -> Iterator[UUID]:
    """By all the ids they are known by."""
    for each in proposals:
        if each.kind is ProposalKind.REACH_OUT:
            yield from (one for one in (each.teacher_id, each.partner_id) if one)


def _known(db: Session, school: School, term: Term, now: datetime) -> Known:
    since = max(school.calendar.moment(term.first, time.min), now - _LATELY)
    lately = now - _LATELY
    asked = what_helped.asked_between(db, school.id, since, now)
    whom = reachable(db, school, now)
    return Known(
        teachers=whom.teachers,
        administrators=whom.administrators,
        shareables=what_helped.shareables(db, school.id, lately, now),
        ideas=(*what_helped.ideas_that_helped(db, school.id, lately, now), *ideas.every(db, school.id)),
        asked=what_helped.counted(asked),
    )


def _problem(
    db: Session, school: School, term: Term, but_for: Sequence[tuple[HelpKind, str | None]], now: datetime
) -> Problem | None:
    asked = what_helped.asked_between(db, school.id, school.calendar.moment(term.first, time.min), now)
    return problem_asked_often([(kind, content_words(need)) for kind, need in asked if kind], but_for)


def _facts(proposal: Proposal) -> dict[str, str]:
    """Its words, for being shown the same however often it is shown."""
    problem = proposal.problem
    facts = {
        "doing": in_words(proposal),
        "who": proposal.who.name if proposal.who else "",
        "why who": proposal.why_who,
        "tool": _tool(proposal),
        "why tool": proposal.why_tool,
        "idea": ". ".join(part for part in (proposal.idea.title, proposal.idea.words) if part) if proposal.idea else "",
        "why idea": proposal.why_idea,
        "problem": problem.words if problem else "",
        "stem": (problem.stem or "") if problem else "",
        "kind": str(problem.kind) if problem else "",
    }
    return {name: words for name, words in facts.items() if words}


def _tool(proposal: Proposal) -> str:
    tool = proposal.tool
    return f"{tool.title} ({tool.whereabouts})" if tool and tool.whereabouts else tool.title if tool else ""
