"""Verbs that change what reading pages show: approve_revisions, return_revision, set_targets,
keep_record.

Each writes, restates the assessments it touches, records events and raises the page counter, in
one transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from strategy.models import (
    Figure,
    Metric,
    Milestone,
    PlannedValue,
    Revision,
    Series,
    Status,
    Target,
    TrackedItem,
    User,
)
from strategy.models.querysets import NaturalModel
from strategy.permissions import insist, may_coordinate, may_decide, may_keep_record
from strategy.queries.entries import standing_revisions

from .assessments import hold_items, restate, restate_all
from .events import Happening, raise_page_counter, record_event, record_events
from .figures import record_changes
from .submissions import step_revisions
from .targets import NewTarget, check_targets


@transaction.atomic
def approve_revisions(
    revisions: Iterable[Revision], *, by: User, at: datetime, seen: Mapping[int, int] | None = None
) -> list[Revision]:
    """Approve submitted revisions: each value becomes its figure's.

    `seen` has the version of each (by pk) that was on the screen. Raises StepError if one moved
    and ChangedError if one is another than was seen; then none is approved.
    """
    fresh = _decide(revisions, Status.APPROVED, by=by, at=at, seen=seen)
    _name_replaced(fresh)
    decided = ["status", "decided_at", "decided_by", "replaces"]
    Revision.objects.bulk_update(fresh, decided, batch_size=500)
    _publish(fresh, at)
    record_changes("审核通过", fresh, by=by, at=at)
    raise_page_counter()
    return fresh


@transaction.atomic
def return_revision(
    revision: Revision,
    reason: str,
    *,
    by: User,
    at: datetime,
    seen: Mapping[int, int] | None = None,
) -> Revision:
    """Send a submitted revision back with a reason; what was approved before still stands.

    `seen` and the errors are those of `approve_revisions`.
    """
    (fresh,) = _decide([revision], Status.RETURNED, by=by, at=at, seen=seen)
    fresh.return_reason = reason
    fresh.save()
    record_changes("退回", [fresh], by=by, at=at)
    raise_page_counter()
    return fresh


@transaction.atomic
def set_targets(targets: Sequence[NewTarget], *, by: User, at: datetime) -> list[Target]:
    """Set targets of the year of `from_month`; a change is the next version, with a reason.

    Raises TargetError for one that cannot be set, such as from a locked month on, and
    TargetChangedError where there are other versions than were seen. Then none is set.
    """
    insist(may_coordinate(by))
    lines = [new.series.pk for new in targets]
    list(Series.objects.select_for_update(no_key=True).filter(pk__in=lines).order_by("pk"))
    versions = _versions(lines)
    check_targets(targets, versions, at)
    kept = [_add_target(new, versions[new.series.pk], by=by, at=at) for new in targets]
    hold_items({target.series.item_id for target in kept})
    for from_month in sorted({target.from_month for target in kept}):
        touched = [target for target in kept if target.from_month == from_month]
        restate({target.series.item_id for target in touched}, from_month, at=at)
    happenings = [Happening("下达目标", one, str(one), {"value": str(one.value)}) for one in kept]
    record_events(happenings, by=by, at=at)
    raise_page_counter()
    return kept


@transaction.atomic
def keep_record(record: NaturalModel, *, by: User, at: datetime) -> None:
    """Save a reference record (item, metric, series, milestone …) and what follows from it.

    A milestone or series may have moved: the item that it belonged to is assessed anew as well.
    """
    insist(may_keep_record(by, record))
    former = type(record)._base_manager.filter(pk=record.pk).first()
    if former is not None and isinstance(record, TrackedItem):
        record.version = former.version + 1  # who edits it on its own page is told
    record.save()
    restate_all({*_items_behind(former), *_items_behind(record)}, at=at)
    key = " ".join(str(part) for part in record.natural_key())
    record_event("修改" if former else "新增", record, key, by=by, at=at)
    raise_page_counter()


def _decide(
    revisions: Iterable[Revision],
    status: Status,
    *,
    by: User,
    at: datetime,
    seen: Mapping[int, int] | None,
) -> list[Revision]:
    fresh = step_revisions(revisions, status, seen=seen)
    for revision in fresh:
        insist(may_decide(by, revision))
        revision.decided_at, revision.decided_by = at, by
    return fresh


def _name_replaced(revisions: list[Revision]) -> None:
    """A figure that was published before is corrected: name the revision that stood."""
    former = standing_revisions(one.figure for one in revisions)
    for revision in revisions:
        revision.replaces = former.get(revision.figure_id)


def _publish(revisions: list[Revision], at: datetime) -> None:
    figures = []
    for revision in revisions:
        figure = revision.figure
        figure.value, figure.base = revision.value, revision.base
        figure.not_applicable = revision.not_applicable
        figure.is_sample = revision.is_sample
        figure.published_at = at
        figures.append(figure)
    Figure.objects.bulk_update(
        figures,
        ["value", "base", "not_applicable", "is_sample", "published_at"],
        batch_size=500,
    )
    hold_items({figure.series.item_id for figure in figures})
    for month in sorted({figure.month for figure in figures}):
        touched = {figure.series.item_id for figure in figures if figure.month == month}
        restate(touched, month, at=at)


def _items_behind(record: NaturalModel | None) -> list[int]:
    """The items (pks) whose results depend on a reference record; none on one yet to be."""
    if isinstance(record, TrackedItem):
        return [record.pk]
    if isinstance(record, Metric):
        lines = Series.objects.filter(metric=record)
        return list(lines.order_by().values_list("item", flat=True).distinct())
    if isinstance(record, Series | Milestone):
        return [record.item_id]
    return []


def _versions(lines: list[int]) -> dict[int, list[Target]]:
    """The versions of some series (pks), with their plans."""
    found: dict[int, list[Target]] = {line: [] for line in lines}
    for target in Target.objects.filter(series__in=lines).prefetch_related("plan"):
        found[target.series_id].append(target)
    return found


def _add_target(new: NewTarget, versions: list[Target], *, by: User, at: datetime) -> Target:
    """Write the next version, and add it to those of its series."""
    former = [one.version for one in versions if one.year == new.from_month.year]
    target = Target.objects.create(
        series=new.series,
        year=new.from_month.year,
        version=max(former, default=0) + 1,
        value=new.value,
        start=new.start,
        from_month=new.from_month,
        reason=new.reason,
        document=new.document,
        decided_at=at,
        decided_by=by,
        is_sample=new.is_sample,
    )
    PlannedValue.objects.bulk_create(
        PlannedValue(target=target, month=month, value=value) for month, value in new.plan.items()
    )
    versions.append(target)
    return target
