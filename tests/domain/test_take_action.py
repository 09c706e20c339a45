"""Take action: one teacher, one thing to share, one idea, chosen the same way by whoever asks."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.partner import Approach
from domain.request import HelpKind
from domain.take_action import (
    Candidate,
    Idea,
    Known,
    Origin,
    Problem,
    ProposalKind,
    Shareable,
    in_order,
    in_words,
    meet_administrator,
    problem_asked_often,
    reach_out,
    rotate,
)
from domain.topics import content_words

MONDAY = date(2026, 11, 23)
LONG_AGO, LATELY = date(2026, 6, 1), date(2026, 11, 16)


def somebody(number: int, name: str, approach: Approach | None = Approach.RELATIONSHIP, **more: object) -> Candidate:
    of = {"person_id": UUID(int=number), "partner_id": None, "approach": approach, "last_contact_on": LATELY, **more}
    return Candidate(key=UUID(int=number), name=name, **of)


ADA, BEN, CAI = somebody(1, "Ada"), somebody(2, "Ben", last_contact_on=LONG_AGO), somebody(3, "Cai", Approach.LEADER)
LETTERS = Shareable("Dust Bowl letters", None, 2, frozenset({UUID(int=2)}), LATELY)
STATIONS = Idea("stations", HelpKind.ACTIVITY, "Stations", "Four tables.", Origin.STARTER)
ZINE = Idea("zine", HelpKind.ACTIVITY, "A zine", "Eight pages.", Origin.SCHOOL)
KNOWN = Known((ADA, BEN, CAI), (), (LETTERS,), (STATIONS, ZINE), Counter({HelpKind.ACTIVITY: 2}))


def names(candidates: tuple[Candidate, ...], *not_again: UUID) -> list[str]:
    return [each.name for each in in_order(candidates, not_again)]


def test_the_guides_order_comes_first_and_within_it_who_was_longest_without_a_word():
    never = somebody(4, "Dee", last_contact_on=None)
    innovator, nobody = somebody(5, "Eli", Approach.INNOVATOR), somebody(6, "Fay", None, last_contact_on=None)
    assert names((nobody, innovator, CAI, ADA, BEN, never)) == ["Dee", "Ben", "Ada", "Cai", "Eli", "Fay"]


def test_nobody_to_whom_a_promise_is_overdue_is_offered_something_new():
    assert names((replace(ADA, has_overdue_promise=True), BEN)) == ["Ben"]


def test_last_weeks_teacher_is_left_out_where_nothing_came_of_it():
    assert names((ADA, BEN), BEN.key) == ["Ada"]


def test_a_proposal_names_somebody_something_that_helped_others_and_an_idea_of_the_kind_most_asked_for():
    proposal = reach_out(KNOWN, MONDAY, 1, not_again=[BEN.key])
    assert (proposal.who, proposal.tool) == (ADA, LETTERS)
    assert proposal.idea.kind is HelpKind.ACTIVITY
    assert proposal.why_who == "a teacher with an existing relationship, last contact not long ago"
    assert proposal.why_tool == "it helped 2 people"
    assert in_words(proposal).startswith("Reach out to Ada, share “Dust Bowl letters” and offer “")


def test_what_helped_somebody_is_not_shared_with_the_same_person():
    assert reach_out(KNOWN, MONDAY, 0, not_again=()).who == BEN
    assert reach_out(KNOWN, MONDAY, 0, not_again=()).tool is None


def test_another_goes_round_among_all_and_then_begins_again():
    shown = Counter[UUID]()
    for name in ("Ben", "Ada", "Cai", "Ben"):
        who = reach_out(KNOWN, MONDAY, shown.total(), not_again=(), shown=shown).who
        assert who.name == name
        shown[who.key] += 1


def test_another_skips_nobody_when_their_order_has_changed_meanwhile():
    spoken_to = replace(KNOWN, teachers=(ADA, replace(BEN, last_contact_on=MONDAY), CAI))
    assert reach_out(spoken_to, MONDAY, 1, not_again=(), shown=Counter([BEN.key])).who == ADA


def test_each_week_has_another_idea():
    weeks = [reach_out(KNOWN, MONDAY + timedelta(weeks=week), 0, not_again=()).idea for week in range(3)]
    assert weeks[0] == weeks[2] != weeks[1]


def test_a_school_that_knows_nobody_yet_still_gets_an_idea():
    proposal = reach_out(replace(KNOWN, teachers=(), shareables=()), MONDAY, 0, not_again=())
    assert (proposal.who, proposal.tool) == (None, None)
    assert in_words(proposal).startswith("Offer “")


def test_an_administrator_is_met_where_there_is_one():
    sam = somebody(7, "Sam", Approach.ADMINISTRATOR, last_contact_on=None)
    met = meet_administrator(replace(KNOWN, administrators=(sam,)), MONDAY)
    assert (met.kind, in_words(met)) == (ProposalKind.ADMINISTRATOR, "Talk with Sam about the library")
    assert meet_administrator(KNOWN, MONDAY) is None


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (["citing sources in MLA", "help with citations", "how do we cite websites"], ("cite", 3)),
        (["citing sources", "citations please"], None),
        (["photosynthesis", "the French Revolution", "supply and demand"], (None, 3)),
    ],
)
def test_a_problem_asked_about_three_times_makes_a_rotation(asked, problem):
    found = problem_asked_often([(HelpKind.COMPLEX_CONCEPT, content_words(need)) for need in asked])
    assert (found and (found.topic, found.times)) == problem


def test_plain_resources_are_no_problem_for_a_rotation():
    assert problem_asked_often([(HelpKind.RESOURCES, content_words("bees"))] * 5) is None


def test_a_rotation_is_about_the_topic_or_else_the_kind_of_help():
    assert in_words(rotate(Problem(HelpKind.ACTIVITY, "debate", 3))) == "Plan a PD rotation on “debate”"
    assert in_words(rotate(Problem(HelpKind.ACTIVITY, None, 3))) == "Plan a PD rotation on activities needing support"
    why = rotate(Problem(HelpKind.COMPLEX_CONCEPT, "debate", 3)).why_who
    assert why == "complex concept, asked about 3 times this term"


def test_a_problem_that_had_its_rotation_gives_way_to_the_next_and_is_not_found_again_under_another_word():
    asked = [
        (HelpKind.ACTIVITY, content_words(need)) for need in ["mla citations", "citing mla", "mla to cite", "mla cited"]
    ]
    first = problem_asked_often(asked)
    assert (first.stem, first.times) == ("cit", 4)
    assert problem_asked_often(asked, [(HelpKind.ACTIVITY, "cit")]) is None
    debates = [(HelpKind.ACTIVITY, content_words(need)) for need in ["debating", "a debate", "debates"]]
    assert problem_asked_often([*asked, *debates], [(HelpKind.ACTIVITY, "cit")]).topic == "debate"


def test_a_kind_of_help_that_had_its_rotation_gets_none_a_second_time():
    asked = [(HelpKind.ACTIVITY, content_words(need)) for need in ["podcasts", "murals", "pottery"]]
    assert problem_asked_often(asked) == Problem(HelpKind.ACTIVITY, None, 3)
    assert problem_asked_often(asked, [(HelpKind.ACTIVITY, None)]) is None


def test_somebody_who_has_become_a_partner_since_is_still_the_same():
    partner = replace(ADA, key=UUID(int=50), partner_id=UUID(int=50))
    assert names((partner, BEN), ADA.key) == ["Ben"]


@given(st.permutations([ADA, BEN, CAI]), st.integers(0, 500), st.integers(0, 9))
def test_the_same_week_has_the_same_proposal_in_whatever_order_things_are_read(teachers, weeks, number):
    week = MONDAY + timedelta(weeks=weeks)
    shuffled = replace(KNOWN, teachers=tuple(teachers), ideas=(ZINE, STATIONS))
    assert reach_out(shuffled, week, number, not_again=()) == reach_out(KNOWN, week, number, not_again=())
