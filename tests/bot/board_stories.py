"""Pages for a board to test with: a term of so many digests, in whatever words."""

from dataclasses import replace
from datetime import date, timedelta

from stories import NOW, PLACE, PLAIN, Words, all_figures, figures

from domain.collaboration import Level
from domain.counted import Grown
from domain.term_in_figures import Told, sum_up
from domain.term_of import Term
from handlers.messages import BoardPage, Place

TERM = Term(date(2026, 1, 5), date(2026, 4, 2))
WEEK = timedelta(weeks=1)


def board_page(weeks: int = 3, words: Words = PLAIN, *, count: int = 4, place: Place = PLACE) -> BoardPage:
    """`weeks` digests, the last of today; 4 promises in each, 3 of them on time; `count` objectives and trainings."""
    if not weeks:
        return BoardPage(place, TERM, None, replace(figures(), by_kind=()), NOW)
    told = []
    for number in range(weeks):
        until = NOW - WEEK * (weeks - 1 - number)
        levels = tuple(Grown(level, 3 + 4 * number, until) for level in Level)
        week = replace(all_figures(words, count), last=until.date(), kept=4, kept_on_time=3, open=2, levels=levels)
        told.append(Told(until - WEEK, until, week))
    return BoardPage(place, TERM, sum_up(told), None, NOW)
