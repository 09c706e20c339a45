"""A term summed up from its digests: nothing is counted that was not told, and nothing is told twice."""

from datetime import UTC, date, datetime, timedelta

from domain.collaboration import Level
from domain.counted import REST, Counted, Grown
from domain.digest import Figures
from domain.term_in_figures import Told, sum_up, without_overlap

START = datetime(2026, 1, 9, 14, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def told(first: int, last: int, *, kept: int = 0, coordination: int = 0, kinds: tuple[Counted, ...] = ()) -> Told:
    """A digest of the time from one Friday to another, counted from the first."""
    until = START + last * WEEK
    day: date = until.date()
    levels = (Grown(Level.COORDINATION, coordination, until),) if coordination else ()
    figures = Figures(day, day, kept, kept, 1, 0, 0, kinds, learned=1, learned_at=("A conference",), levels=levels)
    return Told(START + first * WEEK, until, figures)


def test_promises_of_all_weeks_are_added_and_the_last_digest_says_how_things_stand():
    term = sum_up([told(0, 1, kept=2), told(1, 2, kept=3)])
    assert (term.kept, term.kept_on_time, term.kept_late, term.learned) == (5, 5, 0, 2)
    assert [week.kept for week in term.weeks] == [2, 3]
    assert term.learned_at == ("A conference",)


def test_what_was_too_small_to_be_told_in_a_week_stays_untold_in_the_term():
    weeks = [
        told(0, 1, kinds=(Counted("resources", 4), Counted(REST, None))),
        told(1, 2, kinds=(Counted("complex concept", 9), Counted("resources", 3))),
    ]
    assert sum_up(weeks).by_kind == (Counted("complex concept", 9), Counted("resources", 7), Counted(REST, None))


def test_a_digest_that_stood_in_for_several_counts_only_where_nobody_had_them_one_by_one():
    own, of_both, following = [told(0, 1, kept=1), told(1, 2, kept=2)], told(0, 2, kept=3), told(2, 3, kept=4)
    assert without_overlap([following, of_both, *own]) == [*own, following]
    assert without_overlap([following, of_both]) == [of_both, following]
    assert without_overlap([]) == []


def test_a_level_moves_from_the_first_digest_to_the_last():
    term = sum_up([told(0, 1), told(1, 2, coordination=3), told(2, 3, coordination=8)])
    assert (term.movement(Level.COORDINATION), term.movement(Level.COOPERATION)) == (8, 0)
    assert sum_up([told(0, 1, coordination=3)]).movement(Level.COORDINATION) is None
