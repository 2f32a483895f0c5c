"""How many matters are registered, open, overdue, closed, solved: in all and by lead unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from strategy.models import Matter, MatterStatus, MatterStep, Organisation, ReturnVisit
from strategy.models.matter_steps import OPEN, overdue_on
from strategy.progress.ladder import Rung

from .matters import (
    RegisterView,
    Window,
    in_view,
    of_rung,
    register,
    register_url,
)

PER_CENT = 100
ENTERPRISE = {"kind": Matter.Kind.PROBLEM.value, "origin": Matter.Origin.ENTERPRISE.value}
"""The filters of the register that show what enterprises have raised."""
NO_LEAD = "none"
"""The code by which the register finds what has no lead unit."""
SLIP_RUNGS = (Rung.NEAR, Rung.BLUE, Rung.YELLOW, Rung.RED)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of matters, the address of exactly these rows, and whether one of them is 示例."""

    count: int
    url: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class MatterCounts:
    """The year so far: registered and closed since 1 January, open and overdue on the day.

    Each number has its rows in `urls`; `sampled` names those that count 示例.
    """

    registered: int
    closed: int
    open: int
    overdue: int
    urls: Mapping[str, str]
    sampled: frozenset[str]

    @property
    def is_sample(self) -> bool:
        return bool(self.sampled)


@dataclass(frozen=True, slots=True)
class Rates:
    """What became of the problems that enterprises raised in a window 解决率、满意率.

    `registered` are problems 问题 of origin 企业反映 registered in the window and not withdrawn;
    `closed` those of them that stand closed on the day of reading; `visited` those of them for
    which a return visit is known by then, whatever they stand at; `satisfied` those whose last
    visit brought 满意. A rate is None where it would divide by 0.
    """

    registered: Tally
    closed: Tally
    visited: Tally
    satisfied: Tally

    @property
    def solved(self) -> Decimal | None:
        """解决率 in percent: 已销号 ÷ 已登记."""
        return _share(self.closed, self.registered)

    @property
    def content(self) -> Decimal | None:
        """满意率 in percent: 满意 ÷ 已回访."""
        return _share(self.satisfied, self.visited)


@dataclass(frozen=True, slots=True)
class UnitRungs:
    """The open matters of a lead unit, and those that stand on each rung of the ladder.

    `unit` is None for what has no lead unit.
    """

    unit: Organisation | None
    open: Tally
    near: Tally
    blue: Tally
    yellow: Tally
    red: Tally
    rates: Rates

    @property
    def rungs(self) -> list[tuple[Rung, Tally]]:
        """The rungs on which a reminder is due, with their counts."""
        return [(rung, getattr(self, rung.value)) for rung in SLIP_RUNGS]


def year_counts(day: date, at: datetime | None) -> MatterCounts:
    """The counts of the year up to a day, as known at a moment. One query."""
    window = Window.year_to(day)
    new, closed = RegisterView.NEW, RegisterView.CLOSED
    asked = {
        "registered": (in_view(new, window), register_url(new, window, at=at)),
        "closed": (in_view(closed, window), register_url(closed, window, at=at)),
        "open": (Q(status__in=OPEN), register_url(RegisterView.OPEN, at=at)),
        "overdue": (overdue_on(day), register_url(RegisterView.OPEN, at=at, overdue="yes")),
    }
    found = register(at).aggregate(**counts({name: one for name, (one, _) in asked.items()}))
    return MatterCounts(
        **{name: found[name] for name in asked},
        urls={name: url for name, (_, url) in asked.items()},
        sampled=frozenset(name for name in asked if found[f"{name}_sample"]),
    )


def view_counts(steps: QuerySet[MatterStep], window: Window) -> dict[str, int]:
    """How many rows each view has of some steps of the register, by its code. One query."""
    return steps.aggregate(**counts({view.value: in_view(view, window) for view in RegisterView}))


def solving_rates(first: date, last: date, at: datetime | None) -> Rates:
    """The rates of problems raised by enterprises from one day to another. One query."""
    window = Window(first, last)
    return _rates(_raised(window, at).aggregate(**_parts()), window, at)


def unit_rungs(on: date, at: datetime | None) -> list[UnitRungs]:
    """Each lead unit with its counts and its rates of the year, in official order. Three queries.

    What has no lead unit comes last.
    """
    window, steps = Window.year_to(on), register(at)
    asked = {"open": Q(status__in=OPEN)} | {rung.value: of_rung(rung, on) for rung in SLIP_RUNGS}
    rungs = _by_lead(steps.filter(status__in=OPEN), counts(asked))
    raised = _by_lead(_raised(window, at), _parts())
    found = Organisation.objects.filter(pk__in=rungs.keys() | raised.keys())
    units: list[Organisation | None] = [*found]
    units += [None] if None in rungs.keys() | raised.keys() else []
    return [_unit(unit, rungs, raised, window, at) for unit in units]


def rungs_in_all(units: list[UnitRungs], rates: Rates, at: datetime | None) -> UnitRungs:
    """The sums over all lead units, each with the address of all rows; `rates` are the overall."""
    view, found = RegisterView.OPEN, {}
    for name in ("open", *(rung.value for rung in SLIP_RUNGS)):
        tallies = [getattr(one, name) for one in units]
        asked = {} if name == "open" else {"rung": name}
        found[name] = Tally(
            sum(one.count for one in tallies),
            register_url(view, at=at, **asked),
            any(one.is_sample for one in tallies),
        )
    return UnitRungs(unit=None, rates=rates, **found)


def counts(asked: Mapping[str, Q]) -> dict[str, Count]:
    """Aggregates over steps that count what is asked, and of it what is 示例."""
    plain = {name: Count("pk", filter=one) for name, one in asked.items()}
    sample = {
        f"{name}_sample": Count("pk", filter=one & Q(matter__is_sample=True))
        for name, one in asked.items()
    }
    return plain | sample


def _raised(window: Window, at: datetime | None) -> QuerySet[MatterStep]:
    visits = ReturnVisit.objects.known_at(at).filter(matter=OuterRef("matter")).order_by()
    return (
        register(at)
        .filter(in_view(RegisterView.NEW, window))
        .filter(**{f"matter__{name}": value for name, value in ENTERPRISE.items()})
        .annotate(was_satisfied=Subquery(visits.values("is_satisfied")[:1]))
    )


def _parts() -> dict[str, Count]:
    return counts({
        "registered": Q(pk__isnull=False),
        "closed": Q(status=MatterStatus.CLOSED),
        "visited": Q(was_satisfied__isnull=False),
        "satisfied": Q(was_satisfied=True),
    })  # fmt: skip


def _rates(found: Mapping, window: Window, at: datetime | None, **asked: str) -> Rates:
    more = {
        "registered": {},
        "closed": {"status": MatterStatus.CLOSED.value},
        "visited": {"visit": "any"},
        "satisfied": {"visit": "yes"},
    }
    return Rates(**{
        name: _tally(found, name, RegisterView.NEW, window, at, **ENTERPRISE | asked | one)
        for name, one in more.items()
    })  # fmt: skip


def _tally(
    found: Mapping,
    name: str,
    view: RegisterView,
    window: Window | None,
    at: datetime | None,
    **asked: str,
) -> Tally:
    url = register_url(view, window, at=at, **asked)
    return Tally(found.get(name, 0), url, bool(found.get(f"{name}_sample")))


def _by_lead(steps: QuerySet[MatterStep], asked: dict[str, Count]) -> dict[int | None, dict]:
    return {row["lead"]: row for row in steps.values("lead").annotate(**asked)}


def _unit(
    unit: Organisation | None,
    rungs: dict,
    raised: dict,
    window: Window,
    at: datetime | None,
) -> UnitRungs:
    pk, lead = (unit.pk, unit.code) if unit else (None, NO_LEAD)
    found, view = rungs.get(pk, {}), RegisterView.OPEN
    tallies = {
        rung.value: _tally(found, rung.value, view, None, at, lead=lead, rung=rung.value)
        for rung in SLIP_RUNGS
    }
    return UnitRungs(
        unit=unit,
        open=_tally(found, "open", view, None, at, lead=lead),
        rates=_rates(raised.get(pk, {}), window, at, lead=lead),
        **tallies,
    )


def _share(part: Tally, whole: Tally) -> Decimal | None:
    return Decimal(part.count * PER_CENT) / whole.count if whole.count else None
