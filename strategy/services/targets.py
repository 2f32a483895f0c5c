"""What a new version of a target must be: the checks of `set_targets`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from strategy import months
from strategy.models import Metric, Series, Target
from strategy.models.targets import in_force
from strategy.progress import Accumulation
from strategy.queries.locks import locks_of

LIMIT = Decimal(10) ** 11


class TargetError(Exception):
    """A target that cannot be set; `problems` has a sentence for each field of `NewTarget`."""

    def __init__(self, problems: dict[str, str]):
        super().__init__("".join(problems.values()))
        self.problems = problems


class TargetChangedError(TargetError):
    """Somebody else has set a version since the writer looked."""

    def __init__(self):
        super().__init__({"seen": "其他人刚刚调整了该目标，请核对现行版本后再提交。"})


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A version of a series' target: amounts in the metric's unit, the plan by month.

    `seen` is how many versions its writer saw; None adds to any.
    """

    series: Series
    value: Decimal
    from_month: date
    start: Decimal | None = None
    plan: dict[date, Decimal] = field(default_factory=dict)
    reason: str = ""
    document: str = ""
    is_sample: bool = False
    seen: int | None = None


def check_targets(
    targets: Sequence[NewTarget], versions: dict[int, list[Target]], at: datetime
) -> None:
    """Raise TargetError for the first target that cannot be set.

    `versions` are those of each series (pk), with their plans. The months are held, so that none
    of them is locked before the target is set.
    """
    locks = locks_of({new.from_month for new in targets}, at, hold=True)
    for new in targets:
        former = [one for one in versions[new.series.pk] if one.year == new.from_month.year]
        if new.seen not in {None, len(former)}:
            raise TargetChangedError
        problems = dict(_problems(new, former))
        if new.from_month in locks.months:
            problems["from_month"] = (
                f"{months.label(new.from_month)}已锁定，目标不能从已锁定的月份起生效，请选择之后的月份。"
            )
        if problems:
            raise TargetError(problems)


def plan_field(month: date) -> str:
    """The name of the field of a month's plan."""
    return f"plan_{month.month}"


def _problems(new: NewTarget, former: list[Target]) -> Iterator[tuple[str, str]]:
    """The field and the sentence of all that is wrong with a target, the months' locks aside."""
    metric = new.series.metric
    yield from _amount_problem("value", "年度目标", new.value, metric)
    yield from _amount_problem("start", "起点值", new.start, metric)
    for month, value in new.plan.items():
        if month.year != new.from_month.year:
            yield "plan", f"{months.label(month)}不在目标年度之内。"
        yield from _amount_problem(plan_field(month), f"{month.month}月计划", value, metric)
    if former and not new.reason.strip():
        yield "reason", "调整目标须说明原因。"
    current = in_force(former, new.from_month)
    if current is not None and _content(current) == (new.value, new.start, new.plan):
        yield "value", "与现行目标相同，没有可保存的调整。"


def _amount_problem(
    name: str, label: str, value: Decimal | None, metric: Metric
) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if abs(value) >= LIMIT:
        yield name, f"{label}数值过大，请核对单位。"
    elif value != round(value, metric.decimals):
        yield name, f"{label}{_decimals(metric.decimals)}。"
    elif metric.accumulation == Accumulation.RANK and value < 1:
        yield name, f"{label}是位次，应为不小于1的整数。"


def _decimals(count: int) -> str:
    return f"最多保留{count}位小数" if count else "应为整数"


def _content(target: Target) -> tuple:
    return target.value, target.start, {one.month: one.value for one in target.plan.all()}
