"""How a number was computed, in words: the terms always make up the number."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from strategy.models import Role, TrackedItem
from strategy.queries.passports import passport
from strategy.wording import passports as wording
from tests.factories import (
    FigureFactory,
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    UserFactory,
    publish,
)
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db

APRIL, MAY, JUNE = date(2022, 4, 1), date(2022, 5, 1), date(2022, 6, 1)


def opened(*months):
    RuleFactory()
    for month in months:
        ReportingMonthFactory(month=month)


def line_of(values: dict, **metric):
    """A series with months typed one after the other."""
    opened(*values)
    line = SeriesFactory(metric=MetricFactory(**metric))
    for place, (month, value) in enumerate(values.items()):
        publish(line, month, value, at=NOON + timedelta(hours=place), is_sample=month == APRIL)
    return line


def passport_of(line, month=JUNE):
    return passport(line.code, month, UserFactory(role=Role.OFFICIAL), None)


def formula_of(line, month=JUNE):
    (formula,) = wording.formulas(passport_of(line, month))
    return formula


def test_a_flow_is_the_sum_of_its_months():
    formula = formula_of(line_of({APRIL: 3, MAY: 5, JUNE: 4}))

    assert (formula.subject, formula.words) == ("本月止累计", "4—6月本月数之和")
    assert [term.label for term in formula.terms] == ["4月", "5月", "6月"]
    assert sum(term.value for term in formula.terms) == formula.value == 12


def test_each_term_leads_to_its_own_passport_and_keeps_its_own_mark():
    line = line_of({APRIL: 3, MAY: 5, JUNE: 4})

    formula = formula_of(line)

    assert formula.terms[0].url == f"/figures/{line.code}/2022-04/"
    assert [term.is_sample for term in formula.terms] == [True, False, False]
    assert not formula.is_all_sample


def test_a_flow_with_a_gap_has_no_sum():
    line = line_of({APRIL: 3, JUNE: 4})
    opened(MAY)
    FigureFactory(series=line, month=MAY)
    publish(line, JUNE, 5, at=NOON + timedelta(days=1), reason="更正")

    formula = formula_of(line)

    assert formula.terms == ()
    assert "未报齐" in formula.words


def test_a_figure_to_date_gives_the_month_as_a_difference():
    formula = formula_of(line_of({MAY: 8, JUNE: 12}, accumulation="to_date"))

    assert (formula.subject, formula.value) == ("本月", 4)
    assert [(term.sign, term.value) for term in formula.terms] == [("", 12), ("−", 8)]


def test_the_first_figure_to_date_of_a_year_stands_alone():
    formula = formula_of(line_of({date(2022, 1, 1): 8}, accumulation="to_date"), date(2022, 1, 1))

    assert formula.terms == ()
    assert "首次填报" in formula.words


def test_a_stock_is_not_added_up():
    formula = formula_of(line_of({JUNE: 12}, accumulation="stock"))

    assert formula.terms == ()
    assert formula.words == "时点数，由填报单位按期末数直接填报，不作累加。"


def total_of(*values):
    opened(JUNE)
    item, metric = TaskFactory(), MetricFactory()
    total = SeriesFactory(item=item, metric=metric, organisation=None, reviewer=None, is_total=True)
    parts = [
        SeriesFactory(item=item, metric=metric, is_headline=False, organisation__position=place)
        for place, _ in enumerate(values)
    ]
    for part in parts:
        FigureFactory(series=part, month=JUNE)
    for place, (part, value) in enumerate(zip(parts, values, strict=True)):
        if value is not None:
            publish(part, JUNE, value, at=NOON + timedelta(hours=place))
    return total


def test_a_total_says_how_many_parts_it_has_and_lacks():
    formula = formula_of(total_of(30, 12, None))

    assert formula.note == "已报2/应报3"
    assert [term.value for term in formula.terms] == [30, 12, None]
    assert formula.value == 42


def test_a_ratio_names_what_is_divided():
    opened(JUNE)
    above, below = MetricFactory(name="研发企业"), MetricFactory(name="全部企业")
    rate = MetricFactory(accumulation="ratio", unit="%", numerator=above, denominator=below)
    unit, item = OrganisationFactory(), TaskFactory()
    share = SeriesFactory(item=item, metric=rate, organisation=unit)
    for place, (metric, value) in enumerate([(above, 30), (below, 40)]):
        line = SeriesFactory(item=item, metric=metric, organisation=unit, is_headline=False)
        publish(line, JUNE, value, at=NOON + timedelta(hours=place))

    formula = formula_of(share)

    assert formula.words == "研发企业 ÷ 全部企业 × 100%"
    assert [(term.sign, term.value) for term in formula.terms] == [("", 30), ("÷", 40)]
    assert formula.value == 75


def test_a_ratio_of_figures_to_date_divides_these():
    opened(MAY, JUNE)
    kind = {"accumulation": "to_date"}
    above, below = MetricFactory(**kind), MetricFactory(**kind)
    rate = MetricFactory(accumulation="ratio", unit="%", numerator=above, denominator=below)
    unit, item = OrganisationFactory(), TaskFactory()
    share = SeriesFactory(item=item, metric=rate, organisation=unit)
    for place, (metric, values) in enumerate([(above, (12, 15)), (below, (17, 20))]):
        line = SeriesFactory(item=item, metric=metric, organisation=unit, is_headline=False)
        for month, value in zip((MAY, JUNE), values, strict=True):
            publish(line, month, value, at=NOON + timedelta(hours=2 * place + month.month))

    formula = formula_of(share)

    assert [term.value for term in formula.terms] == [15, 20]
    assert formula.value == 75


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"starts_in": date(2022, 7, 1)}, "自2022年7月起填报"),
        ({"ends_in": date(2022, 5, 1)}, "2022年5月后不再填报"),
        ({}, "2022年6月未要求填报"),
    ],
)
def test_a_month_that_is_not_owed_says_why(changes, reason):
    opened(JUNE)
    line = SeriesFactory(**changes)

    assert reason in wording.state_words(passport_of(line), "2022-07-12")


def test_january_may_not_be_asked_for():
    january = date(2022, 1, 1)
    opened(january)
    line = SeriesFactory(metric__january="exempt")

    assert "1月免报" in wording.state_words(passport_of(line, january), "")


def test_an_awaited_number_says_until_when():
    opened(JUNE)
    line = SeriesFactory()
    FigureFactory(series=line, month=JUNE)

    words = wording.state_words(passport_of(line), "2022-07-12 23:59")

    assert words == "2022年6月数据尚未发布，填报截止日期为2022-07-12 23:59。"


def test_a_comparable_base_is_told_with_its_note():
    opened(JUNE)
    line = SeriesFactory(metric__accumulation="stock")
    publish(line, JUNE, 12, base=Decimal(10), base_note="剔除一次性因素")

    words = wording.base_words(passport_of(line))

    assert words == "采用填报单位填报的可比基数10万元，剔除一次性因素。"


def test_the_pace_is_told_by_twelfths():
    opened(JUNE)
    line = SeriesFactory()
    TargetFactory(series=line)
    publish(line, JUNE, 12)

    assert wording.expected_words(passport_of(line)) == "按月均衡推进，6/12，应完成50.0%。"


def test_without_results_there_is_nothing_to_tell():
    opened(JUNE)
    line = SeriesFactory()

    assert wording.formulas(passport_of(line)) == []
    assert TrackedItem.objects.filter(pk=line.item_id).exists()
