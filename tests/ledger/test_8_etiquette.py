"""8. What a teacher did not ask for: twice in a school week at most, the rest in one message of the next."""

from datetime import timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment, name_of, seed

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import Source
from handlers.ask_back import ask_back
from handlers.decline import decline
from handlers.messages import News
from handlers.open_school import open_school
from handlers.renegotiate import renegotiate
from handlers.sending import Busy, Refused, Unsure
from handlers.set_ceiling import set_ceiling


def news(world: World, name: str = "Ada") -> list[tuple[str, ...]]:
    return [said.lines for said in world.heard(name, News)]


@pytest.fixture
def told(world):
    """Ada is known, and has had her two messages of this week."""
    world.asks("Ada")
    world.asks("Ben")
    for words in ("a lesson idea", "an exhibition"):
        world.is_told("Ada", words)
        world.passes()
        world.now += timedelta(minutes=1)
    assert news(world) == [("a lesson idea",), ("an exhibition",)]
    return world


def test_the_third_in_a_week_waits_for_the_next_weeks_opening(told):
    told.at(WEDNESDAY).is_told("Ada", "a film")
    told.lives_through(WEDNESDAY, FRIDAY)
    assert len(news(told)) == 2
    (waiting,) = [row for row in told.ledger(kind=NoticeKind.NEWS) if not row.sent_at]
    assert (waiting.reason, waiting.not_before) == ("enough unasked messages this week", moment(NEXT_MONDAY, "08:00"))
    told.comes(NEXT_MONDAY)
    assert news(told)[2:] == [("a film",)]


def test_all_that_waited_is_one_message_and_one_of_the_next_weeks_two(told):
    for day, words in ((TUESDAY, "a film"), (THURSDAY, "a visit"), (FRIDAY, "a prize")):
        told.comes(day)
        told.is_told("Ada", words)
        told.passes()
    told.comes(NEXT_MONDAY)
    assert news(told)[2:] == [("a film", "a visit", "a prize")]
    reasons = [row.reason for row in told.ledger(kind=NoticeKind.NEWS, state="cancelled")]
    assert reasons == ["went out in one message with others"] * 2
    for words in ("a second", "a third"):
        told.is_told("Ada", words)
        told.passes()
    assert news(told)[3:] == [("a second",)]
    assert told.at(NEXT_MONDAY, "08:01").week().unexplained == told.week(MONDAY).unexplained == ()


def test_what_a_librarian_is_told_waits_for_no_other_week(told):
    """Somebody offers help: who looks after the library hears of each, or the offers grow cold."""
    for words in ("time", "money", "cover"):
        told.is_told("Lee", words)
        told.passes()
    assert news(told, "Lee") == [("time",), ("money",), ("cover",)]


def test_one_teachers_fill_is_not_anothers(told):
    told.is_told("Ben", "a film")
    told.passes()
    assert news(told, "Ben") == [("a film",)]


def test_a_week_begins_with_its_first_school_day(told):
    """Monday is a holiday: what waited comes on Tuesday."""
    told.closes(NEXT_MONDAY, NEXT_MONDAY, "snow")
    told.comes(FRIDAY)
    told.is_told("Ada", "a film")
    told.lives_through(FRIDAY, NEXT_MONDAY)
    assert len(news(told)) == 2
    told.comes(NEXT_MONDAY + timedelta(days=1))
    assert news(told)[2:] == [("a film",)]


def test_how_many_is_a_setting_of_the_school(told):
    set_ceiling(told.store, told.school_id, 3, told.now)
    for words in ("a third", "a fourth"):
        told.is_told("Ada", words)
        told.passes()
    assert news(told)[2:] == [("a third",)]


def test_what_waited_is_judged_by_a_new_setting_at_once(told):
    for words in ("a third", "a fourth"):
        told.is_told("Ada", words)
        told.passes()
    assert len(news(told)) == 2
    set_ceiling(told.store, told.school_id, 3, told.now)
    told.passes()
    assert news(told)[2:] == [("a third", "a fourth")]
    assert told.at(TUESDAY).week().unexplained == ()


@pytest.mark.parametrize("most", [0, -1, 21])
def test_no_ceiling_and_no_message_ever_are_refused(told, most):
    with pytest.raises(UserError, match="1 to 20"):
        set_ceiling(told.store, told.school_id, most, told.now)
    assert told.school().most_unprompted == 2


def test_the_environment_says_how_many_the_first_time_only(sqlite_store):
    """Afterwards the store is the truth: a restart takes nothing back."""
    world = World(sqlite_store)
    other = open_school(sqlite_store, seed(address="T0OTHER", most_unprompted=4), world.now, name_of)
    assert (world.school().most_unprompted, other.most_unprompted) == (2, 4)
    again = open_school(sqlite_store, seed(address="T0OTHER", most_unprompted=9), world.now, name_of)
    assert again.most_unprompted == 4


def test_what_comes_at_night_waits_for_the_opening_and_is_merged(world):
    world.asks("Ada")
    world.comes(MONDAY, "19:00")
    for words in ("a film", "a visit", "a prize"):
        world.is_told("Ada", words)
    world.comes(MONDAY, "21:00")
    assert news(world) == []
    world.comes(TUESDAY)
    assert news(world) == [("a film", "a visit", "a prize")]


def test_what_is_too_much_for_one_message_is_not_lost(world):
    world.asks("Ada")
    world.comes(MONDAY, "19:00")
    for number in range(25):
        world.is_told("Ada", f"news {number}")
    world.comes(TUESDAY)
    assert [len(lines) for lines in news(world)] == [20, 5]
    assert [line for lines in news(world) for line in lines] == [f"news {number}" for number in range(25)]


def test_the_same_cause_is_told_once(world):
    from handlers.tell import tell  # noqa: PLC0415  # with a key of its own
    from store import schools as kept  # noqa: PLC0415

    world.asks("Ada")
    for _ in range(2):
        with world.store.writing() as db:
            tell(db, kept.get(db, world.school_id), world.person("Ada").id, "a film", "film of March", world.now)
        world.passes()
    assert news(world) == [("a film",)]
    assert world.at(MONDAY, "10:01").line(NoticeKind.NEWS).owed == 1


@pytest.mark.parametrize("answer", [Refused("channel_not_found"), Busy("ratelimited", 1)])
def test_what_did_not_reach_her_does_not_count(world, answer):
    world.asks("Ada")
    world.passes()
    for words in ("one", "two", "three"):
        if words == "one":
            world.platform.answers(answer)
        world.is_told("Ada", words)
        world.passes()
        world.real += timedelta(hours=1)
        world.passes()
    reached = [line for lines in news(world) for line in lines]
    assert reached == (["two", "three"] if isinstance(answer, Refused) else ["one", "two"])


def test_what_may_have_reached_her_counts_until_it_is_looked_up(world):
    world.asks("Ada")
    world.passes()
    world.platform.posts_but_answers(Unsure("timed out"))
    for words in ("one", "two", "three"):
        world.is_told("Ada", words)
        world.passes()
        world.real += timedelta(hours=1)
        world.passes()
    assert news(world) == [("one",), ("two",)]


# what she asked for


def test_replies_to_what_she_asked_neither_count_nor_wait(told):
    """Ada has had her two; everything that answers her own requests comes at once."""
    first = told.asks("Ada", "bees", source=Source.FORM)
    second = told.asks("Ada", "wasps", source=Source.FORM)
    third = told.asks("Ada", "birds", source=Source.FORM)
    ask_back(told.store, told.act("Lee"), first, "Which grade?")
    commitment_id = told.promises("Lee", second, WEDNESDAY)
    told.passes()
    renegotiate(told.store, told.act("Lee"), commitment_id, due_on=FRIDAY, word="the van")
    decline(told.store, told.act("Lee"), third, word="not ours", ask_instead=None)
    told.passes()
    told.answers("Lee", first)
    told.writes("Ada", "thank you")
    told.passes()
    assert told.told("Ada") == [
        *["News"] * 2,
        *["Receipt"] * 3,
        "Question",
        "Promised",
        "Renegotiated",
        "Declined",
        "Answered",
        "SmallTalk",
    ]
    told.comes(NEXT_MONDAY)
    told.is_told("Ada", "a film")
    told.passes()
    assert len(news(told)) == 3, "and none of them counted"


def test_replies_do_not_use_up_the_two(world):
    for number in range(4):
        world.answers("Lee", world.asks("Ada", f"books {number}"))
    for words in ("a film", "a visit"):
        world.is_told("Ada", words)
        world.passes()
    assert news(world) == [("a film",), ("a visit",)] or news(world) == [("a film", "a visit")]


def test_replies_keep_to_school_hours_and_receipts_do_not(world):
    world.comes(MONDAY, "19:00")
    request_id = world.asks("Ada", source=Source.FORM)
    world.promises("Lee", request_id, FRIDAY)
    world.passes()
    assert world.told("Ada") == ["Receipt"]
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Receipt", "Promised"]
