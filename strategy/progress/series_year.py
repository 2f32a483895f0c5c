"""What an assessment reads, a year of one series, and what it gives, a result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .accumulate import NOT_APPLICABLE, Accumulation, January, Reported
from .growth import Growth
from .pace import Direction
from .standing import Rule, Standing, default_rule


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """An approved figure as typed, in the metric's unit; `base` is 上年同期(可比), typed alike."""

    value: Decimal | None = None
    not_applicable: bool = False
    base: Decimal | None = None
    is_sample: bool = False

    @property
    def reported(self) -> Reported:
        """The value as `accumulate` reads it: a number, `NOT_APPLICABLE` or None."""
        return NOT_APPLICABLE if self.not_applicable else self.value


@dataclass(frozen=True, slots=True)
class TargetState:
    """The target of a year and its plan (month number → planned to-date), in the metric's unit."""

    value: Decimal
    start: Decimal | None = None
    plan: Mapping[int, Decimal] | None = None
    is_sample: bool = False


Months = Mapping[int, ReportedValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesYear:
    """One series in one calendar year: months are numbers 1–12, values approved figures only.

    `owed` are the months whose figure was asked for. `last_year` serves where no base was typed,
    `is_percentage` says that the unit is %.
    """

    accumulation: Accumulation
    direction: Direction = Direction.UP
    january: January = January.REPORTED
    decimals: int = 1
    values: Months = field(default_factory=dict)
    owed: frozenset[int] = frozenset()
    last_year: Months = field(default_factory=dict)
    target: TargetState | None = None
    rule: Rule = field(default_factory=default_rule)
    is_percentage: bool = False
    metric_is_sample: bool = False
    item_is_sample: bool = False

    @property
    def is_sample(self) -> bool:
        """Whether everything about it is 示例, because its metric or item is."""
        return self.metric_is_sample or self.item_is_sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The assessment of a subject at a month's end; figures in the metric's unit, none rounded.

    `value` is the month's own, `to_date` what is judged, `base_to_date` last year's. `done` and
    `expected` are percent, `gap` 百分点. `is_sample` marks the judgement (pill, gap, sentence);
    the figures carry marks of their own, so that a real one stays real beside a sample pace, and
    `growth_is_sample` marks 同比 and, where no mark of its own is kept, last year's figure.
    `reported` of `owed` figures are in it; `missing` are the months that stop it.
    """

    month_number: int
    rule_code: str
    standing: Standing = Standing.NO_PLAN
    sentence: str = ""
    is_sample: bool = False
    value: Decimal | None = None
    to_date: Decimal | None = None
    base_to_date: Decimal | None = None
    growth: Growth = field(default_factory=Growth)
    target: Decimal | None = None
    done: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    is_limit: bool = False
    value_is_sample: bool = False
    to_date_is_sample: bool = False
    base_is_sample: bool = False
    growth_is_sample: bool = False
    reported: int = 0
    owed: int = 0
    missing: tuple[int, ...] = ()

    @property
    def growth_rate(self) -> Decimal | None:
        """同比 of the to-date figure in percent, unrounded; None where there is no rate."""
        return self.growth.rate
