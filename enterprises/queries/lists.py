"""Rows of the enterprise list and of the park list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from enterprises.models import Enterprise, Park
from strategy.models import Assessment
from strategy.progress import Standing
from strategy.queries.items import ItemRow, item_rows

from .honours import awarded_by


@dataclass(frozen=True, slots=True)
class EnterpriseRow(ItemRow):
    """A listed enterprise with its result of a month; `honours` counts the known ones, or None."""

    industry: str
    honours: int | None
    park: str | None


@dataclass(frozen=True, slots=True)
class ParkRow(ItemRow):
    """A listed park with its result of a month."""

    level: str
    main_industry: str

    @property
    def level_label(self) -> str | None:
        """The level in words."""
        return Park.Level(self.level).label if self.level else None

    @property
    def level_rank(self) -> int | None:
        """The level's place, 国家级 first."""
        return LEVELS.index(self.level) if self.level else None


LEVELS = Park.Level.values


def enterprise_rows(
    results: QuerySet[Assessment], on: date, *, former: Mapping[str, Standing] | None = None
) -> list[EnterpriseRow]:
    """The rows of the enterprise list, with the honours awarded up to a day. Two queries."""
    rows = (
        Enterprise.objects.order_by()
        .annotate(held=Count("honours", filter=awarded_by(on, "honours__")))
        .values_list("code", "industry", "held", "park__item__name")
    )
    details = {code: (industry, held or None, park) for code, industry, held, park in rows}
    return item_rows(results, former=former, row=EnterpriseRow, details=details)


def park_rows(
    results: QuerySet[Assessment], *, former: Mapping[str, Standing] | None = None
) -> list[ParkRow]:
    """The rows of the park list. Two queries."""
    rows = Park.objects.order_by().values_list("code", "level", "main_industry")
    details = {code: tuple(detail) for code, *detail in rows}
    return item_rows(results, former=former, row=ParkRow, details=details)
