"""Deletes the meetings and matters of the sample year, and what people did with samples in them."""

from collections import Counter
from functools import partial

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from strategy import kept_files
from strategy.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Evidence,
    Matter,
    MatterRequest,
    MatterStep,
    Meeting,
    MeetingSeries,
    ReturnVisit,
    Slip,
)
from strategy.models.series import on_samples


def remove_meetings_and_matters(gone: Counter) -> None:
    """Delete sample series of meetings, all that is about a sample, and what hangs on both."""
    matters, meetings = _matters(), Meeting.objects.filter(series__is_sample=True)
    agenda = AgendaItem.objects.filter(
        Q(meeting__in=meetings) | Q(matter__in=matters) | Q(is_sample=True)
    )
    _delete(agenda | AgendaItem.objects.filter(milestone__is_sample=True), gone)
    attached = Attachment.objects.filter(Q(meeting__in=meetings) | Q(matter__in=matters))
    checksums = set(attached.values_list("checksum", flat=True))
    _delete(attached, gone)
    for model in (MatterRequest, Slip, ReturnVisit, MatterStep):
        _delete(model.objects.filter(matter__in=matters), gone)
    doomed = Matter.objects.filter(pk__in=matters)
    doomed.update(about=None)  # one may have been written on another
    _delete(doomed, gone)
    _delete(Attendance.objects.filter(meeting__in=meetings), gone)
    _delete(meetings, gone)
    _delete(MeetingSeries.objects.filter(is_sample=True), gone)
    transaction.on_commit(partial(_forget_files, checksums))


def _matters() -> list[int]:
    """Matters (pks) that are samples or about one, and those that were written on them."""
    about_samples = Q(item__is_sample=True) | on_samples("series__")
    samples = Matter.objects.filter(Q(is_sample=True) | Q(meeting__is_sample=True) | about_samples)
    found = set(samples.values_list("pk", flat=True))
    while True:
        more = Matter.objects.filter(about__in=found).exclude(pk__in=found)
        new = set(more.values_list("pk", flat=True))
        if not new:
            return sorted(found)
        found |= new


def _forget_files(checksums: set[str]) -> None:
    """Take away the bytes that nothing names any more."""
    for model in (Attachment, Evidence):
        checksums = checksums - set(model.objects.values_list("checksum", flat=True))
    for checksum in checksums:
        kept_files.path_of(checksum).unlink(missing_ok=True)


def _delete(rows: QuerySet[Model], gone: Counter) -> None:
    count, _ = rows.delete()
    gone[str(rows.model._meta.model_name)] += count
