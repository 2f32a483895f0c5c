"""Rows of series results: one line of figures in a month, with all that its table shows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from strategy.models import Assessment, Target, item_url, passport_url
from strategy.progress import Standing

from .corrections import Replaced


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series with its result of a month; percentages in %, amounts in `unit`.

    `is_sample` says that the judgement rests on a sample; the figures have marks of their own.
    `original_target` is the first version of the year's; `…_replaced` what a correction of late
    has replaced (queries.corrections).
    """

    series: str
    is_total: bool
    is_headline: bool
    item_code: str
    item: str
    item_kind: str
    metric_code: str
    metric: str
    unit: str
    decimals: int
    accumulation: str
    direction: str
    is_sample_metric: bool
    organisation_code: str | None
    organisation: str | None
    organisation_position: int | None
    area_group: str | None
    month: date
    value: Decimal | None
    to_date: Decimal | None
    base_to_date: Decimal | None
    growth: Decimal | None
    growth_note: str
    target: Decimal | None
    done: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    reported: int
    owed: int
    standing: Standing
    sentence: str
    is_sample: bool
    value_is_sample: bool
    to_date_is_sample: bool
    growth_is_sample: bool
    original_target: Decimal | None = field(default=None, kw_only=True)
    value_replaced: Replaced | None = field(default=None, kw_only=True)
    to_date_replaced: Replaced | None = field(default=None, kw_only=True)

    @property
    def former_target(self) -> Decimal | None:
        """The original target, where another is in force."""
        is_other = self.target is not None and self.original_target != self.target
        return self.original_target if is_other else None

    @property
    def figure_url(self) -> str:
        """The passport of the number."""
        return passport_url(self.series, self.month)

    @property
    def item_url(self) -> str:
        return item_url(self.item_kind, self.item_code)


ROW_PATHS = (
    "series__code", "series__is_total", "series__is_headline", "item__code", "item__name",
    "item__kind", "series__metric__code", "series__metric__name", "series__metric__unit",
    "series__metric__decimals", "series__metric__accumulation", "series__metric__direction",
    "series__metric__is_sample", "series__organisation__code", "series__organisation__short_name",
    "series__organisation__position", "series__organisation__area_group", "month", "value",
    "to_date", "base_to_date", "growth", "growth_note", "target", "done", "expected", "gap",
    "reported", "owed", "standing", "sentence", "is_sample", "value_is_sample",
    "to_date_is_sample", "growth_is_sample",
)  # fmt: skip
STANDING = ROW_PATHS.index("standing")
ORIGINAL = Target.objects.filter(
    series=OuterRef("series"), year=OuterRef("month__year"), version=1
).values("value")[:1]


def series_rows(results: QuerySet[Assessment]) -> list[SeriesRow]:
    """The rows of series results in the order of the queryset. One query."""
    rows = results.of_series().annotate(original_target=Subquery(ORIGINAL))
    return [
        SeriesRow(
            *values[:STANDING],
            Standing(values[STANDING]),
            *values[STANDING + 1 :],
            original_target=original,
        )
        for *values, original in rows.values_list(*ROW_PATHS, "original_target")
    ]
