"""Verbs: enter_figures, submit_revisions; and step_revisions for the services above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from strategy.models import Figure, Revision, Series, Source, Status, StepError, User
from strategy.models.series import on_samples
from strategy.permissions import insist, may_report

from .events import Happening, raise_page_counter, record_events


class EntryError(Exception):
    """A figure cannot be entered now; the message says why in words for the screen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone types for one figure, in the unit of its metric. `value=None` is not filled."""

    figure: Figure
    value: Decimal | None
    not_applicable: bool = False
    base: Decimal | None = None
    base_note: str = ""
    note: str = ""
    explanation: str = ""
    reason: str = ""
    source: Source | None = None
    is_sample: bool = False


@transaction.atomic
def enter_figures(entries: Sequence[Entry], *, by: User, at: datetime) -> list[Revision]:
    """Write drafts: a draft is edited in place, otherwise the next revision is begun.

    Raises EntryError while a revision is under review, or when an approved figure is corrected
    without a reason.
    """
    figures = _hold(entries)
    for figure in figures.values():
        insist(may_report(by, figure.series))
    drafts, numbers = _drafts(figures), _last_numbers(figures)
    for entry in entries:
        figure = figures[entry.figure.pk]
        draft = drafts.get(figure.pk) or _begin(entry, figure, numbers.get(figure.pk, 0) + 1)
        drafts[figure.pk] = _edit(draft, entry, figure, by=by, at=at)
    revisions = list(drafts.values())
    _save(revisions)
    _record("录入", revisions, by=by, at=at)
    raise_page_counter()
    return revisions


@transaction.atomic
def submit_revisions(revisions: Iterable[Revision], *, by: User, at: datetime) -> list[Revision]:
    """Submit drafts to their reviewers. Raises StepError if one is no longer a draft."""
    fresh = step_revisions(revisions, Status.SUBMITTED)
    for revision in fresh:
        insist(may_report(by, revision.figure.series))
        revision.submitted_at, revision.submitted_by = at, by
    Revision.objects.filter(pk__in=[revision.pk for revision in fresh]).update(
        status=Status.SUBMITTED, submitted_at=at, submitted_by=by
    )
    _record("上报", fresh, by=by, at=at)
    raise_page_counter()
    return fresh


def step_revisions(revisions: Iterable[Revision], status: Status) -> list[Revision]:
    """Re-read revisions under a lock and step each; the caller saves them.

    Two people may press a button at once: the second finds the step gone and gets a StepError.
    """
    wanted = [revision.pk for revision in revisions]
    fresh = list(
        Revision.objects.select_for_update(of=("self",))
        .select_related("figure__series")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    if len(fresh) != len(wanted):
        raise StepError("有的数据已不存在，请刷新页面后重试。")
    for revision in fresh:
        revision.step_to(status)
    return fresh


def revision_key(revision: Revision) -> str:
    """How the audit log names a figure: series and month."""
    return f"{revision.figure.series.code} {revision.figure.month:%Y-%m}"


def text(revision: Revision) -> str | None:
    """The value as the audit log keeps it."""
    return None if revision.value is None else str(revision.value)


TYPED_FIELDS = [
    "value", "not_applicable", "base", "base_note", "note", "explanation", "reason", "source",
    "is_sample",
]  # fmt: skip
DRAFT_FIELDS = [*TYPED_FIELDS, "entered_at", "entered_by", "version"]


def _hold(entries: Sequence[Entry]) -> dict[int, Figure]:
    """Read the figures under a lock: of two who begin a revision the second finds a draft."""
    wanted = [entry.figure.pk for entry in entries]
    held = Figure.objects.select_for_update(of=("self",)).select_related("series")
    return {figure.pk: figure for figure in held.filter(pk__in=wanted).order_by("pk")}


def _drafts(figures: dict[int, Figure]) -> dict[int, Revision]:
    undecided = Revision.objects.select_for_update(of=("self",)).filter(
        figure__in=figures, decided_at__isnull=True
    )
    drafts = {}
    for revision in undecided:
        if not revision.is_editable:
            raise EntryError(f"{figures[revision.figure_id]}已上报，正在审核，不能修改。")
        drafts[revision.figure_id] = revision
    return drafts


def _last_numbers(figures: dict[int, Figure]) -> dict[int, int]:
    rows = Revision.objects.filter(figure__in=figures).values_list("figure").annotate(Max("number"))
    return dict(rows.order_by())


def _begin(entry: Entry, figure: Figure, number: int) -> Revision:
    if figure.published_at is not None and not entry.reason:
        raise EntryError(f"{figure}已发布，修正须说明原因。")
    return Revision(figure=figure, number=number, version=0)


def _edit(revision: Revision, entry: Entry, figure: Figure, *, by: User, at: datetime) -> Revision:
    for name in TYPED_FIELDS:
        setattr(revision, name, getattr(entry, name))
    revision.figure = figure
    revision.entered_at, revision.entered_by = at, by
    revision.version += 1
    return revision


def _save(revisions: list[Revision]) -> None:
    _mark_samples(revisions)
    edited = [revision for revision in revisions if revision.pk is not None]
    begun = [revision for revision in revisions if revision.pk is None]
    Revision.objects.bulk_create(begun, batch_size=500)
    Revision.objects.bulk_update(edited, DRAFT_FIELDS, batch_size=500)


def _mark_samples(revisions: list[Revision]) -> None:
    """Whatever is typed for a sample is one, whoever typed it."""
    lines = Series.objects.filter(on_samples())
    samples = set(lines.filter(figures__in=[one.figure_id for one in revisions]).values_list("pk"))
    for revision in revisions:
        revision.is_sample |= (revision.figure.series_id,) in samples


def _record(verb: str, revisions: list[Revision], *, by: User, at: datetime) -> None:
    record_events(
        [
            Happening(
                verb,
                revision.figure,
                revision_key(revision),
                {"number": revision.number, "value": text(revision)},
            )
            for revision in revisions
        ],
        by=by,
        at=at,
    )
