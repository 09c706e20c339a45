"""`python -m bot partners import partners.csv`: added where the name is new, changed where it is known; all or nothing.

The same file again changes nothing. A column that the file does not have leaves what is there as it is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from domain.errors import UserError
from domain.objective import Objective
from domain.partner import LONGEST_GAP, Approach, Category, Partner, check_name
from domain.partner_columns import Column, nearest
from domain.school import School
from domain.spelling import Spelling, in_british
from handlers.act import Act
from handlers.add_partner import PartnerDraft, begin, partner_from
from handlers.keep_in_touch import note_clock
from handlers.nudge import nudge_before
from handlers.read_partner_file import Mistake, PartnerFile, PartnerRow
from store import acquaintances, homes, objectives, partners, people, schools, shown
from store.session import Session, Store

Word = TypeVar("Word", Category, Approach)

_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,20}")


@dataclass(frozen=True)
class PartnerImport:
    """The names, in the order of the file; nothing was stored where there are mistakes."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


@dataclass
class _Desk:
    """What each row is read with, and what came of those before it."""

    db: Session
    school: School
    act: Act
    known: dict[str, Partner]
    objectives: dict[str, Objective]
    """By title, the newest year's where several share one."""
    helped: dict[UUID, date]
    """The day on which each person was helped last."""
    lines: dict[str, int]


def import_partners(
    store: Store,
    school_id: UUID,
    file: PartnerFile,
    now: datetime,
    *,
    is_dry: bool = False,
    on_row: Callable[[], None] = lambda: None,
) -> PartnerImport:
    """`on_row` is called after each row. What a dry run would do is told exactly: it is done, and taken back."""
    with store.writing() as db:
        nudge_before(db, school_id, now)
        with db.begin_nested() as trial:
            desk = _desk(db, school_id, now)
            done = {"added": list[str](), "changed": list[str](), "unchanged": list[str]()}
            mistakes = [*file.mistakes]
            for row in file.rows:
                try:
                    name, outcome = _take(desk, row)
                    done[outcome].append(name)
                except UserError as error:
                    mistakes.append(Mistake(row.line, _told(error)))
                on_row()
            if is_dry or mistakes:
                trial.rollback()
            elif done["added"] or done["changed"]:
                homes.mark_stale(db, school_id, None)
    ordered = sorted(mistakes, key=lambda each: each.line)
    return PartnerImport(**{outcome: tuple(names) for outcome, names in done.items()}, mistakes=tuple(ordered))


def _desk(db: Session, school_id: UUID, now: datetime) -> _Desk:
    school = schools.get_to_change(db, school_id)
    plan = objectives.to_choose(db, school_id)
    return _Desk(
        db,
        school,
        Act(school_id, "", "", now),
        known={each.name.casefold(): each for each in partners.every(db, school_id)},
        objectives={each.title.casefold(): each for each in reversed(plan)},
        helped=acquaintances.last_helped(db, school),
        lines={},
    )


def _told(error: UserError) -> str:
    """What is said under a field of the form names its column here."""
    return f"“{error.about}”: {error}" if error.about in (Column.CONTACT, Column.OFFERS, Column.REACH) else str(error)


def _take(desk: _Desk, row: PartnerRow) -> tuple[str, str]:
    """The partner's name and what became of them."""
    name = check_name(row.cells[Column.NAME])
    key = name.casefold()
    if key in desk.lines:
        raise UserError(f"“{name}” stands on line {desk.lines[key]} already.")
    desk.lines[key] = row.line
    before = desk.known.get(key)
    draft = _draft(desk, row, name, before)
    if before is None:
        added = partner_from(desk.db, desk.school, draft, desk.school.today(desk.act.now))
        begin(desk.db, desk.school, desk.act, added, desk.helped)
        return name, "added"
    return name, "changed" if _change(desk, before, draft) else "unchanged"


def _change(desk: _Desk, before: Partner, draft: PartnerDraft) -> bool:
    after = partner_from(desk.db, desk.school, draft, desk.school.today(desk.act.now), before)
    if after == before:
        return False
    partners.change(desk.db, desk.school.id, after)
    if after.gaps != before.gaps:
        note_clock(desk.db, desk.school, desk.act, after)
    shown.mark_stale(desk.db, desk.school.id, partner_id=before.id)
    return True


def _draft(desk: _Desk, row: PartnerRow, name: str, before: Partner | None) -> PartnerDraft:
    """A column that is not there keeps what is known."""

    def words(column: Column, known: str | None) -> str | None:
        return row.cells.get(column, known or "") or None

    category = _one_of(Category, row.cells[Column.CATEGORY], "category", desk.school.spelling)
    if category is None:
        raise UserError("The category is empty: write one, such as “public libraries”.")
    approach = before.approach.value if before and before.approach else None
    return PartnerDraft(
        name=name,
        category=category,
        person=_person(desk, row, name, before),
        contact=words(Column.CONTACT, before.contact if before else None),
        offers=words(Column.OFFERS, before.offers if before else None),
        reach=words(Column.REACH, before.reach if before else None),
        approach=_one_of(Approach, words(Column.APPROACH, approach) or "", "approach", desk.school.spelling),
        objective_id=_objective(desk, row, before),
        ideal_days=_days(row, Column.IDEAL, before.gaps.ideal if before else None),
        most_days=_days(row, Column.MOST, before.gaps.most if before else None),
    )


def _one_of(words: type[Word], written: str, what: str, spelling: Spelling) -> Word | None:
    """In either spelling; None for an empty cell; UserError, with the nearest, for a word that is none of them."""
    if not written:
        return None
    known = {each.value.casefold(): each for each in words}
    found = known.get(in_british(" ".join(written.casefold().split())))
    if found is None:
        raise UserError(f"There is no {what} “{written[:60]}”.{_meant(written, [spelling.of(each) for each in words])}")
    return found


def _meant(written: str, known: Iterable[str]) -> str:
    near = nearest(written, known)
    return f" Did you mean “{near}”?" if near else ""


def _person(desk: _Desk, row: PartnerRow, name: str, before: Partner | None) -> tuple[str, str] | None:
    """Somebody whom the library has not met is called as the file calls them, until they do something themselves."""
    if Column.PERSON not in row.cells:
        known = people.get(desk.db, desk.school.id, before.person_id) if before and before.person_id else None
        return (known.address, known.name) if known else None
    address = row.cells[Column.PERSON].lstrip("@").strip()
    if not address:
        return None
    if not _SLACK_ID.fullmatch(address):
        raise UserError(
            f"“{address[:60]}” is not a Slack id, which looks like U024BE7LH: in Slack, open the person’s profile, "
            "press ⋮ and choose “Copy member ID”; or leave the cell empty."
        )
    met = people.by_address(desk.db, desk.school.id, address)
    return address, met.name if met else row.cells.get(Column.CONTACT) or name


def _objective(desk: _Desk, row: PartnerRow, before: Partner | None) -> UUID | None:
    """By its title: the partner's own, else one of the plan's."""
    own = before.objective_id if before else None
    if Column.OBJECTIVE not in row.cells:
        return own
    title = row.cells[Column.OBJECTIVE]
    if not title:
        return None
    kept = objectives.find(desk.db, desk.school.id, own) if own else None
    if kept and kept.title.strip().casefold() == title.casefold():
        return own
    found = desk.objectives.get(title.casefold())
    if found is None:
        meant = _meant(title, [each.title for each in desk.objectives.values()])
        raise UserError(f"There is no objective “{title[:60]}” in the improvement plan.{meant}")
    return found.id


def _days(row: PartnerRow, column: Column, known: int | None) -> int | None:
    written = row.cells.get(column, "" if known is None else str(known))
    if not written:
        return None
    if not (written.isascii() and written.isdigit()) or not 1 <= int(written) <= LONGEST_GAP:
        raise UserError(f"“{column}” is a number of school days from 1 to {LONGEST_GAP}, and “{written[:20]}” is not.")
    return int(written)
