"""What a busy principal can repeat, literally, for every mixture of promises: true, and without blame."""

from dataclasses import replace
from datetime import timedelta

import pytest
from board_stories import board_page
from stories import NOW, PLACE, all_figures, figures

from bot.board_words import words_of
from bot.slack.blocks.digest_figures import every_figure, in_a_sentence
from domain.counted import REST, Counted
from domain.digest import OwnRecord

HIDDEN = (Counted(REST, None),)

SENTENCES = [
    ((1, 1, 0, 0), "The library kept 1 promise, on time."),
    ((1, 0, 0, 0), "The library kept 1 promise, after its date."),
    ((2, 2, 0, 0), "The library kept 2 promises, both on time."),
    ((2, 1, 0, 0), "The library kept 2 promises, 1 of them on time."),
    ((2, 0, 0, 0), "The library kept 2 promises, both after their date."),
    ((5, 5, 0, 0), "The library kept 5 promises, all of them on time."),
    ((5, 3, 0, 0), "The library kept 5 promises, 3 of them on time."),
    ((5, 0, 0, 0), "The library kept 5 promises, all of them after their date."),
    ((1, 1, 1, 0), "The library kept 1 promise, on time, and has 1 open."),
    ((1, 0, 1, 1), "The library kept 1 promise, after its date, and has 1 open, which is overdue."),
    ((2, 0, 1, 1), "The library kept 2 promises, both after their date, and has 1 open, which is overdue."),
    ((2, 2, 2, 2), "The library kept 2 promises, both on time, and has 2 open, both overdue."),
    ((5, 3, 4, 0), "The library kept 5 promises, 3 of them on time, and has 4 open."),
    ((5, 5, 4, 1), "The library kept 5 promises, all of them on time, and has 4 open, 1 of them overdue."),
    ((5, 0, 4, 4), "The library kept 5 promises, all of them after their date, and has 4 open, all of them overdue."),
    ((1200, 1000, 1100, 0), "The library kept 1,200 promises, 1,000 of them on time, and has 1,100 open."),
    ((0, 0, 1, 0), "The library has 1 promise open."),
    ((0, 0, 1, 1), "The library has 1 promise open, which is overdue."),
    ((0, 0, 2, 1), "The library has 2 promises open, 1 of them overdue."),
    ((0, 0, 2, 2), "The library has 2 promises open, both overdue."),
    ((0, 0, 3, 3), "The library has 3 promises open, all of them overdue."),
]
"""By promises kept, of them on time, open, and of them overdue."""


@pytest.mark.parametrize(("counts", "sentence"), SENTENCES)
def test_the_digest_begins_with_a_sentence_that_can_be_repeated(counts, sentence):
    named = dict(zip(("kept", "kept_on_time", "open", "overdue"), counts, strict=True))
    assert in_a_sentence(figures(**named), PLACE) == sentence


@pytest.mark.parametrize(("counts", "sentence"), SENTENCES)
def test_the_page_for_a_board_says_the_same_of_the_term(counts, sentence):
    kept, on_time, is_open, overdue = counts
    page = board_page(2)
    assert page.told
    last = replace(page.told.last, open=is_open, overdue=overdue)
    told = replace(page.told, kept=kept, kept_on_time=on_time, last=last)
    of_the_term = sentence.replace("promises,", "promises this term,", 1).replace("promise,", "promise this term,", 1)
    assert words_of(replace(page, told=told)).sentence == (of_the_term if kept else sentence)


@pytest.mark.parametrize(
    ("waiting", "sentence"),
    [
        (0, "A quiet week for promises."),
        (1, "No promise was kept or is open; 1 request is waiting for the library."),
        (2, "No promise was kept or is open; 2 requests are waiting for the library."),
    ],
)
def test_no_promise_is_no_news_unless_somebody_waits(waiting, sentence):
    week = figures(kept=0, kept_on_time=0, open=0, overdue=0, waiting=waiting)
    assert in_a_sentence(week, PLACE) == sentence


def test_what_is_hidden_is_never_called_a_few_beside_a_total_it_may_be_all_of():
    """Ten promises kept, and none of them in a kind that can be told."""
    week = replace(all_figures(), kept=10, by_kind=HIDDEN, by_share=HIDDEN, by_department=HIDDEN)
    told = "\n".join(str(each.to_dict()) for each in every_figure(week, [], PLACE))
    assert told.count("Not enough people to be counted by kind.") == 2
    assert "few" not in told
    assert "ther kinds" not in told


def test_nor_on_the_page_for_a_board():
    page = board_page(1)
    assert page.told
    hidden = replace(page.told, kept=10, by_kind=HIDDEN, by_share=HIDDEN, by_department=HIDDEN)
    sections = {each.heading: each.lines for each in words_of(replace(page, told=hidden)).sections}
    assert sections["What was asked for"] == ("Not enough people to be counted by kind.",)
    assert sections["What the library took on for teachers"] == ("Not enough people to be counted by kind.",)
    mixed = replace(page.told, by_kind=(Counted("resources", 3), *HIDDEN), by_department=(Counted("Art", 3), *HIDDEN))
    sections = {each.heading: each.lines for each in words_of(replace(page, told=mixed)).sections}
    assert sections["What was asked for"] == ("Resources: 3", "Other kinds were asked for too.")
    assert sections["Requests by department"] == ("Art 3; and others",)


DAY = timedelta(days=1)
REPLACED = "replaced by a newer one. None was lost."
FRIDAY, MONDAY = "Fri, Feb 27, 09:00", "Mon, Mar 2, 09:00"


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (OwnRecord(), "None was late. None was lost."),
        (OwnRecord(1, timedelta(hours=1)), "1 message went out late, the latest by 1 hour. None was lost."),
        (OwnRecord(missed=2), "None was late. 2 messages could not be delivered."),
        (
            OwnRecord(replaced=9, away=((NOW - 3 * DAY, NOW),)),
            f"I was away from {FRIDAY} to {MONDAY}. None was late. 9 messages were {REPLACED}",
        ),
        (
            OwnRecord(replaced=1, away=((NOW - 3 * DAY, NOW - 2 * DAY), (NOW - DAY, NOW))),
            f"I was away 2 times between {FRIDAY} and {MONDAY}. None was late. 1 message was {REPLACED}",
        ),
    ],
)
def test_what_gave_way_after_an_absence_is_not_called_lost(own, words):
    blocks = [each.to_dict() for each in every_figure(replace(all_figures(), own=own), [], PLACE)]
    said = [block["text"]["text"] for block in blocks if block.get("text")]
    assert said[said.index("*My own messages*") + 1] == words
