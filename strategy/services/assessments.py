"""Verbs: restate (compute and keep what has changed), rebuild (write the history again)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.db.models import Max

from strategy import clock, months
from strategy.models import (
    Assessment,
    LightRule,
    Milestone,
    ReportingMonth,
    Revision,
    Target,
    TrackedItem,
)
from strategy.progress import stored
from strategy.queries.assessments import load_inputs
from strategy.queries.judgements import Judged, judge_items


class HistoryError(Exception):
    """Something was published before what is already assessed: the history must be rebuilt."""


@transaction.atomic
def restate(items: Iterable[int], since: date, *, at: datetime) -> int:
    """Assess items (pks) anew for the opened months from `since` on; give how many changed.

    A month's figures reach to the end of its year, and as last year's base to the end of the next.
    What was known at `at` counts; of two at once the second waits for the first. Raises
    HistoryError if a later result is already kept.
    """
    pks = list(items)
    hold_items(pks)  # before the months are read: whoever opens one holds all items
    opened = [month for month in _opened_months(at) if since <= month]
    reached = [month for month in opened if month.year <= since.year + 1]
    if not pks or not reached:
        return 0
    at = _in_order(pks, reached, at)
    inputs = load_inputs(pks, {month.year for month in reached}, at)
    results = [judged for month in reached for judged in judge_items(inputs, month)]
    return _keep(results, pks, reached, at)


@transaction.atomic
def rebuild(items: Iterable[int], *, at: datetime) -> int:
    """Forget the results of items and assess them again at each moment at which something changed.

    For data that is loaded with the moments of its own time, out of order; `at` is now. Gives the
    results kept.
    """
    pks = list(items)
    Assessment.objects.filter(item__in=pks).delete()
    for moment, since in sorted(_moments(pks, at).items()):
        restate(pks, since, at=moment)
    return Assessment.objects.filter(item__in=pks, superseded_at__isnull=True).count()


def restate_all(items: Iterable[int] | None = None, *, at: datetime) -> int:
    """Assess items (None is every one) for every opened month; give how many results changed.

    On a sound database nothing changes: that is what `recompute_assessments` tells.
    """
    first = ReportingMonth.objects.order_by("month").first()
    if first is None:
        return 0
    pks = list(TrackedItem.objects.values_list("pk", flat=True) if items is None else items)
    years = range(first.month.year, at.astimezone(clock.SHANGHAI).year + 1, 2)
    return sum(restate(pks, date(year, 1, 1), at=at) for year in years)


def opening_of(reporting_month: ReportingMonth) -> datetime:
    """When a month was opened; where that is not known, the end of its last day."""
    return reporting_month.opened_at or clock.end_of_day(months.last_day(reporting_month.month))


def hold_items(items: Iterable[int]) -> None:
    """Lock items (pks), so that what is read next includes all that others have published of them.

    Who restates several months holds all items of them first, so that no two wait for each other.
    Others may still write records that name an item.
    """
    list(TrackedItem.objects.select_for_update(no_key=True).filter(pk__in=items).order_by("pk"))


def _in_order(items: list[int], reached: list[date], at: datetime) -> datetime:
    """The moment to record: not before what is kept, since history only grows.

    Days are what a page can be read as of, so within a day a clock may be set back, as that of the
    demo is each morning: the later moment then serves both. So it does for two who write at once
    around midnight.
    """
    kept = Assessment.objects.filter(item__in=items, month__in=reached, superseded_at=None)
    latest = kept.aggregate(Max("recorded_at"))["recorded_at__max"]
    if latest is None or latest <= at:
        return at
    day, now = (moment.astimezone(clock.SHANGHAI) for moment in (latest, at))
    if day.date() != now.date() and latest - at > AT_ONCE:
        raise HistoryError(f"{day:%Y-%m-%d %H:%M}已有评估结果，不能再记{now:%Y-%m-%d %H:%M}的。")
    return latest


def _opened_months(at: datetime) -> list[date]:
    return sorted(one.month for one in ReportingMonth.objects.all() if opening_of(one) <= at)


def _moments(items: list[int], at: datetime) -> dict[datetime, date]:
    """Each moment at which inputs of the items changed, with the first month it touches."""
    moments: dict[datetime, date] = {}
    changes = [(opening_of(one), one.month) for one in ReportingMonth.objects.all()]
    revisions = Revision.objects.approved().filter(figure__series__item__in=items)
    changes += revisions.values_list("decided_at", "figure__month")
    targets = Target.objects.filter(series__item__in=items)
    changes += targets.values_list("decided_at", "from_month")
    changes += _publications(items, clock.day_of(at))
    rules = LightRule.objects.filter(decided_at__isnull=False)
    changes += rules.values_list("decided_at", "from_month")
    for moment, month in changes:
        moments[moment] = min(month, moments.get(moment, month))
    return moments


def _publications(items: list[int], today: date) -> list[tuple[datetime, date]]:
    """When milestones became known: the days of their sources, from the year before on."""
    days = Milestone.objects.filter(item__in=items, source__published_on__lte=today)
    return [
        (clock.end_of_day(day - timedelta(days=1)), date(day.year - 1, 1, 1))
        for day in days.order_by().values_list("source__published_on", flat=True).distinct()
    ]


def _keep(results: list[Judged], items: list[int], reached: list[date], at: datetime) -> int:
    kept = Assessment.objects.filter(item__in=items, month__in=reached, superseded_at__isnull=True)
    current = {_key(row): row for row in kept}
    new, amended, gone = [], [], []
    for row in (_row(judged, at) for judged in results):
        former = current.pop(_key(row), None)
        if former is not None and not _differs(row, former):
            continue
        if former is not None and former.recorded_at == at:
            amended.append(_amended(former, row))
            continue
        new.append(row)
        gone += [former.pk] if former is not None else []
    gone += [row.pk for row in current.values()]  # a series that has ended or moved
    Assessment.objects.bulk_update(amended, FIELDS, batch_size=200)
    Assessment.objects.filter(pk__in=gone).update(superseded_at=at)
    Assessment.objects.bulk_create(new, batch_size=200)
    return len(new) + len(amended) + len(current)


def _key(row: Assessment) -> tuple:
    line = row.series_id if row.subject == Assessment.Subject.SERIES else None
    return row.item_id, line, row.month


def _differs(row: Assessment, former: Assessment) -> bool:
    return any(getattr(row, name) != getattr(former, name) for name in COMPUTED)


def _amended(former: Assessment, row: Assessment) -> Assessment:
    """Two changes at one moment: nobody can have read what stood between them."""
    for name in COMPUTED:
        setattr(former, name, getattr(row, name))
    return former


def _row(judged: Judged, at: datetime) -> Assessment:
    result = judged.result
    return Assessment(
        subject=judged.subject,
        item_id=judged.item.pk,
        series_id=judged.series.pk if judged.series else None,
        month=judged.month,
        value=_amount(result.value),
        to_date=_amount(result.to_date),
        base_to_date=_amount(result.base_to_date),
        growth=stored(result.growth_rate),
        growth_note=result.growth.wording or "",
        target=result.target,
        done=stored(result.done),
        expected=stored(result.expected),
        gap=stored(result.gap),
        reported=result.reported,
        owed=result.owed,
        standing=result.standing,
        sentence=result.sentence,
        rule_id=judged.rule.pk,
        is_sample=result.is_sample,
        value_is_sample=result.value_is_sample,
        to_date_is_sample=result.to_date_is_sample,
        growth_is_sample=result.growth_is_sample,
        recorded_at=at,
    )


def _amount(value: Decimal | None) -> Decimal | None:
    """An amount as the column keeps it: a ratio is cut, so that it is rounded once, at display."""
    return None if value is None else value.quantize(FOUR_DECIMALS, ROUND_DOWN)


COMPUTED = [
    "series_id", "value", "to_date", "base_to_date", "growth", "growth_note", "target", "done",
    "expected", "gap", "reported", "owed", "standing", "sentence", "rule_id", "is_sample",
    "value_is_sample", "to_date_is_sample", "growth_is_sample",
]  # fmt: skip
FIELDS = [name.removesuffix("_id") for name in COMPUTED]
AT_ONCE = timedelta(minutes=5)
FOUR_DECIMALS = Decimal("0.0001")
