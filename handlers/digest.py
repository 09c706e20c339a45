"""Friday, 14:00 school time: one digest of the week's figures to each administrator."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.asked import count_asked
from domain.calendar_history import CalendarHistory
from domain.commitment import Commitment, DueDate, was_on_time
from domain.digest import Figures, of_several, read_figures, write_figures
from domain.digest_moments import following_digest
from domain.notices import WAS_AWAY, NewNotice, NoticeKind, digest_key
from domain.person import Person
from domain.school import School
from domain.term_of import term_of
from handlers.steps import Deed, do_or_put_off, take_one
from handlers.week_in_figures import with_everything
from store import (
    calendars,
    commitments,
    digest_words,
    history,
    homes,
    outbox,
    people,
    requests,
    schools,
    thanks,
    told_digests,
)
from store.failures import log_failure
from store.session import Session, Store

_HELD_AFTER_FAILURE = timedelta(hours=1)


def digest_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Writes down the digest whose moment has come and plans the next; False when there is none."""
    return take_one(store, lambda db: schools.due_for_digest(db, school_id, now), *_work_at(now))


def digest_before(db: Session, school_id: UUID, now: datetime) -> None:
    """What is due is written down before its readers change: whoever was an administrator at two is owed it."""
    school = schools.due_for_digest(db, school_id, now)
    if school:
        failure = do_or_put_off(db, school, *_work_at(now))
        if failure:
            log_failure("A digest could not be written and is put off", failure)


def _work_at(now: datetime) -> tuple[Deed[School], Deed[School]]:
    """What is done for a school whose moment has come, and what if that cannot be done."""
    return (
        lambda db, school: _owe_digest(db, school, now),
        lambda db, school: schools.hold_digest(db, school.id, now + _HELD_AFTER_FAILURE),
    )


def plan_digests(store: Store, school_id: UUID, now: datetime) -> None:
    """Gives a school that has none the moment of its next digest."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, school_id)
        if school.next_digest_at is None:
            schools.set_digest(db, school.id, next_at=school.digest_after(now), begins=None)


def figures_of(
    db: Session, school: School, now: datetime, until: datetime | None = None, since: datetime | None = None
) -> Figures:
    """What was done from `since`, else the last digest, up to `until`, and what is open as it stands at `now`."""
    until = until or now
    since = since or begins(db, school, until)
    today = school.today(now)
    kept = commitments.kept_between(db, school.id, since, until)
    dates = _dates(db, school, kept)
    still_open = commitments.all_open(db, school.id)
    readers = [each.id for each in people.administrators(db, school.id)]
    asked = count_asked(requests.asked_between(db, school.id, since, until), readers)
    return Figures(
        first=school.today(since),
        last=school.today(until),
        kept=len(kept),
        kept_on_time=sum(was_on_time(dates[each.id], school.today(each.closed_at)) for each in kept if each.closed_at),
        open=len(still_open),
        overdue=sum(each.is_overdue(today) for each in still_open),
        waiting=len(requests.unanswered(db, school.id, now)),
        by_kind=asked.by_kind,
        by_department=asked.by_department,
        moved=sum(len(each) > 1 for each in dates.values()),
    )


def _owe_digest(db: Session, school: School, now: datetime) -> None:
    """Of several that were missed the last one goes out, with the figures of them all.

    Where nobody reads it the week is over all the same; what it would have told waits for the first digest that
    somebody gets (`begins`).
    """
    moments = _moments(school, CalendarHistory(school.calendar, calendars.earlier(db, school.id)), now)
    facts = digest_facts(db, school, now, since=begins(db, school, moments[-1]), until=moments[-1])
    for administrator in people.administrators(db, school.id):
        for moment in moments[:-1]:
            reason = f"{WAS_AWAY}the next digest carries its figures"
            outbox.owe_in_vain(db, school.id, _notice(school, administrator, moment, facts), reason)
        outbox.owe(db, school.id, _notice(school, administrator, moments[-1], facts))
    schools.set_digest(db, school.id, next_at=school.digest_after(now), begins=moments[-1])
    homes.mark_stale(db, school.id, None)


def digest_facts(
    db: Session, school: School, now: datetime, *, since: datetime, until: datetime
) -> tuple[tuple[str, str], ...]:
    """Figures, what librarians added, and the time they span: the newest of several that wait tells of them all."""
    figures = with_everything(db, school, figures_of(db, school, now, until, since), since, until, now)
    notes = digest_words.notes_between(db, school.id, since, until)
    needed = digest_words.open_needs(db, school.id, until)
    said = thanks.quotable_between(db, school.id, since, until)
    return (
        ("figures", write_figures(figures)),
        ("notes", json.dumps([each.words for each in notes])),
        ("needs", json.dumps([str(each.id) for each in needed])),
        ("thanks", json.dumps([str(each.id) for each in said])),
        ("since", since.isoformat()),
        ("until", until.isoformat()),
    )


def facts_of_several(db: Session, school: School, now: datetime, each: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Of digests that go out as one, the oldest first."""
    since, until = (datetime.fromisoformat(words) for words in (each[0]["since"], each[-1]["until"]))
    facts = dict(digest_facts(db, school, now, since=since, until=until))
    figures = of_several(read_figures(facts["figures"]), [read_figures(one["figures"]) for one in each])
    return facts | {"figures": write_figures(figures)}


def begins(db: Session, school: School, until: datetime) -> datetime:
    """Where the time of a digest begins: with the end of the last one that anybody was told.

    What nobody was told is carried on, as over holidays, from the term's first day at the earliest: a page about one
    term would count another's.
    """
    last = school.digest_from
    if last is None:
        return until - timedelta(days=7)
    term = term_of(school.today(until), school.calendar)
    told = told_digests.last_end(db, school.id) or _midnight(school, school.today(history.began(db, school.id) or last))
    return min(last, max(told, _midnight(school, term.first)))


def _midnight(school: School, day: date) -> datetime:
    return school.calendar.moment(day, time.min)


def _moments(school: School, known: CalendarHistory, now: datetime) -> list[datetime]:
    """The digests that are due, of which all but the last were missed; the planned one may have been put off."""
    last = school.digest_from
    moments = [following_digest(school, known, last) if last else school.next_digest_at or now]
    while (following := following_digest(school, known, moments[-1])) <= now:
        moments.append(following)
    return moments


def _notice(school: School, administrator: Person, moment: datetime, facts: tuple[tuple[str, str], ...]) -> NewNotice:
    return NewNotice(
        kind=NoticeKind.DIGEST,
        person_id=administrator.id,
        once_key=digest_key(administrator.id, school.today(moment)),
        owed_at=moment,
        facts=facts,
    )


def _dates(db: Session, school: School, kept: Iterable[Commitment]) -> dict[UUID, tuple[DueDate, ...]]:
    found = commitments.dates_of_each(db, school.id, [each.id for each in kept])
    return {
        commitment_id: tuple(DueDate(due_on, school.today(set_at)) for due_on, set_at in dates)
        for commitment_id, dates in found.items()
    }
