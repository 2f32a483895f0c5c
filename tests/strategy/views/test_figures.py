"""The passport's page."""

import pytest

from strategy.models import Figure, ReportingMonth, Revision, Role, Series
from tests.factories import UserFactory
from tests.factories.attempts import import_line
from tests.factories.evidence import EvidenceFactory
from tests.factories.figures import NOON

JUNE = "/figures/T001-output-industry/2022-06/"


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_passport_tells_value_formula_people_and_definition(reader):
    page = text_of(reader, JUNE)

    for words in ("本月止累计", "本月数之和", "第1版", "录入", "上报", "审核", "现行", "口径"):
        assert words in page
    for link in ("/organisations/industry/", "/organisations/office/", "/tasks/T001/"):
        assert f'href="{link}' in page


def test_every_series_of_every_month_has_a_passport(reader, world):
    for code in Series.objects.values_list("code", flat=True):
        for month in ("2022-05", "2022-06", "2022-07"):
            assert reader.get(f"/figures/{code}/{month}/").status_code == 200


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/figures/P999-none-industry/2022-06/", "没有代码为“P999-none-industry”的填报项"),
        ("/figures/T001-output-industry/2022-12/", "2022年12月报告期尚未开放"),
    ],
)
def test_a_number_that_does_not_exist_is_told_in_words(reader, address, words):
    response = reader.get(address)

    assert response.status_code == 404
    assert words in response.content.decode()


def test_a_month_that_nobody_owes_says_so(reader, world):
    Figure.objects.filter(series__code="T001-output-industry", month="2022-07-01").delete()

    assert "2022年7月未要求填报该项数据" in text_of(
        reader, "/figures/T001-output-industry/2022-07/"
    )


def test_an_undecided_number_is_preliminary_for_its_units_and_hidden_from_others(
    world, signed_in, reader
):
    waiting = Revision.objects.undecided().select_related("figure__series").first()
    address = waiting.figure.get_absolute_url()
    reporter = UserFactory(organisation=waiting.figure.series.organisation)
    stranger = UserFactory(role=Role.STAFF)

    assert "初步" in text_of(signed_in(reporter), address)
    assert "初步" not in text_of(reader, address)
    assert "初步" not in text_of(signed_in(stranger), address)


def test_a_total_lists_its_parts(reader):
    page = text_of(reader, "/figures/A1-area-output-total/2022-06/")

    assert "已报2/应报2" in page
    assert 'data-figure="/figures/A1-area-output-zhaoling/2022-06/"' in page
    assert "示例" in page


def test_other_months_are_one_click_away_and_keep_the_day(reader):
    page = text_of(reader, f"{JUNE}?asof=2022-08-01")

    assert 'href="/figures/T001-output-industry/2022-05/?asof=2022-08-01"' in page


def test_as_of_a_day_before_it_was_approved_nothing_is_known(reader):
    page = text_of(reader, f"{JUNE}?asof=2022-07-01")

    assert "尚无已审核的版本" in page


@pytest.fixture
def line(world):
    return Series.objects.get(code="T001-output-industry")


@pytest.fixture
def published(line):
    return Revision.objects.get(figure__series=line, figure__month="2022-06-01")


def test_an_imported_number_tells_file_cell_and_batch(signed_in, reader, published, world):
    line = import_line(published, version=published.version)
    published.entered_at = line.batch.committed_at
    published.save()

    page = text_of(reader, JUNE)
    own = text_of(signed_in(UserFactory(organisation=world.reporting)), JUNE)

    for words in (
        "上传导入",
        "第12批",
        "“月报.xlsx”",
        "月报!C5",
        "原文“１，２３４”",
        "bbbbbbbbbbbb…",
    ):
        assert words in page
    assert f'title="{"b" * 64}"' in page
    assert f'href="/batches/{line.batch.pk}/"' in own
    assert "/batches/" not in page


def test_files_checks_and_explanation_of_a_number_are_told(reader, published):
    evidence = EvidenceFactory(revision=published)
    Revision.objects.filter(pk=published.pk).update(
        findings=[{"code": "unchanged", "kind": "explain", "sentence": "连续三个月不变"}],
        submitted_for=UserFactory(name="赵某"),
    )

    page = text_of(reader, JUNE)

    for words in ("连续三个月不变", "核实说明", "（受赵某委托）", "台账.pdf"):
        assert words in page
    assert f'href="/evidence/{evidence.pk}/"' in page


@pytest.mark.parametrize(("month", "words"), [("2022-06", ">修正</a>"), ("2022-07", "填报</a>")])
def test_its_unit_finds_the_way_to_enter_or_correct_it(signed_in, reader, world, month, words):
    address = f"/figures/P001-output-industry/{month}/"
    staff = signed_in(UserFactory(organisation=world.reporting))
    link = f'href="/reporting/{month}/industry/P001-output-industry/"'

    page = text_of(staff, address)

    assert link in page
    assert words in page
    assert link not in text_of(staff, f"{address}?asof=2022-08-01")
    assert link not in text_of(reader, address)
    assert link not in text_of(signed_in(UserFactory(organisation=world.reviewing)), address)


def test_a_number_under_review_is_not_offered_for_entry(signed_in, world):
    waiting = Revision.objects.undecided().select_related("figure__series").first()
    staff = signed_in(UserFactory(organisation=waiting.figure.series.organisation))

    assert 'href="/reporting/2022-07/' not in text_of(staff, waiting.figure.get_absolute_url())


def test_a_month_locked_before_anything_was_reported_is_not_offered(signed_in, world):
    ReportingMonth.objects.filter(month="2022-07-01").update(
        locked_at=NOON, locked_by=world.users[Role.COORDINATOR]
    )
    staff = signed_in(UserFactory(organisation=world.reporting))

    assert 'href="/reporting/2022-07/' not in text_of(
        staff, "/figures/P001-output-industry/2022-07/"
    )


def test_a_page_with_undecided_numbers_is_kept_nowhere(signed_in, reader, world):
    waiting = Revision.objects.undecided().select_related("figure__series").first()
    staff = signed_in(UserFactory(organisation=waiting.figure.series.organisation))
    address = waiting.figure.get_absolute_url()

    assert "no-store" in staff.get(address).headers["Cache-Control"]
    assert "no-store" not in reader.get(address).headers["Cache-Control"]
