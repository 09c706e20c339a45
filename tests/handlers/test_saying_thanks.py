"""Say thanks: the library hears it; administrators read it only as long as its writer allows it."""

from datetime import timedelta
from uuid import UUID

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World

from domain.answer import Helped
from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import HelpKind
from handlers.messages import Answered, Digest, Thanked
from handlers.my_settings import Wanted, change_my_settings, look_at_my_settings
from handlers.preview_digest import preview_digest
from handlers.say_thanks import look_before_thanking, say_thanks
from store import answers

NEXT_FRIDAY = FRIDAY + timedelta(weeks=1)
WORDS = "You saved my week."


def is_answered(world: World, name: str = "Ada", helped: Helped | None = Helped.YES, **draft: object) -> UUID:
    request_id = world.asks(name, f"books {len(world.ledger())}", **draft)
    world.answers("Lee", request_id)
    world.passes()
    if helped:
        world.judges(name, request_id, helped, the_answer(world, request_id))
    world.passes()
    return request_id


def the_answer(world: World, request_id: UUID) -> UUID:
    return world.read(answers.last_for, request_id).id


def thanks(world: World, request_id: UUID, name: str = "Ada", words: str = WORDS, *, may_quote: bool = True) -> None:
    answer_id = the_answer(world, request_id)
    say_thanks(world.store, world.act(name), request_id, answer_id, words=words, may_quote=may_quote)
    world.passes()


def allows(world: World, name: str = "Ada", *, may_quote: bool) -> None:
    wanted = Wanted(None, None, None, None, ends_quiet=False, quotes_thanks=may_quote)
    change_my_settings(world.store, world.act(name), wanted)
    world.passes()


def quoted(digest: Digest) -> list[tuple[str, str]]:
    return [(each.name, each.words) for each in digest.thanks]


def now_quoted(world: World) -> list[list[tuple[str, str]]]:
    """In each digest as Sam sees it now."""
    return [quoted(each) for each in world.now_shown("Sam", Digest)]


def test_the_librarian_is_told_and_the_message_says_so(any_world):
    request_id = is_answered(any_world)
    thanks(any_world, request_id, may_quote=False)
    told = any_world.the("Lee", Thanked)
    assert (told.story.asker, told.words, told.may_be_quoted) == ("Ada", WORDS, False)
    assert any_world.heard("Kim", Thanked) == []
    (answered,) = any_world.now_shown("Ada", Answered)
    assert answered.is_thanked
    any_world.at(TUESDAY)
    assert any_world.week().unexplained == ()
    assert any_world.line(NoticeKind.THANKED).owed == 1


def test_where_who_answered_has_left_the_others_are_told(world):
    request_id = is_answered(world)
    world.leaves("Lee")
    thanks(world, request_id)
    assert [each.words for each in world.heard("Kim", Thanked)] == [WORDS]


def test_sam_reads_it_on_friday_with_the_name_and_lee_in_the_preview(world):
    thanks(world, is_answered(world))
    assert quoted(preview_digest(world.store, world.act("Lee")).digest) == [("Ada", WORDS)]
    world.comes(FRIDAY, "14:00")
    world.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert now_quoted(world) == [[("Ada", WORDS)], []], "in the digest of its week alone"


def test_without_the_tick_nobody_but_the_library_reads_it(world):
    allows(world, may_quote=True)
    thanks(world, is_answered(world), may_quote=False)
    world.comes(FRIDAY, "14:00")
    assert now_quoted(world) == [[]]


def test_the_form_comes_ticked_as_in_her_settings_and_a_tick_stands_there(world):
    request_id = is_answered(world)
    form = look_before_thanking(world.store, world.act("Ada"), request_id, the_answer(world, request_id))
    assert (form.quotes_thanks, form.may_be_asked) == (False, True)
    thanks(world, request_id)
    assert look_at_my_settings(world.store, world.act("Ada")).now.quotes_thanks


def test_what_is_taken_back_before_friday_is_not_quoted(world):
    thanks(world, is_answered(world))
    allows(world, may_quote=False)
    world.comes(FRIDAY, "14:00")
    assert now_quoted(world) == [[]]
    assert [each.may_be_quoted for each in world.now_shown("Lee", Thanked)] == [False]


def test_what_is_taken_back_afterwards_leaves_the_digest_that_went_out(world):
    thanks(world, is_answered(world))
    world.comes(FRIDAY, "14:00")
    allows(world, may_quote=False)
    assert now_quoted(world) == [[]]
    allows(world, may_quote=True)
    assert now_quoted(world) == [[("Ada", WORDS)]]


def test_what_was_never_allowed_does_not_come_in_by_allowing_others(world):
    thanks(world, is_answered(world), may_quote=False)
    world.comes(FRIDAY, "14:00")
    allows(world, may_quote=True)
    assert now_quoted(world) == [[]]


def test_help_with_what_somebody_feels_unsure_about_is_never_quoted(world):
    request_id = is_answered(world, kind=HelpKind.LESS_CONFIDENT)
    form = look_before_thanking(world.store, world.act("Ada"), request_id, the_answer(world, request_id))
    assert not form.may_be_asked
    thanks(world, request_id)
    world.comes(FRIDAY, "14:00")
    assert now_quoted(world) == [[]]
    assert not world.the("Lee", Thanked).may_be_quoted


def test_a_digest_quotes_three_teachers_at_most_and_each_once(world):
    for name in ("Ada", "Ben", "Cleo", "Dan"):
        thanks(world, is_answered(world, name), name, f"{name} is glad.")
    thanks(world, is_answered(world, "Dan"), "Dan", "Dan is glad again.")
    world.comes(FRIDAY, "14:00")
    assert now_quoted(world) == [[("Dan", "Dan is glad again."), ("Cleo", "Cleo is glad."), ("Ben", "Ben is glad.")]]


@pytest.mark.parametrize(("words", "says"), [("  ", "a word or two"), ("x" * 301, "under 300"), ("😀" * 151, "under")])
def test_no_words_and_too_many_are_refused_and_nothing_is_stored(world, words, says):
    request_id = is_answered(world)
    with pytest.raises(UserError, match=says) as refusal:
        thanks(world, request_id, words=words)
    assert refusal.value.about == "words"
    world.passes()
    assert world.heard("Lee", Thanked) == []
    assert not look_at_my_settings(world.store, world.act("Ada")).now.quotes_thanks


def test_an_answer_is_thanked_for_once(world):
    request_id = is_answered(world)
    thanks(world, request_id)
    with pytest.raises(UserError, match="already"):
        thanks(world, request_id, words="And again.")
    assert len(world.heard("Lee", Thanked)) == 1


@pytest.mark.parametrize("helped", [None, Helped.PARTLY, Helped.NOT_YET])
def test_thanks_are_for_what_helped(world, helped):
    request_id = is_answered(world, helped=helped)
    with pytest.raises(UserError, match="that the answer helped"):
        thanks(world, request_id)


def test_nobody_thanks_in_anothers_name(world):
    request_id = is_answered(world)
    with pytest.raises(UserError, match="person who asked"):
        thanks(world, request_id, "Ben")


def test_two_waiting_digests_are_one_with_the_thanks_of_both_weeks(world):
    thanks(world, is_answered(world))
    world.at(NEXT_MONDAY + timedelta(days=2))
    thanks(world, is_answered(world, "Ben"), "Ben", "A good film.")
    world.comes(NEXT_FRIDAY, "14:00")
    every = [one for each in now_quoted(world) for one in each]
    assert sorted(every) == [("Ada", WORDS), ("Ben", "A good film.")]


def test_thanks_after_school_reach_the_library_in_the_morning(world):
    request_id = is_answered(world)
    world.at(MONDAY, "20:00")
    thanks(world, request_id)
    assert world.heard("Lee", Thanked) == []
    world.comes(TUESDAY)
    assert len(world.heard("Lee", Thanked)) == 1
    assert world.at(WEDNESDAY).week().unexplained == ()
