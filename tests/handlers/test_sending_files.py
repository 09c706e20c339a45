"""Files that people ask for on Home are owed like any message, and only to those who may read them."""

from datetime import date

import pytest
from world import MONDAY, TUESDAY, World

from domain.errors import UserError
from handlers.messages import CalendarFile, Format, TermReport
from handlers.send_calendar import send_calendar
from handlers.send_report import look_before_reporting, send_report
from store.tables import people

LOG = (Format.CSV, Format.EXCEL)


def test_lee_gets_the_log_and_sam_the_page_at_any_hour_and_the_ledger_knows(any_world):
    world = any_world.at(MONDAY, "21:00")
    send_report(world.store, world.act("Lee"), MONDAY, [*Format])
    send_report(world.store, world.act("Sam"), MONDAY, [Format.PDF])
    send_calendar(world.store, world.act("Lee"))
    world.passes()
    lees, sams = world.the("Lee", TermReport), world.the("Sam", TermReport)
    assert (lees.formats, bool(lees.log), bool(lees.page)) == ((*Format,), True, True)
    assert (sams.formats, sams.log) == ((Format.PDF,), None)
    assert lees.page
    assert lees.page.so_far
    assert sams.page
    assert (sams.page.told, sams.page.so_far) == (None, None), "nothing of the running week"
    assert world.the("Lee", CalendarFile).calendar.librarian == "Lee"
    assert list(world.week().unexplained) == []


def test_what_is_delivered_twice_is_sent_once(world):
    act = world.act("Lee")
    for _ in range(2):
        send_report(world.store, act, MONDAY, LOG)
    world.passes()
    assert len(world.heard("Lee", TermReport)) == 1


@pytest.mark.parametrize(("name", "formats"), [("Ada", (Format.PDF,)), ("Sam", LOG), ("Ada", LOG)])
def test_nobody_else_gets_it_whatever_they_send(world, name, formats):
    with pytest.raises(UserError, match="Nothing was sent"):
        send_report(world.store, world.act(name), MONDAY, formats)
    assert world.ledger() == []


def test_something_has_to_be_ticked(world):
    with pytest.raises(UserError, match="Tick at least one format"):
        send_report(world.store, world.act("Lee"), MONDAY, [])


def test_choices_are_by_what_somebody_may_read(world):
    assert look_before_reporting(world.store, world.act("Lee")).formats == (*Format,)
    assert look_before_reporting(world.store, world.act("Sam")).formats == (Format.PDF,)
    with pytest.raises(UserError, match="librarians and administrators"):
        look_before_reporting(world.store, world.act("Ada"))


def test_whoever_is_no_librarian_any_more_when_it_goes_gets_no_log(world):
    send_report(world.store, world.act("Lee"), TUESDAY, LOG)
    with world.store.writing() as db:
        db.execute(people.update().where(people.c.address == "U0LEE").values(is_librarian=False))
    world.passes()
    assert world.heard("Lee", TermReport) == []
    assert [(each.state, each.reason) for each in world.ledger()] == [("cancelled", "they may no longer read it")]


@pytest.mark.parametrize("day", [MONDAY.replace(year=2020), date.min, date.max])
def test_a_term_that_is_not_offered_is_refused(world: World, day: date):
    with pytest.raises(UserError, match="one of the terms that are listed"):
        send_report(world.store, world.act("Lee"), day, LOG)
    assert world.ledger() == []
