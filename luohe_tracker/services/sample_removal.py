"""Verbs: remove_sample_year (the only place where records are deleted, and only samples)."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet

from strategy import months
from strategy.models import (
    Assessment,
    AssessmentScheme,
    Batch,
    BatchLine,
    Event,
    Evidence,
    Figure,
    KindDue,
    LockException,
    Metric,
    Milestone,
    PlannedValue,
    ReportingMonth,
    ReportingYear,
    Revision,
    Series,
    Source,
    Status,
    Target,
    TrackedItem,
    Weight,
)
from strategy.models.series import on_samples
from strategy.services.assessments import rebuild
from strategy.services.events import raise_page_counter, record_event

from .recomputation import settle_figures
from .sample_actors import sample_actors
from .sample_meeting_removal import remove_meetings_and_matters

SAMPLE_SERIES = on_samples()
LOADED, OPENED = "载入示例", "开放报告期"
NOTHING = {
    "status": Status.DRAFT, "value": None, "not_applicable": False, "base": None,
    "base_note": "", "note": "", "explanation": "", "reason": "",
}  # fmt: skip
"""A draft that was emptied again."""


@transaction.atomic
def remove_sample_year(*, at: datetime) -> Counter:
    """Delete what `load_sample_year` has made, and assess what is left as if it had never been.

    Gives the counts of what is gone, empty if there was nothing. What people have entered for
    series that are no sample stays; a month that they have opened since goes if nobody has.
    """
    if not sample_actors().exists():
        return Counter()
    gone = Counter()
    Assessment.objects.all().delete()
    remove_meetings_and_matters(gone)
    opened = _opened_with_samples()
    _remove_figures(opened, gone)
    _remove_months(opened, gone)
    _remove_schemes(gone)
    _remove_series(gone)
    _remove_actors(gone)
    rebuild(TrackedItem.objects.values_list("pk", flat=True), at=at)
    record_event("移除示例", Source(), "sample-year", by=None, at=at, counts=dict(gone))
    raise_page_counter()
    return gone


def _opened_with_samples() -> QuerySet[ReportingMonth]:
    """The months of the sample year, and those that anybody has opened since it was loaded."""
    loaded = Event.objects.filter(verb=LOADED).latest("pk")
    since = Event.objects.filter(verb=OPENED, pk__gt=loaded.pk).values_list("subject_key")
    codes = {code for (code,) in since}
    later = [one.pk for one in ReportingMonth.objects.all() if months.code(one.month) in codes]
    return ReportingMonth.objects.filter(Q(opened_by__in=sample_actors()) | Q(pk__in=later))


def _remove_figures(opened: QuerySet[ReportingMonth], gone: Counter) -> None:
    lines = Series.objects.filter(SAMPLE_SERIES)
    targets = Target.objects.filter(Q(is_sample=True) | Q(series__in=lines))
    _delete(PlannedValue.objects.filter(target__in=targets), gone)
    _delete(targets, gone)
    owed = Figure.objects.filter(month__in=opened.values("month"))
    emptied = Q(figure__in=owed, **NOTHING)
    revisions = Revision.objects.filter(Q(is_sample=True) | Q(figure__series__in=lines) | emptied)
    _delete(Evidence.objects.filter(revision__in=revisions), gone)
    _delete(BatchLine.objects.filter(revision__in=revisions), gone)
    _delete(Batch.objects.filter(committed_at__isnull=False, lines__isnull=True), gone)
    Revision.objects.filter(replaces__in=revisions).update(replaces=None)  # real ones as well
    _delete(revisions, gone)
    _delete(Figure.objects.filter(series__in=lines), gone)
    settle_figures(Figure.objects.filter(is_sample=True))
    _delete(owed.filter(revisions__isnull=True), gone)


def _remove_months(opened: QuerySet[ReportingMonth], gone: Counter) -> None:
    """A sample's month in which something real is left was opened by nobody that we know of."""
    used = Figure.objects.values("month")
    locked = ReportingMonth.objects.filter(locked_by__in=sample_actors(), month__in=used)
    locked.update(locked_at=None, locked_by=None)
    kept = opened.filter(month__in=used, opened_by__in=sample_actors())
    kept.update(opened_at=None, opened_by=None)
    empty = opened.exclude(month__in=used)
    _delete(Batch.objects.filter(month__in=empty.values("month")), gone)  # previews alone
    Assessment.objects.filter(month__in=empty.values("month")).delete()
    LockException.objects.filter(reporting_month__in=empty).delete()
    KindDue.objects.filter(reporting_month__in=empty).delete()
    _delete(empty, gone)
    _delete(ReportingYear.objects.filter(opened_by__in=sample_actors()), gone)


def _remove_schemes(gone: Counter) -> None:
    """With every weight of a sample metric, in whatever scheme."""
    schemes = AssessmentScheme.objects.filter(is_sample=True)
    _delete(Weight.objects.filter(Q(scheme__in=schemes) | Q(metric__is_sample=True)), gone)
    _delete(schemes, gone)


def _remove_series(gone: Counter) -> None:
    _delete(Series.objects.filter(SAMPLE_SERIES), gone)
    metrics = Metric.objects.filter(is_sample=True)
    _delete(metrics.filter(numerator__isnull=False), gone)
    _delete(metrics, gone)
    _delete(Milestone.objects.filter(is_sample=True), gone)


def _remove_actors(gone: Counter) -> None:
    """With the log of what they have done; whoever is still named by a real record stays."""
    actors = sample_actors()
    _delete(Event.objects.filter(actor__in=actors), gone)
    for actor in actors:
        try:
            _delete(actors.filter(pk=actor.pk), gone)
        except ProtectedError:
            continue


def _delete(rows: QuerySet, gone: Counter) -> None:
    count, _ = rows.delete()
    gone[str(rows.model._meta.model_name)] += count
