"""The passport of a number: where it comes from, what it is computed from, who decided what."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from django.db.models import Q

from strategy import months
from strategy.models import (
    Assessment,
    Event,
    Figure,
    LightRule,
    Revision,
    Series,
    Status,
    Target,
    User,
)
from strategy.models.targets import in_force
from strategy.permissions import may_see_undecided
from strategy.progress import Standing
from strategy.progress.labelled import Labelled

from .attempts import Attempt, attempts_of
from .corrections import Corrections, Replaced
from .results import SeriesRow, series_rows
from .rows import PEOPLE, is_given_up


class FigureMissingError(Exception):
    """There is no such series or month; the message says so in words for the screen."""


class FigureState(Labelled):
    """What there is of a number."""

    PUBLISHED = "published", "已审核"
    NOT_APPLICABLE = "not_applicable", "本月无此项"
    AWAITED = "awaited", "未报"
    NOT_OWED = "not_owed", "不需报送"
    COMPUTED = "computed", "计算得出"


@dataclass(frozen=True, slots=True)
class SeriesMonth:
    """A series' result of a month; amounts in the metric's unit, percentages in %."""

    month: date
    standing: Standing
    sentence: str
    rule: LightRule | None
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
    is_sample: bool
    value_is_sample: bool
    to_date_is_sample: bool
    growth_is_sample: bool
    value_replaced: Replaced | None = None
    to_date_replaced: Replaced | None = None


@dataclass(frozen=True, slots=True)
class Passport:
    """All that is known of one number; `year` and `last_year` are results of opened months.

    `approved` is the revision that stands. `attempts` are the approved revisions with what belongs
    to each, newest first; those who report or review the figure see the others too. `inputs` are
    the lines that a total or a ratio is computed from. `targets` are versions, newest first.
    """

    series: Series
    month: date
    state: FigureState
    year: tuple[SeriesMonth, ...]
    last_year: tuple[SeriesMonth, ...]
    inputs: tuple[SeriesRow, ...]
    attempts: tuple[Attempt, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]

    @property
    def revisions(self) -> list[Revision]:
        return [attempt.revision for attempt in self.attempts]

    def marked(self, corrections: Corrections) -> Self:
        """The passport with what was corrected of late: its months and its inputs."""
        year = tuple(self._marked(one, corrections) for one in self.year)
        return replace(self, year=year, inputs=tuple(corrections.marked(self.inputs)))

    @property
    def result(self) -> SeriesMonth | None:
        """The month's own result."""
        return next((one for one in self.year if one.month == self.month), None)

    @property
    def approved(self) -> Revision | None:
        """The revision whose value stands."""
        return next((one for one in self.revisions if one.status == Status.APPROVED), None)

    @property
    def replaced(self) -> Revision | None:
        """The approved revision that stood before, if the number was corrected."""
        approved = [one for one in self.revisions if one.status == Status.APPROVED]
        return approved[1] if len(approved) > 1 else None

    @property
    def target(self) -> Target | None:
        """The version that holds in the month."""
        return in_force(self.targets, self.month)

    def _marked(self, one: SeriesMonth, corrections: Corrections) -> SeriesMonth:
        key = self.series.code, one.month
        return replace(
            one,
            value_replaced=corrections.replaced(key, "value", one.value),
            to_date_replaced=corrections.replaced(key, "to_date", one.to_date),
        )

    @property
    def planned(self) -> Decimal | None:
        """The value planned for the end of the month, where the target has a monthly plan."""
        values = {one.month: one.value for one in self.target.plan.all()} if self.target else {}
        reached = [month for month in values if month <= self.month]
        return values[max(reached)] if reached else None


def passport(code: str, month: date, user: User, at: datetime | None) -> Passport:
    """The passport of a series (by code) in an opened month. Ten queries.

    Raises FigureMissingError for an unknown series.
    """
    series = _series(code)
    revisions = _revisions(series, month, user, at)
    years = _years(series, month, at)
    return Passport(
        series=series,
        month=month,
        state=_state(series, month, revisions),
        year=tuple(one for one in years if one.month.year == month.year),
        last_year=tuple(one for one in years if one.month.year < month.year),
        inputs=_inputs(series, month, at),
        attempts=attempts_of(revisions),
        targets=_targets(series, month.year, at),
        events=_events(series, month, revisions, user, at),
    )


def _series(code: str) -> Series:
    paths = ("item", "metric__numerator", "metric__denominator", "organisation", "reviewer")
    series = Series.objects.select_related(*paths).filter(code=code).first()
    if series is None:
        raise FigureMissingError(f"没有代码为“{code}”的填报项。")
    return series


def _years(series: Series, month: date, at: datetime | None) -> list[SeriesMonth]:
    rows = (
        Assessment.objects.known_at(at)
        .of_series()
        .filter(series=series, month__year__in=(month.year - 1, month.year))
        .select_related("rule")
        .order_by("month")
    )
    return [
        SeriesMonth(
            standing=Standing(row.standing), **{name: getattr(row, name) for name in COPIED}
        )
        for row in rows
    ]


def _inputs(series: Series, month: date, at: datetime | None) -> tuple[SeriesRow, ...]:
    """The area lines of a total; the two terms of a ratio, the one above first."""
    metric = series.metric
    if not series.is_total and metric.is_typed:
        return ()
    results = Assessment.objects.known_at(at).in_month(month).filter(item=series.item_id)
    if series.is_total:
        parts = results.filter(series__metric=metric, series__is_total=False)
        return tuple(series_rows(parts.order_by("series__organisation__position")))
    terms = results.filter(
        series__metric__in=(metric.numerator_id, metric.denominator_id),
        series__organisation=series.organisation_id,
    )
    rows = series_rows(terms)
    return tuple(sorted(rows, key=lambda row: row.metric_code != metric.numerator.code))


def _revisions(
    series: Series, month: date, user: User, at: datetime | None
) -> tuple[Revision, ...]:
    """What is approved; what came back or is not decided is for its reporters and reviewers."""
    visible = Q(pk__in=Revision.objects.decided_before(at).values("pk"))
    if not may_see_undecided(user, series):
        visible &= Q(status=Status.APPROVED)
    elif at is None:
        visible |= Q(decided_at__isnull=True)
    rows = Revision.objects.filter(visible, figure__series=series, figure__month=month)
    rows = rows.select_related(*PEOPLE).order_by("-number")
    return tuple(revision for revision in rows if not is_given_up(revision))


def _state(series: Series, month: date, revisions: tuple[Revision, ...]) -> FigureState:
    if series.is_total or not series.metric.is_typed:
        return FigureState.COMPUTED
    approved = next((one for one in revisions if one.status == Status.APPROVED), None)
    if approved is not None:
        return FigureState.NOT_APPLICABLE if approved.not_applicable else FigureState.PUBLISHED
    is_owed = Figure.objects.filter(series=series, month=month).exists()
    return FigureState.AWAITED if is_owed else FigureState.NOT_OWED


def _targets(series: Series, year: int, at: datetime | None) -> tuple[Target, ...]:
    versions = Target.objects.filter(series=series, year=year).decided_before(at)
    versions = versions.select_related("decided_by__organisation").prefetch_related("plan")
    return tuple(versions.order_by("-version"))


def _events(
    series: Series, month: date, revisions: tuple[Revision, ...], user: User, at: datetime | None
) -> tuple[Event, ...]:
    """The audit log of the figure: of those revisions only that the reader may see."""
    key = f"{series.code} {months.code(month)}"
    events = Event.objects.filter(subject_kind="strategy.figure", subject_key=key)
    if at is not None:
        events = events.filter(at__lt=at)
    seen = {revision.number for revision in revisions}
    rows = events.select_related("actor__organisation").order_by("-at", "-pk")
    shown = tuple(row for row in rows if row.detail.get("number") in seen | {None})
    if not may_see_undecided(user, series):
        _hide_drafts(shown, revisions)
    return shown


def _hide_drafts(events: tuple[Event, ...], revisions: tuple[Revision, ...]) -> None:
    """Leave out the numbers that an approved revision had only while it was typed."""
    approved = {one.number: one.value for one in revisions}
    for event in events:
        value = event.detail.get("value")
        if value is not None and Decimal(value) != approved.get(event.detail.get("number")):
            del event.detail["value"]


COPIED = (
    "month", "sentence", "rule", "value", "to_date", "base_to_date", "growth", "growth_note",
    "target", "done", "expected", "gap", "reported", "owed", "is_sample", "value_is_sample",
    "to_date_is_sample", "growth_is_sample",
)  # fmt: skip
