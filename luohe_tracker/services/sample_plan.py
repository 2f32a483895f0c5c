"""What was planned in the sample year: targets with their versions, and milestones."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from strategy.clock import SHANGHAI
from strategy.models import Milestone, Series, Source, TrackedItem
from strategy.progress import Accumulation, round_half_up
from strategy.services.publications import NewTarget

from .sample_actions import TARGETS
from .sample_courses import PLANS
from .sample_lines import Line

DECIDED = {year: datetime(year, 1, 20, 10, tzinfo=SHANGHAI) for year in (2021, 2022)}
LOWERED, LOWERED_TO = "P012-sample-investment-shifan", Decimal(25500)
LOWERED_AT = datetime(2022, 4, 20, 10, tzinfo=SHANGHAI)
LOWERED_BECAUSE = "示例：建设方案调整，调减年度计划投资。"

# item, step, planned and actual day
MILESTONES = [
    ("P007", "开工", "2021-09-30", "2021-09-28"),
    ("P007", "主体封顶", "2022-06-30", None),
    ("P007", "设备安装", "2022-11-30", None),
    ("P008", "开工", "2022-03-31", "2022-03-31"),
    ("P008", "基础完工", "2022-04-30", None),
    ("P009", "取得施工许可", "2022-05-31", "2022-05-27"),
    ("P009", "开工", "2022-08-31", None),
    ("P010", "开工", "2021-11-30", "2021-11-30"),
    ("P010", "主体完工", "2022-06-20", "2022-06-18"),
    ("P010", "投产", "2022-12-20", None),
    ("P011", "投产", "2022-05-31", "2022-05-31"),
    ("P011", "达产", "2022-12-31", None),
    ("P012", "主体封顶", "2022-04-30", "2022-05-20"),
    ("P012", "设备安装", "2022-09-30", None),
    ("P013", "竣工验收", "2022-04-30", "2022-04-28"),
    ("P014", "取得用地", "2022-06-15", None),
    ("P014", "开工", "2022-10-31", None),
    ("P015", "可行性研究报告批复", "2022-09-30", None),
    ("P015", "开工", "2023-03-31", None),
]


def make_milestones() -> None:
    """Save the milestones of the sample projects: met, overdue and not yet due."""
    source = sample_source()
    items = {item.code: item for item in TrackedItem.objects.filter(is_sample=True)}
    Milestone.objects.bulk_create(
        Milestone(
            item=items[code], name=name, source=source, is_sample=True,
            planned_on=date.fromisoformat(planned), actual_on=actual and date.fromisoformat(actual),
        )
        for code, name, planned, actual in MILESTONES
    )  # fmt: skip


def sample_source() -> Source:
    """The source that all samples name."""
    return Source.objects.filter(kind=Source.Kind.SAMPLE).order_by("code").first()


def yearly_targets(year: int, lines: Iterable[Line], own: Iterable[Series]) -> list[NewTarget]:
    """The targets of all sample series and of the actions' headline series for a year."""
    targets = [_of_line(line, year) for line in lines if year in line.targets]
    return targets + [_of_action(series, year) for series in own if series.code in TARGETS]


def lowered_target(lines: Iterable[Line]) -> NewTarget:
    """The second version of one project's target, from April 2022 on."""
    series = next(line.series for line in lines if line.series.code == LOWERED)
    return _target(
        series, LOWERED_TO, date(2022, 4, 1), document="示例〔2022〕3号", reason=LOWERED_BECAUSE
    )


def _of_line(line: Line, year: int) -> NewTarget:
    target = line.targets[year]
    shares = PLANS.get(line.series.item.code, ()) if year == 2022 else ()
    decimals = line.series.metric.decimals
    plan = {
        date(year, number, 1): round_half_up(target * share / 100, decimals)
        for number, share in enumerate(shares, 1)
    }
    return _target(
        line.series, target, date(year, 1, 1), start=line.starts.get(year), plan=plan,
        document=f"示例〔{year}〕1号",
    )  # fmt: skip


def _of_action(series: Series, year: int) -> NewTarget:
    value = Decimal(TARGETS[series.code][year - 2021])
    is_stock = series.metric.accumulation == Accumulation.STOCK
    start = Decimal(0) if is_stock else None
    return _target(series, value, date(year, 1, 1), start=start, document=f"示例〔{year}〕1号")


def _target(series: Series, value: Decimal, from_month: date, **rest) -> NewTarget:
    return NewTarget(series, value, from_month, is_sample=True, **rest)
