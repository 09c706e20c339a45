"""A page for the board is made of what the digests told: nothing of one person, and nothing to be subtracted."""

from dataclasses import fields, is_dataclass
from datetime import timedelta

from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, World

from domain.collaboration import Level
from domain.commitment import Share
from domain.counted import REST, Counted
from domain.request import HelpKind
from handlers.board_page import board_page_of_term
from handlers.finish import finish
from handlers.log_contact import log_contact
from handlers.messages import BoardPage, Digest
from handlers.promise import promise
from handlers.whose_contact import ContactDraft

NEXT_FRIDAY = FRIDAY + timedelta(weeks=1)


def page(world: World) -> BoardPage:
    return board_page_of_term(world.store, world.school_id, world.now.date(), world.now)


def is_helped(world: World, name: str, due_on) -> None:
    request_id = world.asks(name, f"books {len(world.ledger())}", kind=HelpKind.COMPLEX_CONCEPT)
    promise(world.store, world.act("Lee"), request_id, doing="a box", share=Share.TECHNOLOGY, due_on=due_on)
    finish(world.store, world.act("Lee"), world.commitment(request_id).id)
    draft = ContactDraft(None, ((f"U0{name.upper()}", name),), f"talk {len(world.ledger())}", level=Level.COOPERATION)
    log_contact(world.store, world.act("Lee"), draft)


def words_in(value: object) -> str:
    if is_dataclass(value):
        return " ".join(words_in(getattr(value, each.name)) for each in fields(value))
    return " ".join(words_in(each) for each in value) if isinstance(value, tuple) else str(value)


def test_a_term_is_the_sum_of_its_digests_and_of_nothing_since(any_world):
    world = any_world.at(MONDAY)
    for name in ("Ada", "Ben", "Cleo"):
        is_helped(world, name, TUESDAY)
    world.comes(FRIDAY, "14:00")
    world.at(NEXT_MONDAY)
    for _ in range(4):
        is_helped(world, "Ada", NEXT_FRIDAY)
    before = page(world)
    world.comes(NEXT_FRIDAY, "14:00")
    after = page(world)
    digests = [each.figures for each in world.heard("Sam", Digest)]
    assert before.told
    assert after.told
    assert (before.told.kept, after.told.kept) == (3, 7)
    assert before.told.by_kind == before.told.last.by_kind == (Counted("complex concept", 3),)
    assert after.told.by_kind == (Counted("complex concept", 3), Counted(REST, None))
    assert after.told.by_share == (Counted("technology", 3), Counted(REST, None))
    assert [each.last for each in after.told.weeks] == [each.last for each in digests]
    assert [(each.what, each.count) for each in after.told.last.levels] == [("cooperation", 3)]


def test_it_holds_no_name_and_nothing_that_somebody_wrote(world):
    for name in ("Ada", "Ben", "Cleo"):
        is_helped(world, name, TUESDAY)
    world.comes(FRIDAY, "14:00")
    told = words_in(page(world))
    for each in ("Ada", "Ben", "Cleo", "Lee", "books", "talk", "a box"):
        assert each not in told


def test_before_the_first_digest_there_are_totals_of_promises_alone(world):
    is_helped(world, "Ada", TUESDAY)
    found = page(world)
    assert found.told is None
    assert found.so_far
    assert (found.so_far.kept, found.so_far.by_kind, found.so_far.levels) == (1, (), ())
    assert found.next_digest_at


def test_another_term_is_told_by_its_own_digests(world):
    is_helped(world, "Ada", TUESDAY)
    world.comes(FRIDAY, "14:00")
    long_ago = board_page_of_term(world.store, world.school_id, FRIDAY - timedelta(days=120), world.now)
    assert long_ago.told is None
    assert long_ago.is_over
    assert long_ago.next_digest_at is None
    assert long_ago.so_far
    assert long_ago.so_far.kept == 0
