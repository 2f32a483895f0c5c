"""Two thousand odd sheets: each is previewed or refused in words, and none writes a part."""

import io
import random
import zipfile
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from strategy.imports.grids import ImportRefusedError
from strategy.imports.owners import Owners
from strategy.imports.previews import Preview, preview_of_grids, read_content
from strategy.models import Batch, BatchLine, Revision
from strategy.queries.sheet_rows import SheetRow
from strategy.services.batches import commit_batch
from strategy.services.figures import EntryError

from .unit import AT, JULY, LATER, Unit, make_unit, saved, workbook

pytestmark = pytest.mark.django_db
PASTES, TABLES, BOOKS, BROKEN = 800, 700, 300, 200
QUIET = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = [
    "新签约项目",
    "到位资金",
    "完成投资",
    "全省位次",
    "占比",
    "fuzz-0",
    "不认识",
    "合计",
    "示例",
]
HEADINGS = [
    "7月",
    "本月",
    "1—7月",
    "6月",
    "2022-07",
    "2022年7月",
    "指标",
    "序号",
    "单位",
    "说明",
    "月份",
]
NUMBERS = [
    "3", "１２，３４５．６", "1,234", "1.2亿元", "5万", "50.6%", "-1", "-", "无", "", "1e30", "NaN",
    "Infinity", "-Infinity", "9" * 400, "0." + "1" * 300, "=1+1", "=cmd|' /C calc'!A0", "#REF!",
    "\u202e321", "\u200f3", "\ufeff3", "١٢٣", "½", "10²", "3\x00", "\ud800", "2022-07-01", "真",
    "1 234", "(5)", "3。", "\"", "\"\"", "'3", "3\u3000", "1/0", "３亿万", "-0", "+7", "…",
]  # fmt: skip
WORDS = st.sampled_from([*NAMES, *HEADINGS, *NUMBERS]) | st.text(max_size=12)
BREAKS = st.sampled_from(["\t", "\n", "\r\n", "\r", "  ", "\u3000", '"', "\ufeff", "\t\t", "\n\n"])
VALUES = st.one_of(
    WORDS.filter(lambda text: text.isprintable()),
    st.integers(-(10**31), 10**31),
    st.floats(),
    st.booleans(),
    st.none(),
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(days=9)),
)


@pytest.fixture
def unit() -> Unit:
    return make_unit(
        {"name": "新签约项目", "unit": "个"},
        {"name": "到位资金", "unit": "万元", "decimals": 2},
        {"name": "完成投资", "unit": "万元", "accumulation": "to_date"},
        {"name": "全省位次", "unit": "位", "accumulation": "rank"},
        {"name": "占比", "unit": "%", "accumulation": "stock", "decimals": 1, "is_share": True},
    )


@pytest.fixture
def rows(unit) -> tuple[SheetRow, ...]:
    """The rows of the sheet, which stay empty through all examples."""
    return unit.sheet().rows


def survives(unit: Unit, rows, content: bytes, name: str = "") -> None:
    """Preview and commit, where it may be; whatever happens, all of it or nothing is written."""
    outcome = read(unit, rows, content, name)
    if isinstance(outcome, str):
        assert outcome.endswith("。")
        return
    assert all(line.reason for line in outcome.of("refused"))
    if outcome.may_commit:
        commit_whole(unit, outcome)


def read(unit: Unit, rows, content: bytes, name: str) -> Preview | str:
    """The preview, or why there is none."""
    try:
        book = read_content("upload" if name else "paste", content, name)
        owners = Owners(unit.organisation)
        for grid in book.grids:
            owners.refuse_other(grid, rows, JULY)
        return preview_of_grids(book.grids, rows, JULY)
    except ImportRefusedError as refusal:
        return str(refusal)


def commit_whole(unit: Unit, preview: Preview) -> None:
    """Commit what may be, and take it away again for the next example."""
    batch = Batch.objects.create(
        organisation=unit.organisation, month=JULY, kind="paste", size=1, checksum="0" * 64,
        made_at=AT, made_by=unit.clerk,
    )  # fmt: skip
    try:
        commit_batch(batch, preview.entries(note="无此项", reason="修正"), by=unit.clerk, at=LATER)
    except EntryError:
        assert Revision.objects.count() == 0
    else:
        assert Revision.objects.count() == len(preview.written)
    BatchLine.objects.all().delete()
    Revision.objects.all().delete()


@settings(QUIET, max_examples=PASTES)
@given(st.lists(st.tuples(WORDS, BREAKS), max_size=24))
def test_any_paste_is_previewed_or_refused(unit, rows, cells):
    text = "".join(part for pair in cells for part in pair)

    survives(unit, rows, text.encode("utf-8", "replace"))


@settings(QUIET, max_examples=TABLES)
@given(
    st.permutations(["指标", "7月", "6月", "说明"]),
    st.lists(st.lists(st.sampled_from([*NAMES[:5], *NUMBERS]), max_size=5), max_size=6),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NUMBERS)), min_size=1, max_size=5),
)
def test_any_table_with_the_units_names_is_previewed_or_refused(unit, rows, head, odd, lines):
    place, value = head.index("指标"), head.index("7月")
    table = [["" for _ in head] for _ in lines]
    for cells, (name, number) in zip(table, lines, strict=True):
        cells[place], cells[value] = name, number
    text = "\n".join("\t".join(cells) for cells in [head, *table, *odd])

    survives(unit, rows, text.encode("utf-8", "replace"))


@settings(QUIET, max_examples=BOOKS)
@given(
    st.lists(st.lists(VALUES, max_size=6), max_size=6),
    st.lists(st.sampled_from(["A1:B1", "A1:A3", "B2:C3", "A1:XFD1", "B1:B9999"]), max_size=2),
)
def test_any_workbook_is_previewed_or_refused(unit, rows, cells, merges):
    survives(unit, rows, odd_workbook(cells, merges), "报表.xlsx")


def odd_workbook(cells: list[list], merges: list[str]) -> bytes:
    book = Workbook()
    for number, row in enumerate(cells, 1):
        for place, value in enumerate(row, 1):
            book.active.cell(number, place).value = value
    for merge in merges:
        book.active.merged_cells.add(merge)
    return saved(book)


@pytest.mark.parametrize("seed", range(4))
def test_any_broken_file_is_refused(unit, rows, seed):
    chance = random.Random(seed)
    whole = workbook(["指标", "7月"], ["新签约项目", 3], ["到位资金", 4])

    for _ in range(BROKEN // 4):
        survives(unit, rows, broken(whole, chance), chance.choice(["a.xlsx", "a.csv", "a.txt"]))


def broken(whole: bytes, chance: random.Random) -> bytes:
    """A workbook cut off, with bytes or parts changed; or any bytes at all."""
    way = chance.randrange(4)
    if way == 0:
        return whole[: chance.randrange(len(whole))]
    if way == 1:
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        return bytes(content)
    if way == 2:
        return bytes(chance.randrange(256) for _ in range(chance.randrange(400)))
    return with_odd_part(whole, chance)


def with_odd_part(whole: bytes, chance: random.Random) -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        odd = chance.choice(names)
        for name in names:
            part = bytearray(old.read(name))
            if name == odd and chance.random() < 0.5:
                for _ in range(chance.randrange(1, 20)):
                    part[chance.randrange(len(part))] = chance.randrange(256)
            elif name == odd:
                part = bytearray(
                    chance.choice([b"", b"<a/>", b"0" * 9_000_000, b"\xff\xfe<", part])
                )
            new.writestr(name, bytes(part))
    return content.getvalue()


def test_together_they_are_two_thousand():
    assert PASTES + TABLES + BOOKS + BROKEN >= 2000
