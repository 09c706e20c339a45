"""Nobody can be told from a count: somebody who sees every figure of every week tries to, and fails."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.counted import FEWEST_PEOPLE, REST, Counted, Grown, Happened, add_up, count_safely, grow

GROUPS = ["research", "curation", "technology", "co-teaching"]
BEGAN = datetime(2027, 1, 4, tzinfo=UTC)
WEEK = timedelta(weeks=1)

a_pair = st.tuples(st.sampled_from(GROUPS), st.sampled_from([*"abcdefgh", None]))
pairs = st.lists(a_pair, max_size=30)
a_deed = st.tuples(
    st.sampled_from(GROUPS[:2]), st.sampled_from("abcdef"), st.integers(min_value=0, max_value=6 * 7 - 1)
)
deeds = st.lists(a_deed, max_size=40)


def people_in(each: Iterable[tuple[str, str | None]], groups: Iterable[str]) -> set[str]:
    wanted = {*groups}
    return {person for group, person in each if group in wanted and person}


def test_a_group_of_three_is_counted_and_a_smaller_one_is_not_even_named():
    each = [("research", person) for person in "abc"] + [("curation", "a"), ("curation", "b"), ("technology", "c")]
    assert count_safely(each, GROUPS) == (Counted("research", 3), Counted(REST, None))


def test_how_often_somebody_asked_makes_no_group():
    assert count_safely([("research", "ada")] * 9 + [("research", "ben")], GROUPS) == (Counted(REST, None),)


def test_beside_a_total_the_next_smallest_group_is_hidden_too():
    """Of nine promises, five and three are told: the ninth would be Ada's."""
    large = [("research", person) for person in "abcde"]
    small = [("curation", person) for person in "abc"]
    assert count_safely([*large, *small, ("technology", "ada")], GROUPS) == (
        Counted("research", 5),
        Counted(REST, None),
    )


def test_nor_is_one_person_what_the_total_holds_beside_every_group():
    """Of four promises kept, three are told: the fourth, in no group, would be Dan's."""
    each = [("research", person) for person in "abc"]
    assert count_safely(each, GROUPS, beside=["d"]) == (Counted(REST, None),)
    for nobody_alone in ([None], ["d", "e", "f"]):
        assert count_safely(each, GROUPS, beside=nobody_alone) == (Counted("research", 3),)


@given(pairs, st.lists(st.sampled_from([*"abcdefgh", None]), max_size=5))
def test_with_or_without_what_is_beside_the_groups_what_is_left_is_three_people_or_nobody(each, beside):
    told = {counted.what for counted in count_safely(each, GROUPS, beside=beside)}
    hidden = people_in(each, {*GROUPS} - told)
    if told - {REST}:
        assert len(hidden) not in range(1, FEWEST_PEOPLE)
        assert len(hidden | {*beside} - {None}) not in range(1, FEWEST_PEOPLE)


def test_what_stands_behind_nobody_may_be_counted():
    assert count_safely([("research", None)], GROUPS) == (Counted("research", 1),)


@given(pairs)
def test_no_group_that_is_told_is_smaller_than_three(each):
    for counted in count_safely(each, GROUPS):
        if counted.what != REST:
            assert len(people_in(each, [counted.what])) not in range(1, FEWEST_PEOPLE)


@given(pairs)
def test_whatever_is_taken_from_the_total_leaves_three_people_or_nobody(each):
    """Sums of the groups that are told, in every choice of them, taken from the total and from each other."""
    told = [counted.what for counted in count_safely(each, GROUPS) if counted.what != REST]
    total = {group for group, _ in each}
    everybody = people_in(each, total)
    rest = people_in(each, total - {*told})
    if told and total - {*told}:
        assert len(rest) >= FEWEST_PEOPLE or not rest, (told, everybody)
    for size in range(1, len(told) + 1):
        for some in combinations(told, size):
            assert len(people_in(each, some)) not in range(1, FEWEST_PEOPLE)


@given(st.lists(pairs, min_size=1, max_size=4))
def test_several_weeks_as_one_tell_no_more_than_each_of_them(weeks):
    """Whatever is taken off a digest of several weeks leaves what the others told."""
    told = [count_safely(week, GROUPS) for week in weeks]
    together = {each.what: each.count for each in add_up(told)}
    for group in GROUPS:
        alone = [each.count for counted in told for each in counted if each.what == group]
        assert together.get(group, 0) == sum(alone)
    assert (REST in together) == any(each.what == REST for counted in told for each in counted)


def test_whoever_reads_it_is_none_of_the_three():
    """Sam takes himself off, and two are left of whom he knows that both asked."""
    each = [("research", person) for person in ("ada", "ben", "sam")]
    assert count_safely(each, GROUPS, readers=["sam"]) == (Counted(REST, None),)
    assert count_safely([*each, ("research", "cleo")], GROUPS, readers=["sam"]) == (Counted("research", 4),)
    assert count_safely([("research", "sam")], GROUPS, readers=["sam"]) == (Counted(REST, None),), "others read it too"


@given(pairs, st.sets(st.sampled_from("abc")), st.lists(st.sampled_from([*"abcdefgh", None]), max_size=5))
def test_a_reader_who_takes_off_what_is_theirs_finds_three_others_or_nobody(each, readers, beside):
    told = [counted.what for counted in count_safely(each, GROUPS, beside=beside, readers=readers)]
    figures = [what for what in told if what != REST]
    for size in range(1, len(figures) + 1):
        for some in combinations(figures, size):
            found = people_in(each, some)
            assert not found or len(found - readers) >= FEWEST_PEOPLE
    hidden = people_in(each, {*GROUPS} - {*figures})
    if figures and (hidden or {*beside} - {None}):
        assert len((hidden | {*beside} - {None}) - readers) >= FEWEST_PEOPLE


@given(deeds, st.sets(st.sampled_from("abc")))
def test_nor_does_a_reader_find_one_person_in_the_difference_of_two_weeks(found, readers):
    happened = [Happened(what, who, BEGAN + timedelta(days=day, hours=1)) for what, who, day in found]
    told = told_week_by_week(happened, readers=readers)
    for one, other in combinations(told, 2):
        for what, later in other.items():
            earlier = one.get(what)
            since = earlier.until if earlier else BEGAN
            between = {each.person for each in happened if each.what == what and since < each.at <= later.until}
            if later.count != (earlier.count if earlier else 0):
                assert len(between - readers) >= FEWEST_PEOPLE


def told_week_by_week(happened: list[Happened], weeks: int = 6, readers: Iterable[str] = ()) -> list[dict[str, Grown]]:
    told: list[dict[str, Grown]] = [{}]
    for week in range(1, weeks + 1):
        until = BEGAN + week * WEEK
        seen = [each for each in happened if each.at <= until]
        told.append({each.what: each for each in grow(seen, GROUPS, told[-1].values(), until, readers={*readers})})
    return told


@given(deeds)
def test_the_difference_of_any_two_weeks_has_three_people_behind_it(found):
    happened = [Happened(what, who, BEGAN + timedelta(days=day, hours=1)) for what, who, day in found]
    told = told_week_by_week(happened)
    for one, other in combinations(told, 2):
        for what, later in other.items():
            earlier = one.get(what)
            since = earlier.until if earlier else BEGAN
            between = {each.person for each in happened if each.what == what and since < each.at <= later.until}
            if later.count != (earlier.count if earlier else 0):
                assert len(between) >= FEWEST_PEOPLE


@given(deeds)
def test_what_waits_is_told_with_what_comes_later(found):
    """A count that moves catches up with all that there was."""
    happened = [Happened(what, who, BEGAN + timedelta(days=day, hours=1)) for what, who, day in found]
    for each in told_week_by_week(happened):
        for what, grown in each.items():
            assert grown.count == Counter(one.what for one in happened if one.at <= grown.until)[what]


@pytest.mark.parametrize("taken_back", [1, 2, 5])
def test_a_contact_that_is_taken_back_does_not_show_by_itself(taken_back):
    happened = [Happened("research", person, BEGAN) for person in "abcdef"]
    (before,) = grow(happened, GROUPS, [], BEGAN + WEEK)
    assert grow(happened[taken_back:], GROUPS, [before], BEGAN + 2 * WEEK) == (before,)


def test_one_that_is_corrected_into_another_group_shows_only_with_three_more():
    before = Grown("research", 5, BEGAN + WEEK)
    moved = [Happened("research", person, BEGAN) for person in "abcdef"]
    assert grow(moved, GROUPS, [before], BEGAN + 2 * WEEK) == (before,)
