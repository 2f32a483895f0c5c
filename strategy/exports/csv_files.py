"""Sheets as CSV files that Excel opens rightly: one row of headings, then the rows."""

import csv
import io
from datetime import date
from decimal import Decimal

from .sheets import Cell, Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
CONTENT_TYPE = "text/csv; charset=utf-8"


def csv_file(sheet: Sheet) -> bytes:
    """The headings and rows in UTF-8 with a byte order mark, without title, totals and notes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(heading) for heading in sheet.headings])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such a start gets an apostrophe."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA_STARTS) else text


def _plain(cell: Cell) -> str | Decimal | int:
    if cell.value is None:
        return ""
    if cell.is_number:
        return f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.value
    return cell.value.isoformat() if isinstance(cell.value, date) else harmless(str(cell.value))
