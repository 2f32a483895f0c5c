"""Verbs: begin_batch (kept, not written), commit_batch (all or nothing), undo_batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from strategy import kept_files
from strategy.models import (
    Batch,
    BatchLine,
    Figure,
    Organisation,
    Revision,
    Source,
    Status,
    User,
)
from strategy.models.batches import RAW_LENGTH
from strategy.models.kept_files import NAME_LENGTH
from strategy.permissions import insist, may_keep_sheet, may_undo
from strategy.queries.batches import last_number

from .events import hold_page_counter, raise_page_counter, record_event
from .figures import Entry, EntryError, enter_figures
from .submissions import recall_revisions

TYPED = ("value", "not_applicable", "base", "base_note", "note", "explanation", "reason", "source")
COMMITTED, UNDONE = "导入", "撤销导入"


class BatchError(EntryError):
    """A batch cannot be committed or undone now; the message says why in words for the screen."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What one cell has to say: its address in the worksheet, its text, and what is to be typed."""

    entry: Entry
    sheet: str
    cell: str
    raw: str


@dataclass(frozen=True, slots=True)
class Undone:
    """How many figures are as they were before, and how many were changed since and left alone."""

    restored: int
    left: int


@transaction.atomic
def begin_batch(
    organisation: Organisation,
    month: date,
    kind: str,
    content: bytes,
    *,
    file_name: str = "",
    by: User,
    at: datetime,
) -> Batch:
    """Keep what was pasted or uploaded, to be looked at before it is committed.

    Neither an event nor a raised counter: nothing that a page shows has changed yet.
    """
    insist(may_keep_sheet(by, organisation))
    return Batch.objects.create(
        organisation=organisation,
        month=month,
        kind=kind,
        file_name=file_name[:NAME_LENGTH],
        size=len(content),
        checksum=kept_files.keep(content),
        made_at=at,
        made_by=by,
    )


@transaction.atomic
def commit_batch(batch: Batch, lines: Sequence[LineEntry], *, by: User, at: datetime) -> Batch:
    """Write all lines as drafts under the next number, or none of them.

    Raises BatchError if it was committed already, if nothing would change, or if a figure was
    published since it was read; and what `enter_figures` raises, StaleError among it.
    """
    batch = _hold(batch)
    insist(may_keep_sheet(by, batch.organisation))
    if batch.committed_at is not None:
        raise BatchError(f"本次导入已经确认，批次号为{batch.number}，不能重复导入。")
    _refuse_published(lines)
    former = _former(lines)
    drafts = enter_figures([line.entry for line in lines], by=by, at=at, verb=COMMITTED)
    changed = [one for one in drafts if _version(former, one) != one.version]
    if not changed:
        raise BatchError("没有变化：表中的数与已填的完全相同，不需要导入。")
    batch.number = _next_number()
    batch.committed_at, batch.committed_by = at, by
    batch.save()
    _keep_lines(batch, lines, changed, former)
    _record(COMMITTED, batch, len(changed), by=by, at=at)
    raise_page_counter()
    return batch


@transaction.atomic
def undo_batch(batch: Batch, *, by: User, at: datetime) -> Undone:
    """Put back what stood in the cells before; what is under review is recalled first.

    Figures that were typed over or sent back since are left alone. Raises BatchError if one is
    approved already, and EntryError if the month was locked since.
    """
    batch = _hold(batch)
    insist(may_undo(by, batch))
    if batch.number is None:
        raise BatchError("本次导入还没有确认，不需要撤销。")
    if batch.undone_at is not None:
        raise BatchError("本批次已经撤销。")
    lines = _hold_lines(batch)
    own = [line for line in lines if _is_own(line, batch)]
    waiting = [line.revision for line in own if line.revision.status == Status.SUBMITTED]
    fresh = recall_revisions(waiting, by=by, at=at) if waiting else []
    versions = {one.pk: one.version for one in fresh}
    enter_figures(_before(own, versions), by=by, at=at, verb=UNDONE)
    batch.undone_at, batch.undone_by = at, by
    batch.save()
    _record(UNDONE, batch, len(own), by=by, at=at)
    raise_page_counter()
    return Undone(len(own), len(lines) - len(own))


def _hold(batch: Batch) -> Batch:
    """Re-read a batch under a lock: of two who press a button the second finds it pressed."""
    held = Batch.objects.select_for_update(of=("self",)).select_related("organisation")
    return held.get(pk=batch.pk)


def _next_number() -> int:
    """The number after the last; of two who commit at once the second waits for the first."""
    hold_page_counter()
    return last_number() + 1


def _refuse_published(lines: Sequence[LineEntry]) -> None:
    """Refuse what was published since it was read: it would become a correction unasked."""
    seen = {line.entry.figure.pk: line.entry.figure.published_at for line in lines}
    if _hold_figures(seen) != seen:
        raise BatchError("有的数据在预览以后已审核发布，请重新核对后再导入。")


def _hold_figures(pks: Iterable[int]) -> dict[int, datetime | None]:
    """When each figure was published; held before its revisions, as everywhere."""
    held = Figure.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk")
    return dict(held.values_list("pk", "published_at"))


def _former(lines: Sequence[LineEntry]) -> dict[int, Revision]:
    """The drafts as they stand before, by figure."""
    figures = [line.entry.figure.pk for line in lines]
    drafts = Revision.objects.undecided().filter(figure__in=figures)
    return {draft.figure_id: draft for draft in drafts}


def _version(former: dict[int, Revision], revision: Revision) -> int:
    draft = former.get(revision.figure_id)
    return draft.version if draft else 0


def _keep_lines(
    batch: Batch,
    lines: Sequence[LineEntry],
    changed: Sequence[Revision],
    former: dict[int, Revision],
) -> None:
    written = {revision.figure_id: revision for revision in changed}
    kept = [line for line in lines if line.entry.figure.pk in written]
    BatchLine.objects.bulk_create(
        [
            BatchLine(
                batch=batch,
                revision=(revision := written[line.entry.figure.pk]),
                version=revision.version,
                sheet=line.sheet,
                cell=line.cell,
                raw=line.raw[:RAW_LENGTH],
                former=_as_kept(former.get(revision.figure_id)),
            )
            for line in kept
        ],
        batch_size=500,
    )


def _as_kept(draft: Revision | None) -> dict | None:
    if draft is None:
        return None
    kept = {name: getattr(draft, name) for name in TYPED if name != "source"}
    for name in ("value", "base"):
        kept[name] = None if kept[name] is None else str(kept[name])
    return kept | {"source": draft.source_id}


def _hold_lines(batch: Batch) -> list[BatchLine]:
    """The lines with their revisions as they stand now. BatchError if one is approved."""
    lines = list(batch.lines.select_related("revision").order_by("pk"))
    wanted = [line.revision_id for line in lines]
    _hold_figures(line.revision.figure_id for line in lines)
    held = Revision.objects.select_for_update(of=("self",)).select_related("figure__series__metric")
    fresh = {one.pk: one for one in held.filter(pk__in=wanted).order_by("pk")}
    for line in lines:
        line.revision = fresh[line.revision_id]
    approved = sum(line.revision.status == Status.APPROVED for line in lines)
    if approved:
        raise BatchError(f"本批次已有{approved}项审核通过，不能撤销；如需更改，请填报修正。")
    return lines


def _is_own(line: BatchLine, batch: Batch) -> bool:
    """Whether a revision still says what the batch wrote: nobody has typed since, nor decided."""
    revision = line.revision
    written = (batch.committed_at, batch.committed_by_id)
    return revision.decided_at is None and (revision.entered_at, revision.entered_by_id) == written


def _before(lines: Sequence[BatchLine], versions: dict[int, int]) -> list[Entry]:
    """What stood in the cells before the batch; nothing where the batch began the revision."""
    kept = [line.former or {} for line in lines]
    sources = Source.objects.in_bulk([one["source"] for one in kept if one.get("source")])
    return [
        _entry(line.revision, former, versions, sources)
        for line, former in zip(lines, kept, strict=True)
    ]


def _entry(
    revision: Revision, former: dict, versions: dict[int, int], sources: dict[int, Source]
) -> Entry:
    typed = {name: former[name] for name in TYPED if name in former}
    typed["source"] = sources.get(former.get("source"))
    for name in ("value", "base"):
        number = former.get(name)
        typed[name] = None if number is None else Decimal(number)
    version = versions.get(revision.pk, revision.version)
    return Entry(revision.figure, version=version, is_sample=revision.is_sample, **typed)


def _record(verb: str, batch: Batch, count: int, *, by: User, at: datetime) -> None:
    """One line in the audit log for the batch; each figure has its own."""
    detail = {"number": batch.number, "file": batch.file_name, "checksum": batch.checksum}
    record_event(verb, batch, str(batch.number), by=by, at=at, count=count, **detail)
