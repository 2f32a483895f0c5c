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
    chain: str
    scale: str
    honours: int | None
    park: str | None

    @property
    def scale_label(self) -> str | None:
        """The scale in words."""
        return Enterprise.Scale(self.scale).label if self.scale else None

    @property
    def scale_rank(self) -> int | None:
        """The scale's place, 大型 first."""
        return SCALES.index(self.scale) if self.scale else None


@dataclass(frozen=True, slots=True)
class ParkRow(ItemRow):
    """A listed park with its result of a month."""

    level: str
    main_industry: str
    administration: str | None
    outer: str | None

    @property
    def level_label(self) -> str | None:
        """The level in words."""
        return Park.Level(self.level).label if self.level else None

    @property
    def level_rank(self) -> int | None:
        """The level's place, 国家级 first."""
        return LEVELS.index(self.level) if self.level else None


LEVELS, SCALES = Park.Level.values, Enterprise.Scale.values


def enterprise_rows(
    results: QuerySet[Assessment], on: date, *, former: Mapping[str, Standing] | None = None
) -> list[EnterpriseRow]:
    """The rows of the enterprise list, with the honours awarded up to a day. Two queries."""
    rows = (
        Enterprise.objects.order_by()
        .annotate(held=Count("honours", filter=awarded_by(on, "honours__")))
        .values_list("code", "held", "industry", "chain", "scale", "park__item__name")
    )
    details = {code: (*own, held or None, park) for code, held, *own, park in rows}
    return item_rows(results, former=former, row=EnterpriseRow, details=details)


def park_rows(
    results: QuerySet[Assessment], *, former: Mapping[str, Standing] | None = None
) -> list[ParkRow]:
    """The rows of the park list. Two queries."""
    rows = Park.objects.order_by().values_list(
        "code", "level", "main_industry", "administration__short_name", "administration_name",
        "within__item__name",
    )  # fmt: skip
    details = {
        code: (level, industry, unit or name or None, outer)
        for code, level, industry, unit, name, outer in rows
    }
    return item_rows(results, former=former, row=ParkRow, details=details)
