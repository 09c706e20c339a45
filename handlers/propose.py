"""Monday morning: what the bot proposes this week. The guide's “take action”, made from what this school knows."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.partner import Approach, Category, Partner, Side
from domain.person import Person
from domain.school import School
from domain.take_action import (
    Candidate,
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
from store import acquaintances, ideas, partners, people, weekly_proposals, what_helped
from store.session import Session
from store.weekly_proposals import WeeklyProposal

_LATELY = timedelta(days=90)
"""How long something that helped counts as recent."""
_DAY = timedelta(days=1)


def propose_for(db: Session, school: School, librarian: Person, now: datetime) -> WeeklyProposal | None:
    """This week's proposal, made now if there is none yet. None where there is nothing at all to propose."""
    week = school.calendar.week_of(school.today(now))
    shown = weekly_proposals.latest(db, school.id, librarian.id, week)
    return shown or propose_next(db, school, librarian, week, 0, now)


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
    since = min(term.first, week) - timedelta(days=7)
    shown = weekly_proposals.between(db, school.id, librarian.id, since, week + _DAY)
    earlier = tuple(each for each in shown if each.week < week)
    known = _known(db, school, term, now)
    special = _special(db, school, known, term, week, earlier, now) if number == 0 else None
    if special:
        return special
    had_special = any(each.week == week and each.kind is not ProposalKind.REACH_OUT for each in shown)
    return reach_out(known, week, number - had_special, not_again=_not_again(earlier, week))


def _special(
    db: Session,
    school: School,
    known: Known,
    term: Term,
    week: date,
    earlier: tuple[WeeklyProposal, ...],
    now: datetime,
) -> Proposal | None:
    """What comes before one more teacher: a problem that keeps coming back, and once a term an administrator."""
    this_term = [each for each in earlier if each.week + timedelta(days=6) >= term.first]
    rotations = {each.facts["problem"] for each in this_term if each.kind is ProposalKind.ROTATION}
    if problem := _problem(db, school, term, now, but=rotations):
        return rotate(problem)
    had_one = any(each.kind is ProposalKind.ADMINISTRATOR for each in this_term)
    is_settled = week > term.first  # in a term's first week everybody has other things on their mind
    return meet_administrator(known, week) if is_settled and not had_one else None


def _not_again(earlier: tuple[WeeklyProposal, ...], week: date) -> frozenset[UUID]:
    """Last week's teachers, also those who were passed over, unless a proposal with them was accepted."""
    last = [each for each in earlier if each.week == week - timedelta(days=7)]
    accepted = [each for each in last if each.state is ProposalState.ACCEPTED]
    return _teachers(last) - _teachers(accepted)


def _teachers(proposals: Iterable[WeeklyProposal]) -> frozenset[UUID]:
    return frozenset(known for each in proposals for known in (each.partner_id, each.teacher_id) if known)


def _known(db: Session, school: School, term: Term, now: datetime) -> Known:
    since = max(school.calendar.moment(term.first, time.min), now - _LATELY)
    lately = now - _LATELY
    asked = what_helped.asked_between(db, school.id, since, now)
    every = tuple(_candidates(db, school, now))
    return Known(
        teachers=tuple(each for each in every if each.approach is not Approach.ADMINISTRATOR),
        administrators=_administrators(db, school, every),
        shareables=what_helped.shareables(db, school.id, lately, now),
        ideas=(*what_helped.ideas_that_helped(db, school.id, lately, now), *ideas.every(db, school.id)),
        asked=what_helped.counted(asked),
    )


def _candidates(db: Session, school: School, now: datetime) -> Iterable[Candidate]:
    """Partners inside the school, and everybody who has asked before; nobody twice."""
    overdue = acquaintances.with_overdue_promises(db, school, school.today(now))
    last = acquaintances.last_contacts(db, school)
    askers = acquaintances.askers(db, school)
    inside = [each for each in partners.every(db, school.id) if each.side is Side.INSIDE and _is_somebody(each)]
    for partner in inside:
        if partner.person_id and people.get(db, school.id, partner.person_id).left_at:
            continue
        yield _partner(partner, overdue, last, has_asked=any(each.id == partner.person_id for each in askers))
    known = {each.person_id for each in inside}
    for person in askers:
        if person.id not in known:
            yield Candidate(
                person.id,
                person.name,
                person.id,
                None,
                Approach.RELATIONSHIP,
                last.get(person.id),
                person.id in overdue,
            )


def _partner(partner: Partner, overdue: Collection[UUID], last: Mapping[UUID, date], *, has_asked: bool) -> Candidate:
    """A teacher who has asked, or with whom there has been contact, is one with an existing relationship."""
    days = [day for day in (partner.last_contact_on, last.get(partner.person_id) if partner.person_id else None) if day]
    return Candidate(
        partner.id,
        partner.name,
        partner.person_id,
        partner.id,
        partner.approach or (Approach.RELATIONSHIP if days or has_asked else None),
        max(days, default=None),
        partner.id in overdue or partner.person_id in overdue,
    )


def _is_somebody(partner: Partner) -> bool:
    return partner.approach is not None or partner.category is Category.TEACHER


def _administrators(db: Session, school: School, every: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    found = [each for each in every if each.approach is Approach.ADMINISTRATOR]
    named = {each.person_id for each in found}
    last = acquaintances.last_contacts(db, school)
    found.extend(
        Candidate(person.id, person.name, person.id, None, Approach.ADMINISTRATOR, last.get(person.id))
        for person in people.administrators(db, school.id)
        if person.id not in named
    )
    return tuple(found)


def _problem(db: Session, school: School, term: Term, now: datetime, *, but: Collection[str]) -> Problem | None:
    asked = what_helped.asked_between(db, school.id, school.calendar.moment(term.first, time.min), now)
    return problem_asked_often([(kind, content_words(need)) for kind, need in asked if kind], but=but)


def _name(problem: Problem) -> str:
    return problem.topic or str(problem.kind)


def _facts(proposal: Proposal) -> dict[str, str]:
    """Its words, for being shown the same however often it is shown."""
    problem = proposal.problem
    facts = {
        "doing": in_words(proposal),
        "who": proposal.who.name if proposal.who else "",
        "why who": proposal.why_who,
        "tool": _tool(proposal),
        "why tool": proposal.why_tool,
        "idea": f"{proposal.idea.title}. {proposal.idea.words}" if proposal.idea else "",
        "why idea": proposal.why_idea,
        "problem": _name(problem) if problem else "",
        "kind": str(problem.kind) if problem else "",
    }
    return {name: words for name, words in facts.items() if words}


def _tool(proposal: Proposal) -> str:
    tool = proposal.tool
    return f"{tool.title} ({tool.whereabouts})" if tool and tool.whereabouts else tool.title if tool else ""
