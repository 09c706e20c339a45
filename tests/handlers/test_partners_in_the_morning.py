"""Follow-ups: whom a morning's message speaks of, what sets a partner's clock anew, and who is left in peace."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from world import MONDAY, World

from domain.answer import Helped
from domain.errors import UserError
from domain.follow_ups import Standing
from domain.notices import NoticeKind
from domain.partner import Category
from handlers.add_partner import PartnerDraft, add_partner
from handlers.change_partner import change_partner
from handlers.finish import finish
from handlers.log_contact import log_contact
from handlers.messages import Answered, Nudge, PartnerLine
from handlers.put_off_partner import not_this_term, snooze_partner
from handlers.refer import refer
from handlers.retire_partner import retire_partner
from handlers.sending import Refused
from handlers.take_back_contact import take_back_contact
from handlers.whose_contact import ContactDraft
from store import commitments, partners
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


def is_answered(world: World, _: UUID) -> None:
    world.answers("Lee", world.asks("Ada"))


def is_logged(world: World, _: UUID) -> None:
    logs(world)


def has_a_promise_kept(world: World, partner_id: UUID) -> None:
    step = world.read(commitments.open_of, world.person("Lee").id)
    assert [each.partner_id for each in step] == [partner_id]
    finish(world.store, world.act("Lee"), step[0].id)


def is_referred_to(world: World, partner_id: UUID) -> None:
    refer(world.store, world.act("Lee"), world.asks("Ben"), partner_id=partner_id, word=None)


def says_it_helped(world: World, _: UUID) -> None:
    """Of a request that was promised: Done answers it."""
    request_id = world.asks("Ada")
    finish(world.store, world.act("Lee"), world.promises("Lee", request_id, world.now.date()))
    world.passes()
    world.judges("Ada", request_id, Helped.YES, world.heard("Ada", Answered)[-1].answer.id)


CONTACTS = [is_answered, is_logged, has_a_promise_kept, is_referred_to, says_it_helped]


@pytest.mark.parametrize("contact", CONTACTS)
def test_real_contact_of_any_kind_begins_the_clock_anew(any_world, contact):
    partner_id = knows(any_world)
    logs(any_world, next_step="book carts", due_on=WED)
    any_world.lives_through(MONDAY, WED)
    any_world.at(WED, "15:00")
    contact(any_world, partner_id)
    for step in any_world.read(commitments.open_of, any_world.person("Lee").id):
        any_world.at(WED, "15:01")
        finish(any_world.store, any_world.act("Lee"), step.id)
    any_world.passes()
    assert any_world.read(partners.get, partner_id).last_contact_on == WED
    any_world.lives_through(WED, TUE_2)
    assert {day: each for day, each in lines(any_world).items() if each} == {TUE_2: [("Ada", "worth a word")]} | {
        day: each for day, each in lines(any_world).items() if each and day != TUE_2 and False
    }
    are_in_order(any_world, MONDAY, MON_2)
