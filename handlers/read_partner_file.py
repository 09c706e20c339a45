"""A list of partners as a CSV file, from whatever program: its encoding, its delimiter, its columns, its rows."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from dataclasses import dataclass

from domain.errors import UserError
from domain.partner_columns import REQUIRED, Column, column_called, nearest, unguarded

LARGEST = 5_000_000
"""Bytes."""
MOST_ROWS = 5_000
_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NEVER_KEPT = "\x00"
"""PostgreSQL keeps every other character."""
_SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)” and import that file"


@dataclass(frozen=True)
class PartnerRow:
    """`line` is where it begins in the file, counted from 1; only the columns that the file has are in `cells`."""

    line: int
    cells: Mapping[Column, str]


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a line, in a sentence."""

    line: int
    words: str


@dataclass(frozen=True)
class PartnerFile:
    """`left_out` are headings of columns that are none of ours."""

    rows: tuple[PartnerRow, ...]
    missing: tuple[Column, ...]
    left_out: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def read_partner_file(content: bytes, encoding: str = "") -> PartnerFile:
    """UserError, in one sentence, for what is no such file; mistakes in single lines are all told together."""
    text = _decoded(content, encoding)
    begins = 1
    if mark := _SEPARATOR_LINE.match(text):
        text, begins = text[mark.end() :], 2
    records = _records(text, mark[1] if mark else _delimiter(text), begins)
    if not records:
        raise UserError("The file is empty: its first line names the columns, such as name and category.")
    headings = records[0][1]
    columns = _columns(headings)
    rows, mistakes = list[PartnerRow](), list[Mistake]()
    for line, cells in records[1:]:
        if any(cell.strip() for cell in cells[len(headings) :]):
            mistakes.append(Mistake(line, "There is more in it than columns: put quotation marks around the cell."))
        elif any(_NEVER_KEPT in cell for cell in cells):
            mistakes.append(Mistake(line, "It holds a character that cannot be shown. Type the cell once more."))
        else:
            rows.append(PartnerRow(line, _cells(columns, cells)))
    return PartnerFile(
        rows=tuple(rows),
        missing=tuple(each for each in Column if each not in columns),
        left_out=tuple(name.strip() for name, column in zip(headings, columns, strict=True) if not column and name),
        mistakes=tuple(mistakes),
    )


def _decoded(content: bytes, encoding: str) -> str:
    if len(content) > LARGEST:
        raise UserError(f"The file is larger than {LARGEST // 1_000_000} MB, which no list of partners is.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UserError(f"That is a workbook and not a CSV file. {_SAVE_AS}.")
    encoding = encoding or _encoding_of(content)
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise UserError(f"There is no encoding called {encoding[:40]}. Name one such as windows-1252.") from error
    except (UnicodeError, ValueError) as error:
        raise UserError(_not_in(encoding, content)) from error


def _encoding_of(content: bytes) -> str:
    """UTF-16 without its mark is known by its empty bytes. Nothing else is guessed: a wrong guess spoils names."""
    if content.startswith(BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    head = content[:400]
    if head.count(0) * 3 > len(head):
        return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"
    return "utf-8"


def _not_in(encoding: str, content: bytes) -> str:
    if encoding != "utf-8":
        return f"The file is not in {encoding[:40]}. {_SAVE_AS}."
    first = next(number for number, line in enumerate(content.split(b"\n"), 1) if not _is_utf8(line))
    shown = " ".join(content.split(b"\n")[first - 1].decode("cp1252", "replace").split())[:60]
    return (
        f"The file is not in UTF-8. {_SAVE_AS}; or, if line {first} should read “{shown}”, "
        "import it with --encoding windows-1252."
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """The one with which the first line names most of our columns."""
    head = text.lstrip().splitlines()[0] if text.strip() else ""
    return max(_DELIMITERS, key=lambda each: sum(column_called(name) is not None for name in _split(head, each)))


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _records(text: str, delimiter: str, begins: int) -> list[tuple[int, list[str]]]:
    """(line, cells) of each record with something in it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, line = [], begins
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((line, cells))
            line = begins + reader.line_num
            if len(found) > MOST_ROWS:
                raise UserError(f"The file has more than {MOST_ROWS:,} lines, which no list of partners has.")
    except csv.Error as error:
        raise UserError(f"Line {line} cannot be read ({error}). {_SAVE_AS}.") from error
    return found


def _columns(headings: list[str]) -> list[Column | None]:
    columns = [column_called(each) for each in headings]
    for each in REQUIRED:
        if each not in columns:
            raise UserError(f"{_no_column(each, headings)} Its columns are: {', '.join(Column)}.")
    for name, column in zip(headings, columns, strict=True):
        if column and columns.count(column) > 1:
            raise UserError(f"There are two columns called “{column}”. Leave one of them out.")
        near = None if column else nearest(name.strip(), Column)
        if near and near not in columns:
            raise UserError(f"There is no column called “{name.strip()[:60]}”: did you mean “{near}”?")
    return columns


def _no_column(column: Column, headings: list[str]) -> str:
    near = nearest(column, [each.strip() for each in headings if each.strip()])
    meant = f"; is “{near[:60]}” meant to be it?" if near else "."
    return f"The column “{column}” is missing{meant}"


def _cells(columns: list[Column | None], cells: list[str]) -> dict[Column, str]:
    """What a program left out at the end of a line is empty."""
    filled = [*cells, *[""] * len(columns)]
    return {column: unguarded(cell.strip()) for column, cell in zip(columns, filled, strict=False) if column}
