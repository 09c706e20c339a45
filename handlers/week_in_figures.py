"""Friday, 14:00: what an administrator sees beside the promises. Aggregates, of which none points at one person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from domain.collaboration import Benefit, Level, Served
from domain.commitment import Share
from domain.counted import Counted, Grown, Happened, count_safely, grow
from domain.digest import MOST_EARLIER, UNSAID, Figures, ObjectiveFigures, read_figures, with_earlier
from domain.objective import school_year_of
from domain.partner import Category
from domain.school import School
from domain.term_of import term_of
from handlers.own_record import own_record
from store import digest_rows, objectives, partners, people, told_digests
from store.session import Session

Readers = frozenset[digest_rows.Who]

EVIDENCE = ("requests", "promises kept", "contacts")
"""What stands behind an objective, in this order."""


def with_everything(
    db: Session, school: School, figures: Figures, since: datetime, until: datetime, now: datetime
) -> Figures:
    """The same figures with all that a digest tells beside them, from `since` to `until`."""
    told = [read_figures(words) for words in told_digests.ended_by(db, school.id, since, MOST_EARLIER)]
    last = told[-1] if told else None
    began = term_of(school.today(until), school.calendar).first
    of_term = last if last and last.term_began == began else None
    titles, logged = digest_rows.learned_between(db, school.id, since, until)
    reached, others = _groups(db, school, began)
    first = school.calendar.moment(began, time.min)
    readers = _readers(db, school)
    gains = digest_rows.gains_between(db, school.id, first, until)
    return with_earlier(
        replace(
            figures,
            by_share=_shares(digest_rows.kept_between(db, school.id, since, until), readers),
            term_began=began,
            levels=_levels(db, school, first, until, of_term, readers),
            reached=reached,
            not_reached=others,
            plan=_plan(db, school, until, last, readers),
            learned=len(titles) + logged,
            learned_at=_that_name_nobody(db, school, titles),
            to_library=_benefits(gains, Served.LIBRARY, of_term.to_library if of_term else (), until, readers),
            to_partners=_benefits(gains, Served.PARTNER, of_term.to_partners if of_term else (), until, readers),
            own=own_record(db, school, since, until, now),
        ),
        told,
    )


def _readers(db: Session, school: School) -> Readers:
    """Who knows what of a figure is theirs; whoever is known by a written name only may be one of them."""
    return frozenset({*(each.id for each in people.administrators(db, school.id)), digest_rows.SOMEBODY})


def _shares(kept: Sequence[digest_rows.Kept], readers: Readers) -> tuple[Counted, ...]:
    """What was lifted from teachers. What was not is in the number of promises kept all the same."""
    lifted = [(each.share or UNSAID, each.who) for each in kept if each.for_teacher]
    return count_safely(
        lifted, [*Share, UNSAID], beside=[each.who for each in kept if not each.for_teacher], readers=readers
    )


def _levels(
    db: Session, school: School, first: datetime, until: datetime, before: Figures | None, readers: Readers
) -> tuple[Grown, ...]:
    found = digest_rows.levels_between(db, school.id, first, until)
    happened = [Happened(level, who, at) for level, who, at in found]
    return grow(happened, [*Level], before.levels if before else (), until, readers=readers)


def _benefits(
    gains: Sequence[digest_rows.Gained], served: Served, before: tuple[Grown, ...], until: datetime, readers: Readers
) -> tuple[Grown, ...]:
    happened = [Happened(benefit, who, at) for benefit, whom, who, at in gains if whom is served]
    return grow(happened, [*Benefit], before, until, readers=readers)


def _groups(db: Session, school: School, began: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Groups of both documents with whom there was a word since that day, and the others.

    A teacher need not be on the list of partners to have been spoken with.
    """
    teachers = {Category.TEACHER} if digest_rows.spoke_with_staff(db, school.id, began) else set()
    spoken = teachers | {
        each.category
        for each in partners.every(db, school.id)
        if each.last_contact_on and each.last_contact_on >= began
    }
    return (
        tuple(each.value for each in Category if each in spoken),
        tuple(each.value for each in Category if each not in spoken),
    )


def _plan(
    db: Session, school: School, until: datetime, last: Figures | None, readers: Readers
) -> tuple[ObjectiveFigures, ...]:
    followed = objectives.of_year(db, school.id, school_year_of(school.today(until)))
    ties = digest_rows.ties(db, school.id, [each.id for each in followed])
    before = {each.id: each.behind for each in last.plan} if last else {}
    return tuple(
        ObjectiveFigures(
            str(each.id),
            each.title,
            grow(_of(ties, each.id), EVIDENCE, before.get(str(each.id), ()), until, readers=readers),
        )
        for each in followed
    )


def _of(ties: Iterable[digest_rows.Tie], objective_id: UUID) -> list[Happened]:
    return [Happened(tie.sort, tie.who, tie.at) for tie in ties if tie.objective_id == objective_id and tie.who]


def _that_name_nobody(db: Session, school: School, titles: list[str]) -> tuple[str, ...]:
    """Without a word of any person's name, and without the whole name of a partner, who may be a person."""
    known = {word for name in digest_rows.people_known(db, school.id) for word in _words(name)}
    whole = [" ".join(_words(name)) for name in digest_rows.partners_known(db, school.id)]
    return tuple(
        title
        for title in dict.fromkeys(titles)
        if not known & {*_words(title)} and not any(f" {each} " in f" {' '.join(_words(title))} " for each in whole)
    )


def _words(text: str) -> list[str]:
    return [each.casefold() for each in re.findall(r"[^\W\d_]{2,}", text)]
