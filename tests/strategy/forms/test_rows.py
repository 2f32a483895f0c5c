"""One row as a form: what is read, what is refused at which field, and what stands in it first."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from strategy.forms.rows import RowForm
from strategy.queries.rows import row_of
from tests.factories import (
    FigureFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    publish,
)
from tests.factories.evidence import PDF
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)


@pytest.fixture
def line():
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    line = SeriesFactory(metric__decimals=2)
    FigureFactory(series=line, month=JUNE)
    return line


def form_of(line, files=None, **typed):
    row = row_of(line.code, JUNE, line.organisation.code, NOON)
    data = {f"{line.code}-{name}": value for name, value in typed.items()}
    return RowForm(row, data, {f"{line.code}-{name}": file for name, file in (files or {}).items()})


def test_what_is_typed_becomes_an_entry(line):
    form = form_of(line, value="１，２３４．５", note=" 主体\r\n完工 ", base="1000", version="3")

    assert form.is_valid()
    entry = form.entry
    assert (entry.value, entry.base, entry.note, entry.version) == (
        Decimal("1234.50"), Decimal("1000.00"), "主体 完工", 3,
    )  # fmt: skip


def test_a_conversion_of_units_is_told(line):
    form = form_of(line, value="1.2亿")

    assert form.is_valid()
    assert form.entry.value == 12000
    assert "12,000" in form.conversions[0]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"value": "很多"}, "value", "不是数字"),
        ({"value": "1.234"}, "value", "最多保留2位小数"),
        ({"value": "5", "none": "on", "note": "停产"}, "value", "已勾选“本月无此项”"),
        ({"none": "on"}, "note", "须说明原因"),
        ({"value": "无"}, "note", "须说明原因"),
        ({"value": "5", "base": "无"}, "base", "请填写数字"),
        ({"value": "5", "base": "x"}, "base", "不是数字"),
        ({"value": "5", "note": "长" * 301}, "note", "不能超过300字，现有301字"),
        ({"value": "5", "base_note": "长" * 201}, "base_note", "不能超过200字，现有201字"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(line, typed, field, sentence):
    form = form_of(line, **typed)

    assert not form.is_valid()
    assert sentence in form.errors[field][0]


def test_none_may_be_typed_as_a_word(line):
    form = form_of(line, value="无", note="停产检修")

    assert form.is_valid()
    assert (form.entry.not_applicable, form.entry.value) == (True, None)


@pytest.mark.parametrize("version", ["", "x", "-1", "²"])
def test_a_version_that_was_tampered_with_is_no_version(line, version):
    assert form_of(line, value="5", version=version).posted_version == 0


def test_a_file_is_checked_at_its_field(line):
    good = {"evidence": SimpleUploadedFile("台账.pdf", PDF)}
    bad = {"evidence": SimpleUploadedFile("台账.pdf", b"MZ")}

    assert form_of(line, good, value="5").is_valid()
    assert "不是pdf格式" in form_of(line, bad, value="5").errors["evidence"][0]


def test_a_correction_needs_value_and_reason(line):
    publish(line, JUNE, 5)

    form = form_of(line)

    assert set(form.errors) == {"value", "reason"}


def test_a_first_entry_is_asked_for_no_reason(line):
    assert "reason" not in form_of(line).fields


def test_a_correction_begins_without_value_and_keeps_the_words(line):
    publish(line, JUNE, 5, note="主体完工", base=Decimal(4))
    row = row_of(line.code, JUNE, line.organisation.code, NOON)

    form = RowForm(row)

    assert form["value"].value() is None
    assert (form["note"].value(), form["base"].value()) == ("主体完工", "4.00")
