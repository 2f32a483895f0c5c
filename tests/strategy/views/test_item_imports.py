"""Importing a workbook of items: preview, refusals at their cells, all rows or none, once."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from enterprises.models import Enterprise
from projects.models import Project
from strategy.models import Event, ItemImport, Role
from strategy.services.items import keep_item
from tests.factories import EnterpriseFactory, ProjectFactory, SourceFactory
from tests.factories.organisations import UserFactory
from tests.factories.world import LATE

HOME = "/enterprises/import/"
WRONG_CODE = "91411100MA40XXXX00"


@pytest.fixture
def office(client, db):
    user = UserFactory(role=Role.COORDINATOR)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def source(db):
    return SourceFactory(code="S77")


@pytest.fixture
def mill(source) -> Enterprise:
    return EnterpriseFactory(code="E001", name="双汇面粉厂", source=source, industry="食品")


def book(*rows, name: str = "台账.xlsx") -> SimpleUploadedFile:
    """An uploaded workbook of some rows."""
    page = (workbook := Workbook()).active
    for row in rows:
        page.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def upload(client, *rows, home: str = HOME):
    return client.post(home, {"file": book(*rows)}, follow=True)


def confirm(client, page):
    """Press the button of a preview."""
    (fingerprint,) = re.findall(r'name="fingerprint" value="(\w+)"', page.text)
    return client.post(page.request["PATH_INFO"], {"fingerprint": fingerprint}, follow=True)


def refusals(page) -> dict[str, str]:
    """What is wrong, by the cell."""
    rows = re.findall(r'data-label="单元格">(\w+)<.*?batch__reason">(.*?)</span>', page.text)
    return {address: sentence.replace("&#34;", '"') for address, sentence in rows}


def test_rows_are_previewed_and_taken_over_together(office, mill):
    page = upload(
        office,
        ["编号", "名称", "行业", "来源"],
        ["E001", None, "饲料", None],
        ["E002", "新厂", "食品", "S77"],
    )
    shown = page.text
    before = Enterprise.objects.count()
    done = confirm(office, page)

    assert "新增1条，修改1条" in shown
    assert ("食品" in shown, "饲料" in shown, before) == (True, True, 1)
    mill.refresh_from_db()
    assert (mill.name, mill.industry) == ("双汇面粉厂", "饲料")
    assert Enterprise.objects.get(code="E002").source.code == "S77"
    assert "已导入：新增1条，修改1条" in done.text
    record = ItemImport.objects.get()
    assert (record.added, record.changed, record.imported_by) == (1, 1, office.user)
    assert Event.objects.filter(verb="导入台账").count() == 1


def test_refusals_stand_at_their_cells_and_nothing_is_written(office, mill):
    page = upload(
        office,
        ["编号", "名称", "统一社会信用代码", "规模", "来源"],
        ["E001", "双汇面粉厂", WRONG_CODE, None, None],
        ["E002", "新厂", None, "特大", "没有的来源"],
        ["E003", None, None, None, "S77"],
        ["E004", "没有错误的厂", None, None, "S77"],
    )
    told = refusals(page)
    answer = confirm(office, page)

    assert told.keys() == {"C2", "D3", "E3", "B4"}
    assert "信用代码" in told["C2"]
    assert told["D3"].startswith("“特大”不是可选的内容")
    assert told["B4"] == "请填写名称。"
    assert answer.status_code == 409
    assert Enterprise.objects.get().credit_code in (None, "")
    assert ItemImport.objects.get().imported_at is None


def test_marked_workbook_says_why_at_the_cell(office, mill):
    page = upload(office, ["编号", "名称", "统一社会信用代码"], ["E001", "双汇面粉厂", WRONG_CODE])

    content = office.get(f"{page.request['PATH_INFO']}marked/").content

    cell = load_workbook(io.BytesIO(content)).active["C2"]
    assert "信用代码" in cell.comment.text


def test_register_handed_in_again_changes_nothing(office, mill, source):
    EnterpriseFactory(code="E002", name="=1+1", source=source, description="甲\n乙")
    ProjectFactory(total_investment="5000.1200", owner=mill, source=source)
    for home in (HOME, "/projects/import/"):
        register = office.get(f"{home}register/").content

        page = office.post(home, {"file": SimpleUploadedFile("台账.xlsx", register)}, follow=True)

        assert "表中内容与现有台账完全相同" in page.text
        assert re.search(r"新增0条，修改0条，不变[12]条。<", page.text)


@pytest.mark.parametrize(("known", "cell"), [(None, None), (True, "是"), (False, "否")])
def test_register_says_yes_no_or_nothing(office, source, known, cell):
    ProjectFactory(is_in_statistics=known, source=source)
    register = io.BytesIO(office.get("/projects/import/register/").content)

    rows = [[one.value for one in row] for row in load_workbook(register).worksheets[0]]

    (headings,) = [row for row in rows if any(str(one).startswith("编号") for one in row)]
    place = [str(one).strip("*") for one in headings].index("已纳统")
    assert rows[-1][place] == cell


def test_exported_list_is_taken_with_its_headings_sum_and_notes(office, source):
    ProjectFactory(code="P001", name="面粉扩建", source=source)
    page = upload(
        office,
        ["项目库"],
        ["编号", "项目名称", "级别", "完成率（%）"],
        ["P001", "面粉扩建", "省级", 40],
        [None, "合计", None, 40],
        ["注：空白表示无数据。"],
        home="/projects/import/",
    )

    confirm(office, page)

    assert "未导入的栏目：完成率(%)。合计、附注等2行未导入。" in page.text
    assert Project.objects.get().level == Project.Level.PROVINCE


def test_empty_cell_leaves_and_the_word_clears(office, mill):
    page = upload(office, ["编号", "名称", "行业"], ["E001", None, "清除"])

    confirm(office, page)

    mill.refresh_from_db()
    assert (mill.name, mill.industry) == ("双汇面粉厂", "")


def test_change_since_the_preview_is_shown_first(office, mill):
    page = upload(office, ["编号", "名称", "行业"], ["E001", None, "饲料"])
    keep_item(mill, {"industry": "包装"}, version=mill.version, by=office.user, at=LATE)

    answer = confirm(office, page)

    assert answer.status_code == 409
    assert "台账已被修改" in answer.text
    mill.refresh_from_db()
    assert mill.industry == "包装"


def test_file_is_taken_over_once(office, mill):
    page = upload(office, ["编号", "名称", "行业"], ["E001", None, "饲料"])
    confirm(office, page)

    again = confirm(office, page)

    assert again.status_code == 409
    assert "没有重复导入" in again.text


def test_two_rows_that_break_a_rule_together_keep_the_file_back(office, source):
    code = "91411100MA3X000067"
    row = ["新厂", code, "S77"]
    page = upload(
        office, ["编号", "名称", "统一社会信用代码", "来源"], ["E001", *row], ["E002", *row]
    )

    answer = confirm(office, page)

    assert "第3行" in answer.text
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["名字", "行业"], ["甲", "乙"]], "没有找到“编号”和“名称”两栏"),
        ([["编号", "名称", "行业", "行业"], ["E001", "甲", "乙", "丙"]], "出现了两次"),
        ([["编号", "名称"], *([f"E{n:05}", "甲"] for n in range(501))], "一次最多新增、修改500条"),
    ],
)
def test_file_that_cannot_be_read_is_told_at_the_field(office, rows, sentence):
    page = upload(office, *rows)

    assert page.status_code == 422
    assert sentence in page.text
    assert not ItemImport.objects.exists()


def test_row_that_stands_twice_is_refused(office, mill):
    page = upload(office, ["编号", "名称"], ["E001", "甲"], ["E001", "乙"])

    assert refusals(page).keys() == {"A2", "A3"}


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF, Role.AUDITOR])
def test_nobody_else_is_let_in(client, mill, role):
    record = ItemImport.objects.create(
        kind="enterprises.enterprise", file_name="a.xlsx", checksum="0" * 64,
        uploaded_at=LATE, uploaded_by=UserFactory(),
    )  # fmt: skip
    client.force_login(UserFactory(role=role))

    pages = [HOME, f"{HOME}register/", f"{HOME}{record.pk}/", f"{HOME}{record.pk}/marked/"]

    assert {client.get(page).status_code for page in pages} == {403}


def test_upload_of_another_kind_is_not_found(office, mill):
    upload(office, ["编号", "名称", "行业"], ["E001", None, "饲料"])

    url = reverse("projects:project_import_detail", args=[ItemImport.objects.get().pk])

    assert office.get(url).status_code == 404
    assert not Project.objects.exists()


@pytest.mark.parametrize("known", [None, True])
def test_no_is_not_the_same_as_unknown(office, source, known):
    ProjectFactory(code="P001", is_in_statistics=known, source=source)

    columns, row = ["编号", "名称", "已纳统"], ["P001", None, "否"]
    page = upload(office, columns, row, home="/projects/import/")
    confirm(office, page)

    assert Project.objects.get().is_in_statistics is False
