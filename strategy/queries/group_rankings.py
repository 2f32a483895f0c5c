"""Units of a group ranked by results in a month, in a number of queries that never grows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Prefetch

from strategy import months
from strategy.models import AssessmentScheme, Metric, Organisation, RankingGroup, Weight
from strategy.models.spans import unended_on
from strategy.progress import Standing
from strategy.progress.labelled import Labelled
from strategy.progress.next_place import Progress, Step, amount, steps
from strategy.progress.ranking import Change, Contest, UnitScore, changes, share_of

from .ranked_results import LED, Detail, Result, item_results, series_results
from .reporting_months import Reading

CAP_OF_ITEMS = Decimal(120)
WEIGHTS = Prefetch("weights", Weight.objects.select_related("metric"))
Schemes = dict[int, dict[date, AssessmentScheme]]


class Basis(StrEnum):
    """By what a group is ranked: a scheme's weights, the items led, or nothing yet."""

    SCHEME = "scheme"
    ITEMS = "items"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column: a weighted metric, or the items that a unit leads."""

    code: str
    name: str
    unit: str
    weight: Decimal
    is_sample: bool = False

    @property
    def is_items(self) -> bool:
        return self.code == LED


@dataclass(frozen=True, slots=True)
class Need:
    """How much more (`is_less`: less) of one metric or item alone brings the next place."""

    name: str
    amount: Decimal
    unit: str
    decimals: int
    is_less: bool


class Reason(Labelled):
    """Why a measure of a unit is not known."""

    NOT_REPORTED = "not_reported", "未报"
    NO_TARGET = "no_target", "无年度目标"
    NOT_JUDGED = "not_judged", "中没有可评的"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A measure that is not known of a unit; `items` is how many of those led are not reported."""

    measure: str
    reason: Reason
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with its score, its way since the month before, and what is behind the score."""

    code: str
    name: str
    score: UnitScore
    change: Change
    details: Mapping[tuple[str, str], Detail]
    lacking: tuple[Lacking, ...]
    """Why it has no place: each measure that is not known."""

    @property
    def place(self) -> int | None:
        return self.score.place

    def details_of(self, measure: str) -> list[Detail]:
        """What counts towards a measure, in order."""
        part = self.score.part(measure)
        return [self.details[measure, mark.subject] for mark in part.marks] if part else []

    def share(self, measure: str, place: int, cap: Decimal) -> Decimal:
        """What the detail at a place of a measure scores, in %."""
        return share_of(self.score.part(measure).marks[place], cap)

    def lacks(self, measure: str) -> Lacking | None:
        """Why a measure is not known; None where it was not asked for."""
        return next((one for one in self.lacking if one.measure == measure), None)


@dataclass(frozen=True, slots=True)
class GroupRanking:
    """A group in a month: its rules, and its lines, those without a place last."""

    code: str
    name: str
    basis: Basis
    scheme: AssessmentScheme | None
    measures: tuple[Measure, ...]
    cap: Decimal
    lines: tuple[Line, ...]
    contest: Contest | None = field(repr=False, default=None)

    @property
    def is_ranked(self) -> bool:
        """Whether at least two units can be compared."""
        return sum(line.place is not None for line in self.lines) > 1

    @property
    def is_sample(self) -> bool:
        """Whether the ranking rests on a sample: its rules, or one result behind it."""
        of_rules = self.scheme is not None and self.scheme.is_sample
        rules = any(measure.is_sample for measure in self.measures)
        return of_rules or rules or any(line.score.is_sample for line in self.lines)

    def measure_name(self, code: str) -> str:
        return next(one.name for one in self.measures if one.code == code)


def group_rankings(reading: Reading) -> list[GroupRanking]:
    """Every group in the month of a page, in order. Six queries."""
    month, former = reading.month, months.previous_month(reading.month)
    groups = list(RankingGroup.objects.order_by("position", "code").prefetch_related("members"))
    schemes = _schemes(month, former)
    results = _results(groups, schemes, reading)
    return [_ranking(group, month, former, schemes.get(group.pk, {}), results) for group in groups]


def _results(groups: list[RankingGroup], schemes: Schemes, reading: Reading) -> list[Result]:
    """All that can count in one of the groups. Two queries."""
    units = {unit for group in groups for unit in group.members.all()}
    used = [scheme for by_month in schemes.values() for scheme in by_month.values()]
    metrics = {weight.metric for scheme in used for weight in scheme.weights.all()}
    return [*series_results(units, metrics, reading), *item_results(units, reading)]


def needs(ranking: GroupRanking, line: Line) -> list[Need]:
    """What alone would bring a unit to the next place, least effort first."""
    if ranking.contest is None or line.place is None:
        return []
    scores = [one.score for one in ranking.lines]
    found = steps(ranking.contest, scores, line.code)
    return [need for step in found if (need := _need(step, line)) is not None]


def _need(step: Step, line: Line) -> Need | None:
    detail = line.details[step.mark.measure, step.mark.subject]
    if detail.to_date is None or detail.start is None:
        return None
    numbers = Progress(
        detail.to_date,
        detail.start,
        detail.target,
        detail.expected,
        detail.is_limit,
        detail.decimals,
    )
    is_less = detail.is_limit == (detail.target > detail.start)
    return Need(detail.name, amount(step, numbers), detail.unit, detail.decimals, is_less)


def _schemes(month: date, former: date) -> Schemes:
    """The schemes of both months by group. Two queries."""
    found: Schemes = {}
    rows = AssessmentScheme.objects.filter(starts_on__lte=month)
    rows = rows.filter(unended_on(former, "ends_on"))
    for scheme in rows.prefetch_related(WEIGHTS):
        for one in (month, former):
            if scheme.is_in_force(one):
                found.setdefault(scheme.group_id, {})[one] = scheme
    return found


def _ranking(
    group: RankingGroup,
    month: date,
    former: date,
    schemes: dict[date, AssessmentScheme],
    results: list[Result],
) -> GroupRanking:
    units = sorted(group.members.all(), key=lambda unit: (unit.position, unit.code))
    scheme = schemes.get(month)
    basis = _basis(units, scheme)
    now = _contest(units, scheme, month, results)
    before = _contest(units, schemes.get(former), former, results)
    moved = changes(now, before)
    here = [one for one in results if one.month == month]
    return GroupRanking(
        code=group.code,
        name=group.name,
        basis=basis,
        scheme=scheme,
        measures=_measures(basis, scheme),
        cap=now.cap,
        lines=tuple(_lines(now, moved, {unit.code: unit for unit in units}, here)),
        contest=now,
    )


def _basis(units: list[Organisation], scheme: AssessmentScheme | None) -> Basis:
    if scheme is not None:
        return Basis.SCHEME
    departments = units and all(unit.kind == Organisation.Kind.DEPARTMENT for unit in units)
    return Basis.ITEMS if departments else Basis.NOTHING


def _measures(basis: Basis, scheme: AssessmentScheme | None) -> tuple[Measure, ...]:
    if basis == Basis.ITEMS:
        return (Measure(LED, "牵头事项", "项", Decimal(100)),)
    if basis == Basis.NOTHING:
        return ()
    return tuple(_measure(one.metric, one.points) for one in _weights(scheme))


def _measure(metric: Metric, points: Decimal) -> Measure:
    return Measure(metric.code, metric.name, metric.unit, points, metric.is_sample)


def _weights(scheme: AssessmentScheme) -> list[Weight]:
    return sorted(scheme.weights.all(), key=lambda one: (-one.points, one.metric.code))


def _contest(
    units: list[Organisation],
    scheme: AssessmentScheme | None,
    month: date,
    results: Iterable[Result],
) -> Contest:
    measures = _measures(_basis(units, scheme), scheme)
    weights = {one.code: one.weight for one in measures}
    codes = {unit.code for unit in units}
    marks = tuple(one.mark for one in results if one.month == month and one.unit in codes)
    cap = Decimal(scheme.cap) if scheme else CAP_OF_ITEMS
    return Contest(tuple(unit.code for unit in units), weights, cap, marks)


def _lines(
    contest: Contest,
    moved: dict[str, Change],
    units: dict[str, Organisation],
    results: list[Result],
) -> Iterable[Line]:
    for score in contest.scores():
        own = [one for one in results if one.unit == score.unit]
        yield Line(
            code=score.unit,
            name=units[score.unit].short_name,
            score=score,
            change=moved[score.unit],
            details={(one.measure, one.subject): one.detail for one in own},
            lacking=tuple(_lacking(one, own) for one in score.missing),
        )


def _lacking(measure: str, own: list[Result]) -> Lacking:
    standings = [one.detail.standing for one in own if one.measure == measure]
    if measure != LED:
        without_target = set(standings) == {Standing.NO_PLAN}
        return Lacking(measure, Reason.NO_TARGET if without_target else Reason.NOT_REPORTED)
    items = standings.count(Standing.NOT_REPORTED)
    return (
        Lacking(measure, Reason.NOT_REPORTED, items)
        if items
        else Lacking(measure, Reason.NOT_JUDGED)
    )
