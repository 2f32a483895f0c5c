"""Results of two months as rankings read them: of weighted metrics, and of the items units lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from strategy import months
from strategy.models import Assessment, Metric, Organisation, item_url, passport_url
from strategy.models.lists import stood_on
from strategy.progress import Accumulation, Direction, Standing, is_limit
from strategy.progress.ranking import Mark

from .reporting_months import Reading

LED = "led-items"
"""The measure of a group without weights: the items that a unit leads."""


@dataclass(frozen=True, slots=True)
class Detail:
    """The numbers behind a mark: a series' or an item's result; amounts in the metric's unit."""

    name: str
    url: str
    standing: Standing
    sentence: str
    done: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    to_date: Decimal | None
    target: Decimal | None
    is_sample: bool
    unit: str | None
    decimals: int | None
    accumulation: str | None
    direction: str | None

    @property
    def start(self) -> Decimal | None:
        """Where the way to the target began: 0 for what adds up, else by what is done of it."""
        if Accumulation(self.accumulation).accumulates:
            return Decimal(0)
        if self.done is None or self.done == 100:
            return None
        start = (100 * self.to_date - self.done * self.target) / (100 - self.done)
        return round(start, self.decimals)

    @property
    def is_limit(self) -> bool:
        """Whether the target is one not to be passed."""
        return is_limit(Direction(self.direction), self.start, self.target)


@dataclass(frozen=True, slots=True)
class Result:
    """One assessment as rankings read it."""

    month: date
    unit: str
    measure: str
    subject: str
    detail: Detail

    @property
    def mark(self) -> Mark:
        detail, standing = self.detail, self.detail.standing
        named = {"unit": self.unit, "measure": self.measure, "subject": self.subject}
        if standing == Standing.NOT_DUE:
            return Mark(**named, is_asked=False)
        if standing in {Standing.NOT_REPORTED, Standing.NO_PLAN}:
            return Mark(**named)
        if detail.gap is not None:
            paced = {"expected": detail.expected, "gap": detail.gap}
            return Mark(**named, **paced, is_sample=detail.is_sample)
        is_met = standing in {Standing.ON_PACE, Standing.DONE}
        return Mark(**named, is_met=is_met, is_sample=detail.is_sample)


SERIES_PATHS = (
    "month", "series__organisation__code", "series__metric__code", "series__code",
    "series__metric__name",
)  # fmt: skip
ITEM_PATHS = ("month", "item__lead__code", "item__code", "item__name", "item__kind")
NUMBERS = (
    "standing", "sentence", "done", "expected", "gap", "to_date", "target", "is_sample",
    "series__metric__unit", "series__metric__decimals", "series__metric__accumulation",
    "series__metric__direction",
)  # fmt: skip


def series_results(
    units: set[Organisation], metrics: set[Metric], reading: Reading
) -> Iterable[Result]:
    """The series of some metrics that some units report, in both months. One query."""
    rows = _in_both_months(reading).of_series()
    rows = rows.filter(series__metric__in=metrics, series__organisation__in=units)
    asof = f"?asof={reading.asof:%Y-%m-%d}" if reading.asof else ""
    paths = (*SERIES_PATHS, *NUMBERS)
    for month, unit, metric, code, name, standing, *numbers in rows.values_list(*paths):
        url = f"{passport_url(code, month)}{asof}"
        detail = Detail(name, url, Standing(standing), *numbers)
        yield Result(month, unit, metric, code, detail)


def item_results(units: set[Organisation], reading: Reading) -> Iterable[Result]:
    """The judged or unreported items that units lead, listed at each month's end. One query."""
    rows = (
        _in_both_months(reading)
        .of_items()
        .filter(_listed(reading), item__lead__in=units)
        .exclude(standing__in=[Standing.NOT_DUE, Standing.NO_PLAN])
        .order_by("month", "item__code")
        .distinct()
    )
    paths = (*ITEM_PATHS, *NUMBERS)
    for month, unit, code, name, kind, standing, *numbers in rows.values_list(*paths):
        url = f"{item_url(kind, code)}?{reading.query_in(month)}"
        yield Result(month, unit, LED, code, Detail(name, url, Standing(standing), *numbers))


def _in_both_months(reading: Reading) -> QuerySet[Assessment]:
    """Results of the month of a page and of the one before."""
    former = months.previous_month(reading.month)
    return Assessment.objects.known_at(reading.at).filter(month__in=[reading.month, former])


def _listed(reading: Reading) -> Q:
    """On a list at the end of the result's month, or on the day of reading while that runs."""
    found = Q()
    for month in (reading.month, months.previous_month(reading.month)):
        day = min(months.last_day(month), reading.on)
        found |= Q(month=month, item__entries__isnull=False) & stood_on(day, "item__entries__")
    return found
