"""项目推进情况: the monthly report, the funnel and the collections of a library counted by hand."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.items import ProjectFactory, StageRecordFactory
from tests.factories.library import add_library, add_tiers
from tests.factories.world import line_of

ADDRESS = "/projects/pipeline/"


@pytest.fixture
def library(world):
    """P101 is a bundle of P102 and P103; P104 is late, P105 suspended, P106 withdrawn."""
    return add_library(world)


def words_of(response) -> str:
    """What a person reads of the page, without marks and spaces."""
    text = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", text)))


def test_monthly_report_counts_a_bundle_once_and_leaves_out_what_was_withdrawn(library, reader):
    words = words_of(reader.get(ADDRESS))

    assert "项目库在库项目5个（打包5项，拆分后6项）" in words
    assert "总投资125亿元（已知2/5个）" in words  # 120 of the bundle and 5, not 265
    assert "其中停缓建1个" in words


def test_monthly_report_tells_starts_against_their_plan_with_both_numbers_of_the_rate(
    library, reader
):
    assert (
        "2022年计划新开工2个，其中已开工1个；提前开工1个，未按计划开工1个；开工率66.7%（2/3）"
        in words_of(reader.get(ADDRESS))
    )


def test_real_projects_and_samples_have_sentences_of_their_own(library, reader):
    words = words_of(reader.get(ADDRESS))

    assert "项目库在库项目5个" in words
    assert "项目库在库示例项目1个" in words


def test_each_rate_stands_with_its_formula(library, reader):
    words = words_of(reader.get(ADDRESS))
    # signed: P001 and P003, which are being built, P101, P104, P105; of these P104 has not started
    assert "履约率已签约且已开工的项目数÷已签约的项目数80.0%4/5" in words


def test_rate_of_which_nothing_is_asked_is_no_zero(library, reader):
    assert "投产率计划投产日已到且已投产的项目数÷计划投产日已到的项目数--0/0" in words_of(
        reader.get(ADDRESS)
    )


def test_published_total_stands_beside_what_is_held_with_the_reason(library, reader):
    add_tiers(library["late"], line_of("T001"))

    words = words_of(reader.get(ADDRESS))

    assert "2022年6月公布310万元，库内登记1个；名单未公开。" in words


def test_planned_and_actual_days_are_told_in_words_too(library, reader):
    assert "计划：开工2022-06-01；实际：签约2021-05-01、开工2022-04-01" in words_of(
        reader.get(ADDRESS)
    )


def test_five_hundred_projects_ask_no_more_queries(library, reader):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = reader.get(ADDRESS)
        assert page.status_code == 200
        return len(captured)

    few = queries()
    for number in range(500):
        project = ProjectFactory(code=f"P{1000 + number}", bundle=None, total_investment=1)
        StageRecordFactory(project=project)

    assert queries() == few
    assert "项目库在库项目505个" in words_of(reader.get(ADDRESS))
