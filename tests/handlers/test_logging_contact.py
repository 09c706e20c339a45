"""Lee logs contact: whose clock it sets, what it promises, who hears of it, and what is left when it is taken back."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.collaboration import Benefit, Contact, Gain, Level, Served
from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.notices import NoticeKind, NoticeState
from domain.partner import Category, Partner
from handlers.add_partner import PartnerDraft, add_partner
from handlers.change_contact import change_contact, look_at_contact
from handlers.finish import finish
from handlers.log_contact import ContactForm, Logged, log_contact, look_before_logging
from handlers.log_in_words import NamedPerson, log_in_words
from handlers.messages import News
from handlers.take_back_contact import take_back_contact
from handlers.whose_contact import ContactDraft
from store import commitments, contacts, partners, people
from store.tables import contacts as contact_rows

ADA = NamedPerson("Ada", "U0ADA")
FROGS = "10 min with @Ada about frogs, next step book carts by Wednesday"


def types(world: World, words: str, *, who: str = "Lee", key: str | None = None) -> Logged | ContactForm:
    named = [each for each in (ADA, NamedPerson("Ben", "U0BEN"), NamedPerson("Gus", None)) if f"@{each.name}" in words]
    return log_in_words(world.store, world.act(who, key), words, named)


def fills(world: World, **draft: object) -> Logged:
    given = {"name": "City Museum", "what": "the loan box"} | draft
    return log_contact(world.store, world.act("Lee"), ContactDraft(**given))


def has_partner(world: World, name: str, person: str | None = None, category: Category = Category.TEACHER) -> UUID:
    draft = PartnerDraft(name, category, (f"U0{person.upper()}", person) if person else None)
    return add_partner(world.store, world.act("Lee"), draft)


def partner(world: World, partner_id: UUID) -> Partner:
    return world.read(partners.get, partner_id)


def log_book(world: World) -> list[Contact]:
    return list(world.read(contacts.between, MONDAY, NEXT_MONDAY))


class TestWhatIsKept:
    def test_a_line_is_a_contact_and_a_promise_of_lees_own(self, world):
        done = types(world, FROGS)
        assert (done.contact.with_whom, done.contact.minutes, done.contact.what) == ("Ada", 10, "frogs")
        assert done.contact.on == MONDAY
        assert (done.next_step.doing, done.next_step.due_on, done.next_step.owner) == ("book carts", WEDNESDAY, "Lee")
        assert log_book(world) == [done.contact]

    def test_the_ladder_follows_the_next_step(self, world):
        types(world, FROGS)
        world.lives_through(MONDAY, THURSDAY)
        assert world.nudged("Lee") == [TUESDAY, WEDNESDAY, THURSDAY]

    def test_what_was_owed_for_it_can_be_told_again(self, world):
        types(world, FROGS)
        world.lives_through(MONDAY, THURSDAY)
        take_back_contact(world.store, world.act("Lee"), log_book(world)[0].id)
        world.lives_through(FRIDAY, FRIDAY)
        assert all(line.unexplained == 0 for line in world.week(MONDAY).lines)

    def test_everything_a_form_holds_is_kept(self, world):
        gains = (Gain(Benefit.LEARNING, Served.LIBRARY), Gain(Benefit.LEARNING, Served.PARTNER))
        done = fills(world, minutes=30, level=Level.COOPERATION, gains=gains)
        (kept,) = log_book(world)
        assert kept == done.contact
        assert set(kept.gains) == set(gains)

    def test_the_day_of_a_step_without_one_is_a_school_week_off_and_says_so(self, world):
        done = types(world, "with @Ada about frogs, next step send list")
        assert done.next_step.due_on == NEXT_MONDAY
        assert done.is_day_proposed

    @pytest.mark.parametrize("words", ["10 min with @Ada", "the frogs", "10 min"])
    def test_without_who_or_what_nothing_is_kept_and_the_form_knows_the_rest(self, world, words):
        form = types(world, words)
        assert isinstance(form, ContactForm)
        assert form.draft.minutes == (10 if "10" in words else None)
        assert log_book(world) == []

    def test_a_guest_is_kept_by_name_alone(self, world):
        assert types(world, "with @Gus about frogs").contact.person_id is None


class TestClocks:
    def test_contact_with_a_teacher_sets_the_clock_of_the_partner_they_are(self, world):
        ada = has_partner(world, "Ada", "Ada")
        done = types(world.at(TUESDAY), FROGS)
        assert partner(world, ada).last_contact_on == TUESDAY
        assert done.contact.partner_id == ada
        assert done.next_step.partner_id == ada
        assert done.partners == ("Ada",)
        assert not done.may_become_partner

    def test_a_group_that_they_answer_for_has_had_contact_too(self, world):
        council = has_partner(world, "Student council", "Ada", Category.STUDENT_COUNCIL)
        ada = has_partner(world, "Ada", "Ada")
        assert types(world, FROGS).contact.partner_id == ada
        assert partner(world, council).last_contact_on == MONDAY

    @pytest.mark.parametrize("name", ["City Museum", "the city museum", "museum", "CITY  MUSEUM"])
    def test_a_name_finds_its_partner(self, world, name):
        museum = has_partner(world, "City Museum", category=Category.NATIONAL)
        done = types(world, f"10 min with {name} about frogs")
        assert done.contact.partner_id == museum
        assert partner(world, museum).last_contact_on == MONDAY

    def test_a_name_that_several_have_sets_no_clock_and_says_whose_it_could_be(self, world):
        each = [has_partner(world, name, category=Category.NATIONAL) for name in ("City Museum", "City Library")]
        done = types(world, "10 min with the city about frogs")
        assert set(done.could_be) == {"City Museum", "City Library"}
        assert done.contact.partner_id is None
        assert [partner(world, known).last_contact_on for known in each] == [None, None]
        assert not done.may_become_partner

    def test_a_club_of_her_name_is_not_ada(self, world):
        club = has_partner(world, "Ada Lovelace Club", category=Category.CLUBS)
        assert types(world, FROGS).may_become_partner
        assert partner(world, club).last_contact_on is None

    def test_contact_with_two_counts_for_both(self, world):
        ada, ben = has_partner(world, "Ada", "Ada"), has_partner(world, "Ben", "Ben")
        done = types(world, "30 min with @Ada and @Ben about frogs")
        assert done.partners == ("Ada", "Ben")
        for known in (ada, ben):
            assert partner(world, known).last_contact_on == MONDAY
            assert world.read(contacts.of_partner, known) == (done.contact,)

    def test_a_new_name_may_become_a_partner_and_then_has_had_this_contact(self, world):
        done = types(world, "10 min with Ms Park about frogs, next step send list by Wednesday")
        assert done.may_become_partner
        draft = PartnerDraft("Ms Park", Category.FEEDER_SCHOOLS)
        park = add_partner(world.at(TUESDAY).store, world.act("Lee"), draft, done.contact.id)
        assert partner(world, park).last_contact_on == MONDAY
        assert log_book(world)[0].partner_id == park
        assert world.read(commitments.get, done.next_step.id).partner_id == park
        take_back_contact(world.store, world.act("Lee"), done.contact.id)
        assert partner(world, park).last_contact_on is None

    def test_a_retired_partner_is_nobody_to_log_contact_with(self, world):
        museum = has_partner(world, "City Museum", category=Category.NATIONAL)
        assert look_before_logging(world.store, world.act("Lee"), museum).draft.name == "City Museum"
        with world.store.writing() as db:
            partners.retire(db, world.school_id, museum, MONDAY)
        assert types(world, "with the city museum about frogs").contact.partner_id is None
        with pytest.raises(UserError, match="no longer"):
            look_before_logging(world.store, world.act("Lee"), museum)


class TestANameThatWasTyped:
    """Without an @, as in `/library-log 10 min with Ada Byron about frogs`."""

    def knows(self, world: World, *names: str) -> None:
        with world.store.writing() as db:
            for number, name in enumerate(names):
                people.meet(db, world.school_id, address=f"U0B{number}", name=name)

    def person_of(self, world: World, typed: str) -> str | None:
        person_id = fills(world, name=typed).contact.person_id
        with world.store.reading() as db:
            return people.get(db, world.school_id, person_id).name if person_id else None

    @pytest.mark.parametrize("typed", ["Zoë Byron", " zoë  byron ", "ZOË BYRON"])
    def test_it_is_the_one_colleague_who_is_called_so(self, any_world, typed):
        self.knows(any_world, "Zoë Byron", "Zoë Byrons", "Zoë")
        assert self.person_of(any_world, typed) == "Zoë Byron"

    def test_in_a_line_it_sets_the_clock_of_the_partner_she_is_under_another_name(self, world):
        chair = has_partner(world, "Department chair", "Ada")
        done = types(world, "10 min with ada about frogs")
        assert done.contact.person_id == world.person("Ada").id
        assert done.contact.partner_id == chair
        assert partner(world, chair).last_contact_on == MONDAY

    def test_a_name_that_two_have_stays_a_name(self, world):
        self.knows(world, "Gus Byron", "gus byron")
        assert self.person_of(world, "Gus Byron") is None

    def test_a_part_of_a_name_stays_a_name(self, world):
        self.knows(world, "Gus Byron")
        assert self.person_of(world, "Gus") is None

    def test_who_has_left_is_not_meant(self, world):
        world.asks("Ben")
        assert self.person_of(world, "Ben") == "Ben"
        world.leaves("Ben")
        assert self.person_of(world.at(TUESDAY), "Ben") is None

    def test_a_name_like_lees_own_stays_a_name(self, world):
        assert self.person_of(world, "Lee") is None

    @pytest.mark.parametrize("called", ["Gus Byron", "Mr Gus Byron"])
    def test_a_partner_of_that_name_counts_as_ever(self, world, called):
        self.knows(world, "Gus Byron")
        gus = has_partner(world, called)
        done = fills(world, name="Gus Byron")
        assert done.contact.partner_id == gus
        assert done.contact.person_id

    def test_a_partner_who_is_another_of_that_name_is_the_one_whose_clock_it_sets(self, world):
        gus = has_partner(world, "Ada", "Ben")
        world.asks("Ada")
        done = fills(world, name="Ada")
        assert (done.contact.partner_id, done.contact.person_id) == (gus, None)

    def test_a_club_of_her_name_is_not_ada(self, world):
        world.asks("Ada")
        club = has_partner(world, "Ada Lovelace Club", category=Category.CLUBS)
        assert fills(world, name="Ada").contact.person_id
        assert partner(world, club).last_contact_on is None


class TestEditing:
    def edits(self, world: World, contact_id: UUID, **to: object) -> Logged:
        shown = look_at_contact(world.store, world.act("Lee"), contact_id).draft
        given = {name: getattr(shown, name) for name in ContactDraft.__dataclass_fields__} | to
        return change_contact(world.store, world.act("Lee"), contact_id, ContactDraft(**given))

    def test_saving_what_is_there_changes_nothing(self, world):
        has_partner(world, "Ada", "Ada")
        done = types(world, FROGS)
        again = self.edits(world, done.contact.id)
        assert (again.contact, again.next_step) == (done.contact, done.next_step)
        assert len(world.read(commitments.dates_of, done.next_step.id)) == 1

    def test_it_was_somebody_else(self, world):
        ada, ben = has_partner(world, "Ada", "Ada"), has_partner(world, "Ben", "Ben")
        done = types(world, FROGS)
        changed = self.edits(world, done.contact.id, name=None, people=(("U0BEN", "Ben"),))
        assert (changed.contact.with_whom, changed.contact.partner_id) == ("Ben", ben)
        assert (partner(world, ada).last_contact_on, partner(world, ben).last_contact_on) == (None, MONDAY)
        assert changed.next_step.partner_id == ben

    def test_another_day_for_the_next_step_begins_a_new_ladder(self, world):
        done = types(world, FROGS)
        changed = self.edits(world, done.contact.id, next_step="book six carts", due_on=FRIDAY)
        assert (changed.next_step.id, changed.next_step.doing) == (done.next_step.id, "book six carts")
        assert changed.next_step.due_on == FRIDAY
        world.lives_through(MONDAY, FRIDAY)
        assert world.nudged("Lee") == [THURSDAY, FRIDAY]
        assert all(line.unexplained == 0 for line in world.week(MONDAY).lines)

    def test_a_next_step_can_be_dropped_and_another_agreed(self, world):
        done = types(world, FROGS)
        dropped = self.edits(world, done.contact.id, next_step=None, due_on=None)
        assert dropped.next_step is None
        assert world.read(commitments.get, done.next_step.id).state is CommitmentState.RELEASED
        agreed = self.edits(world, done.contact.id, next_step="send list", due_on=FRIDAY)
        assert agreed.next_step.is_open

    def test_a_next_step_that_is_kept_stays_kept(self, world):
        done = types(world, FROGS)
        finish(world.store, world.act("Lee"), done.next_step.id)
        changed = self.edits(world, done.contact.id, minutes=20)
        assert changed.contact.minutes == 20
        assert changed.next_step.state is CommitmentState.KEPT

    def test_an_overdue_next_step_does_not_keep_the_words_from_being_mended(self, world):
        done = types(world, FROGS)
        changed = self.edits(world.at(FRIDAY), done.contact.id, what="toads")
        assert (changed.contact.what, changed.next_step.due_on) == ("toads", WEDNESDAY)

    def test_a_colleagues_log_is_left_alone(self, world):
        done = types(world, FROGS)
        for deed in (look_at_contact, take_back_contact):
            with pytest.raises(UserError, match="Lee logged this one"):
                deed(world.store, world.act("Kim"), done.contact.id)
        with pytest.raises(UserError, match="Lee logged this one"):
            change_contact(world.store, world.act("Kim"), done.contact.id, ContactDraft("Ada", what="x"))


class TestTakingBack:
    def test_clocks_go_by_what_was_before(self, world):
        ada = has_partner(world, "Ada", "Ada")
        types(world, "with @Ada about frogs")
        late = types(world.at(WEDNESDAY), "with @Ada about toads")
        assert partner(world, ada).last_contact_on == WEDNESDAY
        take_back_contact(world.store, world.act("Lee"), late.contact.id)
        assert partner(world, ada).last_contact_on == MONDAY

    def test_the_next_step_is_followed_no_more(self, world):
        done = types(world, FROGS)
        take_back_contact(world.store, world.act("Lee"), done.contact.id)
        world.lives_through(MONDAY, THURSDAY)
        assert world.nudged("Lee") == []
        assert log_book(world) == []

    def test_twice_is_once(self, world):
        done = types(world, FROGS)
        take_back_contact(world.store, world.act("Lee", "click:once"), done.contact.id)
        take_back_contact(world.store, world.act("Lee", "click:once"), done.contact.id)
        with pytest.raises(UserError, match="no longer in the log"):
            take_back_contact(world.store, world.act("Lee"), done.contact.id)

    def test_a_line_that_still_waits_is_not_sent(self, world):
        done = fills(world.at(MONDAY, "20:00"), name=None, people=(("U0ADA", "Ada"),), tells=True)
        take_back_contact(world.store, world.act("Lee"), done.contact.id)
        world.comes(TUESDAY)
        assert world.heard("Ada", News) == []
        (row,) = world.ledger(kind=NoticeKind.NEWS)
        assert (row.state, row.reason) == (NoticeState.CANCELLED, "the contact was taken back")


class TestTellingThem:
    def test_nobody_is_told_unless_it_is_wished(self, world):
        types(world, FROGS)
        world.passes()
        assert world.told("Ada") == []

    def test_they_are_told_in_one_line_once(self, world):
        asked = {"name": None, "people": (("U0ADA", "Ada"),), "tells": True, "minutes": 10}
        done = fills(world, **asked, next_step="book carts", due_on=WEDNESDAY)
        again = ContactDraft(**asked, what="the loan boxes", next_step="book carts", due_on=WEDNESDAY)
        change_contact(world.store, world.act("Lee"), done.contact.id, again)
        world.passes()
        (line,) = world.the("Ada", News).lines
        assert line == (
            "Lee noted your contact with the library: the loan box (10 minutes). "
            "Next step: book carts, by Wednesday, February 4."
        )

    def test_in_school_hours(self, world):
        fills(world.at(MONDAY, "20:00"), name=None, people=(("U0ADA", "Ada"),), tells=True)
        world.passes()
        assert world.told("Ada") == []
        world.comes(TUESDAY)
        assert world.told("Ada") == ["News"]

    def test_a_partner_known_by_name_is_told_where_somebody_stands_for_them(self, world):
        has_partner(world, "Student council", "Ada", Category.STUDENT_COUNCIL)
        assert fills(world, name="student council", tells=True).told == ("Ada",)

    def test_whoever_is_not_in_slack_cannot_be(self, world):
        with pytest.raises(UserError, match="Only somebody in Slack") as refused:
            fills(world, tells=True)
        assert refused.value.about == "tells"
        assert log_book(world) == []


class TestOnce:
    def test_a_command_that_comes_again_gets_the_same_answer(self, world):
        first = types(world, FROGS, key="command:1")
        again = types(world, FROGS, key="command:1")
        assert again.is_known
        assert again.contact == first.contact
        assert len(log_book(world)) == 1

    def test_the_same_words_within_ten_minutes_are_one_contact_and_later_another(self, world):
        types(world, FROGS)
        world.now += timedelta(minutes=9)
        assert types(world, FROGS).is_known
        world.now += timedelta(minutes=2)
        assert not types(world, FROGS).is_known
        assert len(log_book(world)) == 2

    def test_another_next_step_is_another_contact(self, world):
        types(world, FROGS)
        assert not types(world, FROGS.replace("carts", "laptops")).is_known


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("draft", "about", "sentence"),
        [
            ({"name": None}, "who", "Who was it with"),
            ({"name": "  "}, "who", "Who was it with"),
            ({"name": "x" * 101}, "name", "under 100"),
            ({"name": None, "people": (("U0LEE", "Lee"),)}, "who", "That is you"),
            ({"what": None}, "what", "What was it about"),
            ({"what": " \n"}, "what", "What was it about"),
            ({"what": "x" * 3001}, "what", "under 3,000"),
            ({"minutes": 9999}, "minutes", "from 1 to 600"),
            ({"minutes": 0}, "minutes", "from 1 to 600"),
            ({"minutes": -5}, "minutes", "from 1 to 600"),
            ({"next_step": "carts"}, "due", "By when"),
            ({"next_step": "carts", "due_on": MONDAY - timedelta(days=1)}, "due", "passed"),
            ({"next_step": "carts", "due_on": FRIDAY + timedelta(days=1)}, "due", "closed that day"),
            ({"next_step": "x" * 501, "due_on": FRIDAY}, "next-step", "under 500"),
            ({"due_on": FRIDAY}, "next-step", "What is the next step"),
            ({"objective_id": UUID(int=7)}, "objective", "no longer in the plan"),
        ],
    )
    def test_a_form_says_what_is_the_matter_and_nothing_is_kept(self, world, draft, about, sentence):
        with pytest.raises(UserError, match=sentence) as refused:
            fills(world, **draft)
        assert refused.value.about == about
        assert self.is_empty(world)

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("9999 min with @Ada about frogs", "from 1 to 600"),
            ("-5 min with @Ada about frogs", "from 1 to 600"),
            ("−5 min with @Ada about frogs", "from 1 to 600"),
            (f"{FROGS} last Friday", "has passed"),
            ("with @Ada about " + "frogs " * 600, "under 3,000"),
        ],
    )
    def test_so_does_a_command(self, world, words, sentence):
        with pytest.raises(UserError, match=sentence):
            types(world, words)
        assert self.is_empty(world)

    def test_it_is_for_librarians(self, world):
        with pytest.raises(UserError, match="librarians keep this log"):
            types(world, FROGS, who="Ada")
        with pytest.raises(UserError, match="librarians keep this log"):
            look_before_logging(world.store, world.act("Sam"))
        assert self.is_empty(world)

    def is_empty(self, world: World) -> bool:
        with world.store.reading() as db:
            count = db.execute(sa.select(sa.func.count()).select_from(contact_rows)).scalar()
        return count == 0 and world.read(commitments.all_open) == () and moment(MONDAY) == world.now
