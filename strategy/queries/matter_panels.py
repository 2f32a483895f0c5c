"""The matters that concern something else: an item, a figure, another matter."""

from datetime import date, datetime

from django.db.models import Case, F, Q, QuerySet, When

from strategy.models import Matter, MatterStep, Series, TrackedItem
from strategy.models.matter_steps import OPEN

from .matters import MatterRow, day_before, matter_rows, register


def matters_of_item(item: TrackedItem, at: datetime | None) -> list[MatterRow]:
    """Matters of an item or of one of its series, as known at a moment. Two queries."""
    return _rows(Q(matter__item=item.pk) | Q(matter__series__item=item.pk), at)


def matters_of_figure(series: Series, month: date, at: datetime | None) -> list[MatterRow]:
    """Matters of a series in a month, as known at a moment. Two queries."""
    return _rows(Q(matter__series=series.pk, matter__month=month), at)


def instructions_of(matter: Matter, at: datetime | None) -> list[MatterRow]:
    """Instructions 领导批示 written on a matter, as known at a moment. Two queries."""
    return _rows(Q(matter__about=matter.pk), at)


def _rows(which: Q, at: datetime | None) -> list[MatterRow]:
    """Those not closed first, by their due day; then the others, the latest first."""
    steps = _listed(register(at).filter(which))
    return matter_rows(steps, day_before(at), at)


def _listed(steps: QuerySet[MatterStep]) -> QuerySet[MatterStep]:
    listed = steps.exclude(status="withdrawn")
    is_open = Q(status__in=OPEN)
    place, due = Case(When(is_open, then=0), default=1), Case(When(is_open, then=F("due_on")))
    return listed.order_by(place, due, "-at", "-matter")
