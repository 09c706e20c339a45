"""What the morning says of next steps, and when the week's proposal begins."""

from world import MONDAY, NEXT_MONDAY, TUESDAY, World, moment

from handlers.log_contact import log_contact
from handlers.messages import Nudge
from handlers.whose_contact import ContactDraft
from store import acquaintances, schools


def agrees_on_book_carts(world: World) -> None:
    draft = ContactDraft("", (("U0ADA", "Ada"),), "the inquiry unit", next_step="book carts", due_on=TUESDAY)
    log_contact(world.store, world.act("Lee"), draft)


def the_list(world: World) -> Nudge:
    return [said for said in world.messages("Lee") if isinstance(said, Nudge)][-1]


def test_a_next_step_says_with_whom_it_was_agreed(world):
    agrees_on_book_carts(world)
    world.comes(TUESDAY)
    (line,) = the_list(world).promises
    assert (line.commitment.doing, line.agreed_with) == ("book carts", "Ada")


def test_whoever_joins_in_the_middle_of_a_week_begins_with_the_next_one(sqlite_store):
    world = World(sqlite_store, now=moment(MONDAY), proposes=True)
    agrees_on_book_carts(world)
    world.comes(TUESDAY)
    assert the_list(world).proposed is None
    world.comes(NEXT_MONDAY)
    assert the_list(world).proposed is not None


def test_nobody_is_reached_out_to_while_a_next_step_with_them_is_overdue(world):
    agrees_on_book_carts(world)
    with world.store.reading() as db:
        school = schools.get(db, world.school_id)
        assert acquaintances.with_overdue_promises(db, school, TUESDAY) == frozenset()
        assert acquaintances.with_overdue_promises(db, school, NEXT_MONDAY) == {world.person("Ada").id}
