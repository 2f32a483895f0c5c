"""Who owes what in a month: figures that are not reported, by unit, and whom to call there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from strategy.models import (
    Contact,
    Figure,
    LockException,
    Organisation,
    ReportingMonth,
    Revision,
    Status,
    User,
)
from strategy.models.reporting_months import due_of
from strategy.permissions import may_see_phone
from strategy.progress.labelled import Labelled

from .duties import ShownContact


class Lack(Labelled):
    """How far a figure has come that is not reported."""

    EMPTY = "empty", "未填"
    DRAFT = "draft", "草稿"
    RETURNED = "returned", "退回"


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A figure that is owed: what it is of, how far it is, and who keeps it."""

    series: str
    item_code: str
    item: str
    metric: str
    lack: Lack
    keeper: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class UnitReminder:
    """A unit that owes figures of a month; `until` is the end of its exception from the lock."""

    organisation: Organisation
    due_at: datetime
    owed: int
    missing: tuple[MissingFigure, ...]
    contacts: tuple[ShownContact, ...]
    until: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """Until when it can still report on time, or report at all."""
        return self.until or self.due_at


def reminders(month: ReportingMonth, reader: User, at: datetime) -> list[UnitReminder]:
    """The units that owe figures of a month, in official order. Seven queries for any number."""
    dues = [(one.kind, one.due_at) for one in month.kind_dues.all()]
    rows = list(_missing(month.month))
    groups = groupby(rows, key=lambda figure: figure.series.organisation_id)
    found = {unit: list(figures) for unit, figures in groups}
    units = Organisation.objects.filter(pk__in=found).prefetch_related(ACTIVE_CONTACTS)
    owed = _owed(month.month, found)
    excepted = _exceptions(month, at)
    return [
        UnitReminder(
            organisation=unit,
            due_at=due_of(unit.kind, month.due_at, dues),
            owed=owed[unit.pk],
            missing=tuple(_line(figure) for figure in found[unit.pk]),
            contacts=_contacts(unit, reader),
            until=excepted.get(unit.pk),
        )
        for unit in units
    ]


ACTIVE_CONTACTS = Prefetch(
    "contacts", Contact.objects.filter(is_active=True).order_by("pk"), to_attr="active_contacts"
)
UNDECIDED = Prefetch("revisions", Revision.objects.order_by("-number"), to_attr="past")


def _missing(month: date) -> QuerySet[Figure]:
    reported = Revision.objects.handed_in().filter(figure=OuterRef("pk"))
    figures = Figure.objects.filter(~Exists(reported), month=month)
    figures = figures.filter(series__organisation__isnull=False)
    paths = ("series__item", "series__metric", "series__keeper")
    ordering = ("series__organisation", "series__item__code", "series__position", "series__code")
    return figures.select_related(*paths).prefetch_related(UNDECIDED).order_by(*ordering)


def _owed(month: date, units: Iterable[int]) -> dict[int, int]:
    """How many figures each unit (pk) owes in all."""
    lines = Figure.objects.filter(month=month, series__organisation__in=units).order_by()
    return dict(lines.values_list("series__organisation").annotate(Count("pk")))


def _exceptions(month: ReportingMonth, at: datetime) -> dict[int, datetime]:
    """Until when each excepted unit (pk) may report."""
    active = LockException.objects.active(at).filter(reporting_month=month)
    return dict(active.order_by("until").values_list("organisation", "until"))


def _line(figure: Figure) -> MissingFigure:
    series = figure.series
    return MissingFigure(
        series=series.code,
        item_code=series.item.code,
        item=series.item.name,
        metric=series.metric.name,
        lack=_lack(figure.past[0] if figure.past else None),
        keeper=series.keeper.name if series.keeper else "",
        is_sample=figure.is_sample,
    )


def _lack(last: Revision | None) -> Lack:
    """Where the last revision stands; a draft that was emptied again stands for nothing."""
    if last is None:
        return Lack.EMPTY
    if last.status == Status.RETURNED:
        return Lack.RETURNED
    return Lack.EMPTY if last.is_empty else Lack.DRAFT


def _contacts(unit: Organisation, reader: User) -> tuple[ShownContact, ...]:
    return tuple(ShownContact(one, may_see_phone(reader, one)) for one in unit.active_contacts)
