"""Milestones: due or not, met or not, three months late, and those never judged."""

from datetime import date

import pytest

from strategy.progress import MilestoneState, Standing, default_rule, judge_milestones

JUNE_END = date(2022, 6, 30)


def judge(*milestones):
    return judge_milestones(milestones, on=JUNE_END, rule=default_rule())


@pytest.mark.parametrize(
    ("planned_on", "standing", "sentence"),
    [
        (
            date(2022, 6, 30),
            Standing.BEHIND,
            "节点“开工”应于2022年6月30日完成，到期未完成（规则R1）",
        ),
        (
            date(2022, 4, 1),
            Standing.BEHIND,
            "节点“开工”应于2022年4月1日完成，逾期2个月未完成（规则R1）",
        ),
        (
            date(2022, 3, 31),
            Standing.FAR_BEHIND,
            "节点“开工”应于2022年3月31日完成，逾期3个月未完成（规则R1）",
        ),
        (date(2022, 7, 1), Standing.NOT_DUE, "节点均未到期，最近的“开工”应于2022年7月1日完成"),
    ],
)
def test_unmet_milestone_by_its_planned_day(planned_on, standing, sentence):
    judged = judge(MilestoneState("开工", planned_on))

    assert (judged.standing, judged.sentence) == (standing, sentence)


def test_all_due_milestones_met_is_on_pace():
    judged = judge(
        MilestoneState("立项", date(2022, 1, 31), date(2022, 3, 2)),
        MilestoneState("开工", date(2022, 6, 1), JUNE_END),
        MilestoneState("投产", date(2022, 12, 31)),
    )

    assert judged.standing == Standing.ON_PACE
    assert judged.sentence == "6月底应完成节点2个，已全部完成"
    assert (judged.met, judged.due) == (2, 2)


def test_actual_date_ahead_of_the_month_end_is_still_a_plan():
    judged = judge(MilestoneState("开工", date(2022, 6, 1), date(2022, 7, 1)))

    assert judged.standing == Standing.BEHIND


def test_milestone_met_ahead_of_its_plan_is_not_named_as_next():
    early = MilestoneState("开工", date(2022, 7, 1), date(2022, 6, 1))

    assert judge(early).sentence == "节点均未到期，已提前完成"
    assert "“投产”" in judge(early, MilestoneState("投产", date(2022, 9, 1))).sentence


def test_longest_overdue_is_named_and_the_others_counted():
    judged = judge(
        MilestoneState("开工", date(2022, 6, 1)), MilestoneState("立项", date(2022, 2, 1))
    )

    assert judged.standing == Standing.FAR_BEHIND
    assert judged.sentence == (
        "节点“立项”应于2022年2月1日完成，逾期4个月未完成，另有1个节点到期未完成（规则R1）"
    )
    assert (judged.met, judged.due) == (0, 2)


def test_milestone_of_unknown_outcome_or_without_plan_is_never_judged():
    unknown = MilestoneState("开工", date(2022, 1, 1), outcome_known=False)

    assert judge(unknown, MilestoneState("投产", None)) is None
    assert judge() is None


def test_sample_milestone_makes_the_judgement_a_sample():
    real = MilestoneState("立项", date(2022, 1, 31), date(2022, 1, 31))
    sample = MilestoneState("投产", date(2022, 12, 31), is_sample=True)

    assert judge(real, sample).is_sample
    assert not judge(real).is_sample
