"""The vocabulary of the checks: what is checked, and what can be found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .accumulate import MONTHS, Accumulation, January, Reported, month_values
from .labelled import Labelled
from .series_year import Months, ReportedValue


class FindingKind(Labelled):
    """Whether a finding must be put right or may be explained (practice 2)."""

    BLOCK = "block", "强制性"
    EXPLAIN = "explain", "核实性"


class FindingCode(Labelled):
    """What was found."""

    SAME_AS_PUBLISHED = "same_as_published", "与已发布数据相同"
    NOT_A_RANK = "not_a_rank", "位次不是正整数"
    NEGATIVE_FLOW = "negative_flow", "本月数为负"
    BELOW_LAST_MONTH = "below_last_month", "累计数小于以前月份"
    ABOVE_INVESTMENT = "above_investment", "累计投资超过总投资"
    ABOVE_SHARE = "above_share", "占比超出范围"
    UNIT_SLIP = "unit_slip", "疑似单位有误"
    FAR_FROM_HISTORY = "far_from_history", "偏离一般水平"
    LARGE_GROWTH = "large_growth", "同比变动过大"
    ABOVE_PLAN = "above_plan", "超过年度计划"
    UNCHANGED = "unchanged", "连续三个月不变"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with its sentence for the person who types; it shows no target and no light."""

    code: FindingCode
    kind: FindingKind
    sentence: str

    @property
    def is_block(self) -> bool:
        """Whether it must be put right; else it may be explained."""
        return self.kind == FindingKind.BLOCK

    def as_dict(self) -> dict[str, str]:
        """As it is kept with the revision that raised it."""
        return {"code": self.code.value, "kind": self.kind.value, "sentence": self.sentence}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCheck:
    """What is typed for one month of one series, with what it is checked against, in its unit.

    `year` and `last_year` are months as typed; of `year` only those before `month_number` are
    read. `history` are months' own values, newest last, of up to 24 earlier months, unknown ones
    left out. `target` is given for accumulating metrics whose direction is UP, `ceiling` (total
    investment, of which `invested_before` was reached in former years) for investment only.
    """

    accumulation: Accumulation
    unit: str
    decimals: int
    month_number: int
    value: Decimal | None
    not_applicable: bool = False
    base: Decimal | None = None
    january: January = January.REPORTED
    is_share: bool = False
    year: Months = field(default_factory=dict)
    last_year: Months = field(default_factory=dict)
    history: tuple[Decimal, ...] = ()
    target: Decimal | None = None
    ceiling: Decimal | None = None
    invested_before: Decimal = Decimal(0)

    @property
    def step(self) -> Decimal:
        """The smallest difference that the metric's decimals can show."""
        return Decimal(1).scaleb(-self.decimals)

    @property
    def first_month(self) -> int:
        """The first month of a year that is asked for."""
        return 1 if self.january == January.REPORTED else 2

    @property
    def covers_two_months(self) -> bool:
        """Whether this is the February that tells January too."""
        if not self.month_number == 2 == self.first_month:
            return False
        is_merged_flow = self.accumulation == Accumulation.FLOW and self.january == January.MERGED
        return is_merged_flow or self.accumulation == Accumulation.TO_DATE

    def earlier(self) -> dict[int, ReportedValue]:
        """What is typed of the months before this one, in order."""
        asked = range(self.first_month, self.month_number)
        return {n: self.year[n] for n in asked if self.year.get(n) is not None}

    def to_date(self) -> Decimal | None:
        """The year's figure with this month; of flows what is known, which is the least it is."""
        if self.accumulation != Accumulation.FLOW or self.value is None:
            return self.value
        known = (entry.value for entry in self.earlier().values() if not entry.not_applicable)
        return sum((value for value in known if value is not None), self.value)

    def own_values(self) -> dict[int, Decimal | None]:
        """Each month's own value up to this one."""
        entered = ReportedValue(value=self.value, not_applicable=self.not_applicable)
        return self._own(self.earlier() | {self.month_number: entered})

    def own_values_last_year(self) -> dict[int, Decimal | None]:
        """Each month's own value of last year, as it was typed then."""
        return self._own(self.last_year)

    def own_bases(self) -> dict[int, Decimal | None]:
        """Each month's own 上年同期: the typed ones if this month has one, else last year's."""
        if self.base is None:
            return self.own_values_last_year()
        bases = {n: replace(entry, value=entry.base) for n, entry in self.earlier().items()}
        return self._own(bases | {self.month_number: ReportedValue(value=self.base)})

    def base_as_typed(self) -> Decimal | None:
        """上年同期 of the number that is typed."""
        last = self.last_year.get(self.month_number)
        return self.base if self.base is not None or last is None else last.value

    def _own(self, months: Months) -> dict[int, Decimal | None]:
        entries: Mapping[int, Reported] = {
            n: entry.reported for n, entry in months.items() if n in MONTHS and entry is not None
        }
        return month_values(self.accumulation, entries, self.january)


def block(code: FindingCode, sentence: str) -> Finding:
    """A finding that must be put right before the figure can be sent."""
    return Finding(code, FindingKind.BLOCK, sentence)


SAME_AS_PUBLISHED = block(FindingCode.SAME_AS_PUBLISHED, "修正后的数据与已发布数据相同，无需修正")
"""What is said to a correction that changes nothing."""


def ask(code: FindingCode, sentence: str) -> Finding:
    """A finding that is answered with an explanation."""
    return Finding(code, FindingKind.EXPLAIN, f"{sentence}，请说明原因")
