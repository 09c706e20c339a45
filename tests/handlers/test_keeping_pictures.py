"""A picture is brought to the platform once, and what is known of it is kept. Files come there in their own time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from world import FRIDAY, MONDAY, World

from domain.notices import KeptPicture, NoticeKind, NoticeState
from domain.request import Source
from handlers.messages import CalendarFile, Digest
from handlers.send_calendar import send_calendar
from handlers.sending import Busy, Letter, Outcome, Sent, Unsure
from store import shown

BROUGHT = KeptPicture("F1", "three promises", since=datetime(2026, 3, 6, 20, tzinfo=UTC))


@pytest.fixture
def rewritten(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Letter]]:
    """Has Sam's digest rewritten, with these outcomes; gives the letters that it was rewritten by."""
    letters: list[Letter] = []

    def rewrite(letter: Letter) -> Outcome:
        letters.append(letter)
        return outcomes.pop(0)

    outcomes: list[Outcome] = []
    monkeypatch.setattr(world.platform, "rewrite", rewrite)

    def do(*given: Outcome) -> list[Letter]:
        outcomes.extend(given)
        with world.store.writing() as db:
            shown.mark_digests_stale(db, world.school_id, datetime(2020, 1, 1, tzinfo=UTC))
        for _ in given:
            world.rewrites_one()
            world.real += timedelta(seconds=40)
        return letters

    return do


def digest(world: World):
    return world.ledger(kind=NoticeKind.DIGEST)[0]


def test_what_an_attempt_learnt_of_a_picture_is_known_to_the_next(any_world):
    any_world.platform.answers(Busy("its picture: Slack is busy", 7, BROUGHT))
    any_world.comes(FRIDAY, "14:00")
    assert any_world.told("Sam") == []
    any_world.real += timedelta(seconds=7)
    any_world.passes()
    (letter,) = [each for each in any_world.platform.letters if isinstance(each.message, Digest)]
    assert letter.picture == BROUGHT


def test_a_waiting_picture_keeps_nobody_else_waiting(world):
    world.platform.answers(Busy("its picture: Slack is busy", 7, BROUGHT))
    world.comes(FRIDAY, "14:00")
    world.asks("Ada", source=Source.DIRECT_MESSAGE)
    world.passes()
    assert world.told("Ada") == ["Receipt"]
    assert world.told("Sam") == []


def test_a_picture_that_was_in_doubt_is_known_to_have_been(world):
    world.platform.answers(Unsure("internal_error", None, BROUGHT), Unsure("internal_error", None, BROUGHT))
    world.comes(FRIDAY, "14:00")
    for _ in range(2):
        world.real += timedelta(hours=1)
        world.passes()
    assert world.told("Sam") == ["Digest"]
    (letter,) = [each for each in world.platform.letters if isinstance(each.message, Digest)]
    assert letter.picture == replace(BROUGHT, doubts=1, since=None), "the second attempt’s answer knows of one"


def test_a_message_whose_attempts_end_in_crashes_goes_without_its_picture_in_the_end(world):
    world.platform.answers(RuntimeError("killed"), RuntimeError("killed"))
    world.at(FRIDAY, "14:00")
    for _ in range(2):
        with pytest.raises(RuntimeError, match="killed"):
            world.passes()
        world.real += timedelta(hours=1)
    world.passes()
    (letter,) = [each for each in world.platform.letters if isinstance(each.message, Digest)]
    assert letter.picture == KeptPicture(doubts=2)


def test_a_rewriting_knows_the_picture_and_waits_for_another(world, rewritten):
    world.comes(FRIDAY, "14:00")
    rewritten(Sent(digest(world).message, "", None, BROUGHT))
    anew = KeptPicture("F2", "four promises")
    letters = rewritten(Busy("its picture: Slack is busy", 7), Sent(digest(world).message, "", None, anew))
    assert [each.picture for each in letters] == [None, BROUGHT, BROUGHT]
    assert letters[0].picture_seconds == world.patience.picture
    assert digest(world).picture == anew


def test_a_rewriting_that_leaves_the_picture_out_says_so_in_the_ledger(world, rewritten):
    world.comes(FRIDAY, "14:00")
    why = "without its picture: Slack does not show it"
    rewritten(Sent(digest(world).message, "", why, replace(BROUGHT, why_not="Slack does not show it")))
    assert digest(world).reason == why
    assert digest(world).state is NoticeState.SENT


# files


@pytest.fixture
def calendar_on_its_way(world: World) -> World:
    """The platform took the file, and has not said where it is."""
    world.at(MONDAY, "10:00")
    send_calendar(world.store, world.act("Lee"))
    return world


def test_a_file_is_looked_for_soon_after_it_was_taken(calendar_on_its_way):
    world = calendar_on_its_way
    world.platform.posts_but_answers(Unsure("Slack took the files", 1))
    world.passes()
    assert world.ledger(kind=NoticeKind.CALENDAR)[0].state is NoticeState.UNSURE
    world.real += timedelta(seconds=1)
    world.passes()
    assert world.ledger(kind=NoticeKind.CALENDAR)[0].state is NoticeState.SENT
    assert len(world.heard("Lee", CalendarFile)) == 1


def test_a_file_that_is_not_there_yet_is_looked_for_again_and_only_then_sent_again(calendar_on_its_way):
    world = calendar_on_its_way
    world.platform.answers(Unsure("Slack took the files", 1))
    world.passes()
    looks = []
    for second in range(1, 60):
        world.real += timedelta(seconds=1)
        looks += [second] if world.looks_up_one() else []
        world.delivers_one()
    assert world.heard("Lee", CalendarFile) == []
    assert looks == [1, 2, 4, 8, 16, 32], "longer each time"
    world.real += timedelta(seconds=1)
    world.passes()
    assert len(world.heard("Lee", CalendarFile)) == 1


def test_a_file_that_never_shows_is_not_sent_for_ever(calendar_on_its_way):
    world = calendar_on_its_way
    world.platform.answers(*[Unsure("Slack took the files", 1)] * 9)
    for _ in range(9):
        world.passes()
        world.real += timedelta(minutes=2)
    (notice,) = world.ledger(kind=NoticeKind.CALENDAR)
    assert (notice.state, notice.attempts) == (NoticeState.FAILED, 5)
    assert notice.reason == "the files were taken several times, and are not in the conversation"
