"""Verbs: load_sample_year (through the services, with the moments of that time)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from django.db import transaction

from strategy import clock, months
from strategy.models import (
    Assessment,
    Figure,
    Matter,
    Meeting,
    Milestone,
    ReportingMonth,
    Revision,
    Series,
    Source,
    Target,
    TrackedItem,
    User,
)
from strategy.queries.entries import findings_of
from strategy.services.assessments import rebuild
from strategy.services.events import raise_page_counter, record_event
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision, set_targets
from strategy.services.reporting_months import lock_month, open_month
from strategy.services.reporting_years import open_year
from strategy.services.submissions import submit_revisions

from .sample_actions import FIRST, own_reached, own_series
from .sample_actors import Actors, make_actors, sample_actors
from .sample_attempts import JULY, Attempt, attempts
from .sample_july import july_attempts
from .sample_lines import make_lines
from .sample_meetings import meeting_steps
from .sample_metrics import make_metrics
from .sample_plan import (
    DECIDED,
    LOWERED_AT,
    lowered_target,
    make_milestones,
    sample_source,
    yearly_targets,
)
from .sample_rankings import make_schemes

Step = tuple[datetime, Callable]
Watch = Callable[[list[Step]], Iterable[Step]]
YEARS = {year: datetime(year, 1, 5, 9, tzinfo=clock.SHANGHAI) for year in (2021, 2022)}
LOCKED_AT = datetime(2022, 3, 1, 9, tzinfo=clock.SHANGHAI)
TO_EXPLAIN = timedelta(minutes=5)
EXPLANATION = "示例：已与基础台账逐笔核对，按实际完成情况填报。"
MADE = {
    "series": Series.objects.filter(metric__is_sample=True),
    "months": ReportingMonth.objects.all(),
    "figures": Figure.objects.filter(is_sample=True).published(),
    "revisions": Revision.objects.filter(is_sample=True),
    "targets": Target.objects.filter(is_sample=True),
    "milestones": Milestone.objects.filter(is_sample=True),
    "meetings": Meeting.objects.filter(is_sample=True),
    "matters": Matter.objects.filter(is_sample=True),
    "assessments": Assessment.objects.all(),
}


class SampleError(Exception):
    """The sample year cannot be loaded into this database; the sentence says why."""


@transaction.atomic
def load_sample_year(*, at: datetime, watch: Watch = iter) -> Counter | None:
    """Play January 2021 to July 2022 as it might have been; None if that has been done before.

    `watch` is told of each step in turn. Gives the counts of what there is now.
    """
    if sample_actors().exists():
        return None
    _refuse_others()
    desk, steps = _prepare()
    Assessment.objects.all().delete()
    for moment, step in watch(sorted(steps, key=lambda step: step[0])):
        step(desk, at=moment)
    rebuild(_real_items(), at=at)
    counts = {name: rows.all().count() for name, rows in MADE.items()}
    record_event("载入示例", Source(), "sample-year", by=None, at=at, counts=counts)
    raise_page_counter()
    return Counter(counts)


@dataclass
class Desk:
    """Who acts, and what lies before them by series and month (pk and first day)."""

    actors: Actors
    source: Source
    figures: dict[tuple[int, date], Figure] = field(default_factory=dict)
    revisions: dict[tuple[int, date], Revision] = field(default_factory=dict)

    def entry(self, attempt: Attempt) -> Entry:
        """What is typed, as the service takes it."""
        return Entry(
            self.figures[place(attempt)],
            None if attempt.value is None else Decimal(attempt.value),
            not_applicable=attempt.not_applicable,
            base=attempt.base,
            base_note=attempt.base_note,
            note=attempt.note,
            explanation=attempt.explanation,
            reason=attempt.reason,
            source=self.source,
            is_sample=True,
        )


def place(attempt: Attempt) -> tuple[int, date]:
    """Where an attempt belongs."""
    return attempt.series.pk, attempt.month


def _refuse_others() -> None:
    """Months opened for samples would make the series of real work owe figures of the past."""
    if sample_source() is None:
        raise SampleError("There are no fixtures here yet: run load_fixtures first.")
    if ReportingMonth.objects.filter(locked_at__isnull=False).exists():
        raise SampleError("A month is locked here: its figures cannot be made up afterwards.")
    own = [series.pk for series in own_series()]
    others = Series.objects.typed().exclude(pk__in=own)
    if others.exists():
        raise SampleError(
            f"Series {others[0].code} is real work: the sample year is for a database that "
            "holds the fixtures alone."
        )


def _real_items() -> list[int]:
    """Items (pks) that are no sample: what is known of them may be later than the sample's."""
    return list(TrackedItem.objects.filter(is_sample=False).values_list("pk", flat=True))


def _prepare() -> tuple[Desk, list[Step]]:
    metrics = make_metrics()
    lines, own = make_lines(metrics), own_series()
    make_milestones()
    make_schemes(metrics)
    reached = {line.series: line.reached() for line in lines if line.course is not None}
    reached |= {series: own_reached(series) for series in own}
    steps = [_opening(month) for month in months.months_between(FIRST, JULY)]
    steps += [(moment, partial(_open_year, year=year)) for year, moment in YEARS.items()]
    steps += [(LOCKED_AT, partial(_lock, month=month)) for month in months.year_months(2021)]
    for year, moment in DECIDED.items():
        steps.append((moment, partial(_set, targets=yearly_targets(year, lines, own))))
    steps.append((LOWERED_AT, partial(_set, targets=[lowered_target(lines)])))
    tried = [one for series, amounts in reached.items() for one in attempts(series, amounts)]
    steps += _steps([*tried, *july_attempts(reached)])
    desk = Desk(make_actors(), sample_source())
    return desk, [*steps, *meeting_steps(desk.actors)]


def _opening(month: date) -> Step:
    first = months.next_month(month)
    at = datetime.combine(first, time(9), tzinfo=clock.SHANGHAI)
    return at, partial(_open, month=month)


def _steps(tried: list[Attempt]) -> list[Step]:
    """One step for all that one person does at one moment."""
    batches: dict[tuple, list[Attempt]] = defaultdict(list)
    for attempt in tried:
        reporter, reviewer = attempt.series.organisation.code, attempt.series.reviewer.code
        batches[attempt.entered_at, _enter, reporter].append(attempt)
        if attempt.submitted_at:
            batches[attempt.submitted_at, _submit, reporter].append(attempt)
        if attempt.decided_at:
            verb = _return if attempt.return_reason else _approve
            batches[attempt.decided_at, verb, reviewer].append(attempt)
    return [
        (at, partial(verb, unit=unit, batch=batch)) for (at, verb, unit), batch in batches.items()
    ]


def _open(desk: Desk, *, month: date, at: datetime) -> None:
    coordinator = desk.actors.coordinator
    unknown = ReportingMonth.objects.filter(month=month, opened_at__isnull=True)
    unknown.update(opened_at=at, opened_by=coordinator)
    open_month(month, by=coordinator, at=at)
    owed = Figure.objects.filter(month=month).select_related("series")
    desk.figures |= {(figure.series_id, month): figure for figure in owed}


def _open_year(desk: Desk, *, year: int, at: datetime) -> None:
    open_year(year, by=desk.actors.coordinator, at=at)


def _lock(desk: Desk, *, month: date, at: datetime) -> None:
    """The year before is closed once its last month is settled."""
    lock_month(month, by=desk.actors.coordinator, at=at)


def _set(desk: Desk, *, targets: list, at: datetime) -> None:
    set_targets(targets, by=desk.actors.coordinator, at=at)


def _enter(desk: Desk, *, unit: str, batch: list[Attempt], at: datetime) -> None:
    entries = [desk.entry(attempt) for attempt in batch]
    drafts = enter_figures(entries, by=desk.actors.reporters[unit], at=at)
    _lay(desk, drafts)


def _submit(desk: Desk, *, unit: str, batch: list[Attempt], at: datetime) -> None:
    reporter = desk.actors.reporters[unit]
    _lay(desk, enter_figures(_explained(desk, batch), by=reporter, at=at - TO_EXPLAIN))
    _lay(desk, submit_revisions(_of(desk, batch), by=reporter, at=at))


def _explained(desk: Desk, batch: list[Attempt]) -> list[Entry]:
    """The entries that the checks ask about and that say nothing yet, with an explanation."""
    found = findings_of(_of(desk, batch))
    asked = [one for one in batch if found[desk.revisions[place(one)].pk] and not one.explanation]
    return [replace(desk.entry(attempt), explanation=EXPLANATION) for attempt in asked]


def _approve(desk: Desk, *, unit: str, batch: list[Attempt], at: datetime) -> None:
    approved = approve_revisions(_of(desk, batch), by=desk.actors.reviewers[unit], at=at)
    for revision in approved:
        desk.figures[revision.figure.series_id, revision.figure.month] = revision.figure


def _return(desk: Desk, *, unit: str, batch: list[Attempt], at: datetime) -> None:
    reviewer: User = desk.actors.reviewers[unit]
    for attempt, revision in zip(batch, _of(desk, batch), strict=True):
        return_revision(revision, attempt.return_reason, by=reviewer, at=at)


def _of(desk: Desk, batch: list[Attempt]) -> list[Revision]:
    return [desk.revisions[place(attempt)] for attempt in batch]


def _lay(desk: Desk, revisions: list[Revision]) -> None:
    for one in revisions:
        desk.revisions[one.figure.series_id, one.figure.month] = one
