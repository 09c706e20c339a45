"""Follow-ups: whom a morning's message speaks of, what sets a partner's clock anew, and who is left in peace."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from world import MONDAY, World

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.partner import Category
from handlers.add_partner import PartnerDraft, add_partner
from handlers.change_partner import change_partner
from handlers.finish import finish
from handlers.log_contact import log_contact
from handlers.messages import Nudge, PartnerLine
from handlers.put_off_partner import not_this_term, snooze_partner
from handlers.refer import refer
from handlers.retire_partner import retire_partner
from handlers.sending import Refused
from handlers.take_back_contact import take_back_contact
from handlers.whose_contact import ContactDraft
from store import partners
from tests.ledger.accounts import are_in_order

DAY = timedelta(days=1)
ADA = PartnerDraft("Ada", Category.TEACHER, person=("U0ADA", "Ada"), ideal_days=2, most_days=4)
TUE, WED, THU, FRI, MON_2, TUE_2, WED_2, THU_2, FRI_2 = (date(2026, 2, day) for day in (3, 4, 5, 6, 9, 10, 11, 12, 13))
TUE_3, WED_3 = date(2026, 2, 17), date(2026, 2, 18)
"""Monday the 16th is Presidents' Day."""


def knows(world: World, name: str = "Ada", **changed: object) -> UUID:
    changed |= {} if name == "Ada" else {"person": None}
    known = add_partner(world.store, world.act("Lee"), replace(ADA, name=name, **changed))
    assert known
    return known


def logs(world: World, name: str = "Ada", **more: object):
    return log_contact(world.store, world.act("Lee"), ContactDraft(name, what="bees", **more))


def lines(world: World, name: str = "Lee") -> dict[date, list[tuple[str, str]]]:
    """Day by day whom this librarian was told of, as it was when it was posted."""
    mornings = zip(world.nudged(name), world.heard(name, Nudge), strict=True)
    return {day: [(told(line), line.followed.standing.value) for line in each.partners] for day, each in mornings}


def told(line: PartnerLine) -> str:
    return line.followed.partner.name


def now_shown(world: World, name: str = "Lee") -> list[tuple[str, bool]]:
    """Who is in the newest message, and whether something came of it."""
    return [(told(each), each.is_settled) for each in world.now_shown(name, Nudge)[-1].partners]


def test_past_the_ideal_gap_they_are_worth_a_word_and_past_the_limit_overdue(any_world):
    knows(any_world)
    any_world.lives_through(MONDAY, date(2026, 2, 27))
    assert lines(any_world) == {
        THU: [("Ada", "worth a word")],
        THU_2: [("Ada", "overdue")],
        date(2026, 2, 20): [("Ada", "overdue")],
        date(2026, 2, 27): [("Ada", "overdue")],
    }
    are_in_order(any_world, MONDAY, MON_2, TUE_3)


def test_the_most_overdue_stands_first_although_somebody_new_has_the_first_turn(world):
    knows(world)
    knows(world, "Ben", ideal_days=7, most_days=20)
    world.lives_through(MONDAY, THU_2)
    assert lines(world)[THU_2] == [("Ada", "overdue"), ("Ben", "worth a word")]
    are_in_order(world, MONDAY, MON_2)


def is_answered(world: World, _: UUID) -> None:
    world.answers("Lee", world.asks("Ada"))


def is_logged(world: World, _: UUID) -> None:
    logs(world)


def has_a_promise_kept(world: World, partner_id: UUID) -> None:
    """The next step of a log, in which the log itself was taken back again: only the promise is contact."""
    step = logs(world, next_step="book carts", due_on=FRI)
    with world.store.writing(wakes=False) as db:
        partners.set_contact(db, world.school_id, partner_id, None)
    finish(world.store, world.act("Lee"), step.next_step.id)


def is_referred_to(world: World, partner_id: UUID) -> None:
    refer(world.store, world.act("Lee"), world.asks("Ben"), partner_id=partner_id, word=None)


def has_a_request_done(world: World, _: UUID) -> None:
    finish(world.store, world.act("Lee"), world.promises("Lee", world.asks("Ada"), FRI))


@pytest.mark.parametrize("contact", [is_answered, is_logged, has_a_promise_kept, is_referred_to, has_a_request_done])
def test_real_contact_of_any_kind_begins_the_clock_anew(world, contact):
    partner_id = knows(world)
    world.lives_through(MONDAY, WED)
    contact(world.at(WED, "16:30"), partner_id)
    world.passes()
    assert world.read(partners.get, partner_id).last_contact_on == WED
    world.lives_through(WED, WED_2)
    assert {day: each for day, each in lines(world).items() if each} == {MON_2: [("Ada", "worth a word")]}
    are_in_order(world, MONDAY, MON_2)


def test_asking_promising_and_being_asked_back_are_no_contact_yet(world):
    knows(world)
    world.promises("Lee", world.asks("Ada"), date(2026, 2, 27))
    world.comes(THU)
    assert lines(world) == {THU: [("Ada", "worth a word")]}


def test_contact_that_is_taken_back_never_was(world):
    partner_id = knows(world)
    world.lives_through(MONDAY, WED)
    logged = logs(world)
    world.at(WED, "16:30")
    take_back_contact(world.store, world.act("Lee"), logged.contact.id)
    assert world.read(partners.get, partner_id).last_contact_on is None
    world.lives_through(WED, FRI)
    assert lines(world) == {THU: [("Ada", "worth a word")]}
    are_in_order(world, MONDAY)


def test_a_contact_with_several_sets_the_clock_of_each(world):
    knows(world)
    knows(world, "Cai")
    world.at(WED)
    logs(world, "Ada and Cai")
    world.lives_through(WED, FRI)
    assert lines(world) == {}


# put off


@pytest.mark.parametrize(("deed", "back"), [(snooze_partner, THU_2), (not_this_term, date(2026, 3, 2))])
def test_whoever_is_put_off_is_left_in_peace_until_then_and_comes_back(world, deed, back):
    """Two weeks off from the 14th of February part the terms."""
    partner_id = knows(world)
    world.closes(date(2026, 2, 14), date(2026, 3, 1), "winter break")
    world.comes(THU)
    deed(world.store, world.act("Lee"), partner_id)
    world.passes()
    assert now_shown(world) == [("Ada", True)]
    world.lives_through(THU, back)
    assert lines(world) == {THU: [("Ada", "worth a word")], back: [("Ada", "overdue")]}
    are_in_order(world, MONDAY, back)


def test_whoever_is_spoken_to_is_settled_in_the_message_where_it_stands(world):
    knows(world)
    world.comes(THU)
    assert now_shown(world) == [("Ada", False)]
    logs(world.at(THU, "10:00"))
    world.passes()
    assert now_shown(world) == [("Ada", True)]


def test_a_list_whose_partners_were_all_spoken_to_first_is_not_sent(world):
    """At eight o’clock sharp, before the list goes out."""
    knows(world)
    world.lives_through(MONDAY, WED)
    world.at(THU, "08:00")
    logs(world)
    world.passes()
    assert lines(world) == {}
    (row,) = world.ledger(kind=NoticeKind.MORNING, person_id=world.person("Lee").id)
    assert row.reason == "everything in it was settled before it was sent"
    are_in_order(world.at(THU, "10:00"), MONDAY)


def test_whoever_is_retired_is_not_spoken_of_again(world):
    partner_id = knows(world)
    world.comes(THU)
    retire_partner(world.store, world.act("Kim"), partner_id)
    world.lives_through(THU, date(2026, 2, 20))
    assert lines(world) == {THU: [("Ada", "worth a word")]}
    assert now_shown(world) == [("Ada", True)]
    are_in_order(world, MONDAY, MON_2, TUE_3)


def test_other_days_between_contacts_count_from_the_next_morning_on(world):
    partner_id = knows(world)
    world.at(WED, "12:00")
    change_partner(world.store, world.act("Lee"), partner_id, replace(ADA, ideal_days=4, most_days=5))
    world.lives_through(WED, TUE_2)
    assert lines(world) == {MON_2: [("Ada", "worth a word")]}
    are_in_order(world, MONDAY, MON_2)


@pytest.mark.parametrize("deed", [snooze_partner, not_this_term])
def test_putting_off_is_the_librarians_and_needs_somebody_to_put_off(world, deed):
    partner_id = knows(world)
    for name in ("Ada", "Sam"):
        with pytest.raises(UserError, match="librarians"):
            deed(world.store, world.act(name), partner_id)
    with pytest.raises(UserError, match="cannot find that partner"):
        deed(world.store, world.act("Lee"), UUID(int=4))
    retire_partner(world.store, world.act("Lee"), partner_id)
    with pytest.raises(UserError, match="cannot find that partner"):
        deed(world.store, world.act("Lee"), partner_id)
    assert world.read(partners.get, partner_id).quiet_until is None


# many


def test_ten_at_once_come_three_a_morning_the_most_overdue_first_and_nobody_is_dropped(world):
    for number in range(10):
        knows(world, f"P{number}", ideal_days=1, most_days=1 + number % 5)
    world.lives_through(WED, FRI_2)
    each = lines(world)
    assert {day: len(told) for day, told in each.items()} == {
        WED: 3,
        THU: 3,
        FRI: 3,
        MON_2: 1,
        WED_2: 3,
        THU_2: 3,
        FRI_2: 3,
    }
    first = [name for day in (WED, THU, FRI, MON_2) for name, _ in each[day]]
    assert {*first} == {f"P{number}" for number in range(10)}, "everybody before anybody a second time"
    assert [*first[:2]] == ["P0", "P5"], "already overdue on Wednesday"
    assert [name for name, _ in each[WED_2]] == first[:3], "and then from the beginning"
    are_in_order(world, MONDAY, MON_2)


def test_both_librarians_read_the_same_lines_that_day(world):
    for number in range(7):
        knows(world, f"P{number}", ideal_days=1, most_days=3 + number)
    world.lives_through(MONDAY, date(2026, 2, 27))
    assert lines(world, "Lee") == lines(world, "Kim")
    assert all(len(told) <= 3 for told in lines(world).values())
    are_in_order(world, MONDAY, MON_2, TUE_3)


def test_also_when_one_of_them_could_not_be_reached_the_day_before(world):
    for number in range(5):
        knows(world, f"P{number}", ideal_days=1, most_days=3)
    world.platform.answers(Refused("channel_not_found"))
    world.comes(WED)
    world.comes(THU)
    assert sorted(lines(world, name).keys() == {WED, THU} for name in ("Lee", "Kim")) == [False, True]
    assert lines(world, "Lee")[THU] == lines(world, "Kim")[THU]
    are_in_order(world.at(THU, "10:00"), MONDAY)


def test_a_line_that_reached_nobody_is_told_the_next_morning(world):
    knows(world)
    world.leaves("Kim")
    world.lives_through(MONDAY, WED)
    world.platform.answers(Refused("channel_not_found"))
    world.lives_through(THU, FRI)
    assert lines(world) == {FRI: [("Ada", "worth a word")]}


def test_a_morning_that_was_missed_is_made_up_for_by_the_next(world):
    knows(world)
    world.comes(TUE, "16:30")
    world.comes_back(FRI, "08:00")
    assert lines(world) == {FRI: [("Ada", "worth a word")]}
    are_in_order(world.at(FRI, "10:00"), MONDAY)


def test_administrators_and_whoever_stands_in_for_a_librarian_are_spared_them(world):
    knows(world)
    world.leaves("Kim")
    world.leaves("Lee")
    world.lives_through(MONDAY, date(2026, 2, 13))
    assert [each for message in world.heard("Sam", Nudge) for each in message.partners] == []
    are_in_order(world, MONDAY, MON_2)
