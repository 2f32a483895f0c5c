"""The orders of the register of matters, all in SQL, so that a page reads its own rows only."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, DateField, F, OrderBy, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from strategy import clock
from strategy.models import Matter, MatterStatus, MatterStep
from strategy.models.matter_steps import OPEN, WITH_UNIT

from .matters import RegisterView


def _place(path: str, choices: Iterable[str]) -> Case:
    """The place of a code among its choices."""
    cases = [When(**{path: one}, then=place) for place, one in enumerate(choices)]
    return Case(*cases, default=len(cases))


def _day(path: str) -> TruncDate:
    return TruncDate(path, tzinfo=clock.SHANGHAI)


RUNS_FIRST = Case(When(status__in=WITH_UNIT, then=0), default=1)
"""What has a running time limit stands before the rest."""
CLOSED_AT = Case(When(status=MatterStatus.CLOSED, then=F("at")))
ENDED_AT = Case(When(~Q(status__in=OPEN), then=F("at")))
COLUMNS: dict[str, tuple[Combinable, ...]] = {
    "number": (F("matter__year"), F("matter__number")),
    "kind": (_place("matter__kind", Matter.Kind.values),),
    "category": (_place("matter__category", Matter.Category.values),),
    "origin": (_place("matter__origin", Matter.Origin.values),),
    "lead": (F("lead__position"), F("lead__code")),
    "status": (_place("status", MatterStatus.values),),
    "rung": (RUNS_FIRST, F("due_on")),
    "due_on": (F("due_on"),),
    "item": (Coalesce("matter__item__code", "matter__series__item__code"),),
    "registered_on": (F("matter__registered_at"),),
    "closed_on": (CLOSED_AT,),
}
"""By what each column sorts; `rung` the most pressing first."""
BY_VIEW = {
    RegisterView.NEW: ("-number",),
    RegisterView.OPEN: ("rung",),
    RegisterView.CLOSED: ("-closed_on",),
    RegisterView.WITHDRAWN: ("-number",),
}


def in_order(steps: QuerySet[MatterStep], aliases: Iterable[str], on: date) -> QuerySet[MatterStep]:
    """Steps sorted by columns (“-due_on” is falling), what a column lacks last in both ways.

    `on` is the day of reading, up to which the age of an open matter counts.
    """
    orders = [order for alias in aliases for order in _orders(alias, on)]
    return steps.order_by(*orders, F("matter__year").desc(), F("matter__number").desc())


def _orders(alias: str, on: date) -> list[OrderBy]:
    name, falling = alias.lstrip("-"), alias.startswith("-")
    columns = COLUMNS.get(name) or (_age(on),)
    if falling:
        return [OrderBy(one, descending=True, nulls_last=True) for one in columns]
    return [OrderBy(one, nulls_last=True) for one in columns]


def _age(on: date) -> Combinable:
    ended = Coalesce(TruncDate(ENDED_AT, tzinfo=clock.SHANGHAI), Value(on, DateField()))
    return ended - _day("matter__registered_at")
