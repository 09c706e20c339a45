"""The collaboration log as a file: CSV for any spreadsheet, or a workbook with days and numbers as such."""

import csv
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter

from domain.partner_columns import guarded
from handlers.collaboration_log import CollaborationLog, LogLine

Cell = str | int | date | None

_COLUMNS: Mapping[str, Callable[[LogLine], Cell]] = {
    "day": lambda line: line.on,
    "with": lambda line: line.with_whom,
    "group": lambda line: line.category,
    "activity": lambda line: line.activity,
    "level of collaboration": lambda line: line.level,
    "minutes": lambda line: line.minutes,
    "what": lambda line: line.what,
    "benefits for the library": lambda line: line.for_the_library,
    "benefits for the partner": lambda line: line.for_the_partner,
    "objective": lambda line: line.objective,
    "next step": lambda line: line.next_step,
    "next step by": lambda line: line.next_step_by,
    "next step is": lambda line: line.next_step_is,
}
_WIDTHS = {"day": 11, "minutes": 8, "next step by": 12, "next step is": 11, "what": 50, "next step": 30}
_USUAL_WIDTH = 24


def as_csv(log: CollaborationLog) -> bytes:
    """UTF-8 with its mark, by which spreadsheets know it; cells that no spreadsheet takes for a formula."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for line in log.lines:
        writer.writerow([_in_csv(read(line)) for read in _COLUMNS.values()])
    return written.getvalue().encode("utf-8-sig")


def as_workbook(log: CollaborationLog) -> bytes:
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Collaboration log")
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(_COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, _USUAL_WIDTH))
        sheet.write_string(0, column, name, heading)
    for row, line in enumerate(log.lines, start=1):
        for column, read in enumerate(_COLUMNS.values()):
            _write(sheet, row, column, read(line), day, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(log.lines)), len(_COLUMNS) - 1)
    book.close()
    return written.getvalue()


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    cell: Cell,
    day: xlsxwriter.format.Format,
    wrapped: xlsxwriter.format.Format,
) -> None:
    match cell:
        case date():
            sheet.write_datetime(row, column, cell, day)
        case int():
            sheet.write_number(row, column, cell)
        case str():
            sheet.write_string(row, column, cell, wrapped)
