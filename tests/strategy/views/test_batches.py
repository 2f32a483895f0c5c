"""Pasting, uploading, looking, committing and taking back, as a browser does it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from strategy.models import Batch, Revision, Role
from strategy.services.figures import Entry, enter_figures
from tests.factories.figures import publish
from tests.factories.organisations import UserFactory
from tests.strategy.imports.unit import AT, JULY, Unit, make_unit, tabbed, workbook

from .importing import address, batch_of, commit, paste, text, upload

pytestmark = pytest.mark.django_db
TABLE = tabbed(["指标", "7月"], ["新签约项目", 3], ["到位资金", "1.2亿元"])


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path


@pytest.fixture
def unit() -> Unit:
    return make_unit({"name": "新签约项目", "unit": "个"}, {"name": "到位资金", "unit": "万元"})


@pytest.fixture
def clerk(unit, signed_in):
    return signed_in(unit.clerk)


def test_a_paste_is_shown_before_it_is_written(clerk, unit):
    response = paste(clerk, unit, TABLE)
    page = clerk.get(response.url)

    assert "新增" in text(page)
    assert "1.2亿元按单位万元计为12,000" in text(page)
    assert "确认导入2项" in text(page)
    assert "no-store" in page["Cache-Control"]
    assert Revision.objects.count() == 0


def test_a_committed_paste_is_drafts_and_a_record(clerk, unit):
    page = clerk.get(paste(clerk, unit, TABLE).url)

    record = clerk.get(commit(clerk, page).url)

    assert unit.values() == [3, 12000]
    assert "已导入2项，批次号1" in text(record)
    assert "撤销本批次" in text(record)
    assert f"/figures/{unit.lines[0].code}/2022-07/" in text(record)


def test_the_same_file_twice_changes_nothing(clerk, unit):
    content = workbook(["指标", "7月"], ["新签约项目", 3])
    commit(clerk, clerk.get(upload(clerk, unit, content).url))

    again = clerk.get(upload(clerk, unit, content).url)

    assert "没有变化" in text(again)
    assert "确认导入" not in text(again)
    assert commit(clerk, again).status_code == 409
    assert [one.version for one in Revision.objects.all()] == [1]


def test_one_bad_cell_of_five_hundred_writes_nothing_and_comes_back_marked(signed_in, db):
    unit = make_unit(count=500)
    clerk = signed_in(unit.clerk)
    rows = [[line.code, number] for number, line in enumerate(unit.lines)]
    rows[321][1] = "三百"
    content = workbook(["代码", "7月"], *rows)

    page = clerk.get(upload(clerk, unit, content).url)

    assert "有1处不能导入，全部没有写入" in text(page)
    assert commit(clerk, page).status_code == 409
    assert Revision.objects.count() == 0
    feedback = clerk.get(f"/batches/{batch_of(page)}/feedback.xlsx")
    sheet = load_workbook(BytesIO(feedback.content)).active
    commented = [cell for row in sheet for cell in row if cell.comment]
    assert [cell.coordinate for cell in commented] == ["B323"]
    assert "不是数字" in commented[0].comment.text
    assert commented[0].fill.fgColor.rgb.endswith("FBE6E4")
    assert sheet["B322"].fill.fgColor.rgb == "00000000"


def test_a_refused_paste_comes_back_as_a_workbook(clerk, unit):
    page = clerk.get(paste(clerk, unit, tabbed(["新签约项目", "=1+2"])).url)

    feedback = clerk.get(f"/batches/{batch_of(page)}/feedback.xlsx")

    cell = load_workbook(BytesIO(feedback.content)).active["B1"]
    assert (cell.value, cell.data_type) == ("=1+2", "s")
    assert cell.comment.text == "单元格是公式，请粘贴为数值"


def test_what_cannot_be_read_is_told_at_the_field_and_kept(clerk, unit):
    response = paste(clerk, unit, "你好，世界")

    assert response.status_code == 422
    assert "没有认出任何一项" in text(response)
    assert "你好，世界" in text(response)
    assert Batch.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("表.xls", b"\xd0\xcf\x11\xe0", "旧版xls格式"),
        ("表.et", b"1", "WPS的et格式"),
        ("表.pdf", b"%PDF", "只接受xlsx"),
        ("表.xlsx", b"", "文件是空的"),
        ("表.xlsx", "代码,7月".encode(), "改了扩展名的csv"),
        ("表.xlsx", b"\xd0\xcf\x11\xe0", "加了密码"),
        ("无扩展名", b"1", "只接受xlsx"),
    ],
)
def test_unfit_files_are_refused_in_words(clerk, unit, name, content, words):
    response = upload(clerk, unit, content, name)

    assert response.status_code == 422
    assert words in text(response)
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("name", ["七月.csv", "七月.txt"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_text_files_are_read_as_well(clerk, unit, name, encoding):
    gap = "," if name.endswith("csv") else "\t"
    content = f"指标{gap}7月\r\n新签约项目{gap}3\r\n".encode(encoding)

    commit(clerk, clerk.get(upload(clerk, unit, content, name).url))

    assert unit.values() == [3, None]


def test_a_colleague_who_was_faster_is_told_of(clerk, unit):
    page = clerk.get(paste(clerk, unit, TABLE).url)
    figure = unit.sheet().rows[0].figure
    enter_figures([Entry(figure, 8)], by=unit.clerk, at=AT)

    response = commit(clerk, page)

    assert response.status_code == 409
    assert "预览以后，表中有的数据已被修改" in text(response)
    assert unit.values() == [8, None]
    assert commit(clerk, response).status_code == 302
    assert unit.values() == [3, 12000]


def test_reasons_are_asked_for_once_and_kept(clerk, unit):
    publish(unit.lines[0], JULY, 3)
    page = clerk.get(paste(clerk, unit, tabbed(["新签约项目", 4], ["到位资金", "无"])).url)

    refused = commit(clerk, page, note="本月没有到位")

    assert refused.status_code == 422
    assert "有1项须说明原因" in text(refused)
    assert "本月没有到位" in text(refused)
    assert commit(clerk, page, note="本月没有到位", reason="原数漏报一项").status_code == 302
    told = Revision.objects.filter(status="draft").order_by("figure")
    assert [(one.reason, one.note) for one in told] == [("原数漏报一项", ""), ("", "本月没有到位")]


def test_a_bare_column_begins_where_it_was_said(clerk, unit):
    response = paste(clerk, unit, "12\n", start="2")

    assert response.url.endswith("?start=2")
    commit(clerk, clerk.get(response.url))
    assert unit.values() == [None, 12]


def test_a_batch_is_taken_back(clerk, unit):
    batch = unit.commit(TABLE)

    page = clerk.post(f"/batches/{batch.pk}/undo/", follow=True)

    assert "已撤销第1批，2项恢复为导入前的内容。" in text(page)
    assert "撤销本批次" not in text(page)
    assert unit.values() == [None, None]
    assert clerk.post(f"/batches/{batch.pk}/undo/").status_code == 409


def test_a_text_that_is_too_long_is_refused_in_words(clerk, unit):
    response = paste(clerk, unit, "1" * (2 * 1024 * 1024 + 1))

    assert response.status_code == 422
    assert "内容超过2MB" in text(response)


def test_committed_batches_are_listed_where_one_imports(clerk, unit):
    batch = unit.commit(TABLE)
    unit.begin(TABLE)

    for verb in ("paste/", "upload/"):
        page = text(clerk.get(address(unit, verb)))
        assert page.count("/batches/") == 1
        assert f'<a href="/batches/{batch.pk}/">第1批</a>' in page


def test_a_batch_is_committed_once(clerk, unit):
    page = clerk.get(paste(clerk, unit, TABLE).url)
    commit(clerk, page)

    again = commit(clerk, page)

    assert again.status_code == 409
    assert "已经确认" in text(again)


def test_the_sheet_is_handed_out_and_taken_in(clerk, unit):
    response = clerk.get(address(unit, "template.xlsx"))
    book = load_workbook(BytesIO(response.content))
    book.worksheets[0]["H5"].value = 3
    content = BytesIO()
    book.save(content)

    commit(clerk, clerk.get(upload(clerk, unit, content.getvalue()).url))

    assert "attachment" in response["Content-Disposition"]
    assert unit.values() == [3, None]


def test_what_was_handed_in_can_be_had_again(clerk, unit):
    batch = unit.commit(TABLE)

    response = clerk.get(f"/batches/{batch.pk}/file/")

    assert response.getvalue() == TABLE.encode()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in response["Content-Disposition"]


def test_a_lost_file_is_told_of(clerk, unit, tmp_path):
    batch = unit.begin(TABLE)
    for path in tmp_path.rglob(batch.checksum):
        path.unlink()

    assert "原文件已不在服务器上" in text(clerk.get(f"/batches/{batch.pk}/"))
    assert clerk.get(f"/batches/{batch.pk}/file/").status_code == 404


@pytest.mark.parametrize("verb", ["paste/", "upload/", "template.xlsx"])
@pytest.mark.parametrize("role", Role)
def test_only_the_units_own_staff_may_import(unit, signed_in, verb, role):
    others = [UserFactory(role=role)]
    if role != Role.STAFF:
        others.append(UserFactory(role=role, organisation=unit.organisation))

    for user in others:
        assert signed_in(user).get(address(unit, verb)).status_code == 403
        if verb != "template.xlsx":
            assert signed_in(user).post(address(unit, verb), {"text": "1"}).status_code == 403


def test_a_batch_of_another_unit_is_nobodys_business(unit, signed_in):
    batch, stranger = unit.commit(TABLE), signed_in(UserFactory())

    for verb in ("", "feedback.xlsx", "file/"):
        assert stranger.get(f"/batches/{batch.pk}/{verb}").status_code == 403
    for verb in ("commit/", "undo/"):
        assert stranger.post(f"/batches/{batch.pk}/{verb}").status_code == 403
    assert unit.values() == [3, 12000]


@pytest.mark.parametrize(
    "odd",
    ["1e30", "NaN", "\u202e3", "3\x00", "\ud800", "9" * 400, "=cmd|' /C calc'!A0", '"', "无\t"],
)
def test_odd_cells_never_break_a_page(clerk, unit, odd):
    odd = odd.encode("utf-8", "replace").decode()
    response = paste(clerk, unit, f"指标\t7月\n新签约项目\t{odd}\n到位资金\t{odd}")

    assert response.status_code in {302, 422}
    if response.status_code == 302:
        page = clerk.get(response.url)
        assert page.status_code == 200
        assert commit(clerk, page).status_code in {302, 409, 422}


def test_a_month_that_was_never_opened_is_not_found(clerk, unit):
    code = unit.organisation.code

    assert clerk.get(f"/reporting/2022-12/{code}/paste/").status_code == 404
    assert clerk.get("/reporting/2022-07/nothing/paste/").status_code == 404
    assert clerk.get("/batches/999/").status_code == 404
    assert clerk.get(f"/batches/{unit.begin(TABLE).pk}/?start=x").status_code == 400
