"""Matters that were closed, and whose figures say that the problem is still there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from strategy import clock, months
from strategy.models import Assessment, Matter, MatterStatus, MatterStep
from strategy.progress import Standing

PERIODS = 2
"""For how many months after that of the close the figures must have been 严重滞后."""


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A closed matter that was 严重滞后 in every month after that of its close."""

    matter: Matter
    closing: MatterStep
    months: list[date]
    sentence: str


def unsolved_matters(month: date) -> list[Unsolved]:
    """Matters closed at least two months before, with all months up to `month` 严重滞后.

    The series counts, or the item where there is none. What is not a sample is not judged by one.
    Two queries.
    """
    closings = list(_closings(month))
    standings = _standings(closings, month)
    found = (_unsolved(one, standings[_subject(one.matter)], month) for one in closings)
    return [one for one in found if one is not None]


def _closings(month: date):
    before = clock.end_of_day(months.last_day(months.add_months(month, -PERIODS)))
    linked = Q(matter__series__isnull=False) | Q(matter__item__isnull=False)
    steps = MatterStep.objects.known_at(None).filter(status=MatterStatus.CLOSED, at__lt=before)
    return steps.filter(linked).select_related("matter__time_limit").order_by("matter")


def _standings(closings: list[MatterStep], month: date) -> dict[tuple, dict[date, Assessment]]:
    lines = {one.matter.series_id for one in closings if one.matter.series_id}
    items = {one.matter.item_id for one in closings if not one.matter.series_id}
    subject = Assessment.Subject
    rows = Assessment.objects.known_at(None).filter(
        Q(subject=subject.SERIES, series__in=lines) | Q(subject=subject.ITEM, item__in=items),
        standing=Standing.FAR_BEHIND,
        month__lte=month,
    )
    found = defaultdict(dict)
    for row in rows:
        key = row.series_id if row.subject == subject.SERIES else row.item_id
        found[row.subject, key][row.month] = row
    return found


def _subject(matter: Matter) -> tuple:
    if matter.series_id:
        return Assessment.Subject.SERIES, matter.series_id
    return Assessment.Subject.ITEM, matter.item_id


def _unsolved(closing: MatterStep, red: dict[date, Assessment], month: date) -> Unsolved | None:
    closed_in = months.month_of(clock.day_of(closing.at))
    wanted = months.months_between(months.next_month(closed_in), month)
    rows = [red.get(one) for one in wanted]
    if None in rows or (not closing.matter.is_sample and any(row.is_sample for row in rows)):
        return None
    return Unsolved(closing.matter, closing, wanted, rows[-1].sentence)
