"""Librarians and administrators, chosen in Settings: everybody hears of it once, and no promise is left to nobody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from domain.notices import NoticeKind, NoticeState
from handlers.answer import answer
from handlers.messages import Left, News
from handlers.set_people import MOST_LIBRARIANS, Newcomer, Roles, look_at_people, set_people
from handlers.take_over import take_over
from store import people

ADA, BEN, PAT = Newcomer("U0ADA", "Ada"), Newcomer("U0BEN", "Ben"), Newcomer("U0PAT", "Pat")


def comes(*who: Newcomer) -> Roles:
    return Roles(comes=who)


def goes(*names: str) -> Roles:
    return Roles(goes=frozenset(f"U0{name.upper()}" for name in names))


def sets(world: World, librarians: Roles = Roles(), administrators: Roles = Roles(), by: str = "Lee") -> None:  # noqa: B008
    set_people(world.store, world.act(by), librarians, administrators)


def roles(world: World) -> tuple[set[str], set[str]]:
    librarians, administrators = look_at_people(world.store, world.act("Lee"))
    return {each.name for each in librarians}, {each.name for each in administrators}


def news(world: World, name: str) -> str:
    return " ".join(line for said in world.heard(name, News) for line in said.lines)


def test_a_new_librarian_is_welcomed_and_has_the_next_mornings_list(any_world):
    world = any_world
    world.asks("Ada")
    sets(world, comes(PAT))
    world.passes()
    assert "Welcome to the library! Lee has made you one of its librarians" in news(world, "Pat")
    assert len(world.heard("Pat", News)) == 1
    world.comes(TUESDAY)
    assert world.nudged("Pat") == [TUESDAY]
    assert world.week(MONDAY).unexplained == ()


def test_a_new_administrator_is_told_and_gets_the_next_digest_and_a_former_one_does_not(any_world):
    world = any_world
    sets(world, administrators=Roles((PAT,), frozenset({"U0SAM"})))
    world.comes(FRIDAY, "14:01")
    assert "weekly digest: one message, with a picture, on Fridays at 2:00 PM" in news(world, "Pat")
    assert "no longer comes to you" in news(world, "Sam")
    assert world.told("Pat") == ["News", "Digest"]
    assert world.told("Sam") == ["News"]
    assert world.week(MONDAY).unexplained == ()


def test_a_digest_that_was_due_before_the_change_goes_to_whoever_read_it_then(world):
    world.comes(FRIDAY, "13:59")
    world.at(FRIDAY, "14:01")
    sets(world, administrators=Roles((PAT,), frozenset({"U0SAM"})))
    world.passes()
    states = {notice.person_id: notice.state for notice in world.ledger(kind=NoticeKind.DIGEST)}
    assert states == {world.person("Sam").id: NoticeState.CANCELLED}
    assert world.week(MONDAY).unexplained == ()


def test_what_a_former_librarian_promised_is_offered_to_the_others(any_world):
    world = any_world
    request_id = world.asks("Ada", "books on bees")
    world.promises("Kim", request_id, THURSDAY)
    world.passes()
    sets(world, goes("Kim"))
    world.passes()
    offered = world.the("Lee", Left)
    assert offered.is_still_there
    assert [line.commitment.owner for line in offered.promises] == ["Kim"]
    assert "offered to your colleagues" in news(world, "Kim")
    world.comes(TUESDAY)
    assert (world.nudged("Lee"), world.nudged("Kim")) == ([TUESDAY], [])
    take_over(world.store, world.act("Lee"), world.commitment(request_id).id)
    world.lives_through(TUESDAY, FRIDAY)
    assert world.nudged("Kim") == []
    assert "TakenOver" in world.told("Ada")
    assert world.week(MONDAY).unexplained == ()


def test_a_former_librarian_may_do_nothing_of_a_librarians_any_more(world):
    request_id = world.asks("Ada")
    world.passes()
    sets(world, goes("Kim"))
    with pytest.raises(UserError, match="librarians"):
        answer(world.store, world.act("Kim"), request_id, resources="The Bee Book", note=None)
    with pytest.raises(UserError, match="librarians"):
        sets(world, goes("Lee"), by="Kim")


def test_nothing_that_waited_for_a_former_librarian_goes_out(world):
    world.at(MONDAY, "17:00")
    world.asks("Ada")
    sets(world, goes("Kim"))
    world.comes(TUESDAY)
    assert "Card" not in world.told("Kim")
    assert "Card" in world.told("Lee")
    assert world.week(MONDAY).unexplained == ()


def test_whoever_comes_back_has_her_promises_again(world):
    request_id = world.asks("Ada")
    world.promises("Kim", request_id, THURSDAY)
    sets(world, goes("Kim"))
    world.comes(TUESDAY, "10:00")
    sets(world, comes(Newcomer("U0KIM", "Kim")))
    assert not world.commitment(request_id).is_left_behind
    world.lives_through(WEDNESDAY, FRIDAY)
    assert world.nudged("Kim") == [WEDNESDAY, THURSDAY, FRIDAY]
    assert world.week(MONDAY).unexplained == ()


def test_she_may_leave_it_to_a_colleague_and_is_not_told_what_she_has_just_done(world):
    sets(world, goes("Lee"))
    world.passes()
    with world.store.reading() as db:
        assert [each.name for each in people.librarians(db, world.school_id)] == ["Kim"]
    assert news(world, "Lee") == ""


def test_in_one_go_one_comes_and_another_leaves_what_she_promised_to_both(world):
    world.promises("Kim", world.asks("Ada"), THURSDAY)
    sets(world, Roles((PAT,), frozenset({"U0KIM"})))
    world.passes()
    assert len(world.heard("Lee", Left)) == len(world.heard("Pat", Left)) == 1
    assert world.week(MONDAY).unexplained == ()


@pytest.mark.parametrize("who", [("Lee", "Kim"), ("Kim", "Lee", "Nobody")])
def test_one_librarian_has_to_stay_and_otherwise_nothing_is_changed(world, who):
    before = roles(world)
    with pytest.raises(UserError, match="At least one librarian") as refusal:
        sets(world, goes(*who), comes(PAT))
    assert refusal.value.about == "librarians"
    assert roles(world) == before
    assert world.person("Pat") is None


def test_more_than_any_school_has_are_refused(world):
    crowd = tuple(Newcomer(f"U0{number:04}", f"Person {number}") for number in range(MOST_LIBRARIANS))
    with pytest.raises(UserError, match="at most 20"):
        sets(world, comes(*crowd))
    assert roles(world) == ({"Lee", "Kim"}, {"Sam"})


def test_two_librarians_who_save_one_after_the_other_undo_nothing_of_each_other(world):
    """Each form says who came and who went, by what it showed; not who is there."""
    sets(world, comes(PAT))
    sets(world, goes("Kim"), comes(BEN), by="Kim")
    assert roles(world) == ({"Lee", "Pat"}, {"Sam", "Ben"})
    sets(world, comes(PAT), administrators=goes("Nobody"))
    assert roles(world) == ({"Lee", "Pat"}, {"Sam", "Ben"})


def test_a_form_that_is_delivered_twice_counts_once(world):
    act = world.act("Lee", "form:V1")
    for _ in range(2):
        set_people(world.store, act, comes(PAT), Roles())
    world.passes()
    assert world.told("Pat") == ["News"]


def test_whoever_had_left_and_is_chosen_is_there_again(world):
    world.leaves("Kim")
    world.comes(TUESDAY, "09:00")
    sets(world, comes(Newcomer("U0KIM", "Kim")))
    assert roles(world)[0] == {"Lee", "Kim"}
    world.comes(WEDNESDAY, "09:00")
    assert world.week(MONDAY).unexplained == ()


def test_the_environment_gives_nobody_a_role_back_that_a_librarian_has_taken(world):
    sets(world, administrators=goes("Sam"))
    world.comes_back(NEXT_MONDAY, "09:00")
    assert roles(world) == ({"Lee", "Kim"}, set())


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_it_is_the_librarians_to_say(world, name):
    with pytest.raises(UserError, match="librarians"):
        look_at_people(world.store, world.act(name))
    with pytest.raises(UserError, match="librarians"):
        sets(world, comes(ADA), by=name)
    assert roles(world) == ({"Lee", "Kim"}, {"Sam"})


def test_of_two_who_take_each_other_out_at_once_one_stays(any_world):
    def one(by: str, who: str) -> bool:
        try:
            sets(any_world, goes(who), by=by)
        except UserError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(one, ("Lee", "Kim"), ("Kim", "Lee")))
    assert sorted(done) == [False, True]
    with any_world.store.reading() as db:
        assert len(people.librarians(db, any_world.school_id)) == 1
