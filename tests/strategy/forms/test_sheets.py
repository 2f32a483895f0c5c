"""Reading the boxes of a row."""

from decimal import Decimal

import pytest

from strategy.forms.sheet_cells import kept_cells, typed_cells
from strategy.forms.sheets import BOTH, RowForm, row_forms
from strategy.progress import NONE_NEEDS_REASON
from tests.strategy.views.sheets import CODES, Unit, build_unit, typed


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


def form_of(unit, kind, boxes, **more) -> RowForm:
    return RowForm(typed(**{kind: boxes}) | more, unit.rows()[CODES[kind]])


@pytest.mark.parametrize(
    ("text", "value"),
    [("１，２３４", "1234"), ("3亿", "30000"), ("0", "0"), ("", None), ("-", None)],
)
def test_text_becomes_an_entry(unit, text, value):
    form = form_of(unit, "flow", text)

    assert form.is_valid()
    assert form.entry().value == (value and Decimal(value))
    assert form.entry().version == 0


def test_nothing_this_month_is_marked_or_written(unit):
    marked = form_of(unit, "stock", {"none": "on", "note": "名单停用"})
    written = form_of(unit, "stock", {"value": "无", "note": "名单停用"})

    assert all(form.is_valid() and form.entry().not_applicable for form in (marked, written))


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"value": "无"}, NONE_NEEDS_REASON),
        ({"none": "on"}, NONE_NEEDS_REASON),
        ({"value": "3", "none": "on", "note": "名单停用"}, BOTH),
        ({"value": "约三百"}, "“约三百”不是数字，请只填写数字"),
        ({"value": "3.5"}, "应填整数，不能有小数"),
    ],
)
def test_mistake_is_told_at_its_row(unit, boxes, sentence):
    form = form_of(unit, "stock", boxes)

    assert form.sentences == [sentence]
    assert typed_cells(form.row, form).errors == (sentence,)


def test_long_note_is_refused_and_kept_as_typed(unit):
    form = form_of(unit, "flow", {"value": "1", "note": "长" * 301})

    assert not form.is_valid()
    assert typed_cells(form.row, form).note == "长" * 301


def test_row_that_says_what_is_shown_is_untouched(unit):
    form = form_of(unit, "flow", "")

    assert form.is_valid()
    assert form.is_untouched


def test_rows_that_were_not_sent_have_no_form(unit):
    assert list(row_forms(typed(flow="1"), unit.rows().values())) == [CODES["flow"]]


def test_blank_row_says_so(unit):
    cells = kept_cells(unit.rows()[CODES["flow"]])

    assert (cells.value, cells.mark, cells.opens) == ("", "", False)
