"""Retention: what was closed longer ago than the school keeps it goes, whole; what is open stays, and so does order."""

import random
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from world import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, World, moment

from domain.answer import Helped
from domain.errors import UserError
from domain.history import EventKind
from domain.library_need import NeedKind
from domain.partner import Category
from domain.request import RequestState
from domain.retention import KEPT_MONTHS, check_months, kept_from
from domain.retold import Retold
from domain.school_days import SchoolCalendar
from handlers.add_partner import PartnerDraft, add_partner
from handlers.add_to_digest import add_need, add_note
from handlers.forget import forget_one
from handlers.log_contact import log_contact
from handlers.messages import Nudge
from handlers.say_helped import say_helped
from handlers.settings import change_settings, look_at_settings
from handlers.whose_contact import ContactDraft
from store import contacts as contact_rows
from store import history, retention, schools
from store.tables import (
    answers,
    commitments,
    contacts,
    digest_notes,
    events,
    inbounds,
    metadata,
    needs,
    notices,
    people,
    remarks,
    requests,
)

LATER = MONDAY.replace(year=MONDAY.year + 3)


def keeps(world: World, months: int) -> None:
    to = replace(look_at_settings(world.store, world.act("Lee")), keeps_months=months)
    change_settings(world.store, world.act("Lee"), to)


def goes_by(world: World, day: date) -> None:
    """Time goes by until then, without the mornings of the years between."""
    world.at(day)
    with world.store.writing() as db:
        readers = people.c.next_nudge_at.is_not(None)
        db.execute(people.update().where(readers).values(next_nudge_at=world.now + timedelta(hours=1)))
        schools.set_digest(db, world.school_id, next_at=world.now + timedelta(hours=2), begins=None)


def forgets(world: World) -> int:
    """How many steps it took until nothing was left to remove."""
    steps = 0
    while forget_one(world.store, world.school_id, world.now):
        steps += 1
        assert steps < 200
    return steps


def rows(world: World, table: sa.Table) -> int:
    with world.store.reading() as db:
        return db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def asks_and_is_answered(world: World, name: str = "Ada", need: str = "books on bees"):
    request_id = world.asks(name, need)
    world.passes()
    world.promises("Lee", request_id, TUESDAY)
    world.answers("Lee", request_id)
    world.passes()
    return request_id


def test_every_table_has_a_rule_or_a_reason():
    ruled = {table.name for table in retention.RULES}
    goes, stays = set(retention.GOES_WITH), set(retention.STAYS)
    assert ruled | goes | stays == set(metadata.tables)
    assert len(ruled) + len(goes) + len(stays) == len(metadata.tables)


@pytest.mark.parametrize("name", sorted(retention.GOES_WITH))
def test_what_goes_with_another_row_is_taken_by_it(name):
    takers = {
        key.column.table.name for key in metadata.tables[name].foreign_keys if key.constraint.ondelete == "CASCADE"
    }
    assert retention.GOES_WITH[name] in takers
    assert not metadata.tables[name].c.school_id.nullable


def test_what_was_closed_goes_and_what_is_open_stays(any_world):
    world = any_world
    asks_and_is_answered(world)
    promised = world.asks("Ben", "maps")
    world.promises("Lee", promised, WEDNESDAY)
    waiting = world.asks("Ben", "posters")
    world.passes()
    log_contact(world.store, world.act("Lee"), ContactDraft(people=(("U0ADA", "Ada"),), what="a word in the corridor"))
    add_note(world.store, world.act("Lee"), "Thank you all.")
    goes_by(world, LATER)
    assert forgets(world)
    assert {world.request(promised).state, world.request(waiting).state} == {RequestState.PROMISED, RequestState.OPEN}
    assert rows(world, requests) == 2
    assert rows(world, commitments) == 1
    assert rows(world, answers) == rows(world, contacts) == rows(world, digest_notes) == 0
    assert not forgets(world)


def test_what_is_kept_longer_than_it_was_closed_stays(world):
    request_id = asks_and_is_answered(world)
    add_note(world.store, world.act("Lee"), "Thank you all.")
    goes_by(world, MONDAY + timedelta(days=720))
    assert forgets(world) == 0
    assert world.request(request_id).state is RequestState.ANSWERED


def test_what_somebody_came_back_to_is_as_young_as_that(world):
    request_id = asks_and_is_answered(world)
    given = world.read(lambda db, _: db.execute(sa.select(answers.c.id)).scalar_one())
    goes_by(world, date(2027, 9, 7))
    say_helped(world.store, world.act("Ada"), request_id, given, Helped.YES)
    goes_by(world, date(2028, 6, 5))
    forgets(world)
    assert world.request(request_id).state is RequestState.ANSWERED


def test_a_new_setting_counts_at_once(world):
    asks_and_is_answered(world)
    goes_by(world, MONDAY + timedelta(days=400))
    assert forgets(world) == 0
    keeps(world, 12)
    assert forgets(world)
    assert rows(world, requests) == 0


@pytest.mark.parametrize("months", [None, 0, 3, 11, 121, -24])
def test_what_no_school_would_sign_is_refused(months):
    with pytest.raises(UserError, match="12 to 120") as refusal:
        check_months(months)
    assert refusal.value.about == "months"


def test_nothing_is_removed_within_a_week_that_is_accounted_for():
    calendar = SchoolCalendar("America/Chicago")
    for day in range(400):
        now = moment(MONDAY + timedelta(days=day), "12:00")
        before = kept_from(calendar, KEPT_MONTHS, now)
        begins = calendar.today(before)
        assert calendar.week_of(begins) == begins
        assert timedelta(days=2 * 365) <= now - before <= timedelta(days=2 * 366 + 10)


def test_the_ledger_of_the_weeks_that_are_kept_stays_explained(world):
    """A promise from before goes on being told, with its reminders."""
    keeps(world, 12)
    asks_and_is_answered(world)
    late = world.asks("Ben", "maps")
    world.promises("Lee", late, FRIDAY)
    goes_by(world, MONDAY + timedelta(weeks=54))
    world.lives_through(MONDAY + timedelta(weeks=54), FRIDAY + timedelta(weeks=55))
    before = owed_of(world, 55)
    assert forgets(world)
    assert owed_of(world, 55) == before > 0
    keeps(world, 120)
    for week in (0, 1, 2, 55):
        assert world.week(MONDAY + timedelta(weeks=week)).unexplained == ()


def test_partners_clocks_are_told_the_same_by_what_is_left(world):
    """Of what happened with a partner before, only what its clock still goes by is kept."""
    dice = random.Random(7)
    told = (EventKind.CONTACTED, EventKind.LISTED, EventKind.QUIETED, EventKind.PARTNERED, EventKind.RETIRED)
    partners_there = [partner_of(world, f"Partner {number}") for number in range(30)]
    with world.store.writing() as db:
        for number in range(400):
            kind, at = dice.choices(told, (9, 5, 2, 2, 1))[0], moment(MONDAY) + timedelta(hours=number)
            detail = "5 10" if kind is EventKind.PARTNERED else dice.choice(("", "", "taken back"))
            day = MONDAY + timedelta(days=dice.randrange(30))
            about = {"partner_id": dice.choice(partners_there), "detail": detail, "day": day}
            history.record(db, world.school_id, kind, at, **about)
    clocks, last, count = *clocks_of(world, partners_there), rows(world, events)
    goes_by(world, LATER)
    forgets(world)
    assert clocks_of(world, partners_there) == (clocks, last)
    assert rows(world, events) < count - 100


def partner_of(world: World, name: str) -> UUID:
    added = add_partner(world.store, world.act("Lee"), PartnerDraft(name, Category.PUBLIC_LIBRARIES))
    assert added
    return added


def clocks_of(world: World, those: list[UUID]) -> tuple[dict, dict]:
    """As told from the events, and the last contact of each."""
    retold = Retold(world.school())
    for event in world.read(history.read).events:
        retold.take(event)
    return dict(retold._clocks), {each: world.read(contact_rows.last_with, each) for each in those}


def owed_of(world: World, week: int) -> int:
    return sum(line.owed for line in world.week(MONDAY + timedelta(weeks=week)).lines)


def test_a_message_that_is_kept_can_still_be_rewritten(world):
    """A list names a closed request beside an open one: neither goes before the list does."""
    closed = world.asks("Ada", "books on bees")
    world.asks("Ben", "maps")
    world.comes(TUESDAY, "08:00")
    world.answers("Lee", closed)
    goes_by(world, LATER)
    forgets(world)
    assert world.request(closed).state is RequestState.ANSWERED
    with world.store.writing() as db:
        db.execute(notices.update().where(notices.c.state == "sent").values(stale=1))
    while world.rewrites_one():
        pass
    assert [card.story.request.state for card in world.now_shown("Lee", Nudge)[0].unanswered] == ["answered", "open"]


def test_who_has_left_is_forgotten_with_the_last_that_names_them(world):
    request_id = asks_and_is_answered(world)
    world.leaves("Ada")
    world.asks("Ben", "maps")
    goes_by(world, LATER)
    forgets(world)
    with world.store.reading() as db:
        names = {row.name for row in db.execute(sa.select(people.c.name))}
    assert names == {"Ben", "Lee", "Kim", "Sam"}
    with pytest.raises(UserError, match="cannot find"):
        world.answers("Lee", request_id)


def test_who_left_a_promise_to_others_is_known_as_long_as_it_is_open(world):
    request_id = world.asks("Ada", "maps")
    world.promises("Kim", request_id, FRIDAY)
    world.leaves("Kim")
    goes_by(world, LATER)
    forgets(world)
    assert world.commitment(request_id).is_left_behind


def test_a_need_that_is_open_stays_with_what_follows_it(world):
    add_need(world.store, world.act("Lee"), NeedKind.TIME, "An hour a week")
    goes_by(world, LATER)
    forgets(world)
    assert rows(world, needs) == 1


def test_who_runs_the_library_is_known_for_ever(world):
    goes_by(world, LATER)
    forgets(world)
    with world.store.reading() as db:
        kinds = {row.kind for row in db.execute(sa.select(events.c.kind))}
    assert {EventKind.TOOK_CHARGE, EventKind.READS_DIGEST, EventKind.PROPOSALS} <= kinds


def test_what_came_in_of_it_goes_too(world):
    asks_and_is_answered(world)
    world.writes("Ada", "thank you!")
    world.passes()
    goes_by(world, LATER)
    forgets(world)
    assert rows(world, inbounds) == rows(world, remarks) == 0
    assert rows(world, notices) == 0
