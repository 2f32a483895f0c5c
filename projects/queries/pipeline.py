"""The pipeline of projects: how many come how far, how they keep to plans, what is published.

Projects from public reports and samples are counted apart throughout; no number adds both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.models import in_hundred_millions
from projects.progress import Stage
from projects.progress.investment import Pace, investing, pace_of
from projects.progress.rates import REACHED, STARTS, Cohort, Rate, count, rates
from strategy.progress import Total, total
from strategy.progress.bundles import Packing, counted_once, packing
from strategy.queries.results import SeriesRow

from .collections import Collection, Measure, within
from .library_row import LibraryRow, Scope
from .pipeline_groups import DIMENSIONS, NONE, UNKNOWN, Group, LibraryLinks, groups

NO_TIER = "未分档"
ORIGINS = ((False, "real", "公开报道整理"), (True, "sample", "示例"))
"""Whether projects are samples, what the filter calls it, and what the page does."""
Members = Sequence[tuple[tuple[bool, str, str], Sequence[LibraryRow]]]
"""The projects of each origin."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many projects answer something, and where they are listed."""

    label: str
    count: int
    url: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate with the lists behind its two numbers."""

    rate: Rate
    met: Counted
    asked: Counted

    @property
    def url(self) -> str:
        """Where the percent is explained: the projects asked."""
        return f"{self.asked.url}#rows"


@dataclass(frozen=True, slots=True)
class Origin:
    """All that is counted of projects from public reports, or of samples; withdrawn ones are out.

    `has_plans` says that the planned start of one is known, without which `starts` tell nothing;
    `investment` is the total investment in 万元, of how many it is known; bundles count once.
    """

    label: str
    is_sample: bool
    counted: Counted
    all_url: str
    suspended: Counted
    packing: Packing
    investment: Total
    rates: tuple[RateRow, ...]
    starts: dict[Cohort, Counted]
    has_plans: bool
    pace: Pace
    groups: dict[str, list[Group]]

    @property
    def starting_rate(self) -> RateRow:
        """The rate 开工率, which is told with the starts."""
        return next(one for one in self.rates if one.rate.asked == Cohort.START_DUE)

    @property
    def investment_shown(self) -> Decimal | None:
        """The total investment in 亿元."""
        return in_hundred_millions(self.investment.value)


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """A stage: who came to it, and who stands there now by tier; one number for each origin."""

    label: str
    reached: tuple[Counted, ...]
    now: tuple[Counted, ...]
    tiers: tuple[tuple[Counted, ...], ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages in order; `tiers` heads the columns, `most` is the longest bar."""

    tiers: tuple[str, ...]
    rows: tuple[FunnelRow, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A published total beside what the library holds of it, real and sample apart."""

    measure: Measure
    published: SeriesRow | None
    held: tuple[Counted, ...]
    amounts: tuple[Decimal | None, ...] = ()
    """Of `held`, in 亿元."""

    @property
    def is_amount(self) -> bool:
        """Whether money is compared, in 亿元; else projects are counted."""
        return self.measure == Measure.INVESTMENT

    @property
    def unit(self) -> str:
        return "亿元" if self.is_amount else "个"

    @property
    def shown(self) -> list[tuple[Counted, Decimal | None]]:
        """What is held of each origin with its amount, none left out where nothing is held."""
        pairs = list(zip(self.held, self.amounts, strict=True))
        return [pair for pair in pairs if pair[0].count] or pairs[:1]


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A collection with its measures."""

    collection: Collection
    compared: dict[Measure, Compared]


@dataclass(frozen=True, slots=True)
class Pipeline:
    origins: tuple[Origin, ...]
    withdrawn: tuple[Counted, ...]
    funnel: Funnel
    collections: tuple[CollectionRow, ...]


def pipeline(rows: Sequence[LibraryRow], found: Sequence[Collection], query: str) -> Pipeline:
    """Everything that the page counts, from the rows of the library; asks no query."""
    links = LibraryLinks(query, (("scope", Scope.COUNTED.value),))
    parts = [
        (origin, [row for row in rows if row.is_sample_item == origin[0]]) for origin in ORIGINS
    ]
    there = [(origin, own) for origin, own in parts if own]
    counted = [(origin, Scope.COUNTED.of(own)) for origin, own in there]
    return Pipeline(
        origins=tuple(_origin(origin, own, links) for origin, own in there),
        withdrawn=tuple(_withdrawn(origin, own, links) for origin, own in there),
        funnel=_funnel(counted, found, links),
        collections=tuple(_collection(one, found, counted, links) for one in found),
    )


def _origin(origin: tuple, rows: Sequence[LibraryRow], links: LibraryLinks) -> Origin:
    is_sample, code, label = origin
    own = links.keeping(origin=code)
    active, counted = Scope.ACTIVE.of(rows), Scope.COUNTED.of(rows)
    invested = investing(active)
    amounts = counted_once(active, lambda row: row.total_investment is not None)
    cohorts = [row.cohorts for row in counted]

    def there(cohort: Cohort) -> Counted:
        url = own.to(progress=cohort.value)
        return Counted(cohort.label, count(cohorts, cohort), url, is_sample)

    return Origin(
        label=label,
        is_sample=is_sample,
        counted=Counted(label, len(counted), own.to(), is_sample),
        all_url=own.sum_of(scope=Scope.ACTIVE.value),
        suspended=_suspended(active, own, is_sample=is_sample),
        packing=packing(active),
        investment=total([row.total_investment for row in amounts]),
        rates=tuple(RateRow(one, there(one.met), there(one.asked)) for one in rates(cohorts)),
        starts={cohort: there(cohort) for cohort in STARTS},
        has_plans=any(_has_planned_start(row) for row in counted),
        pace=pace_of(invested),
        groups={one.name: groups(one, counted, invested, own) for one in DIMENSIONS},
    )


def _suspended(rows: Iterable[LibraryRow], links: LibraryLinks, *, is_sample: bool) -> Counted:
    number = len(Scope.SUSPENDED.of(rows))
    return Counted("停缓建", number, links.to(scope=Scope.SUSPENDED.value), is_sample)


def _has_planned_start(row: LibraryRow) -> bool:
    return any(one.stage == Stage.STARTED and one.planned_on for one in row.states)


def _withdrawn(origin: tuple, rows: Iterable[LibraryRow], links: LibraryLinks) -> Counted:
    is_sample, code, _ = origin
    url = links.to(scope=Scope.WITHDRAWN.value, origin=code)
    return Counted("调出", len(Scope.WITHDRAWN.of(rows)), url, is_sample)


def _funnel(counted: Members, found: Sequence[Collection], links: LibraryLinks) -> Funnel:
    tiers = [(one.code, one.name) for one in found if one.is_tier]
    codes = frozenset(code for code, _ in tiers)
    stages = [*Stage, None]
    rows = [_funnel_row(stage, tiers, codes, counted, links) for stage in stages]
    shown = [row for row in rows if row.label != UNKNOWN or any(one.count for one in row.now)]
    most = max((one.count for row in shown for one in row.reached), default=0)
    return Funnel((*(name for _, name in tiers), NO_TIER), tuple(shown), most)


def _funnel_row(
    stage: Stage | None,
    tiers: Sequence[tuple[str, str]],
    codes: frozenset[str],
    counted: Members,
    links: LibraryLinks,
) -> FunnelRow:
    key = stage.value if stage else NONE
    label = stage.label if stage else UNKNOWN
    here = [(origin, [row for row in rows if row.stage == stage]) for origin, rows in counted]

    def cells(members: Members, keep: Callable[[LibraryRow], bool], **asked) -> tuple[Counted, ...]:
        return tuple(
            Counted(label, sum(map(keep, rows)), links.to(origin=code, **asked), is_sample)
            for (is_sample, code, _), rows in members
        )

    def in_tier(tier: str) -> tuple[Counted, ...]:
        return cells(here, lambda row: tier in row.pools, stage=key, collection=tier)

    came = REACHED.get(stage)
    return FunnelRow(
        label=label,
        reached=cells(counted, lambda row: came in row.cohorts, progress=came) if came else (),
        now=cells(here, lambda row: True, stage=key),
        tiers=(
            *(in_tier(code) for code, _ in tiers),
            cells(here, lambda row: not row.pools & codes, stage=key, collection=NONE),
        ),
    )


HELD = {
    Measure.MEMBERS: {},
    Measure.INVESTMENT: {},
    Measure.SIGNED: {"progress": Cohort.SIGNED},
    Measure.STARTED: {"progress": Cohort.STARTED},
}


def _collection(
    one: Collection, found: Sequence[Collection], counted: Members, links: LibraryLinks
) -> CollectionRow:
    codes = within(one.code, found)
    members = [(origin, [row for row in rows if row.pools & codes]) for origin, rows in counted]
    own = links.keeping(collection=one.code)
    return CollectionRow(one, {measure: _compared(measure, one, members, own) for measure in HELD})


def _compared(measure: Measure, one: Collection, members: Members, links: LibraryLinks) -> Compared:
    asked = HELD[measure]
    cohort = asked.get("progress")
    held, amounts = [], []
    for (is_sample, code, label), rows in members:
        kept = [row for row in rows if cohort is None or cohort in row.cohorts]
        url = links.to(origin=code, **{name: value.value for name, value in asked.items()})
        held.append(Counted(label, len(kept), url, is_sample))
        amounts.append(in_hundred_millions(total([row.total_investment for row in kept]).value))
    return Compared(measure, one.published.get(measure), tuple(held), tuple(amounts))
