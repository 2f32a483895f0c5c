"""What was refused, given back with its cells marked."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from strategy.exports.feedback import feedback_workbook, marked_grid, marked_workbook
from tests.strategy.imports.test_workbooks import with_part
from tests.strategy.imports.unit import saved


def test_the_refused_cell_is_marked_and_all_else_is_as_it_was():
    book = Workbook()
    book.active.title = "七月"
    book.active.append(["指标", "7月"])
    book.active.append(["签约", "三"])
    book.active["B1"].number_format = "0.00"

    again = load_workbook(BytesIO(marked_workbook(saved(book), [("七月", "B2", "不是数字")])))

    page = again["七月"]
    assert page["B2"].comment.text == "不是数字"
    assert page["B2"].fill.fgColor.rgb == "00FBE6E4"
    assert (page["B2"].value, page["B1"].number_format) == ("三", "0.00")
    assert page["A2"].comment is None


def test_of_merged_cells_the_first_bears_the_comment():
    book = Workbook()
    book.active.append(["签约", 3])
    book.active.merge_cells("B1:B2")

    again = load_workbook(BytesIO(marked_workbook(saved(book), [("Sheet", "B2", "合并")])))

    assert again.active["B1"].comment.text == "合并"


def test_pasted_cells_become_a_workbook_without_formulas():
    content = marked_grid([["签约", "=1+1", None, 3]], [("", "B1", "公式")])

    page = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in page[1]] == ["签约", "=1+1", None, 3]
    assert page["B1"].data_type == "s"
    assert page["B1"].comment.text == "公式"


def test_a_workbook_with_a_broken_part_comes_back_as_its_cells():
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    drawing = b'<Relationship Id="rId1" Target="/xl/drawings/gone.xml" Type="'
    kind = b'http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"/>'
    part = rels + drawing + kind + b"</Relationships>"
    content = with_part("xl/worksheets/_rels/sheet1.xml.rels", part)

    page = load_workbook(
        BytesIO(feedback_workbook(content, [["a"]], [("Sheet1", "A1", "错")]))
    ).active

    assert page["A1"].comment.text == "错"
