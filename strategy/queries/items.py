"""Rows of the four lists and of the actions, each with its result of a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from strategy.models import Action, Assessment, ListEntry, item_url, passport_url
from strategy.models.lists import stood_on
from strategy.progress import Standing, change

from .corrections import Replaced

NOTHING: tuple = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One listed item with its result of a month; percentages in %, amounts in `unit`.

    `is_sample` says that the result is computed from a sample, `to_date_is_sample` that the number
    itself is one; a None is not known. `number` is the place on the list, None for an action.
    `former` is the standing of the month before, None where that was not asked for;
    `to_date_replaced` the number that a correction of late has replaced.
    """

    number: int | None
    code: str
    name: str
    short_name: str
    kind: str
    is_sample_item: bool
    basis: str | None
    lead: str | None
    area: str | None
    action: str | None
    metric: str | None
    unit: str | None
    decimals: int | None
    accumulation: str | None
    series: str | None
    month: date
    to_date: Decimal | None
    target: Decimal | None
    done: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    growth: Decimal | None
    growth_note: str
    reported: int | None
    owed: int | None
    sentence: str
    is_sample: bool
    to_date_is_sample: bool
    growth_is_sample: bool
    standing: Standing
    former: Standing | None
    to_date_replaced: Replaced | None = field(default=None, kw_only=True)

    @property
    def url(self) -> str:
        return item_url(self.kind, self.code)

    @property
    def figure_url(self) -> str | None:
        """The passport of the number to date."""
        return passport_url(self.series, self.month) if self.series else None

    @property
    def action_short(self) -> str | None:
        """The action's name without the word 行动, which the heading says."""
        return self.action.removesuffix("行动") if self.action else None

    @property
    def target_is_sample(self) -> bool:
        """A target that a sample judgement rests on is shown as one."""
        return self.is_sample and self.target is not None

    @property
    def basis_label(self) -> str | None:
        """What the place on the list rests on, in words."""
        return ListEntry.Basis(self.basis).label if self.basis else None

    @property
    def change(self) -> int:
        """1 better, −1 worse than the month before; 0 the same, or nothing to compare with."""
        return change(self.former, self.standing)


ROW_PATHS = (
    "item__entries__number", "item__code", "item__name", "item__short_name", "item__kind",
    "item__is_sample", "item__entries__basis", "item__lead__short_name", "item__area__short_name",
    "item__action__item__name", "series__metric__name", "series__metric__unit",
    "series__metric__decimals", "series__metric__accumulation", "series__code", "month", "to_date",
    "target", "done", "expected", "gap", "growth", "growth_note", "reported", "owed", "sentence",
    "is_sample", "to_date_is_sample", "growth_is_sample", "standing",
)  # fmt: skip
CODE = ROW_PATHS.index("item__code")


def listed_results(
    kinds: list[str] | None, month: date, on: date, at: datetime | None
) -> QuerySet[Assessment]:
    """Results of a month of the items that stood on these lists (None is all four) on a day."""
    entries = stood_on(on, "item__entries__")
    if kinds is not None:
        entries &= Q(item__entries__list__in=kinds)
    return (
        _item_results(month, at)
        .filter(entries, item__entries__isnull=False)
        .order_by("item__entries__list", "item__entries__number")
    )


def action_results(month: date, at: datetime | None) -> QuerySet[Assessment]:
    """Results of a month of the seven actions, which stand on no list."""
    kind = Action._meta.label_lower
    return _item_results(month, at).filter(item__kind=kind).order_by("item__code")


def item_rows(
    results: QuerySet[Assessment],
    *,
    former: Mapping[str, Standing] | None = None,
    row: type[ItemRow] = ItemRow,
    details: Mapping[str, tuple] | None = None,
) -> list[ItemRow]:
    """The rows of a list, in list order. One query.

    `row` is a subclass whose further fields `details` gives by code; `former` has the standings of
    the month before.
    """
    former, details = former or {}, details or {}
    rows = []
    for *values, standing in results.values_list(*ROW_PATHS):
        code = values[CODE]
        more = details.get(code, NOTHING)
        rows.append(row(*values, Standing(standing), former.get(code), *more))
    return rows


def standings_in(results: QuerySet[Assessment]) -> dict[str, Standing]:
    """How the items of some results stand, by code. One query."""
    rows = results.order_by().values_list("item__code", "standing")
    return {code: Standing(standing) for code, standing in rows}


def _item_results(month: date, at: datetime | None) -> QuerySet[Assessment]:
    return Assessment.objects.known_at(at).of_items().in_month(month)
