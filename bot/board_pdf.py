"""The page for a board as a PDF: one sheet, A4 or, where the month is written first, letter.

The letters are those that come with matplotlib; they know Latin, Greek, Cyrillic, Hebrew, Arabic and more. What they do
not know is shown as an empty box, so a name is never the reason for having no page.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.board_words import BoardWords, Section, words_of
from bot.pictures.drawing import Picture
from bot.pictures.term import draw_term
from domain.dates_in_words import DateOrder
from handlers.messages import BoardPage

if TYPE_CHECKING:
    from fpdf import FPDF

_FAMILY = "DejaVu"
_MARGIN, _BETWEEN = 14.0, 7.0
"""Millimetres, as everything here: around the page, and between its two columns."""
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
"""Points: the largest size at which everything is on the page."""
_LEADING = 0.46
"""Of a line, for each point."""
_AFTER_SECTION = 3.0
_INK, _GREY, _GREEN = (29, 28, 29), (96, 101, 106), (43, 74, 63)
_BOX = "□"


@dataclass(frozen=True)
class _Columns:
    """Sections with where each begins: (column, top)."""

    size: float
    places: tuple[tuple[Section, int, float], ...]
    bottom: float


def as_pdf(page: BoardPage) -> bytes:
    words = words_of(page)
    is_letter = page.place.order is DateOrder.MONTH_FIRST
    pdf = _a_sheet(words, page, "Letter" if is_letter else "A4")
    _head(pdf, words)
    if page.told:
        _show(pdf, draw_term(page.told, page.place))
    _sections(pdf, words)
    _foot(pdf, words.small_print)
    return bytes(pdf.output())


def _a_sheet(words: BoardWords, page: BoardPage, size: str) -> "FPDF":
    # Only who makes a page waits for these.
    import matplotlib as mpl  # noqa: PLC0415
    from fpdf import FPDF, ViewerPreferences  # noqa: PLC0415

    pdf = FPDF(format=size)
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    pdf.add_font(_FAMILY, "", fonts / "DejaVuSans.ttf")
    pdf.add_font(_FAMILY, "B", fonts / "DejaVuSans-Bold.ttf")
    pdf.set_title(f"{words.school}: {words.title}")
    pdf.set_lang("en-US" if size == "Letter" else "en-GB")
    pdf.set_subject(words.sentence)
    pdf.set_creator("Library Partner")
    pdf.set_creation_date(page.place.now)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(_MARGIN)
    pdf.add_page()
    return pdf


def _head(pdf: "FPDF", words: BoardWords) -> None:
    _line(pdf, words.school, 17, bold=True, colour=_GREEN, most=1)
    _line(pdf, words.title, 10, colour=_GREY)
    pdf.ln(2)
    pdf.start_section("Promises")
    _line(pdf, words.sentence, 13, bold=True)
    pdf.ln(2)
    _tiles(pdf, words.figures)


def _tiles(pdf: "FPDF", figures: tuple[tuple[str, str], ...]) -> None:
    width, top = pdf.epw / max(1, len(figures)), pdf.get_y()
    for number, (name, count) in enumerate(figures):
        pdf.set_xy(_MARGIN + number * width, top)
        _font(pdf, 18, bold=True, colour=_GREEN)
        pdf.cell(width, 8, _known(pdf, count))
        pdf.set_xy(_MARGIN + number * width, top + 8)
        _font(pdf, 9, colour=_GREY)
        pdf.cell(width, 4.5, _known(pdf, name))
    pdf.set_xy(_MARGIN, top + 15)


def _show(pdf: "FPDF", picture: Picture) -> None:
    shown = pdf.image(BytesIO(picture.png), w=pdf.epw, title=picture.title, alt_text=picture.alt)
    pdf.ln(2 if shown else 0)


def _sections(pdf: "FPDF", words: BoardWords) -> None:
    top, bottom = pdf.get_y(), pdf.h - _MARGIN - 8
    tried = (_columns(pdf, words.sections, size, top) for size in _SIZES)
    columns = next((each for each in tried if each.bottom <= bottom), None)
    columns = columns or _columns(pdf, words.sections, _SIZES[-1], top)
    for section, column, at in columns.places:
        _section(pdf, section, columns.size, column, at)


def _columns(pdf: "FPDF", sections: tuple[Section, ...], size: float, top: float) -> _Columns:
    """In their order, parted where both columns end as high as they can."""
    heights = [_height(pdf, each, size) for each in sections]
    parted = min(range(1, len(sections) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    places = tuple(
        (section, int(number >= parted), top + sum(heights[parted if number >= parted else 0 : number]))
        for number, section in enumerate(sections)
    )
    return _Columns(size, places, top + max(sum(heights[:parted]), sum(heights[parted:])))


def _height(pdf: "FPDF", section: Section, size: float) -> float:
    _font(pdf, size)
    return _heading(size) + sum(_line_height(pdf, line, size) for line in section.lines) + _AFTER_SECTION


def _line_height(pdf: "FPDF", line: str, size: float) -> float:
    found = pdf.multi_cell(_width(pdf), _LEADING * size, _known(pdf, line), dry_run=True, output="HEIGHT")
    return float(found)  # type: ignore[arg-type]  # a height, because one was asked for


def _heading(size: float) -> float:
    return 0.84 * size


def _section(pdf: "FPDF", section: Section, size: float, column: int, top: float) -> None:
    left = _MARGIN + column * (_width(pdf) + _BETWEEN)
    pdf.start_section(section.heading)
    pdf.set_xy(left, top)
    _font(pdf, size * 1.1, bold=True, colour=_GREEN)
    pdf.cell(_width(pdf), _heading(size), _known(pdf, section.heading))
    pdf.set_xy(left, top + _heading(size))
    _font(pdf, size)
    for line in section.lines:
        pdf.set_x(left)
        pdf.multi_cell(_width(pdf), _LEADING * size, _known(pdf, line), align="L", new_x="LEFT", new_y="NEXT")


def _width(pdf: "FPDF") -> float:
    return (pdf.epw - _BETWEEN) / 2


def _foot(pdf: "FPDF", small_print: str) -> None:
    pdf.set_xy(_MARGIN, pdf.h - _MARGIN - 6)
    _font(pdf, 7.5, colour=_GREY)
    pdf.multi_cell(pdf.epw, 3.5, _known(pdf, small_print), align="L")


def _line(
    pdf: "FPDF", words: str, size: float, *, bold: bool = False, colour: tuple[int, int, int] = _INK, most: int = 2
) -> None:
    """As large as lets it stay on `most` lines, and then cut."""
    _font(pdf, size, bold=bold, colour=colour)
    shown = _known(pdf, words)
    while size > 8 and pdf.get_string_width(shown) > 0.95 * most * pdf.epw:  # noqa: PLR2004  (smaller cannot be read)
        size -= 1
        _font(pdf, size, bold=bold, colour=colour)
    while pdf.get_string_width(shown) > 0.95 * most * pdf.epw:
        shown = shown[:-2].rstrip() + "…"
    pdf.multi_cell(0, _LEADING * size, shown, align="L", new_x="LMARGIN", new_y="NEXT")


def _font(pdf: "FPDF", size: float, *, bold: bool = False, colour: tuple[int, int, int] = _INK) -> None:
    pdf.set_font(_FAMILY, "B" if bold else "", size)
    pdf.set_text_color(*colour)


def _known(pdf: "FPDF", words: str) -> str:
    """A box for each letter that the font in use does not have."""
    font = pdf.current_font
    letters = getattr(font, "cmap", {})
    return "".join(each if ord(each) in letters else _BOX for each in " ".join(words.split()))
