"""Whether the books of a school are in order: what is told again adds up, and nothing can be taken out unseen."""

from datetime import date

from world import World

from handlers.ledger import Unexplained, ledger_in
from store.tables import notices


def are_in_order(world: World, *weeks: date) -> None:
    """Every line of these weeks adds up, and each of their rows is missed once it is deleted."""
    for week in weeks:
        ledger = world.week(week)
        assert ledger.unexplained == ()
        for line in ledger.lines:
            assert line.owed == line.sent + line.cancelled + line.failed + line.waiting, line
        for row in world.ledger():
            if ledger.first <= world.school().today(row.owed_at) <= ledger.last:
                assert missed_without(world, row) == (Unexplained(row.once_key, "owed, but not in the ledger"),)


def missed_without(world: World, row) -> tuple[Unexplained, ...]:
    """What the ledger misses of the week of this row when the row is not there; it is there again afterwards."""
    with world.store.writing(wakes=False) as db:
        before = db.begin_nested()
        db.execute(notices.delete().where(notices.c.id == row.id))
        day = world.school().today(row.owed_at)
        ledger = ledger_in(db, world.school(), day, now=world.now, real_now=world.real)
        before.rollback()
    return ledger.unexplained
