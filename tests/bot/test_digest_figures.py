"""The figures of a week are kept in the ledger, and read again by whatever version of the bot comes after."""

from dataclasses import replace
from datetime import date

from bot.slack.blocks.digest_figures import figure_blocks
from domain.counted import REST, Counted
from domain.digest import MOST_EARLIER, Figures, read_figures, with_earlier, write_figures
from tests.bot.stories import PLACE, all_figures, figures

OLD = (
    '{"first": "2026-01-30", "last": "2026-02-06", "kept": 2, "kept_on_time": 1, "open": 2, "overdue": 1, "waiting": 1,'
    ' "by_kind": [{"kind": "resources", "count": 3}, {"kind": "not said", "count": null}]}'
)


def test_what_is_written_is_read_again():
    for each in (all_figures(), figures()):
        assert read_figures(write_figures(each)) == each


def test_figures_of_the_first_version_can_still_be_read():
    assert read_figures(OLD) == Figures(
        first=date(2026, 1, 30),
        last=date(2026, 2, 6),
        kept=2,
        kept_on_time=1,
        open=2,
        overdue=1,
        waiting=1,
        by_kind=(Counted("resources", 3), Counted("not said", None)),
    )


def test_the_weeks_before_stand_beside_it_and_no_more_than_a_term_of_them():
    told = [figures(last=date(2026, 1, 2 + number), kept=number) for number in range(20)]
    week = with_earlier(figures(), told)
    assert [each.kept for each in week.earlier] == [*range(20 - MOST_EARLIER, 20)]
    assert week.week_before.kept == 19


def test_what_was_told_in_another_term_is_no_part_of_this_terms_movement():
    week = all_figures()
    other = replace(week.earlier[0], term_began=date(2025, 9, 1))
    assert replace(week, earlier=(other, *week.earlier[1:])).this_term == week.earlier[1:]
    assert figures(earlier=(replace(other, term_began=None),)).this_term == ()


def test_a_small_group_is_called_the_rest():
    assert Counted(REST, None) in figures().by_kind


def test_after_holidays_the_digest_before_is_not_called_last_weeks():
    """A Thursday's, because Friday is closed, is last week's all the same."""
    for last, words in ((date(2026, 2, 5), "(last week 3)"), (date(2026, 1, 30), "(last digest 3)")):
        week = with_earlier(figures(first=last, last=date(2026, 2, 13)), [figures(last=last, kept=3)])
        told = "".join(str(each.to_dict()) for each in figure_blocks(week, PLACE))
        assert told.count(words.split("3")[0]) == 5
        assert words in told
