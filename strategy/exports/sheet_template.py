"""A unit's monthly sheet as a workbook to fill in and hand in again."""

import io
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from strategy import months
from strategy.progress import Accumulation
from strategy.queries.batches import STAMP_SHEET, Stamp, stamp_of
from strategy.queries.sheet_rows import SheetRow
from strategy.queries.sheets import Sheet
from strategy.ui.formatting import date_label
from strategy.ui.theme import COLOURS

from .sheets import Cell
from .workbook import BOLD, BOX, SHADE, number_format, set_print, write_text

HEADINGS = (
    "序号", "代码", "事项", "指标", "单位", "上年同期累计", "上月止累计", "本月填报数", "说明",
)  # fmt: skip
WIDTHS = (6, 30, 26, 30, 8, 14, 14, 16, 36)
HEADING_ROW, FIRST_ROW = 4, 5
NUMBERS, VALUE, NOTE = (6, 7), 8, 9
"""The columns of what is known, of what is typed, and of words to it."""

VALUE_HEADINGS = {
    frozenset({Accumulation.FLOW}): "本月",
    frozenset({Accumulation.TO_DATE}): "本月止累计",
}
TYPED = {Accumulation.TO_DATE: "本月止累计", Accumulation.FLOW: "本月"}
HINT = (
    "只填浅黄色的格子。没有数据请留空，数值为零填0，本月没有此项填“无”并在说明栏写明原因；"
    "数值异常的在说明栏写明核实情况。"
)
FOOTER = "单位负责人：　　　　　审核人：　　　　　填表人：　　　　　联系电话：　　　　　报出日期："
ENTRY = PatternFill("solid", fgColor=COLOURS["behind-soft"].lstrip("#").upper())
OPEN = Protection(locked=False)


def sheet_template(sheet: Sheet) -> bytes:
    """The sheet to fill in, with what stands in it now, and hidden in it what it is."""
    book = Workbook()
    page = book.active
    page.title = f"{sheet.month.year}年{sheet.month.month}月月报"
    _write_head(page, sheet)
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        _write_row(page, number, row, is_mixed=_value_heading(sheet) == HEADINGS[VALUE - 1])
    write_text(page.cell(FIRST_ROW + len(sheet.rows) + 1, 1), FOOTER)
    page.protection.sheet = True
    set_print(page, HEADING_ROW)
    _write_stamp(book, stamp_of(sheet.organisation, sheet.month, sheet.by_code))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_head(page: Worksheet, sheet: Sheet) -> None:
    last = len(HEADINGS)
    for number, text in (
        (1, f"{sheet.organisation.name}{months.label(sheet.month)}月报"),
        (2, f"填报单位：{sheet.organisation.name}　　截止：{_day(sheet.due_at)}　　计量单位见表"),
        (3, HINT),
    ):
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
        write_text(page.cell(number, 1), text)
    page.cell(1, 1).font = Font(bold=True, size=16)
    page.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    page.cell(3, 1).alignment = Alignment(vertical="center", wrap_text=True)
    page.row_dimensions[1].height = page.row_dimensions[3].height = 30
    headings = [*HEADINGS[: VALUE - 1], _value_heading(sheet), HEADINGS[NOTE - 1]]
    for place, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True), 1):
        cell = page.cell(HEADING_ROW, place)
        write_text(cell, heading)
        cell.font, cell.fill, cell.border = BOLD, SHADE, BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = page.cell(FIRST_ROW, VALUE)


def _value_heading(sheet: Sheet) -> str:
    """What is typed; where rows differ in it each says so behind its metric."""
    kinds = frozenset(row.accumulation for row in sheet.rows)
    return VALUE_HEADINGS.get(kinds, HEADINGS[VALUE - 1])


def _write_row(page: Worksheet, number: int, row: SheetRow, *, is_mixed: bool) -> None:
    typed = TYPED.get(row.accumulation)
    metric = f"{row.metric.name}（{typed}）" if is_mixed and typed else row.metric.name
    texts = (row.code, row.series.item.name, metric, row.metric.unit)
    _box(page.cell(number, 1)).value = row.number
    for place, text in enumerate(texts, 2):
        write_text(_box(page.cell(number, place)), text)
    for place, value in zip(NUMBERS, (row.base_to_date, row.before), strict=True):
        _write_number(_box(page.cell(number, place)), value, row)
    entry, note = _box(page.cell(number, VALUE)), _box(page.cell(number, NOTE))
    if row.not_applicable:
        write_text(entry, "无")
    else:
        _write_number(entry, row.value, row)
    write_text(note, row.note if row.not_applicable else row.explanation)
    if row.is_open or row.is_correctable:
        for cell in (entry, note):
            cell.protection, cell.fill = OPEN, ENTRY


def _write_number(cell: BookCell, value, row: SheetRow) -> None:
    cell.number_format = number_format(Cell(value, row.metric.decimals))
    cell.value = value


def _box(cell: BookCell) -> BookCell:
    cell.border = BOX
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _write_stamp(book: Workbook, stamp: Stamp) -> None:
    page = book.create_sheet(STAMP_SHEET)
    for row in stamp.rows:
        page.append(row)
    page.sheet_state = "hidden"
    page.protection.sheet = True


def _day(moment: datetime | date) -> str:
    return date_label(moment)
