"""Two breakdowns of the same requests, week after week: whoever holds them all against each other finds nobody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.asked import Asked, Breakdown, count_asked
from domain.counted import FEWEST_PEOPLE, REST, Counted
from domain.digest import UNSAID
from domain.request import HelpKind

ADA, BEN, CLEO, DAN, EVE = (UUID(int=number) for number in range(1, 6))
KINDS = (HelpKind.RESOURCES, HelpKind.ACTIVITY, HelpKind.LESS_CONFIDENT, HelpKind.SOMETHING_ELSE, None)
DEPARTMENTS = ("Art", "History", "Science", None)

an_asking = st.builds(
    Asked,
    st.integers(min_value=1, max_value=9).map(lambda number: UUID(int=number)),
    st.sampled_from(KINDS),
    st.sampled_from(DEPARTMENTS),
)
a_week = st.lists(an_asking, max_size=20)


def kind_told(each: Asked) -> str:
    if each.kind is HelpKind.LESS_CONFIDENT:
        return HelpKind.SOMETHING_ELSE.value
    return each.kind.value if each.kind else UNSAID


def subsets(each: Sequence[str]) -> Iterator[frozenset[str]]:
    found = chain.from_iterable(combinations(each, size) for size in range(1, len(each) + 1))
    return (frozenset(some) for some in found)


def numbers_known(week: Sequence[Asked], told: Breakdown) -> Iterator[tuple[int, list[Asked]]]:
    """Every number of requests that the two breakdowns tell or let be computed, with the requests it counts.

    An attacker adds up groups of one breakdown and takes each sum from the total, which is the number of requests that
    wait as long as none is handled.
    """
    sides = ((told.by_kind, kind_told), (told.by_department, lambda each: each.department or ""))
    for counted, group_of in sides:
        figures = {each.what: each.count for each in counted if each.count is not None}
        for some in subsets([*figures]):
            inside = [each for each in week if group_of(each) in some]
            yield sum(figures[group] or 0 for group in some), inside
            yield len(week) - sum(figures[group] or 0 for group in some), [e for e in week if e not in inside]


def people(each: Iterable[Asked]) -> set[UUID]:
    return {one.asker for one in each}


def test_a_department_of_three_is_counted_and_smaller_ones_are_not_named():
    week = [Asked(each, HelpKind.RESOURCES, "Science") for each in (ADA, BEN, CLEO)]
    told = count_asked([*week, Asked(DAN, None, "Art"), Asked(EVE, None, None), Asked(ADA, None, "History")])
    assert told.by_department == (Counted("Science", 3), Counted(REST, None))


def test_how_many_named_no_department_is_never_told():
    week = [Asked(each, HelpKind.RESOURCES, None) for each in (ADA, BEN, CLEO, DAN)]
    assert count_asked(week).by_department == (Counted(REST, None),)


def test_where_the_kinds_give_the_total_the_one_artist_is_not_what_is_missing():
    """Four asked for resources, three of them in Science: the fourth would be Ada, in Art."""
    science = [Asked(each, HelpKind.RESOURCES, "Science") for each in (BEN, CLEO, DAN)]
    told = count_asked([*science, Asked(ADA, HelpKind.RESOURCES, "Art")])
    assert told.by_kind == (Counted("resources", 4),)
    assert told.by_department == (Counted(REST, None),)


def test_where_the_departments_give_the_total_the_one_other_kind_is_not_what_is_missing():
    science = [Asked(each, HelpKind.RESOURCES, "Science") for each in (BEN, CLEO, DAN)]
    told = count_asked([*science, Asked(ADA, HelpKind.ACTIVITY, "Science")])
    assert told.by_department == (Counted("Science", 4),)
    assert told.by_kind == (Counted(REST, None),)


def test_where_what_waits_is_all_that_was_asked_the_fourth_is_not_what_is_missing():
    """Neither breakdown gives the total, but four requests wait: the one that is in no figure would be Dan's."""
    each = [Asked(who, HelpKind.RESOURCES, "Science") for who in (ADA, BEN, CLEO)]
    assert count_asked([*each, Asked(DAN, None, "Art")]) == Breakdown((Counted(REST, None),), (Counted(REST, None),))


def test_a_week_without_requests_has_no_breakdown():
    assert count_asked([]) == Breakdown((), ())


@given(a_week)
def test_every_number_that_can_be_had_from_both_breakdowns_has_three_people_or_nobody_behind_it(week):
    for number, counted in numbers_known(week, count_asked(week)):
        assert number == len(counted)
        assert len(people(counted)) not in range(1, FEWEST_PEOPLE), (number, counted)


@given(a_week, st.sets(st.sampled_from([ADA, BEN, CLEO])))
def test_nor_has_a_number_from_which_a_reader_takes_off_their_own(week, readers):
    for _, counted in numbers_known(week, count_asked(week, readers)):
        assert not counted or len(people(counted) - readers) >= FEWEST_PEOPLE, (readers, counted)


@given(a_week)
def test_what_somebody_feels_less_confident_about_is_in_neither(week):
    told = count_asked(week)
    plain = [
        replace(each, kind=HelpKind.SOMETHING_ELSE) if each.kind is HelpKind.LESS_CONFIDENT else each for each in week
    ]
    assert told == count_asked(plain)
    assert HelpKind.LESS_CONFIDENT.value not in {each.what for each in (*told.by_kind, *told.by_department)}


@given(a_week, a_week)
def test_two_weeks_taken_from_each_other_tell_of_nobody_whatever_else_is_known_of_them(one, other):
    """The same department in two weeks is two counts of different requests: each has three people of its own."""
    told = [{each.what: each.count for each in count_asked(week).by_department} for week in (one, other)]
    for what in {*told[0]} & {*told[1]} - {REST}:
        for week in (one, other):
            assert len(people(each for each in week if each.department == what)) >= FEWEST_PEOPLE


@given(a_week, st.sampled_from(DEPARTMENTS))
def test_whoever_changes_department_within_a_week_is_in_no_number_alone(week, to):
    """Each request keeps the department of its asking; what is asked from then on stands in the new one."""
    later = [Asked(each.asker, each.kind, to) for each in week]
    for number, counted in numbers_known([*week, *later], count_asked([*week, *later])):
        assert number == len(counted)
        assert len(people(counted)) not in range(1, FEWEST_PEOPLE)
