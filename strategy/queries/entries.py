"""What an entry is seen beside and checked against: the year, the year before, the plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db.models import BooleanField, ExpressionWrapper, Q

from strategy import months
from strategy.models import Figure, Revision, Target
from strategy.models.targets import in_force
from strategy.progress import (
    Accumulation,
    Direction,
    EntryCheck,
    Finding,
    January,
    ReportedValue,
    SeriesYear,
    check_entry,
    month_values,
    to_dates,
)
from strategy.progress.figures import Figures, figures_of
from strategy.progress.findings import SAME_AS_PUBLISHED

YEARS_OF_HISTORY = 2
TEN_THOUSAND = {"万元": Decimal(1), "亿元": Decimal(10_000), "元": Decimal("0.0001")}
"""How many 万元 one of a unit is."""

PUBLISHED = Q(published_at__isnull=False)
Values = dict[date, ReportedValue]


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What its unit knows of a figure's series; amounts in the metric's unit.

    `values` are the other months, approved or else as they were submitted or drafted; the latter
    are `provisional`. `cap` is what all years may reach together.
    """

    figure: Figure
    values: Values
    provisional: frozenset[date]
    owed: frozenset[date]
    target: Decimal | None = None
    cap: Decimal | None = None

    @property
    def accumulation(self) -> Accumulation:
        return Accumulation(self.figure.series.metric.accumulation)

    def outcome(self, typed: ReportedValue | None) -> Figures:
        """The month, to date, last year's and growth, if this were typed."""
        metric = self.figure.series.metric
        year = SeriesYear(
            accumulation=self.accumulation,
            direction=Direction(metric.direction),
            january=January(metric.january),
            decimals=metric.decimals,
            is_percentage=metric.unit == "%",
            values=self.year_of(self.month.year) | ({self.month.month: typed} if typed else {}),
            owed=frozenset(one.month for one in self.owed if one.year == self.month.year),
            last_year=self.year_of(self.month.year - 1),
            metric_is_sample=metric.is_sample,
            item_is_sample=self.figure.series.item.is_sample,
        )
        return figures_of(year, self.month.month)

    @property
    def month(self) -> date:
        return self.figure.month

    @property
    def before(self) -> Decimal | None:
        """The figure to date of the month before; of a stock or rank that month's value."""
        former = months.previous_month(self.month)
        if former.year == self.month.year:
            return self._to_dates(former.year)[former.month]
        return None if self.accumulation.accumulates else self._to_dates(former.year)[12]

    @property
    def former(self) -> ReportedValue | None:
        """What was typed for the month before: what 与上月相同 repeats."""
        return self.values.get(months.previous_month(self.month))

    def findings(self, typed: ReportedValue) -> tuple[Finding, ...]:
        """What the checks say to a value, blocking ones first."""
        metric, month = self.figure.series.metric, self.month
        return check_entry(
            EntryCheck(
                accumulation=self.accumulation,
                unit=metric.unit,
                decimals=metric.decimals,
                is_share=metric.is_share,
                january=January(metric.january),
                month_number=month.month,
                value=typed.value,
                not_applicable=typed.not_applicable,
                year=self.year_of(month.year),
                last_year=self.year_of(month.year - 1),
                history=self.history(),
                target=self.target if metric.direction == Direction.UP else None,
                ceiling=self.cap,
                invested_before=self._invested_before() if self.cap is not None else Decimal(0),
                base=typed.base,
            )
        )

    def findings_of(self, revision: Revision, stood: Revision | None) -> tuple[Finding, ...]:
        """What the checks say to a revision; `stood` is the approved one that it corrects."""
        if stood is not None and revision.says_the_same_as(stood):
            return (SAME_AS_PUBLISHED,)
        return self.findings(typed_value(revision))

    def year_of(self, year: int) -> Mapping[int, ReportedValue]:
        """The known months of a year by number."""
        return {month.month: value for month, value in self.values.items() if month.year == year}

    def history(self) -> tuple[Decimal, ...]:
        """Each earlier month's own value, the newest last, as far as it is known."""
        found = []
        for year in range(self.month.year - YEARS_OF_HISTORY, self.month.year + 1):
            for number, value in self._month_values(year).items():
                if value is not None and date(year, number, 1) < self.month:
                    found.append(value)
        return tuple(found[-12 * YEARS_OF_HISTORY :])

    def _month_values(self, year: int) -> dict[int, Decimal | None]:
        metric = self.figure.series.metric
        return month_values(self.accumulation, self._reported(year), January(metric.january))

    def _to_dates(self, year: int) -> dict[int, Decimal | None]:
        owed = frozenset(one.month for one in self.owed if one.year == year)
        january = January(self.figure.series.metric.january)
        return to_dates(self.accumulation, self._reported(year), january, owed)

    def _reported(self, year: int) -> dict:
        return {number: value.reported for number, value in self.year_of(year).items()}

    def _invested_before(self) -> Decimal:
        """What former years came to, as far as it is known."""
        years = {one.year for one in self.values if one.year < self.month.year}
        reached = [list(self._to_dates(year).values()) for year in years]
        last = [[value for value in values if value is not None] for values in reached]
        return sum((values[-1] for values in last if values), Decimal(0))


def findings_of(revisions: Iterable[Revision]) -> dict[int, tuple[Finding, ...]]:
    """What the checks say to each revision, by its pk. The number of queries does not grow."""
    revisions = list(revisions)
    contexts = entry_contexts(revision.figure for revision in revisions)
    standing = standing_revisions(revision.figure for revision in revisions)
    return {
        one.pk: contexts[one.figure_id].findings_of(one, standing.get(one.figure_id))
        for one in revisions
    }


def standing_revisions(figures: Iterable[Figure]) -> dict[int, Revision]:
    """The approved revision of each published figure, by the figure's pk. One query at most."""
    published = {figure.pk for figure in figures if figure.published_at is not None}
    if not published:
        return {}
    stood = Revision.objects.approved().filter(figure__in=published, replaced_by__isnull=True)
    return {revision.figure_id: revision for revision in stood}


def typed_value(revision: Revision) -> ReportedValue:
    """What a revision says, as the arithmetic reads it."""
    return ReportedValue(revision.value, revision.not_applicable, revision.base, revision.is_sample)


def entry_contexts(figures: Iterable[Figure]) -> dict[int, EntryContext]:
    """What each figure is entered beside, by its pk. Five queries, and one for each kind of items.

    The figures need `series`, its `metric` and its `item`.
    """
    figures = list(figures)
    lines = {figure.series_id for figure in figures}
    if not lines:
        return {}
    known = _known(lines, max(figure.month for figure in figures))
    targets, caps = _targets(figures), _caps(figures)
    return {
        figure.pk: EntryContext(
            figure=figure,
            values=_others(known.values[figure.series_id], figure.month),
            provisional=frozenset(known.provisional[figure.series_id]),
            owed=frozenset(known.owed[figure.series_id]),
            target=_target(targets[figure.series_id], figure.month),
            cap=_cap(figure, caps),
        )
        for figure in figures
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """By series: what is owed, what is known of it, and which of that is not approved."""

    owed: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    values: dict[int, Values] = field(default_factory=lambda: defaultdict(dict))
    provisional: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))


def _known(lines: set[int], until: date) -> _Known:
    known = _Known()
    capped = Q(series__metric__is_capped=True)
    recent = Q(month__year__gte=until.year - YEARS_OF_HISTORY)
    rows = Figure.objects.filter(recent | capped, series__in=lines, month__lte=until).order_by()
    fields = ("value", "not_applicable", "base", "is_sample")
    rows = rows.annotate(is_published=ExpressionWrapper(PUBLISHED, BooleanField()))
    for line, month, there, *typed in rows.values_list("series", "month", "is_published", *fields):
        known.owed[line].add(month)
        if there:
            known.values[line][month] = ReportedValue(*typed)
    undecided = Revision.objects.undecided().filter(
        figure__series__in=lines, figure__month__lte=until, figure__published_at__isnull=True
    )
    for line, month, *typed in undecided.order_by().values_list(
        "figure__series", "figure__month", *fields
    ):
        known.values[line][month] = ReportedValue(*typed)
        known.provisional[line].add(month)
    return known


def _others(values: Values, month: date) -> Values:
    return {
        one: value for one, value in values.items() if one < month and value.reported is not None
    }


def _targets(figures: list[Figure]) -> dict[int, list[Target]]:
    lines = {figure.series_id for figure in figures}
    years = {figure.month.year for figure in figures}
    found = defaultdict(list)
    for target in Target.objects.filter(series__in=lines, year__in=years).order_by():
        found[target.series_id].append(target)
    return found


def _target(targets: list[Target], month: date) -> Decimal | None:
    target = in_force(targets, month)
    return target.value if target else None


def _caps(figures: list[Figure]) -> dict[int, Decimal]:
    """What capped items may reach, in 万元."""
    kinds = defaultdict(set)
    for figure in figures:
        if figure.series.metric.is_capped:
            kinds[figure.series.item.kind].add(figure.series.item_id)
    caps = {}
    for kind, items in kinds.items():
        caps |= apps.get_model(kind).caps(items)
    return caps


def _cap(figure: Figure, caps: dict[int, Decimal]) -> Decimal | None:
    series = figure.series
    if not series.metric.is_capped or series.item_id not in caps:
        return None
    unit = TEN_THOUSAND.get(series.metric.unit)
    return caps[series.item_id] / unit if unit else None
