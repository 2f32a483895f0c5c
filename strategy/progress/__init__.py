"""Progress: reading, checks, accumulation, pace, growth, lights and totals, without Django."""

from .accumulate import (
    ALL_MONTHS,
    NOT_APPLICABLE,
    Accumulation,
    January,
    Reported,
    Total,
    missing_months,
    month_values,
    months_used,
    owed_months,
    ratio,
    to_dates,
    total,
)
from .assess import assess_item, assess_series, assess_total
from .checks import check_entry
from .explanations import EXPLANATION_RULE, NONE_NEEDS_REASON, is_explanation
from .findings import EntryCheck, Finding, FindingCode, FindingKind
from .growth import Growth, growth, growth_words
from .milestones import MilestoneJudgement, MilestoneState, judge_milestones
from .pace import Direction, done, expected, gap, is_limit, start_of
from .rounding import round_half_up, stored
from .series_year import ReportedValue, Result, SeriesYear, TargetState
from .standing import (
    Rule,
    RuleFamily,
    Standing,
    change,
    default_rule,
    is_comparable,
    judge,
    judge_level,
    worst,
    wuhan_rule,
    yinchuan_rule,
)
from .typed import Typed, TypedKind, read_typed

__all__ = [
    "ALL_MONTHS",
    "EXPLANATION_RULE",
    "NONE_NEEDS_REASON",
    "NOT_APPLICABLE",
    "Accumulation",
    "Direction",
    "EntryCheck",
    "Finding",
    "FindingCode",
    "FindingKind",
    "Growth",
    "January",
    "MilestoneJudgement",
    "MilestoneState",
    "Reported",
    "ReportedValue",
    "Result",
    "Rule",
    "RuleFamily",
    "SeriesYear",
    "Standing",
    "TargetState",
    "Total",
    "Typed",
    "TypedKind",
    "assess_item",
    "assess_series",
    "assess_total",
    "change",
    "check_entry",
    "default_rule",
    "done",
    "expected",
    "gap",
    "growth",
    "growth_words",
    "is_comparable",
    "is_explanation",
    "is_limit",
    "judge",
    "judge_level",
    "judge_milestones",
    "missing_months",
    "month_values",
    "months_used",
    "owed_months",
    "ratio",
    "read_typed",
    "round_half_up",
    "start_of",
    "stored",
    "to_dates",
    "total",
    "worst",
    "wuhan_rule",
    "yinchuan_rule",
]
