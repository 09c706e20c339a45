"""The page for a board as a PDF: one sheet whatever is on it, readable by people and by machines."""

import logging
from dataclasses import replace
from io import BytesIO

import pytest
from board_stories import board_page
from pypdf import PageObject, PdfReader
from stories import PLACE, PLAIN, Words

from bot.board_pdf import as_pdf
from bot.board_words import words_of
from bot.pictures.term import draw_term, levels_of_term, promises_of_term
from bot.running import tell_of_everything
from domain.collaboration import Level
from domain.dates_in_words import DateOrder
from handlers.messages import BoardPage

A4, LETTER = (595, 842), (612, 792)
EVERYWHERE = "Ελληνικά Кириллица עברית العربية 漢字 नमस्ते ไทย 🎉 \u200b\x07"
LONG = 60 * "wonderful "


def read(page: BoardPage) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(page)))


def sheet(page: BoardPage) -> PageObject:
    """UserWarnings are errors here, so letters that a font lacks would fail it."""
    (one,) = read(page).pages
    return one


def text(page: BoardPage) -> str:
    return " ".join(sheet(page).extract_text().split())


def in_words_of(everything: str) -> Words:
    return Words(**dict.fromkeys(Words.__dataclass_fields__, everything))


def lines(page: BoardPage) -> list[tuple[str, float]]:
    """What is written, in order, with how many points above the lower edge."""
    found: list[tuple[str, float]] = []
    sheet(page).extract_text(
        visitor_text=lambda words, _cm, where, _font, _size: found.append((words, where[5])) if words.strip() else None
    )
    return found


def test_it_tells_the_whole_term_in_the_figures_of_its_digests():
    told = text(board_page(3))
    for words in (
        "Riverside",
        "The school library’s term, Monday, January 5 to Thursday, April 2 (2026)",
        "The library kept 12 promises this term, 9 of them on time, and has 2 open, 1 of them overdue.",
        "Promises kept",
        "Coordination: 11 (+8 since the term’s first digest)",
        "Research: 12",
        "Every Year 8 class learns to search: requests 10, promises kept 20, contacts 30",
        "To its partners: plans, objectives and targets achieved 10",
        "12 trainings or conferences: The Bee Book",
        "Reached (12 of 24): individual teacher",
        "Not reached yet: senior leaders",
        "from what was told in 3 weekly digests, the last of Mon, Mar 2",
    ):
        assert words in told, told


@pytest.mark.parametrize("weeks", [0, 1, 22])
@pytest.mark.parametrize(
    "words", [PLAIN, in_words_of(EVERYWHERE * 3), in_words_of(LONG)], ids=["plain", "scripts", "long"]
)
def test_it_stays_on_one_sheet(weeks, words):
    page = board_page(weeks, words, count=20, place=replace(PLACE, school=words.partner))
    written = lines(page)
    foot = next(at for at, (line, _) in enumerate(written) if line.startswith("Made on"))
    assert min(height for _, height in written[:foot]) > written[foot][1] + 8, "nothing reaches into the small print"
    assert min(height for _, height in written) > 30


def test_a_letter_that_no_font_has_is_a_box_and_the_others_stay():
    told = text(board_page(1, in_words_of("École 漢字 Кириллица")))
    assert "École □□ Кириллица" in told


def test_before_the_first_digest_it_says_when_the_figures_come():
    told = text(board_page(0))
    assert "The library kept 12 promises this term, 11 of them on time, and has 4 open, 1 of them overdue." in told
    assert "of which the term’s first comes Monday, March 2" in told
    assert "Resources" not in told


def test_for_whoever_sees_nothing_of_the_running_week_there_is_no_figure_before_it():
    told = text(replace(board_page(0), so_far=None))
    assert "the term’s weekly digests told, and the first is still to come." in told
    assert "kept" not in told
    assert "12" not in told


def test_americans_get_letter_and_others_a4():
    day_first = replace(PLACE, order=DateOrder.DAY_FIRST)
    for place, size in ((PLACE, LETTER), (day_first, A4)):
        box = sheet(board_page(1, place=place)).mediabox
        assert (round(box.width), round(box.height)) == size
    assert "Monday 5 January to Thursday 2 April" in text(board_page(1, place=day_first))


def test_machines_can_read_it_aloud():
    done = read(board_page(2))
    root = done.trailer["/Root"]
    assert done.metadata.title.startswith("Riverside: The school library’s term")
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    picture = root["/StructTreeRoot"]["/K"][0].get_object()["/K"][0].get_object()
    assert picture["/S"] == "/Figure"
    assert "4 on time" not in picture["/Alt"]
    assert "Mon, Feb 23: 3 on time, 1 late, 2 open; Mon, Mar 2: 3 on time, 1 late, 2 open" in picture["/Alt"]
    assert [each.title for each in done.outline][:2] == ["Promises", "Working together"]


def test_the_log_says_nothing_of_how_letters_are_embedded(capsys):
    root = logging.getLogger()
    as_pdf(board_page(1))
    every = [root, *(each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger))]
    handlers, levels = [*root.handlers], [each.level for each in every]
    try:
        tell_of_everything("INFO")
        as_pdf(board_page(1))
    finally:
        root.handlers = handlers
        for each, level in zip(every, levels, strict=True):
            each.setLevel(level)
    assert capsys.readouterr().out == ""


def test_the_picture_is_drawn_from_what_was_told():
    told = board_page(3).told
    assert told
    assert [(each.on_time, each.late, each.open) for each in promises_of_term(told)] == [(3, 1, 2)] * 3
    assert levels_of_term(told)[0] == (Level.COORDINATION, [3, 7, 11])
    assert draw_term(told, PLACE).png.startswith(b"\x89PNG")


def test_a_quiet_term_and_a_single_promise_read_well():
    over = replace(board_page(0), next_digest_at=None, place=replace(PLACE, today=PLACE.today.replace(month=7)))
    assert over.so_far
    for kept, sentence in (
        (0, "No promise was kept in this term."),
        (1, "The library kept 1 promise this term, on time."),
        (2, "The library kept 2 promises this term, both on time."),
    ):
        page = replace(over, so_far=replace(over.so_far, kept=kept, kept_on_time=kept))
        assert words_of(page).sentence == sentence
    assert "Open" not in dict(words_of(over).figures), "how things stand today says nothing of a term that is over"
