"""Lee adds, changes and retires partners; what is refused leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.collaboration import Benefit, Level, Served
from domain.errors import UserError
from domain.follow_ups import Standing
from domain.history import Event, EventKind
from domain.partner import Approach, Category, Gaps, Side
from handlers.add_partner import PartnerDraft, add_partner, look_before_adding
from handlers.change_partner import change_partner, look_before_changing
from handlers.finish import finish
from handlers.log_contact import log_contact
from handlers.look_at_partner import PartnerPage, look_at_partner
from handlers.look_at_partners import Search, look_at_partners, look_for_one
from handlers.partner_map import look_at_map
from handlers.retire_partner import retire_partner
from handlers.whose_contact import ContactDraft
from store import history, partners
from store.session import StoreGoneError
from store.tables import contacts, gains, objectives
from store.tables import partners as partner_rows
from store.types import new_id
from tests.ledger.accounts import are_in_order

RIVERSIDE = PartnerDraft(
    "Riverside Library",
    Category.PUBLIC_LIBRARIES,
    contact="Mrs Okafor",
    offers="Story hour",
    reach="555 0100",
    approach=Approach.INNOVATOR,
)
DAY = timedelta(days=1)


def adds(world: World, draft: PartnerDraft = RIVERSIDE, by: str = "Lee", **changed: object) -> UUID:
    added = add_partner(world.store, world.act(by, f"form:{next(world.keys)}"), replace(draft, **changed))
    assert added
    return added


def page(world: World, partner_id: UUID) -> PartnerPage:
    return look_at_partner(world.store, world.act("Lee"), partner_id)


def found(world: World, words: str = "", **search: object) -> list[str]:
    looked = look_at_partners(world.store, world.act("Lee"), Search(words, **search))
    return [each.partner.name for each in looked.found]


def events(world: World, kind: EventKind) -> list[Event]:
    return [each for each in world.read(history.read).events if each.kind is kind]


def logs(world: World, with_whom: str, partner_id: UUID | None = None, **columns: object) -> UUID:
    contact_id = new_id()
    with world.store.writing() as db:
        db.execute(
            contacts.insert().values(
                id=contact_id,
                school_id=world.school_id,
                with_whom=with_whom,
                partner_id=partner_id,
                logged_by=world.person("Lee").id,
                logged_at=world.now,
                **({"on": MONDAY, "what": "book carts", "minutes": 10} | columns),
            )
        )
        for benefit, served in ((Benefit.SHARED, Served.LIBRARY), (Benefit.PROFILE, Served.PARTNER)):
            db.execute(
                gains.insert().values(school_id=world.school_id, contact_id=contact_id, benefit=benefit, served=served)
            )
    return contact_id


def plans(world: World, title: str = "Every Year 7 class visits") -> UUID:
    objective_id = new_id()
    with world.store.writing() as db:
        db.execute(
            objectives.insert().values(
                id=objective_id,
                school_id=world.school_id,
                year=2025,
                title=title,
                aim="literacy",
                measure="visits",
                target="12",
                made_at=world.now,
            )
        )
    return objective_id


class TestAdding:
    def test_everything_that_was_filled_in_is_on_the_page(self, any_world):
        objective_id = plans(any_world)
        partner_id = adds(any_world, person=("U0ADA", "Ada"), objective_id=objective_id, ideal_days=7, most_days=14)
        shown = page(any_world, partner_id)
        partner = shown.followed.partner
        assert (partner.name, partner.category, partner.side) == (
            "Riverside Library",
            Category.PUBLIC_LIBRARIES,
            Side.OUTSIDE,
        )
        assert (partner.contact, partner.offers, partner.reach) == ("Mrs Okafor", "Story hour", "555 0100")
        assert (partner.approach, partner.gaps, partner.added_on) == (Approach.INNOVATOR, Gaps(7, 14), MONDAY)
        assert (shown.person, shown.objective) == ("Ada", "Every Year 7 class visits")

    @pytest.mark.parametrize(
        ("category", "gaps"),
        [(Category.TEACHER, (20, 40)), (Category.CLUBS, (30, 60)), (Category.BOOK_TRADE, (60, 120))],
    )
    def test_days_left_empty_are_the_usual_ones_of_the_category(self, world, category, gaps):
        assert page(world, adds(world, category=category)).followed.partner.gaps == Gaps(*gaps)

    @pytest.mark.parametrize("typed", ["", "  "])
    def test_somebody_in_slack_needs_no_name_typed(self, world, typed):
        partner_id = adds(world, PartnerDraft(typed, Category.TEACHER, person=("U0ADA", "Ada Byron")))
        assert page(world, partner_id).followed.partner.name == "Ada Byron"

    def test_what_there_was_with_a_teacher_before_is_part_of_their_story_and_the_clock_goes_by_it(self, any_world):
        any_world.answers("Lee", any_world.asks("Ada"))
        log_contact(any_world.store, any_world.act("Lee"), ContactDraft(people=(("U0BEN", "Ben"),), what="bees"))
        any_world.at(THURSDAY)
        ada = adds(any_world, PartnerDraft("Ada", Category.TEACHER, person=("U0ADA", "Ada")))
        ben = adds(any_world, PartnerDraft("Ben Ode", Category.TEACHER, person=("U0BEN", "Ben")))
        club = adds(any_world, PartnerDraft("Chess club", Category.CLUBS, person=("U0ADA", "Ada")))
        last = {each: page(any_world, each).followed.partner.last_contact_on for each in (ada, ben, club)}
        assert last == {ada: MONDAY, ben: MONDAY, club: None}
        assert [each.what for each in page(any_world, ben).story.contacts] == ["bees"]
        are_in_order(any_world, MONDAY)

    def test_the_clock_begins_today_and_is_written_down(self, world):
        partner_id = adds(world)
        (noted,) = events(world, EventKind.PARTNERED)
        assert (noted.partner_id, noted.detail, noted.day) == (partner_id, "60 120", MONDAY)

    def test_a_form_that_is_delivered_twice_is_one_partner(self, any_world):
        act = any_world.act("Lee", "form:V1")
        assert add_partner(any_world.store, act, RIVERSIDE)
        assert add_partner(any_world.store, act, RIVERSIDE) is None
        assert found(any_world) == ["Riverside Library"]

    def test_of_two_librarians_who_add_the_same_name_at_once_one_is_told(self, any_world):
        def one(name: str) -> bool:
            try:
                adds(any_world, by=name)
            except UserError:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(one, ("Lee", "Kim"))) == [False, True]
        assert found(any_world) == ["Riverside Library"]

    @pytest.mark.parametrize("category", [Category.PARENTS, Category.STUDENT_COUNCIL])
    @pytest.mark.parametrize("answers", [{"contact": "Mr Hale"}, {"person": ("U0ADA", "Ada")}])
    def test_families_and_students_are_a_group_with_somebody_of_the_staff(self, world, category, answers):
        adds(world, PartnerDraft("Reading group", category, **answers))
        assert found(world) == ["Reading group"]


BAD = {
    "no name": ({"name": "  "}, "name", "Write a name"),
    "an endless name": ({"name": "x" * 101}, "name", "under 100"),
    "no category": ({"category": None}, "category", "Choose a category"),
    "no day at all": ({"ideal_days": 0}, "ideal", "from 1 to 400"),
    "less than none": ({"most_days": -3}, "most", "from 1 to 400"),
    "years": ({"ideal_days": 9999}, "ideal", "from 1 to 400"),
    "the wrong way round": ({"ideal_days": 30, "most_days": 10}, "most", "cannot be sooner"),
    "sooner than the usual ideal": ({"most_days": 10}, "most", "cannot be sooner"),
    "parents without staff": ({"category": Category.PARENTS, "contact": " "}, "contact", "member of staff"),
    "an endless contact": ({"contact": "🐝" * 51}, "contact", "under 100"),
    "an endless offer": ({"offers": "x" * 501}, "offers", "under 500"),
    "an endless way": ({"reach": "x" * 501}, "reach", "under 500"),
    "an objective that is gone": ({"objective_id": UUID(int=7)}, "objective", "no longer in the plan"),
}


class TestWhatIsRefused:
    @pytest.mark.parametrize(("changed", "about", "words"), BAD.values(), ids=BAD.keys())
    def test_a_new_one_is_refused_under_its_field_and_nothing_is_kept(self, any_world, changed, about, words):
        with pytest.raises(UserError, match=words) as refused:
            adds(any_world, person=None, **changed)
        assert refused.value.about == about
        assert found(any_world) == []
        assert events(any_world, EventKind.PARTNERED) == []

    @pytest.mark.parametrize(("changed", "about", "words"), BAD.values(), ids=BAD.keys())
    def test_a_change_is_refused_likewise_and_all_stays_as_it_was(self, world, changed, about, words):
        partner_id = adds(world)
        before = world.read(partners.get, partner_id)
        with pytest.raises(UserError, match=words) as refused:
            change_partner(world.store, world.act("Lee"), partner_id, replace(RIVERSIDE, **changed))
        assert refused.value.about == about
        assert world.read(partners.get, partner_id) == before

    def test_two_partners_of_one_name_are_told_apart_first(self, world):
        adds(world)
        with pytest.raises(UserError, match="called Riverside Library already") as refused:
            adds(world, RIVERSIDE, by="Kim", category=Category.BOOK_TRADE)
        assert refused.value.about == "name"
        with pytest.raises(UserError, match="already"):
            add_partner(world.store, world.act("Lee"), replace(RIVERSIDE, name="riverside  LIBRARY"))

    def test_a_refused_form_leaves_not_even_the_person(self, world):
        with pytest.raises(UserError):
            adds(world, person=("U0ZOE", "Zoe"), ideal_days=0)
        assert world.person("Zoe") is None

    @pytest.mark.parametrize("name", ["Ada", "Sam"])
    def test_only_librarians_see_or_change_partners(self, world, name):
        partner_id = adds(world)
        act, store = world.act(name), world.store
        for deed in (
            lambda: look_before_adding(store, act),
            lambda: add_partner(store, act, replace(RIVERSIDE, name="Another")),
            lambda: look_before_changing(store, act, partner_id),
            lambda: change_partner(store, act, partner_id, replace(RIVERSIDE, name="Another")),
            lambda: retire_partner(store, act, partner_id),
            lambda: look_at_partner(store, act, partner_id),
            lambda: look_at_partners(store, act, Search()),
            lambda: look_at_map(store, act),
        ):
            with pytest.raises(UserError, match="librarians look after"):
                deed()
        assert found(world) == ["Riverside Library"]


class TestChanging:
    def test_the_form_shows_what_is_known(self, world):
        objective_id = plans(world)
        partner_id = adds(world, person=("U0ADA", "Ada"), objective_id=objective_id)
        form = look_before_changing(world.store, world.act("Kim"), partner_id)
        assert (form.name, form.address) == ("Riverside Library", "U0ADA")
        assert [each.id for each in form.objectives] == [objective_id]

    def test_an_objective_of_the_past_stays_to_be_chosen(self, world):
        objective_id = plans(world)
        partner_id = adds(world, objective_id=objective_id)
        with world.store.writing() as db:
            db.execute(objectives.update().values(retired_on=MONDAY))
        assert look_before_adding(world.store, world.act("Lee")).objectives == ()
        kept = look_before_changing(world.store, world.act("Lee"), partner_id).objectives
        assert [each.id for each in kept] == [objective_id]

    def test_new_days_are_written_down_and_the_clock_goes_on(self, any_world):
        partner_id = adds(any_world)
        with any_world.store.writing() as db:
            partners.touch(db, any_world.school_id, partner_id, TUESDAY)
            partners.set_quiet(db, any_world.school_id, partner_id, FRIDAY)
        any_world.at(WEDNESDAY)
        changed = replace(RIVERSIDE, name="Riverside", ideal_days=2, most_days=4)
        change_partner(any_world.store, any_world.act("Lee"), partner_id, changed)
        partner = page(any_world, partner_id).followed.partner
        assert (partner.name, partner.gaps) == ("Riverside", Gaps(2, 4))
        assert (partner.added_on, partner.last_contact_on, partner.quiet_until) == (MONDAY, TUESDAY, FRIDAY)
        *_, noted = events(any_world, EventKind.PARTNERED)
        assert (noted.detail, noted.day) == ("2 4", TUESDAY)

    def test_another_word_about_them_is_no_new_clock(self, world):
        partner_id = adds(world)
        change_partner(world.store, world.act("Lee"), partner_id, replace(RIVERSIDE, offers="Puppets"))
        assert len(events(world, EventKind.PARTNERED)) == 1

    def test_a_partner_may_keep_the_name_and_not_take_anothers(self, world):
        partner_id = adds(world)
        adds(world, by="Kim", name="Hilltop")
        change_partner(world.store, world.act("Lee"), partner_id, replace(RIVERSIDE, name="RIVERSIDE Library"))
        with pytest.raises(UserError, match="Hilltop"):
            change_partner(world.store, world.act("Lee"), partner_id, replace(RIVERSIDE, name="hilltop"))


class TestRetiring:
    def test_they_leave_the_list_and_the_map_and_their_story_stays(self, any_world):
        partner_id = adds(any_world)
        logs(any_world, "Riverside Library", partner_id)
        retire_partner(any_world.store, any_world.act("Lee"), partner_id)
        assert found(any_world) == []
        assert found(any_world, wants_retired=True) == ["Riverside Library"]
        shown, _ = look_at_map(any_world.store, any_world.act("Lee"))
        assert shown.partners == ()
        kept = page(any_world, partner_id)
        assert kept.followed.partner.retired_on == MONDAY
        assert [each.what for each in kept.story.contacts] == ["book carts"]
        (noted,) = events(any_world, EventKind.RETIRED)
        assert (noted.partner_id, noted.day) == (partner_id, MONDAY)

    def test_whoever_is_late_is_told_and_a_redelivery_is_quiet(self, world):
        partner_id = adds(world)
        act = world.act("Lee")
        retire_partner(world.store, act, partner_id)
        retire_partner(world.store, act, partner_id)
        for deed in (
            lambda: retire_partner(world.store, world.act("Kim"), partner_id),
            lambda: look_before_changing(world.store, world.act("Kim"), partner_id),
            lambda: change_partner(world.store, world.act("Kim"), partner_id, RIVERSIDE),
        ):
            with pytest.raises(UserError, match="no longer on the list"):
                deed()
        assert len(events(world, EventKind.RETIRED)) == 1

    def test_the_name_is_free_again(self, world):
        retire_partner(world.store, world.act("Lee"), adds(world))
        adds(world)
        assert found(world) == ["Riverside Library"]


class TestALoggedName:
    def test_its_contacts_become_the_partners_and_set_the_clock(self, any_world):
        contact_id = logs(any_world, "Tom Reed", on=MONDAY)
        logs(any_world, "Tom Reed", on=TUESDAY, what="again")
        logs(any_world, "Tom Read", on=THURSDAY)
        any_world.at(FRIDAY)
        form = look_before_adding(any_world.store, any_world.act("Lee"), contact_id=contact_id)
        assert form.name == "Tom Reed"
        draft = PartnerDraft("Mr Tom Reed", Category.CAREERS)
        partner_id = add_partner(any_world.store, any_world.act("Lee"), draft, contact_id)
        shown = page(any_world, partner_id)
        assert [each.what for each in shown.story.contacts] == ["again", "book carts"]
        assert shown.followed.partner.last_contact_on == TUESDAY
        *_, noted = events(any_world, EventKind.PARTNERED)
        assert noted.day == TUESDAY
        assert {each.day for each in events(any_world, EventKind.CONTACTED)} == {MONDAY, TUESDAY}

    def test_a_contact_that_is_gone_is_a_sentence(self, world):
        with pytest.raises(UserError, match="no longer in the log"):
            look_before_adding(world.store, world.act("Lee"), contact_id=UUID(int=5))

    def test_a_name_that_one_colleague_has_brings_them_along(self, world):
        world.asks("Ada")
        assert look_before_adding(world.store, world.act("Lee"), "Ada").address == "U0ADA"
        assert look_before_adding(world.store, world.act("Lee"), "Zoe").address is None


class TestLooking:
    def test_the_most_pressing_come_first_then_by_name(self, any_world):
        any_world.at(MONDAY - 60 * DAY)
        adds(any_world, PartnerDraft("Late", Category.TEACHER, ideal_days=5, most_days=10))
        adds(any_world, PartnerDraft("Worth", Category.TEACHER, ideal_days=5, most_days=100))
        any_world.at(MONDAY)
        adds(any_world, PartnerDraft("anna", Category.TEACHER))
        adds(any_world, PartnerDraft("Bea", Category.TEACHER))
        looked = look_at_partners(any_world.store, any_world.act("Lee"), Search())
        assert [(each.partner.name, each.standing) for each in looked.found] == [
            ("Late", Standing.OVERDUE),
            ("Worth", Standing.WORTH_A_WORD),
            ("anna", Standing.FINE),
            ("Bea", Standing.FINE),
        ]

    def test_they_are_found_by_words_by_category_and_by_side(self, world):
        adds(world)
        adds(world, PartnerDraft("Ada", Category.TEACHER, offers="Photography"))
        assert found(world, "library RIVER") == ["Riverside Library"]
        assert found(world, "photo") == ["Ada"]
        assert found(world, "okafor") == ["Riverside Library"]
        assert found(world, group=Category.TEACHER) == ["Ada"]
        assert found(world, group=Side.OUTSIDE) == ["Riverside Library"]
        assert found(world, "photo", group=Side.OUTSIDE) == []

    def test_one_is_found_by_name_even_where_others_have_it_in_theirs(self, world):
        for name in ("Ada", "Ada Byron", "Ben"):
            adds(world, PartnerDraft(name, Category.TEACHER))

        def sought(words: str) -> list[str]:
            return [each.partner.name for each in look_for_one(world.store, world.act("Lee"), words).found]

        assert sought("@ada") == ["Ada"]
        assert sought("byron") == ["Ada Byron"]
        assert sought("a") == ["Ada", "Ada Byron"]
        nobody = look_for_one(world.store, world.act("Lee"), "Bem")
        assert (nobody.found, nobody.near) == ((), "Ben")

    def test_the_page_tells_what_was_promised_kept_and_asked(self, any_world):
        partner_id = adds(any_world, PartnerDraft("Ada", Category.TEACHER, person=("U0ADA", "Ada")))
        kept = any_world.promises("Lee", any_world.asks("Ada", "bees"), TUESDAY)
        any_world.promises("Lee", any_world.asks("Ada", "wasps"), WEDNESDAY, "a tray of wasps")
        logs(any_world, "Ada", partner_id, level=Level.COOPERATION)
        any_world.at(THURSDAY)
        finish(any_world.store, any_world.act("Lee"), kept)
        logs(any_world, "Ada", partner_id, level=Level.INTEGRATED_INSTRUCTION, on=THURSDAY)
        story = page(any_world, partner_id).story
        assert [(each.commitment.doing, each.was_on_time) for each in story.kept] == [("a box of books", False)]
        late = [each.commitment.doing for each in story.late(THURSDAY)]
        assert late == ["a tray of wasps", "a box of books"]
        assert [each.need for each in story.requests] == ["wasps", "bees"]
        assert story.levels == ((MONDAY, Level.COOPERATION), (THURSDAY, Level.INTEGRATED_INSTRUCTION))
        assert story.benefits(Served.LIBRARY) == ((Benefit.SHARED, 2),)
        assert story.benefits(Served.PARTNER) == ((Benefit.PROFILE, 2),)

    def test_a_question_answered_is_contact_and_sets_the_clock(self, world):
        partner_id = adds(world, PartnerDraft("Ada", Category.TEACHER, person=("U0ADA", "Ada")))
        request_id = world.asks("Ada")
        world.at(FRIDAY).answers("Lee", request_id)
        world.at(NEXT_MONDAY)
        assert page(world, partner_id).followed.passed == 1

    def test_nobody_of_another_school_is_seen(self, world):
        partner_id = adds(world)
        other = replace(world.act("Lee"), school_id=UUID(int=99))
        with pytest.raises((UserError, StoreGoneError)):
            look_at_partner(world.store, other, partner_id)

    def test_the_map_of_three_hundred_is_drawn_quickly_and_whole(self, world):
        school_id = world.school_id
        with world.store.writing() as db:
            db.execute(
                partner_rows.insert(),
                [
                    {
                        "id": new_id(),
                        "school_id": school_id,
                        "name": f"Partner {n}",
                        "category": [*Category][n % 24],
                        "ideal_days": 20,
                        "most_days": 40,
                        "added_on": MONDAY - n * DAY,
                    }
                    for n in range(300)
                ],
            )
        shown, _ = look_at_map(world.store, world.act("Lee"))
        assert len(shown.partners) == 300
        assert shown.gaps == ()
