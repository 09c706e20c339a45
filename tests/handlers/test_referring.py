"""Lee refers Ada to a partner; five school days later she is asked whether they helped."""

from datetime import date

import pytest
import sqlalchemy as sa
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.answer import Helped
from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.notices import NoticeKind, NoticeState
from domain.partner import Approach, Category
from domain.request import RequestState, Source
from handlers import follow_up
from handlers.add_partner import PartnerDraft, add_partner
from handlers.digest import figures_of
from handlers.follow_up import follow_up_one
from handlers.messages import Card, DidTheyHelp, Receipt, Referred
from handlers.mine import mine
from handlers.own_request import live_request
from handlers.partner_map import look_at_map
from handlers.refer import look_before_referring, refer
from handlers.say_they_helped import say_they_helped
from store import partners, referrals, requests
from store.tables import events, notices
from store.tables import referrals as referred_rows
from store.types import new_id

MUSEUM = PartnerDraft(
    "County Museum",
    Category.NATIONAL,
    contact="Grace Hopper",
    offers="Handling boxes",
    reach="schools@museum.example",
)
TEN = date(2026, 2, 10)


def museum(world: World, draft: PartnerDraft = MUSEUM):
    return add_partner(world.store, world.act("Lee"), draft)


def refers(world: World, name: str, request_id, partner_id, word: str | None = "Ask for the Dust Bowl box."):
    refer(world.store, world.act(name), request_id, partner_id=partner_id, word=word)
    return world.read(referrals.last_for, request_id)


def referred(world: World, name: str = "Ada"):
    """(request id, referral) of a request that Lee has referred to the museum."""
    request_id = world.asks(name)
    world.passes()
    referral = refers(world, "Lee", request_id, museum(world))
    world.passes()
    return request_id, referral


def says(world: World, name: str, request_id, referral, helped: Helped) -> None:
    say_they_helped(world.store, world.act(name), request_id, referral.id, helped)


def unexplained(world: World) -> list[str]:
    """Receipts aside: these people did not type the commands that need none."""
    return [each.once_key for each in world.week().unexplained if not each.once_key.startswith("receipt:")]


# referring


def test_ada_is_told_once_who_they_are_what_they_offer_and_how_to_reach_them(any_world):
    world = any_world
    request_id = world.asks("Ada")
    partner_id, act = museum(world), world.act("Lee")
    for _ in range(2):
        refer(world.store, act, request_id, partner_id=partner_id, word=" Ask for the Dust Bowl box. ")
    world.passes()
    told = world.the("Ada", Referred)
    assert (told.partner.name, told.partner.offers, told.partner.reach) == (
        "County Museum",
        "Handling boxes",
        "schools@museum.example",
    )
    assert (told.referral.librarian, told.referral.note, told.person) == ("Lee", "Ask for the Dust Bowl box.", None)
    assert world.request(request_id).state is RequestState.REFERRED
    assert unexplained(world) == []


def test_a_partner_in_the_workspace_is_named(world):
    partner_id = museum(world, PartnerDraft("", Category.CURRICULUM_LEADERS, person=("U0BEN", "Ben")))
    refers(world, "Lee", world.asks("Ada"), partner_id, None)
    world.passes()
    assert world.the("Ada", Referred).person == "Ben"
    assert world.told("Ben") == [], "nobody else learns of it"


def test_the_cards_and_the_receipt_say_how_it_ended_and_nobody_is_asked_for_it_any_more(world):
    request_id = world.asks("Ada", source=Source.FORM)
    world.passes()
    refers(world, "Lee", request_id, museum(world))
    world.passes()
    for name in ("Lee", "Kim"):
        (card,) = world.now_shown(name, Card)
        assert card.story.request.state is RequestState.REFERRED
        assert card.story.referral.partner == "County Museum"
    (receipt,) = world.now_shown("Ada", Receipt)
    assert receipt.story.request.state is RequestState.REFERRED
    assert mine(world.store, world.act("Ada")) == ()
    world.comes(TUESDAY)
    assert world.nudged("Lee") == []
    with world.store.reading() as db:
        assert figures_of(db, world.school(), world.now).waiting == 0


def test_the_partners_clock_begins_anew(any_world):
    world = any_world
    partner_id = museum(world)
    world.at(WEDNESDAY)
    refers(world, "Lee", world.asks("Ada"), partner_id)
    assert world.read(partners.get, partner_id).last_contact_on == WEDNESDAY


def test_a_promise_ends_as_released_and_ada_hears_of_it_by_the_referral_alone(any_world):
    world = any_world
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, WEDNESDAY)
    world.passes()
    refers(world, "Lee", request_id, museum(world))
    world.passes()
    assert world.commitment(request_id).state is CommitmentState.RELEASED
    assert world.told("Ada") == ["Promised", "Referred"]
    world.lives_through(TUESDAY, THURSDAY)
    assert world.nudged("Lee") == [], "what is referred is not chased any more"
    assert unexplained(world) == []


def test_a_colleagues_promise_is_theirs_to_refer(world):
    request_id = world.asks("Ada")
    world.promises("Kim", request_id, WEDNESDAY)
    with pytest.raises(UserError, match="Kim has promised this one"):
        refers(world, "Lee", request_id, museum(world))
    assert world.commitment(request_id).is_open
    assert world.read(referrals.last_for, request_id) is None


@pytest.mark.parametrize("name", ["Ada", "Ben", "Sam"])
def test_only_librarians_refer(world, name):
    request_id, partner_id = world.asks("Ada"), museum(world)
    with pytest.raises(UserError, match="librarians"):
        refers(world, name, request_id, partner_id)
    with pytest.raises(UserError, match="librarians"):
        look_before_referring(world.store, world.act(name), request_id)


@pytest.mark.parametrize(
    ("partner", "word", "about"),
    [
        (None, None, "partner"),
        ("unknown", None, "partner"),
        ("retired", None, "partner"),
        ("museum", "x" * 501, "word"),
    ],
)
def test_what_cannot_be_referred_is_said_under_its_field_and_nothing_is_kept(any_world, partner, word, about):
    world, request_id = any_world, any_world.asks("Ada")
    partner_id = {None: None, "unknown": new_id()}[partner] if partner in {None, "unknown"} else museum(world)
    if partner == "retired":
        with world.store.writing() as db:
            partners.retire(db, world.school_id, partner_id, MONDAY)
    with pytest.raises(UserError) as refused:
        refers(world, "Lee", request_id, partner_id, word)
    assert refused.value.about == about
    assert world.request(request_id).state is RequestState.OPEN
    assert world.owed("Ada")[NoticeKind.REFERRED] == 0


def test_ada_is_not_referred_to_herself(world):
    partner_id = museum(world, PartnerDraft("", Category.TEACHER, person=("U0ADA", "Ada")))
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="library-partner add"):
        look_before_referring(world.store, world.act("Lee"), request_id)
    with pytest.raises(UserError, match="the one who asked"):
        refers(world, "Lee", request_id, partner_id)


def offered(world: World, request_id) -> list[str]:
    return [each.name for each in look_before_referring(world.store, world.act("Lee"), request_id).partners]


def test_a_teacher_who_has_left_is_nobody_to_refer_to_or_to_approach(world):
    draft = PartnerDraft("Ben", Category.TEACHER, person=("U0BEN", "Ben"), approach=Approach.INNOVATOR)
    partner_id = add_partner(world.store, world.act("Lee"), draft)
    museum(world)
    request_id = world.asks("Ada")
    assert "Ben" in [each.name for each in look_before_referring(world.store, world.act("Lee"), request_id).partners]
    world.leaves("Ben")
    assert "Ben" not in [
        each.name for each in look_before_referring(world.store, world.act("Lee"), request_id).partners
    ]
    with pytest.raises(UserError, match="Ben has left the school"):
        refers(world, "Lee", request_id, partner_id)
    shown, _ = look_at_map(world.store, world.act("Lee"))
    assert "Ben" in [each.partner.name for each in shown.partners], "until a librarian retires them"
    assert "Ben" not in [each.partner.name for _, those in shown.approach for each in those]


def test_a_group_goes_on_when_whoever_stood_for_it_has_left(world):
    club = PartnerDraft("Chess club", Category.CLUBS, person=("U0BEN", "Ben"))
    partner_id = add_partner(world.store, world.act("Lee"), club)
    world.leaves("Ben")
    refers(world, "Lee", world.asks("Ada"), partner_id)
    world.passes()
    assert world.heard("Ada", Referred)[-1].person is None


def test_a_referral_made_in_the_evening_reaches_ada_in_the_morning(world):
    request_id = world.at(MONDAY, "19:00").asks("Ada")
    refers(world, "Lee", request_id, museum(world))
    world.passes()
    assert world.told("Ada") == []
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Referred"]


def test_what_is_referred_cannot_be_referred_again(world):
    request_id, _ = referred(world)
    with pytest.raises(UserError, match="referred already"), world.store.reading() as db:
        live_request(db, world.school_id, request_id)


# following up


def test_after_five_school_days_ada_is_asked_once_whether_they_helped(any_world):
    world = any_world
    _, referral = referred(world)
    assert referral.follow_up_on == NEXT_MONDAY
    world.lives_through(TUESDAY, FRIDAY)
    assert world.told("Ada") == ["Referred"]
    world.lives_through(FRIDAY, TEN)
    asked = world.the("Ada", DidTheyHelp)
    assert (asked.referral.partner, asked.referral.helped) == ("County Museum", None)
    (row,) = world.ledger(kind=NoticeKind.DID_THEY_HELP)
    assert row.owed_at == row.sent_at == moment(NEXT_MONDAY, "08:00")
    assert unexplained(world) == []


def test_a_notice_of_it_that_is_lost_is_unexplained(world):
    referred(world)
    world.comes(NEXT_MONDAY)
    world.at(NEXT_MONDAY, "09:00")
    assert world.line(NoticeKind.DID_THEY_HELP).unexplained == 0
    with world.store.writing() as db:
        db.execute(notices.delete().where(notices.c.kind == NoticeKind.DID_THEY_HELP))
    assert world.line(NoticeKind.DID_THEY_HELP).unexplained == 1


def test_a_snow_day_moves_it(any_world):
    world = any_world
    request_id, _ = referred(world)
    world.at(WEDNESDAY)
    world.closes(THURSDAY, FRIDAY)
    assert world.read(referrals.last_for, request_id).follow_up_on == date(2026, 2, 11)
    world.lives_through(WEDNESDAY, date(2026, 2, 12))
    assert [row.sent_at for row in world.ledger(kind=NoticeKind.DID_THEY_HELP)] == [moment(date(2026, 2, 11), "08:00")]
    assert unexplained(world) == []


def test_a_snow_day_on_its_own_day_called_before_the_opening_moves_it(world):
    referred(world)
    world.at(NEXT_MONDAY, "06:00").closes(NEXT_MONDAY, NEXT_MONDAY)
    world.comes(NEXT_MONDAY, "10:00")
    assert world.heard("Ada", DidTheyHelp) == []
    world.comes(TEN)
    assert len(world.heard("Ada", DidTheyHelp)) == 1


def test_a_snow_day_called_at_ten_leaves_what_has_gone_out(world):
    referred(world)
    world.comes(NEXT_MONDAY)
    world.at(NEXT_MONDAY, "10:00").closes(NEXT_MONDAY, NEXT_MONDAY)
    world.lives_through(NEXT_MONDAY, date(2026, 2, 12))
    assert len(world.heard("Ada", DidTheyHelp)) == 1
    assert unexplained(world) == []


def test_a_bot_that_was_away_asks_late_and_says_by_how_much(world):
    referred(world)
    world.comes_back(TEN, "09:00")
    (row,) = world.ledger(kind=NoticeKind.DID_THEY_HELP)
    assert (row.owed_at, row.sent_at) == (moment(NEXT_MONDAY, "08:00"), moment(TEN, "09:00"))


def test_whoever_has_left_is_not_asked(world):
    referred(world)
    world.leaves("Ada")
    world.comes(NEXT_MONDAY)
    assert world.ledger(kind=NoticeKind.DID_THEY_HELP) == []
    assert unexplained(world) == []


def test_one_that_was_settled_in_another_way_is_not_followed_up(world):
    request_id, _ = referred(world)
    with world.store.writing() as db:
        requests.change(db, world.school_id, request_id, only_if=(RequestState.REFERRED,), state=RequestState.WITHDRAWN)
    world.comes(NEXT_MONDAY)
    assert world.heard("Ada", DidTheyHelp) == []
    assert not follow_up_one(world.store, world.school_id, world.now)


def test_one_that_cannot_be_followed_up_stops_nobody_else(world, monkeypatch):
    _, bad = referred(world)
    request_id = world.asks("Ben")
    good = refers(world, "Lee", request_id, bad.partner_id)
    work = follow_up._follow_up

    def stumbles(db, school, referral, now):
        if referral.id == bad.id:
            raise RuntimeError
        work(db, school, referral, now)

    monkeypatch.setattr(follow_up, "_follow_up", stumbles)
    world.at(NEXT_MONDAY, "08:00")
    with pytest.raises(RuntimeError):
        follow_up_one(world.store, world.school_id, world.now)
    assert follow_up_one(world.store, world.school_id, world.now)
    assert world.read(referrals.find, good.id).followed_up_at
    assert world.read(referrals.find, bad.id).follow_up_on == TEN


# did they help?


@pytest.mark.parametrize("helped", [Helped.YES, Helped.PARTLY])
def test_it_shows_on_the_cards_that_they_helped(any_world, helped):
    world = any_world
    request_id, referral = referred(world)
    world.comes(NEXT_MONDAY)
    says(world, "Ada", request_id, referral, helped)
    world.passes()
    (card,) = world.now_shown("Lee", Card)
    (asked,) = world.now_shown("Ada", DidTheyHelp)
    assert card.story.referral.helped is asked.referral.helped is helped
    assert world.request(request_id).state is RequestState.REFERRED


def test_not_yet_opens_it_again_with_a_new_card(any_world):
    world = any_world
    request_id, referral = referred(world)
    world.comes(NEXT_MONDAY)
    says(world, "Ada", request_id, referral, Helped.NOT_YET)
    world.passes()
    assert world.request(request_id).state is RequestState.OPEN
    assert world.told("Lee").count("Card") == world.told("Kim").count("Card") == 2
    assert unexplained(world) == []
    world.comes(TEN)
    assert world.nudged("Lee") == [TEN], "it is waiting for somebody again"


def test_a_second_referral_is_followed_up_on_its_own(world):
    request_id, first = referred(world)
    world.comes(NEXT_MONDAY)
    says(world, "Ada", request_id, first, Helped.NOT_YET)
    refers(world, "Lee", request_id, first.partner_id)
    world.lives_through(NEXT_MONDAY, date(2026, 2, 18))
    assert len(world.heard("Ada", DidTheyHelp)) == 2
    assert unexplained(world) == []


def test_her_word_counts_once_and_only_hers(world):
    request_id, referral = referred(world)
    world.comes(NEXT_MONDAY)
    with pytest.raises(UserError, match="Only the person who asked"):
        says(world, "Ben", request_id, referral, Helped.YES)
    says(world, "Ada", request_id, referral, Helped.YES)
    with pytest.raises(UserError, match="“yes” already"):
        says(world, "Ada", request_id, referral, Helped.NOT_YET)
    with pytest.raises(UserError, match="cannot find that referral"):
        say_they_helped(world.store, world.act("Ada"), request_id, new_id(), Helped.YES)


def test_a_message_of_it_that_was_too_late_is_cancelled_with_its_reason(world):
    request_id = world.at(MONDAY, "19:00").asks("Ada")
    refers(world, "Lee", request_id, museum(world))
    with world.store.writing() as db:
        requests.change(db, world.school_id, request_id, only_if=(RequestState.REFERRED,), state=RequestState.WITHDRAWN)
    world.comes(TUESDAY)
    (row,) = world.ledger(kind=NoticeKind.REFERRED)
    assert (row.state, row.reason) == (NoticeState.CANCELLED, "the request was withdrawn before this was sent")


def test_the_events_tell_what_happened(world):
    _, referral = referred(world)
    world.comes(NEXT_MONDAY)
    with world.store.reading() as db:
        kinds = [row.kind for row in db.execute(sa.select(events).where(events.c.detail == str(referral.id)))]
        assert [kind.value for kind in kinds] == ["referred", "asked whether they helped"]
        assert db.execute(sa.select(referred_rows.c.followed_up_at)).scalar_one() == moment(NEXT_MONDAY, "08:00")
