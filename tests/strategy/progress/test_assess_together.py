"""Totals of parts, and items of a headline and milestones."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.progress import (
    Accumulation,
    MilestoneState,
    ReportedValue,
    Result,
    Standing,
    TargetState,
    assess_item,
    assess_series,
    assess_total,
    default_rule,
)

from .years import month_of_june, reported, year_of

JUNE_END = date(2022, 6, 30)
OVERDUE = MilestoneState("开工", date(2022, 1, 31))
MET = MilestoneState("立项", date(2022, 1, 31), date(2022, 1, 31))
AHEAD = MilestoneState("投产", date(2022, 12, 31))


def part(value, **fields):
    return assess_series(month_of_june(value, **fields), 6)


def total_of(*parts, **fields):
    return assess_total(parts, year_of({}, **fields), 6)


def item_of(headline, *milestones, **fields):
    return assess_item(headline, milestones, on=JUNE_END, rule=default_rule(), **fields)


def test_total_is_the_sum_judged_by_its_own_target():
    result = total_of(part(30), part(20), target=100)

    assert (result.to_date, result.done, result.standing) == (50, 50, Standing.ON_PACE)
    assert (result.reported, result.owed) == (2, 2)


def test_total_that_lacks_a_part_is_shown_and_not_judged():
    result = total_of(part(30), part(None), target=100)

    assert (result.to_date, result.reported, result.owed) == (30, 1, 2)
    assert (result.standing, result.done, result.gap) == (Standing.NOT_REPORTED, None, None)
    assert result.sentence == "6月数据已报1/应报2，合计数不作评估"


def test_total_of_nothing_reported_is_unknown():
    result = total_of(part(None), part(None))

    assert (result.to_date, result.standing) == (None, Standing.NOT_REPORTED)
    assert result.sentence == "6月尚无审核通过的数据"


def test_part_that_owes_nothing_stays_out_of_the_count():
    silent = assess_series(year_of({}, owed=frozenset()), 6)

    result = total_of(part(30), silent)

    assert (result.to_date, result.reported, result.owed) == (30, 1, 1)
    assert total_of(silent).standing == Standing.NOT_DUE


def test_total_without_target_has_no_plan():
    assert total_of(part(30), target=None).standing == Standing.NO_PLAN


def test_total_grows_only_where_every_part_has_a_base():
    with_base = part(30, last_year=reported([20], first=6))

    assert total_of(with_base, with_base).growth_rate == 50
    assert total_of(with_base, part(30)).growth_rate is None


def test_total_of_months_is_unknown_where_one_month_is():
    flow = {"accumulation": Accumulation.FLOW}

    assert total_of(part(30, **flow), part(20, **flow), **flow).value == 50
    assert total_of(part(30, **flow), part(20)).value is None


@pytest.mark.parametrize("kind", [Accumulation.RANK, Accumulation.RATIO])
def test_ranks_and_ratios_are_not_added(kind):
    with pytest.raises(ValueError, match="不能相加"):
        total_of(accumulation=kind)


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_one_sample_part_makes_the_total_a_sample(samples):
    parts = [part(10, item_is_sample=is_sample) for is_sample in samples]

    result = total_of(*parts)

    assert result.is_sample is any(samples)
    assert result.to_date_is_sample is any(samples)


def test_missing_sample_part_is_in_no_sum_and_marks_nothing():
    missing = assess_series(year_of({}, item_is_sample=True), 6)

    assert not total_of(part(10), missing).to_date_is_sample


def test_base_of_a_sample_part_marks_the_growth_of_the_total():
    last_year = {6: ReportedValue(value=Decimal(5), is_sample=True)}

    result = total_of(part(10, last_year=last_year))

    assert (result.growth_is_sample, result.to_date_is_sample) == (True, False)


@given(st.sampled_from(Standing), st.sampled_from([(), (OVERDUE,), (MET,), (AHEAD,)]))
def test_item_takes_the_worse_of_headline_and_milestones(standing, milestones):
    headline = Result(month_number=6, rule_code="R1", standing=standing, sentence="主")

    result = item_of(headline, *milestones)

    alone = item_of(None, *milestones).standing
    assert result.standing == min(standing, alone, key=lambda each: each.severity)
    assert result.standing.is_judged or not (standing.is_judged or alone.is_judged)


def test_sentence_is_that_of_the_part_which_decided():
    headline = part(60)

    assert item_of(headline, MET).sentence == headline.sentence
    assert item_of(headline, OVERDUE).sentence.startswith("节点“开工”应于2022年1月31日完成")
    assert item_of(headline, OVERDUE).done == 60


def test_two_parts_as_far_behind_are_both_told():
    assert item_of(part(20), OVERDUE).sentence == (
        "6月底应完成50.0%，实际20.0%，差30.0个百分点（规则R1）；"
        "节点“开工”应于2022年1月31日完成，逾期5个月未完成（规则R1）"
    )


def test_milestones_alone_carry_an_item():
    result = item_of(None, MET)

    assert (result.standing, result.to_date, result.month_number) == (Standing.ON_PACE, None, 6)


def test_item_with_neither_has_no_plan():
    result = item_of(None)

    assert (result.standing, result.sentence) == (Standing.NO_PLAN, "未设年度目标和节点计划")
    assert not result.is_sample


@pytest.mark.parametrize(
    ("headline", "milestones", "item_is_sample"),
    [
        (part(60, target=TargetState(Decimal(100), is_sample=True)), (MET,), False),
        (part(60), (MilestoneState("立项", date(2022, 1, 1), is_sample=True),), False),
        (None, (), True),
    ],
)
def test_one_sample_part_makes_the_item_a_sample(headline, milestones, item_is_sample):
    assert item_of(headline, *milestones, item_is_sample=item_is_sample).is_sample


def test_real_parts_make_a_real_item():
    assert not item_of(part(60), MET).is_sample
