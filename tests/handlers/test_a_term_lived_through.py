"""An autumn by the district's own calendar file: the real bot, day by day, against the table on the wall."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from world import World, moment

from domain.notices import NoticeKind
from handlers.finish import finish
from handlers.import_calendar import import_calendar
from handlers.ledger import ledger_of_week
from handlers.open_day import open_day
from handlers.renegotiate import renegotiate
from tests.domain.slow_school import Promise, SlowSchool
from tests.school_years import AMERICAN_CLOSED, FIRST, LAST

FILE = Path(__file__).parent / "calendars" / "bluebonnet.ics"
BEGINS, ENDS = date(2026, 10, 26), date(2027, 1, 8)
DAY = timedelta(days=1)
SCHOOL_DAYS = [day for day in (BEGINS + number * DAY for number in range(120)) if day not in AMERICAN_CLOSED]


def promises() -> list[Promise]:
    """Lee's: every second school day one is made at ten; two of three are kept at noon, one of four is renegotiated."""
    made = []
    for number in range(22):
        on = 2 * number
        due = on + (1, 2, 3, 5, 8)[number % 5]
        promise = Promise(0, datetime.combine(SCHOOL_DAYS[on], time(10)), SCHOOL_DAYS[due])
        if number % 4 == 3:
            moved_on, due = due + 1, due + 6
            promise.log.append((datetime.combine(SCHOOL_DAYS[moved_on], time(11)), "moved", SCHOOL_DAYS[due]))
        if number % 3:
            kept_on = max(due + number % 7 - 2, on + 1)
            if not promise.log or SCHOOL_DAYS[kept_on] > promise.log[-1][0].date():
                promise.log.append((datetime.combine(SCHOOL_DAYS[kept_on], time(12)), "kept", None))
        made.append(promise)
    return made


def live(world: World, story: list[Promise]) -> None:
    """Each day with what Lee does on it."""
    acts = sorted(
        (when, number, what, day)
        for number, promise in enumerate(story)
        for when, what, day in [(promise.made, "made", promise.due), *promise.log]
    )
    ids = dict[int, UUID]()
    for number in range((ENDS - BEGINS).days + 1):
        today = BEGINS + number * DAY
        world.comes(today, "08:00")
        for when, which, what, day in [act for act in acts if act[0].date() == today]:
            world.at(today, f"{when:%H:%M}")
            if what == "made":
                ids[which] = world.promises("Lee", world.asks("Ada", f"books {which}"), day)
            elif what == "moved":
                renegotiate(world.store, world.act("Lee"), ids[which], due_on=day, word="the exhibition")
            else:
                finish(world.store, world.act("Lee"), ids[which])
            world.passes()
        world.comes(today, "14:00")


def test_the_bot_writes_on_the_days_that_the_table_says(world):
    world.at(date(2026, 10, 23), "17:00")
    import_calendar(world.store, world.school_id, FILE.read_bytes(), "file", world.now)
    open_day(world.store, world.school_id, date(2026, 11, 11), world.now)
    world.passes()
    story = promises()
    live(world, story)
    slow = SlowSchool(AMERICAN_CLOSED, FIRST, LAST, time(8), time(16))
    by_hand = [message for message, _ in slow.messages(story, 0) if message.day <= ENDS]
    for part in (NoticeKind.MORNING, NoticeKind.AFTERNOON):
        assert world.nudged("Lee", part) == [message.day for message in by_hand if message.part == part]
    assert len(by_hand) > 40
    for week in (BEGINS, date(2026, 11, 2), date(2026, 11, 23), date(2026, 12, 14), date(2027, 1, 4)):
        ledger = ledger_of_week(world.store, world.school_id, week, now=moment(ENDS, "18:00"), real_now=world.real)
        assert ledger.unexplained == ()
