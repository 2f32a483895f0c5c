"""Sheets as Excel workbooks: numbers are numbers, text is never a formula, and it prints on A4."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .sheets import Cell, Sheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
NARROWEST, WIDEST = 6, 36  # characters
LINE = Side(style="thin", color="BFC8D1")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
SHADE = PatternFill("solid", fgColor="EEF1F4")
BOLD = Font(bold=True)


def workbook(sheet: Sheet) -> bytes:
    """One worksheet: title, particulars, frozen headings, rows, totals, notes, room to sign."""
    book = Workbook()
    page = book.active
    page.title = _sheet_name(sheet.title)
    _write_head(page, sheet)
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        for place, cell in enumerate(row, 1):
            _write(page.cell(number, place), cell)
    _write_foot(page, sheet)
    _set_widths(page, sheet)
    set_print(page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def number_format(cell: Cell) -> str:
    """The Excel format of a number: thousands marks, fixed decimals, and 示例 in the same cell."""
    shown = "#,##0" + (f".{'0' * cell.decimals}" if cell.decimals else "")
    return f'{shown}"（示例）"' if cell.is_sample else shown


def _write_head(page: Worksheet, sheet: Sheet) -> None:
    for number, text in ((1, sheet.title), (2, "　".join(sheet.particulars))):
        page.merge_cells(
            start_row=number, end_row=number, end_column=len(sheet.headings), start_column=1
        )
        write_text(page.cell(number, 1), text)
    page.cell(1, 1).font = Font(bold=True, size=16)
    page.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    page.row_dimensions[1].height = 30
    for place, heading in enumerate(sheet.headings, 1):
        cell = page.cell(HEADING_ROW, place)
        write_text(cell, heading)
        cell.font, cell.fill, cell.border = BOLD, SHADE, BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page.freeze_panes = page.cell(FIRST_ROW, 1)
    last = FIRST_ROW + len(sheet.rows) - 1
    page.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(sheet.headings))}{last}"


def _write_foot(page: Worksheet, sheet: Sheet) -> None:
    number = FIRST_ROW + len(sheet.rows)
    if sheet.totals:
        for place, cell in enumerate(sheet.totals, 1):
            _write(page.cell(number, place), cell)
            page.cell(number, place).font, page.cell(number, place).fill = BOLD, SHADE
        number += 1
    signatures = "制表人：　　　　　　审核人：　　　　　　日期："
    for text in (*[f"注：{note}" for note in sheet.notes], signatures):
        write_text(page.cell(number, 1), text)
        number += 1


def _write(cell: BookCell, source: Cell) -> None:
    cell.border = BOX
    cell.alignment = Alignment(vertical="center", wrap_text=not source.is_number)
    if source.is_number:
        cell.value, cell.number_format = source.value, number_format(source)
    elif isinstance(source.value, date):
        cell.value, cell.number_format = source.value, "yyyy-mm-dd"
    elif source.value is not None:
        write_text(cell, str(source.value))


def write_text(cell: BookCell, text: str) -> None:
    """Write text that stays text, whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"  # openpyxl takes a leading = for a formula
    cell.quotePrefix = True  # and Excel would, as soon as someone edits the cell


def _set_widths(page: Worksheet, sheet: Sheet) -> None:
    for place, heading in enumerate(sheet.headings):
        texts = [heading, *[_shown(row[place]) for row in sheet.rows]]
        width = max(_width(text) for text in texts) + 2
        letter = get_column_letter(place + 1)
        page.column_dimensions[letter].width = min(max(width, NARROWEST), WIDEST)


def _shown(cell: Cell) -> str:
    if not cell.is_number:
        return "" if cell.value is None else str(cell.value)
    return f"{cell.value:,}{'（示例）' if cell.is_sample else ''}"


def _width(text: str) -> int:
    """Chinese characters are two columns wide."""
    return sum(2 if ord(character) > 0xFF else 1 for character in text)


def set_print(page: Worksheet, heading_row: int = HEADING_ROW) -> None:
    """Landscape A4, one page wide, the headings on every page."""
    page.print_title_rows = f"1:{heading_row}"
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.oddFooter.center.text = "第&P页　共&N页"


def _sheet_name(title: str) -> str:
    for character in "[]:*?/\\":
        title = title.replace(character, " ")
    return title[:31]
