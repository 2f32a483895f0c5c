"""Search: by characters, code, pinyin initials and whole pinyin."""

import pytest

from strategy.queries.search import (
    Found,
    FoundGroup,
    best_match,
    is_blank,
    item_codes_matching,
    search_items,
    search_metrics,
    search_organisations,
)
from tests.factories import (
    ActionFactory,
    EnterpriseFactory,
    MetricFactory,
    OrganisationFactory,
    ProjectFactory,
)

NAME = "“小升规”培育库5G企业"


def marked(query: str, name: str = NAME) -> str | None:
    match = best_match(query, "P001", name)
    return match and name[match.start : match.end]


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("小升", "小升"),
        ("小升规培育", "小升规”培育"),
        ("xsg", "小升规"),
        ("xsgpy", "小升规”培育"),
        ("peiyuk", "培育库"),
        ("5g", "5G"),
        ("５Ｇ", "5G"),
        ("XSG", "小升规"),
    ],
)
def test_the_part_that_a_query_finds_is_marked(query, part):
    assert marked(query) == part


@pytest.mark.parametrize("query", ["eiyu", "x", "双汇", "小 双汇", "99"])
def test_what_does_not_answer_is_not_found(query):
    assert marked(query) is None


@pytest.mark.parametrize("query", ["P001", "p001", "P1", "p01"])
def test_a_code_is_found_whatever_its_zeros_and_capitals(query):
    assert best_match(query, "P001", NAME).score == 0


def test_words_apart_must_all_be_found():
    assert best_match("小升 qiye", "P001", NAME) is not None
    assert best_match("小升 gongye", "P001", NAME) is None


def test_a_short_name_that_answers_marks_what_the_name_shares_with_it():
    name = "河南双汇投资发展股份有限公司"

    match = best_match("双汇", "E005", name, "双汇发展")

    assert name[match.start : match.end] == "双汇"


def test_an_exact_code_comes_before_a_name_and_a_name_before_pinyin():
    by_code = best_match("k1", "K001", "开发区")
    by_name = best_match("开发", "K002", "开发区")
    by_initials = best_match("kfq", "K002", "开发区")
    by_pinyin = best_match("kaifa", "K002", "开发区")

    assert by_code.score < by_name.score < by_initials.score < by_pinyin.score


@pytest.mark.parametrize(("query", "blank"), [("", True), ("  ，", True), ("市", False)])
def test_a_query_without_letters_is_blank(query, blank):
    assert is_blank(query) is blank


@pytest.mark.django_db
def test_lists_filter_by_the_codes_that_a_query_finds():
    ProjectFactory(code="P001", name="双汇第三工业园")
    EnterpriseFactory(code="E005", name="河南双汇投资发展股份有限公司", short_name="双汇发展")
    ProjectFactory(code="P002", name="微康产业园")

    assert item_codes_matching("shuanghui") == {"P001", "E005"}
    assert item_codes_matching("P2") == {"P002"}
    assert item_codes_matching("") == {"P001", "P002", "E005"}


@pytest.mark.django_db
def test_items_are_grouped_by_kind_with_the_best_first(django_assert_num_queries):
    action = ActionFactory(name="项目投资支撑行动")
    ProjectFactory(code="P010", name="示例项目园区", action=action, is_sample=True)
    ProjectFactory(code="P011", name="园区扩建")
    EnterpriseFactory(code="E001", name="园区运营公司")

    with django_assert_num_queries(1):
        groups = search_items("园区")

    assert {group.title for group in groups} == {"项目", "企业"}
    projects = next(group for group in groups if group.title == "项目")
    assert [one.code for one in projects.results] == ["P011", "P010"]
    assert projects.results[1].is_sample
    assert projects.results[1].note == "项目投资支撑行动"
    assert projects.results[1].pieces == (("示例项目", False), ("园区", True))


@pytest.mark.django_db
def test_organisations_and_metrics_are_found_with_their_pages():
    OrganisationFactory(code="zhaoling", name="召陵区")
    MetricFactory(code="new-contracts", name="新签约项目", unit="个")

    (area,) = search_organisations("zlq").results
    (metric,) = search_metrics("new-con").results

    assert area.url == "/organisations/zhaoling/"
    assert metric.note == "单位：个"


def test_of_very_many_results_the_best_are_shown():
    one = Found("P001", "园区", "/", "", False, 1, (("园区", True),))

    assert FoundGroup("重点项目", (one,) * 2).hint == "2项"
    assert FoundGroup("重点项目", (one,) * 31).hint == "31项，只列前30项"
    assert len(FoundGroup("重点项目", (one,) * 31).shown) == 30
