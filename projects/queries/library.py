"""Every project of the library 项目库, on the list or not, with its result of a month."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

from enterprises.models import Pool, PoolEntry
from projects.models import AnnualPlan, Interruption, Project
from projects.progress import Pause, furthest, judged_on, pause_on
from projects.progress.rates import cohorts_of
from strategy import clock
from strategy.models import Assessment, ListEntry
from strategy.progress import Standing
from strategy.progress.bundles import tops

from .library_row import LibraryRow, Result
from .stages import stage_states

PROJECT_PATHS = (
    "pk", "code", "name", "short_name", "is_sample", "project_code", "content", "from_year",
    "to_year", "level", "industry", "total_investment", "investment_note", "location", "bundle_id",
    "is_in_statistics", "in_statistics_on", "lead__short_name", "area__code", "area__short_name",
    "area__position", "action__item__code", "action__item__name", "owner__item__code",
    "owner__item__name", "owner_name", "park__item__code", "park__item__name",
)  # fmt: skip
RESULT_PATHS = (
    "series__code", "series__metric__name", "series__metric__unit", "series__metric__decimals",
    "series__metric__accumulation", "series__metric__is_capped", "to_date", "target", "done",
    "expected", "gap", "reported", "owed", "sentence", "is_sample", "to_date_is_sample", "standing",
)  # fmt: skip


def library_rows(month: date, on: date, at: datetime | None) -> list[LibraryRow]:
    """Every project by code, with the stages reached by a day, as known at a moment. Seven queries.

    The year of plans and of 本年计划新开工 is that of the month.
    """
    known = _Known(month, on, at)
    projects = Project.objects.order_by("code").values_list(*PROJECT_PATHS)
    rows = [LibraryRow(*values, *known.of(values[0])) for values in projects]
    counted = {row.pk for row in tops([row for row in rows if not row.is_withdrawn])}
    return [_part(row) if _is_part(row, counted) else row for row in rows]


class _Known:
    """What stands beside the projects' own rows, by pk."""

    def __init__(self, month: date, on: date, at: datetime | None):
        self.month, self.on = month, on
        self.results = _results(month, at)
        self.states, self.pauses = stage_states(at), _pauses(on, at)
        self.numbers = _numbers(on)
        self.plans = _plans(month.year)
        self.pools = _pools(on)

    def of(self, pk: int) -> tuple:
        """The values of a row from its month on."""
        states = tuple(self.states.get(pk, ()))
        last, pause = furthest(states, self.on), self.pauses.get(pk)
        return (
            self.month,
            self.numbers.get(pk),
            states,
            last.stage if last else None,
            pause,
            cohorts_of(states, judged_on(pause, self.on), self.month.year),
            *self.plans.get(pk, ("", "")),
            frozenset(self.pools.get(pk, ())),
            self.results.get(pk, Result()),
        )


def _results(month: date, at: datetime | None) -> dict[int, Result]:
    found = Assessment.objects.known_at(at).of_items().in_month(month)
    found = found.filter(item__kind=Project._meta.label_lower).order_by()
    return {
        pk: Result(*values, Standing(standing))
        for pk, *values, standing in found.values_list("item", *RESULT_PATHS)
    }


def _pauses(on: date, at: datetime | None) -> dict[int, Pause]:
    """What keeps projects off their way on a day, as it was known then."""
    over = at or clock.end_of_day(on)
    found: dict[int, list[Pause]] = defaultdict(list)
    for row in Interruption.objects.filter(recorded_at__lt=over).order_by():
        found[row.project_id].append(row.pause_at(over))
    standing = {pk: pause_on(pauses, on) for pk, pauses in found.items()}
    return {pk: pause for pk, pause in standing.items() if pause is not None}


def _numbers(on: date) -> dict[int, int]:
    entries = ListEntry.objects.on(on).filter(list=ListEntry.List.PROJECTS).order_by()
    return dict(entries.values_list("item", "number"))


def _plans(year: int) -> dict[int, tuple[str, str]]:
    plans = AnnualPlan.objects.filter(year=year).order_by()
    return {pk: tuple(rest) for pk, *rest in plans.values_list(
        "project", "annual_class", "image_target"
    )}  # fmt: skip


def _pools(on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    entries = PoolEntry.objects.on(on).filter(pool__members=Pool.Members.PROJECTS).order_by()
    for pk, code in entries.values_list("member", "pool__code"):
        found[pk].append(code)
    return found


def _is_part(row: LibraryRow, counted: set[int]) -> bool:
    return not row.is_withdrawn and row.pk not in counted


def _part(row: LibraryRow) -> LibraryRow:
    return replace(row, is_part=True)
