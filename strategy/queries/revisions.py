"""The record of corrections: published figures that were corrected, and their lights."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from strategy import clock
from strategy.models import Assessment, Revision, item_url, passport_url
from strategy.progress import Standing, change

from .corrections import recorded_moment


@dataclass(frozen=True, slots=True)
class Corrected:
    """A published figure that was corrected; amounts in `unit`, None is 本月无此项."""

    series: str
    month: date
    item_code: str
    item: str
    item_kind: str
    metric: str
    unit: str
    decimals: int
    organisation_code: str
    organisation: str
    organisation_position: int
    number: int
    value: Decimal | None
    former: Decimal | None
    is_sample: bool
    published_at: datetime
    decided_at: datetime
    is_locked: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RevisionRow(Corrected):
    """A correction and what became of the light.

    `before` and `after` are how its line stood in the figure's month, `also` the later months
    whose light changed with it.
    """

    before: Standing
    after: Standing
    also: tuple[date, ...]
    light_is_sample: bool

    @property
    def difference(self) -> Decimal | None:
        """By how much the number rose or fell."""
        if self.value is None or self.former is None:
            return None
        return self.value - self.former

    @property
    def percent(self) -> Decimal | None:
        """The difference in % of what stood before; None of nothing."""
        if self.difference is None or not self.former:
            return None
        return self.difference * 100 / abs(self.former)

    @property
    def days(self) -> int:
        """The days from publication to correction."""
        return (clock.day_of(self.decided_at) - clock.day_of(self.published_at)).days

    @property
    def change(self) -> int:
        """1 better, −1 worse than before the correction, 0 the same or not comparable."""
        return change(self.before, self.after)

    @property
    def has_changed_light(self) -> bool:
        """Whether a light of the line changed, in the figure's month or in a later one."""
        return self.before != self.after or bool(self.also)

    @property
    def figure_url(self) -> str:
        """The passport of the number."""
        return passport_url(self.series, self.month)

    @property
    def item_url(self) -> str:
        return item_url(self.item_kind, self.item_code)


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """What one organisation corrected."""

    code: str
    name: str
    rows: tuple[RevisionRow, ...]

    @property
    def locked(self) -> int:
        """How many corrections came after the lock."""
        return sum(row.is_locked for row in self.rows)

    @property
    def changed(self) -> int:
        """How many corrections changed a light."""
        return sum(row.has_changed_light for row in self.rows)

    @property
    def largest(self) -> RevisionRow | None:
        """The correction that changed a number the most, in %."""
        known = [row for row in self.rows if row.percent is not None]
        return max(known, key=lambda row: abs(row.percent), default=None)

    @property
    def longest(self) -> RevisionRow:
        """The correction that came the longest after publication."""
        return max(self.rows, key=lambda row: row.days)


def corrected_revisions(month: date, at: datetime | None) -> QuerySet[Revision]:
    """The corrections of the months of a year up to one, the latest first."""
    year_start = month.replace(month=1)
    corrected = Revision.objects.approved().decided_before(at).filter(replaces__isnull=False)
    shown = corrected.filter(figure__month__gte=year_start, figure__month__lte=month)
    return shown.order_by("-decided_at", "figure__series__code", "figure__month")


def revision_rows(
    revisions: QuerySet[Revision], month: date, at: datetime | None
) -> list[RevisionRow]:
    """The rows of the record, in the order of the revisions. Two queries, one without any."""
    found = [Corrected(*row) for row in revisions.values_list(*PATHS)]
    if not found:
        return []
    lights = _lights(found, month, at)
    return [RevisionRow(*astuple(one), *_changes(one, lights[one.series])) for one in found]


def unit_summaries(rows: Iterable[RevisionRow]) -> list[UnitSummary]:
    """The corrections by organisation, in official order."""
    groups: dict[tuple[int, str, str], list[RevisionRow]] = defaultdict(list)
    for row in rows:
        groups[row.organisation_position, row.organisation_code, row.organisation].append(row)
    ordered = sorted(groups.items(), key=lambda pair: pair[0])
    return [UnitSummary(code, name, tuple(found)) for (_, code, name), found in ordered]


class _Light(NamedTuple):
    """A result as it was kept: how a line stood in a month, from when to when."""

    month: date
    recorded_at: datetime
    superseded_at: datetime | None
    standing: str
    is_sample: bool


PATHS = (
    "figure__series__code", "figure__month", "figure__series__item__code",
    "figure__series__item__name", "figure__series__item__kind", "figure__series__metric__name",
    "figure__series__metric__unit", "figure__series__metric__decimals",
    "figure__series__organisation__code", "figure__series__organisation__short_name",
    "figure__series__organisation__position", "number", "value", "replaces__value", "is_sample",
    "replaces__decided_at", "decided_at", "is_correction", "reason",
)  # fmt: skip


def _lights(found: list[Corrected], month: date, at: datetime | None) -> Mapping[str, list[_Light]]:
    rows = Assessment.objects.of_series().filter(
        series__code__in={one.series for one in found},
        month__gte=min(one.month for one in found),
        month__lte=month,
    )
    if at is not None:
        rows = rows.filter(recorded_at__lt=at)
    lights = defaultdict(list)
    paths = ("series__code", *_Light._fields)
    for code, *row in rows.order_by("month", "recorded_at").values_list(*paths):
        lights[code].append(_Light(*row))
    return lights


def _changes(
    one: Corrected, lights: list[_Light]
) -> tuple[Standing, Standing, tuple[date, ...], bool]:
    """How the line stood in the figure's month before and after, which later months changed, and
    whether a light was computed from a sample."""
    *standings, also = _standings(one, lights)
    shown = {one.month, *also}
    return *standings, also, any(light.is_sample for light in lights if light.month in shown)


def _standings(one: Corrected, lights: list[_Light]) -> tuple[Standing, Standing, tuple[date, ...]]:
    own = [light for light in lights if light.month == one.month]
    moment = recorded_moment(one.decided_at, [a.superseded_at for a in own if a.superseded_at])
    if moment is None:  # the result is as it was
        standing = _standing_at(own, one.decided_at)
        return standing, standing, ()
    before = {a.month: a.standing for a in lights if a.superseded_at == moment}
    after = {a.month: a.standing for a in lights if a.recorded_at == moment}
    changed = [month for month in before if after.get(month, before[month]) != before[month]]
    also = tuple(month for month in changed if month > one.month)
    now = after.get(one.month, before[one.month])
    return Standing(before[one.month]), Standing(now), also


def _standing_at(own: list[_Light], moment: datetime) -> Standing:
    known = [light for light in own if light.recorded_at <= moment] or own
    return Standing(known[-1].standing) if known else Standing.NOT_REPORTED
