"""Monday morning's proposal: whom it names, how it is answered, and that it comes whatever happened to Monday."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from world import FRIDAY, MONDAY, NEXT_MONDAY, World

from domain.answer import Helped
from domain.commitment import Commitment, CommitmentState
from domain.errors import UserError
from domain.partner import Approach, Category
from domain.person import Person
from domain.request import HelpKind
from domain.take_action import ProposalKind, ProposalState
from handlers.act_on_proposal import accept, another, not_this_week
from handlers.add_partner import PartnerDraft, add_partner
from handlers.finish import finish
from handlers.keep_idea import keep_idea, retire_idea
from handlers.log_contact import log_contact
from handlers.look_at_ideas import look_at_ideas
from handlers.messages import Nudge, Proposed
from handlers.my_settings import Wanted, change_my_settings
from handlers.propose import propose_for
from handlers.put_off_partner import not_this_term, snooze_partner
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.retire_partner import retire_partner
from handlers.set_proposals import set_proposals
from handlers.whose_contact import ContactDraft
from store import commitments, partners
from store.ideas import IdeaWords
from store.session import Store
from store.tables import answers, weekly_proposals
from tests.ledger.accounts import are_in_order

DAY = timedelta(days=1)
NEXT_FRIDAY = date(2026, 2, 13)
THIRD = date(2026, 2, 17)
"""The first school day of the third week: Monday the 16th is Presidents' Day."""
FOURTH = date(2026, 2, 23)
TEACHER = PartnerDraft("Ada", Category.TEACHER, approach=Approach.RELATIONSHIP)


@pytest.fixture
def school(sqlite_store: Store) -> World:
    """Lee runs the library."""
    return World(sqlite_store, proposes=True, is_alone=True)


@pytest.fixture
def any_school(store: Store) -> World:
    return World(store, proposes=True, is_alone=True)


@pytest.fixture
def school_of_two(sqlite_store: Store) -> World:
    return World(sqlite_store, proposes=True)


def books_are_in_order(world: World, *weeks: date) -> None:
    """An hour later, when nothing may wait any more."""
    world.now += timedelta(hours=1)
    world.passes()
    are_in_order(world, *weeks)


def knows(world: World, name: str, approach: Approach | None = Approach.RELATIONSHIP, **more: object) -> UUID:
    known = add_partner(world.store, world.act("Lee"), replace(TEACHER, name=name, approach=approach, **more))
    assert known
    return known


def shown(world: World, name: str = "Lee") -> Proposed:
    """The proposal in the newest message that has one, as it stands there now."""
    return [each.proposed for each in world.now_shown(name, Nudge) if each.proposed][-1]


def standing(world: World) -> Commitment:
    """The promise in Lee's first message with a proposal, as it stands there now."""
    (promise,) = (
        each.proposed.promise for each in world.now_shown("Lee", Nudge) if each.proposed and each.proposed.promise
    )
    return promise


def who(world: World, name: str = "Lee") -> str | None:
    proposed = shown(world, name)
    return proposed.who.what if proposed.who else None


def presses(world: World, deed, name: str = "Lee") -> Proposed:
    deed(world.store, world.act(name), shown(world, name).proposal_id)
    world.passes()
    return shown(world, name)


def accepted(world: World, name: str = "Lee"):
    proposed = presses(world, accept, name)
    assert proposed.state is ProposalState.ACCEPTED
    return [each for each in world.read(commitments.open_of, world.person(name).id) if each.request_id is None][-1]


# whom it names


def test_the_guides_order_is_gone_through_by_another_and_then_begins_again(any_school):
    any_school.at(MONDAY)
    for name, approach in (
        ("Dee", None),
        ("Cai", Approach.INNOVATOR),
        ("Ben Ortiz", Approach.LEADER),
        ("Ada Byron", Approach.RELATIONSHIP),
    ):
        knows(any_school, name, approach)
    knows(any_school, "Eva", None, category=Category.CURRICULUM_LEADERS)
    knows(any_school, "Riverside", None, category=Category.PUBLIC_LIBRARIES)
    any_school.comes(NEXT_MONDAY)
    named = [who(any_school), *(presses(any_school, another).who.what for _ in range(5))]
    assert named == ["Ada Byron", *sorted(["Ben Ortiz", "Eva"], key=named.index), "Cai", "Dee", "Ada Byron"]
    assert sum(each.proposed is not None for each in any_school.now_shown("Lee", Nudge)) == 1, "in the same message"
    books_are_in_order(any_school, NEXT_MONDAY)


def test_of_those_who_asked_before_the_one_longest_without_a_word_comes_first_and_why_is_said(any_school):
    for day, name in ((MONDAY, "Ben"), (FRIDAY, "Ada")):
        any_school.at(day).answers("Lee", any_school.asks(name, f"bees for {name}"))
    any_school.asks("Zoe", "what nobody has answered yet")
    any_school.comes(NEXT_MONDAY)
    assert shown(any_school).who.why == "a teacher with an existing relationship, no contact noted yet"
    assert [who(any_school), *(presses(any_school, another).who.what for _ in range(2))] == ["Zoe", "Ben", "Ada"]
    assert shown(any_school).who.why == "a teacher with an existing relationship, last contact not long ago"


def is_owed_a_request(world: World) -> None:
    world.promises("Lee", world.asks("Ada"), FRIDAY)


def is_owed_a_next_step(world: World) -> None:
    draft = ContactDraft(people=(("U0ADA", "Ada"),), what="bees", next_step="book carts", due_on=FRIDAY)
    log_contact(world.store, world.act("Lee"), draft)


def is_owed_as_a_partner(world: World) -> None:
    knows(world, "Ada", None, person=("U0ADA", "Ada"))
    log_contact(world.store, world.act("Lee"), ContactDraft("Ada", what="bees", next_step="carts", due_on=FRIDAY))


def is_owed_with_a_group(world: World) -> None:
    knows(world, "Chess club", None, category=Category.CLUBS, person=("U0ADA", "Ada"))
    log_contact(world.store, world.act("Lee"), ContactDraft("Chess", what="rooms", next_step="a room", due_on=FRIDAY))


@pytest.mark.parametrize("owes", [is_owed_a_request, is_owed_a_next_step, is_owed_as_a_partner, is_owed_with_a_group])
def test_nobody_is_named_to_whom_a_promise_is_overdue_and_once_it_is_kept_they_are(any_school, owes):
    world = any_school
    world.at(MONDAY)
    world.answers("Lee", world.asks("Ada", "something else"))
    world.answers("Lee", world.asks("Ben"))
    owes(world)
    world.comes(NEXT_MONDAY)
    named = {who(world), *(presses(world, another).who.what for _ in range(3))}
    assert named == {"Ben"}
    for promise in world.read(commitments.open_of, world.person("Lee").id):
        finish(world.store, world.act("Lee"), promise.id)
    assert presses(world, another).who.what == "Ada"


def test_what_was_taken_on_for_somebody_and_is_overdue_keeps_them_out_too(any_school):
    any_school.answers("Lee", any_school.asks("Ada"))
    any_school.comes(NEXT_MONDAY)
    accepted(any_school)
    any_school.comes(THIRD)
    assert shown(any_school).who is None or who(any_school) != "Ada"


def test_the_same_teacher_is_not_named_two_weeks_running(school):
    knows(school, "Ada")
    knows(school, "Ben")
    school.comes(NEXT_MONDAY)
    first = who(school)
    school.comes(THIRD)
    assert who(school) not in {None, first}


def test_nor_one_whom_another_passed_over_nor_after_holidays(school):
    knows(school, "Ada")
    knows(school, "Ben")
    knows(school, "Cai")
    school.comes(NEXT_MONDAY)
    named = {who(school), presses(school, another).who.what}
    school.closes(THIRD, date(2026, 2, 27), "half term")
    school.comes(date(2026, 3, 2))
    assert {who(school)} | named == {"Ada", "Ben", "Cai"}
    assert presses(school, another).who.what not in named


def test_whoever_was_accepted_may_be_named_again_the_week_after(school):
    knows(school, "Ada")
    school.comes(NEXT_MONDAY)
    finish(school.store, school.act("Lee"), accepted(school).id)
    school.comes(THIRD)
    assert who(school) == "Ada"


def test_a_teacher_who_asked_before_becoming_a_partner_has_a_relationship_already(any_school):
    any_school.answers("Lee", any_school.asks("Ada"))
    knows(any_school, "Ada Byron", None, person=("U0ADA", "Ada"))
    knows(any_school, "Ben", None)
    any_school.comes(NEXT_MONDAY)
    assert who(any_school) == "Ada Byron"
    assert shown(any_school).who.why == "a teacher with an existing relationship, last contact not long ago"
    assert presses(any_school, another).who.why == "new to the library, no contact noted yet"


def test_nobody_is_named_who_was_put_off_has_left_or_is_no_partner_any_more(any_school):
    for name in ("Put off", "Not now", "Retired"):
        knows(any_school, name)
    knows(any_school, "Gone", person=("U0ZOE", "Zoe"))
    knows(any_school, "Ada")
    act, store = any_school.act, any_school.store
    find = {each.name: each.id for each in any_school.read(partners.every)}
    snooze_partner(store, any_school.at(FRIDAY).act("Lee"), find["Put off"])
    not_this_term(store, act("Lee"), find["Not now"])
    retire_partner(store, act("Lee"), find["Retired"])
    any_school.leaves("Zoe")
    any_school.comes(NEXT_MONDAY)
    assert {who(any_school), *(presses(any_school, another).who.what for _ in range(3))} == {"Ada"}


@pytest.mark.parametrize("as_partner", [True, False])
@pytest.mark.parametrize(
    ("first", "last", "is_named"),
    [
        (MONDAY, NEXT_MONDAY, False),
        (NEXT_FRIDAY, NEXT_FRIDAY, False),
        (MONDAY, NEXT_MONDAY - DAY, True),
        (NEXT_FRIDAY + DAY, THIRD, True),
    ],
)
def test_nobody_is_named_in_whose_quiet_weeks_the_days_until_friday_fall(school, as_partner, first, last, is_named):
    """Also one whose exams begin before Friday, when Lee would come."""
    if as_partner:
        knows(school, "Ada", person=("U0ADA", "Ada"))
    else:
        school.answers("Lee", school.asks("Ada"))
    wanted = Wanted(None, None, first, last, ends_quiet=False, quotes_thanks=False)
    change_my_settings(school.store, school.act("Ada"), wanted)
    knows(school, "Zoe", None)
    school.comes(NEXT_MONDAY)
    named = {who(school), presses(school, another).who.what}
    assert named == ({"Ada", "Zoe"} if is_named else {"Zoe"})
    books_are_in_order(school, NEXT_MONDAY)


def test_two_librarians_are_sent_to_two_teachers(school_of_two):
    school = school_of_two
    knows(school, "Ada")
    knows(school, "Ben")
    school.comes(NEXT_MONDAY)
    assert {who(school, "Lee"), who(school, "Kim")} == {"Ada", "Ben"}
    for deed in (accept, another, not_this_week):
        with pytest.raises(UserError, match="another week"):
            deed(school.store, school.act("Kim"), shown(school, "Lee").proposal_id)
    school.comes(THIRD)
    assert {who(school, "Lee"), who(school, "Kim")} == {"Ada", "Ben"}, "the other way round"


def test_the_same_week_has_the_same_proposal_however_often_it_is_made(school):
    for name in ("Ada", "Ben", "Cai"):
        knows(school, name)
        school.answers("Lee", school.asks(name, f"bees for {name}"))
    school.comes(NEXT_MONDAY)
    lee: Person = school.person("Lee")
    made = []
    for _ in range(2):
        with school.store.writing() as db:
            made.append(propose_for(db, school.school(), lee, school.now))
            db.execute(sa.delete(weekly_proposals).where(weekly_proposals.c.person_id == lee.id))
    with school.store.writing() as db:
        made.append(propose_for(db, school.school(), lee, school.now))
    assert len({each.facts["doing"] for each in made}) == 1


def test_what_helped_somebody_is_shared_with_another_and_why_is_said(any_school):
    request_id = any_school.asks("Ada")
    any_school.answers("Lee", request_id, "The Bee Book https://bees.example")
    with any_school.store.reading() as db:
        answer_id = db.execute(sa.select(answers.c.id)).scalar_one()
    any_school.judges("Ada", request_id, Helped.YES, answer_id)
    any_school.answers("Lee", any_school.asks("Ben", "wasps"))
    any_school.comes(NEXT_MONDAY)
    both = (shown(any_school), presses(any_school, another))
    tools = {each.who.what: each.tool for each in both}
    assert tools["Ada"] is None
    assert "The Bee Book" in tools["Ben"].what
    assert tools["Ben"].why == "it helped somebody lately"
    assert all(each.proposed.idea for each in any_school.now_shown("Lee", Nudge) if each.proposed)


def test_an_idea_that_helped_here_says_what_was_done_once(any_school):
    for need, resources, note, class_name in (
        ("fractions on a line", "Fraction tiles\nRecipe maths", None, None),
        ("a debate on bees", "The Bee Book", "Two teams, ten minutes.", "8B"),
    ):
        request_id = any_school.asks("Ada", need, kind=HelpKind.ACTIVITY, class_name=class_name)
        any_school.answers("Lee", request_id, resources, note)
        with any_school.store.reading() as db:
            answer_id = db.execute(sa.select(answers.c.id).where(answers.c.request_id == request_id)).scalar_one()
        any_school.judges("Ada", request_id, Helped.YES, answer_id)
    any_school.comes(NEXT_MONDAY)
    offered = [shown(any_school).idea, *(presses(any_school, another).idea for _ in range(20))]
    assert {each.what for each in offered if each.why == "it helped a class here"} == {
        "fractions on a line. With Fraction tiles, Recipe maths.",
        "a debate on bees. For 8B. Two teams, ten minutes.",
    }


# what it may be instead


def test_once_a_term_after_two_weeks_of_teachers_it_is_a_conversation_with_an_administrator(school):
    knows(school, "Ada")
    kinds = []
    weeks = (NEXT_MONDAY, THIRD, FOURTH, date(2026, 3, 2))
    for day in weeks:
        school.comes(day)
        kinds.append(shown(school).kind)
    teacher, administrator = ProposalKind.REACH_OUT, ProposalKind.ADMINISTRATOR
    assert kinds == [teacher, teacher, administrator, teacher]
    school.closes(date(2026, 3, 7), date(2026, 3, 29), "the holidays")
    for day in (date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 13)):
        school.comes(day)
        kinds.append(shown(school).kind)
    assert kinds[4:] == [teacher, teacher, administrator], "a new term"
    assert who(school) == "Sam"
    assert presses(school, another).kind is teacher


def test_an_administrator_to_whom_something_is_overdue_is_left_alone(school):
    knows(school, "Ada")
    school.comes(NEXT_MONDAY)
    school.promises("Lee", school.asks("Sam", "figures"), NEXT_FRIDAY)
    school.comes(THIRD)
    school.comes(FOURTH)
    assert shown(school).kind is ProposalKind.REACH_OUT


def ask_about(world: World, kind: HelpKind, *needs: str) -> None:
    for name, need in zip(("Ada", "Ben", "Zoe"), needs, strict=True):
        world.answers("Lee", world.asks(name, need, kind=kind))


def test_a_problem_asked_about_three_times_is_a_rotation_once_a_term(any_school):
    ask_about(any_school, HelpKind.COMPLEX_CONCEPT, "citing MLA", "MLA citations", "how to cite in MLA")
    any_school.comes(NEXT_MONDAY)
    rotation = shown(any_school)
    assert (rotation.kind, rotation.problem) == (ProposalKind.ROTATION, "“cite”")
    assert rotation.who.why == "complex concept, asked about 3 times this term"
    assert presses(any_school, another).kind is ProposalKind.REACH_OUT
    any_school.asks("Zoe", "cit", kind=HelpKind.COMPLEX_CONCEPT)
    for day in (THIRD, FOURTH):
        any_school.comes(day)
        assert shown(any_school).kind is not ProposalKind.ROTATION
    ask_about(any_school, HelpKind.ACTIVITY, "debates", "debating", "a debate")
    any_school.comes(date(2026, 3, 2))
    assert shown(any_school).problem == "“debate”"
    assert accepted(any_school).doing == "Plan a PD rotation on “debate”"
    books_are_in_order(any_school, NEXT_MONDAY, date(2026, 3, 2))


def kim_takes_on_the_rotation_that_both_are_shown(school):
    ask_about(school, HelpKind.ACTIVITY, "debates", "debating", "a debate")
    school.comes(NEXT_MONDAY)
    assert {shown(school, name).kind for name in ("Lee", "Kim")} == {ProposalKind.ROTATION}
    accepted(school, "Kim")


def test_what_a_colleague_has_taken_on_is_not_proposed_once_more(school_of_two):
    school = school_of_two
    kim_takes_on_the_rotation_that_both_are_shown(school)
    with school.store.writing() as db:
        db.execute(sa.delete(weekly_proposals).where(weekly_proposals.c.person_id == school.person("Lee").id))
        again = propose_for(db, school.school(), school.person("Lee"), school.now)
    assert again.kind is ProposalKind.REACH_OUT


def test_what_both_were_shown_is_taken_on_by_one(school_of_two):
    school = school_of_two
    kim_takes_on_the_rotation_that_both_are_shown(school)
    with pytest.raises(UserError, match="Kim is doing that already"):
        presses(school, accept, "Lee")
    assert presses(school, another, "Lee").kind is ProposalKind.REACH_OUT
    assert accepted(school, "Lee").doing.startswith("Reach out to")


def test_topics_that_somebody_feels_less_confident_about_are_for_librarians_eyes_only(school):
    ask_about(school, HelpKind.LESS_CONFIDENT, "spreadsheets", "a spreadsheet", "spreadsheets again")
    school.comes(NEXT_MONDAY)
    assert shown(school).problem == "“spreadsheet”"
    accepted(school)
    school.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert "Digest" in school.told("Sam")
    said = " ".join(map(repr, (*school.messages("Sam"), school.platform.homes.get("Sam"))))
    assert "spreadsheet" not in said
    assert "less confident" not in said


# what is answered


def test_doing_it_is_a_promise_for_friday_that_is_chased_and_sets_the_clock_when_it_is_kept(any_school):
    ada = knows(any_school, "Ada")
    any_school.comes(NEXT_MONDAY)
    promise = accepted(any_school)
    assert promise.doing.startswith("Reach out to Ada")
    assert (promise.due_on, promise.partner_id) == (NEXT_FRIDAY, ada)
    assert shown(any_school).promise == promise
    any_school.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert any_school.nudged("Lee") == [NEXT_MONDAY, NEXT_FRIDAY - DAY, NEXT_FRIDAY]
    finish(any_school.store, any_school.act("Lee"), promise.id)
    assert any_school.read(partners.get, ada).last_contact_on == NEXT_FRIDAY
    books_are_in_order(any_school, NEXT_MONDAY)


def test_mondays_message_tells_what_became_of_it(any_school):
    knows(any_school, "Ada")
    any_school.comes(NEXT_MONDAY)
    promise = accepted(any_school)
    renegotiate(any_school.store, any_school.act("Lee"), promise.id, due_on=NEXT_FRIDAY - DAY, word="a trip")
    any_school.passes()
    assert standing(any_school).due_on == NEXT_FRIDAY - DAY
    finish(any_school.store, any_school.act("Lee"), promise.id)
    any_school.passes()
    assert standing(any_school).state is CommitmentState.KEPT


def test_one_that_is_released_is_said_to_be_weeks_later_too(school):
    knows(school, "Ada")
    school.comes(NEXT_MONDAY)
    promise = accepted(school)
    school.comes(FOURTH)
    release(school.store, school.act("Lee"), promise.id, word="no time")
    school.passes()
    assert standing(school).state is CommitmentState.RELEASED


@pytest.mark.parametrize(
    ("closed", "pressed", "due"),
    [
        (None, NEXT_FRIDAY, NEXT_FRIDAY),
        (NEXT_FRIDAY, NEXT_MONDAY, NEXT_FRIDAY - DAY),
        (NEXT_FRIDAY, NEXT_FRIDAY - DAY, NEXT_FRIDAY - DAY),
        (None, NEXT_FRIDAY + DAY, THIRD),
    ],
)
def test_when_there_is_no_friday_it_is_the_weeks_last_school_day(school, closed, pressed, due):
    knows(school, "Ada")
    if closed:
        school.closes(closed, closed)
    school.comes(NEXT_MONDAY)
    school.at(pressed)
    assert accepted(school).due_on == due


def test_keeping_it_counts_as_a_word_with_somebody_who_is_no_partner(any_school):
    for name in ("Ada", "Ben"):
        any_school.answers("Lee", any_school.asks(name))
    any_school.comes(NEXT_MONDAY)
    first = who(any_school)
    finish(any_school.store, any_school.act("Lee"), accepted(any_school).id)
    any_school.comes(THIRD)
    assert who(any_school) not in {None, first}, "the other has waited longer now"


def test_not_this_week_holds_until_the_next_one(school):
    knows(school, "Ada")
    school.comes(NEXT_MONDAY)
    assert presses(school, not_this_week).state is ProposalState.NOT_THIS_WEEK
    school.promises("Lee", school.asks("Ben"), NEXT_FRIDAY)
    school.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert [bool(each.proposed) for each in school.heard("Lee", Nudge)] == [True, False, False, False]
    with school.store.writing() as db:
        left = propose_for(db, school.school(), school.person("Lee"), school.now)
    assert left.state is ProposalState.NOT_THIS_WEEK
    school.comes(THIRD)
    assert shown(school).state is ProposalState.OFFERED


@pytest.mark.parametrize("second", [accept, another, not_this_week])
@pytest.mark.parametrize("first", [accept, another, not_this_week])
def test_an_answer_is_given_once(school, first, second):
    knows(school, "Ada")
    school.comes(NEXT_MONDAY)
    proposal_id = shown(school).proposal_id
    act = school.act("Lee")
    first(school.store, act, proposal_id)
    first(school.store, act, proposal_id)
    before = len(school.read(commitments.open_of, school.person("Lee").id))
    with pytest.raises(UserError, match="answered that one already"):
        second(school.store, school.act("Lee"), proposal_id)
    assert len(school.read(commitments.open_of, school.person("Lee").id)) == before <= 1


@pytest.mark.parametrize("deed", [accept, another, not_this_week])
def test_last_weeks_anothers_and_nobodys_proposal_are_refused(school, deed):
    knows(school, "Ada")
    school.comes(NEXT_MONDAY)
    old = shown(school).proposal_id
    for name, words in (("Ada", "librarians"), ("Sam", "librarians")):
        with pytest.raises(UserError, match=words):
            deed(school.store, school.act(name), old)
    with pytest.raises(UserError, match="another week"):
        deed(school.store, school.act("Lee"), UUID(int=3))
    school.at(THIRD)
    with pytest.raises(UserError, match="another week"):
        deed(school.store, school.act("Lee"), old)
    assert school.read(commitments.open_of, school.person("Lee").id) == ()


# Monday


def test_a_mondays_proposal_that_was_missed_comes_with_the_next_morning_that_goes_out(any_school):
    knows(any_school, "Ada")
    any_school.promises("Lee", any_school.asks("Ben"), NEXT_MONDAY + 2 * DAY)
    any_school.comes(FRIDAY, "16:30")
    any_school.comes_back(NEXT_MONDAY + DAY, "08:00")
    (late,) = any_school.heard("Lee", Nudge)
    assert late.proposed.state is ProposalState.OFFERED
    assert presses(any_school, accept).promise.due_on == NEXT_FRIDAY
    any_school.lives_through(NEXT_MONDAY + DAY, NEXT_FRIDAY)
    assert all(each.proposed is None for each in any_school.heard("Lee", Nudge)[1:])
    books_are_in_order(any_school, MONDAY, NEXT_MONDAY)


def test_where_monday_is_closed_the_week_begins_with_the_proposal_on_tuesday(school):
    school.comes(FRIDAY, "16:30")
    school.lives_through(date(2026, 2, 14), THIRD + DAY)
    assert school.nudged("Lee") == [THIRD]
    books_are_in_order(school, THIRD)


def test_where_monday_is_closed_after_its_message_the_answer_stands(school):
    """Snow: Lee has answered already when the school is closed at ten."""
    school.comes(NEXT_MONDAY)
    presses(school, not_this_week)
    school.at(NEXT_MONDAY, "10:00").closes(NEXT_MONDAY, NEXT_MONDAY)
    school.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert school.nudged("Lee") == [NEXT_MONDAY]
    books_are_in_order(school, NEXT_MONDAY)


def test_a_school_with_nothing_to_propose_is_told_nothing_and_its_books_are_in_order(school):
    for idea in look_at_ideas(school.store, school.act("Lee")).ideas:
        retire_idea(school.store, school.act("Lee"), idea.key)
    school.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert school.told("Lee") == []
    books_are_in_order(school, NEXT_MONDAY)


def test_another_where_there_is_no_other_says_so_and_leaves_this_one(school):
    ask_about(school, HelpKind.ACTIVITY, "debates", "debating", "a debate")
    for name in ("Ada", "Ben", "Zoe"):
        school.leaves(name)
    for idea in look_at_ideas(school.store, school.act("Lee")).ideas:
        retire_idea(school.store, school.act("Lee"), idea.key)
    school.comes(NEXT_MONDAY)
    with pytest.raises(UserError, match="nothing else to propose"):
        another(school.store, school.act("Lee"), shown(school).proposal_id)
    assert accepted(school).state is CommitmentState.OPEN


def test_stopped_there_is_none_until_it_is_wanted_again(any_school):
    knows(any_school, "Ada")
    set_proposals(any_school.store, any_school.act("Lee"), wanted=False)
    any_school.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert any_school.told("Lee") == []
    set_proposals(any_school.store, any_school.act("Lee"), wanted=True)
    any_school.comes(THIRD)
    assert who(any_school) == "Ada"
    books_are_in_order(any_school, NEXT_MONDAY, THIRD)


# the ideas


WRITTEN = IdeaWords("A museum in a box", "Ten objects, ten labels; the library lends the boxes.", HelpKind.ACTIVITY)


def ideas_of(world: World) -> dict[str, str]:
    """Title by key."""
    return {each.key: each.title for each in look_at_ideas(world.store, world.act("Lee")).ideas}


def offered(world: World) -> set[str]:
    """The ideas that a whole round of Another brings."""
    world.comes(NEXT_MONDAY)
    first = shown(world).idea.what
    return {first, *(presses(world, another).idea.what for _ in range(20))}


def test_there_are_thirty_to_begin_with_and_one_of_the_kind_most_asked_for_is_offered(school):
    assert len(ideas_of(school)) >= 30
    school.asks("Ada", "a debate", kind=HelpKind.ACTIVITY)
    school.comes(NEXT_MONDAY)
    assert shown(school).idea.why == "“activity needing support” was asked for most this term"


def test_an_idea_of_the_schools_own_is_offered_a_changed_one_in_its_new_words_and_a_retired_one_not(any_school):
    store, act = any_school.store, any_school.act
    any_school.asks("Ada", "a debate", kind=HelpKind.ACTIVITY)
    keep_idea(store, act("Lee"), WRITTEN)
    starters = [each for each in look_at_ideas(store, act("Lee")).ideas if each.kind is HelpKind.ACTIVITY][1:]
    keep_idea(store, act("Lee"), replace(WRITTEN, title="Stations, our way"), key=starters[0].key)
    retire_idea(store, act("Lee"), starters[1].key)
    retire_idea(store, act("Lee"), starters[1].key)
    found = offered(any_school)
    assert any(each.startswith("A museum in a box. Ten objects") for each in found)
    assert any(each.startswith("Stations, our way.") for each in found)
    assert not any(each.startswith((f"{starters[0].title}.", f"{starters[1].title}.")) for each in found)
    assert any(each.startswith(f"{starters[2].title}.") for each in found)


def test_the_schools_own_idea_is_changed_and_retired_too(any_school):
    store, act = any_school.store, any_school.act
    keep_idea(store, act("Lee"), WRITTEN)
    (key,) = [key for key, title in ideas_of(any_school).items() if title == WRITTEN.title]
    keep_idea(store, act("Lee"), replace(WRITTEN, title="A museum on a trolley"), key=key)
    assert ideas_of(any_school)[key] == "A museum on a trolley"
    retire_idea(store, act("Lee"), key)
    assert key not in ideas_of(any_school)
    with pytest.raises(UserError, match="cannot find that idea"):
        keep_idea(store, act("Lee"), WRITTEN, key=key)


@pytest.mark.parametrize(
    ("changed", "about"),
    [
        ({"title": " "}, "title"),
        ({"words": ""}, "words"),
        ({"title": "x" * 101}, "title"),
        ({"words": "x" * 501}, "words"),
    ],
)
def test_what_an_idea_must_not_be_is_said_under_its_field_and_nothing_is_kept(school, changed, about):
    before = ideas_of(school)
    with pytest.raises(UserError) as refused:
        keep_idea(school.store, school.act("Lee"), replace(WRITTEN, **changed))
    assert refused.value.about == about
    assert ideas_of(school) == before


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_ideas_and_whether_there_are_proposals_are_the_librarians(school, name):
    store, act = school.store, school.act(name)
    for deed in (
        lambda: look_at_ideas(store, act),
        lambda: keep_idea(store, act, WRITTEN),
        lambda: retire_idea(store, act, "stations"),
        lambda: set_proposals(store, act, wanted=False),
    ):
        with pytest.raises(UserError, match="librarians"):
            deed()
    assert school.school().proposes
