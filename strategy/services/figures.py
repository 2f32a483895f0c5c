"""Verbs: enter_figures (drafts, each with the version that its writer saw)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from strategy.models import Evidence, Figure, Revision, Series, Source, Status, User
from strategy.models.series import on_samples
from strategy.permissions import insist, may_report
from strategy.progress import NONE_NEEDS_REASON
from strategy.queries.locks import ASK_OFFICE, Locks, locks_of, may_begin

from .events import Happening, raise_page_counter, record_events


class EntryError(Exception):
    """A figure cannot be entered now; the message says why in words for the screen."""


class StaleError(EntryError):
    """Somebody else has written since; `drafts` are the revisions as they stand now."""

    def __init__(self, drafts: list[Revision]):
        super().__init__("其他人刚刚修改了同一数据，请核对后选择保留哪一个。")
        self.drafts = drafts


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone types for one figure, in the unit of its metric. `value=None` is not filled.

    `version` is that of the draft which the writer saw, 0 for none; None writes over any.
    """

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
    version: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is typed."""
        words = (self.base_note, self.note, self.explanation, self.reason)
        return self.value is None and self.base is None and not (self.not_applicable or any(words))


@transaction.atomic
def enter_figures(
    entries: Sequence[Entry], *, by: User, at: datetime, verb: str = "录入"
) -> list[Revision]:
    """Write drafts: a draft is edited in place, otherwise the next revision is begun.

    What is as it was is left alone, so entering it twice changes nothing. Gives the drafts of all
    entries that have one. Raises StaleError where a draft is not the one that its writer saw, and
    EntryError while a revision is under review, when a published figure is corrected without a
    reason, or when the month is locked and there is nothing to correct. `verb` is the word for it
    in the audit log.
    """
    figures = hold_figures(entry.figure.pk for entry in entries)
    for figure in figures.values():
        insist(may_report(by, figure.series))
    drafts, past = _drafts(figures), _past(figures)
    _refuse_stale(entries, drafts)
    locks = locks_of({figure.month for figure in figures.values()}, at)
    written = []
    for entry in entries:
        figure = figures[entry.figure.pk]
        draft = drafts.get(figure.pk)
        if _changes(draft, entry):
            number = past.get(figure.pk, 0) + 1
            draft = draft or Revision(figure=figure, number=number, version=0)
            draft.is_correction = _is_correction(figure, locks, number=draft.number)
            drafts[figure.pk] = _edit(draft, entry, figure, by=by, at=at)
            written.append(draft)
    _save(written)
    if written:
        record_changes(verb, written, by=by, at=at)
        raise_page_counter()
    return list(drafts.values())


def hold_figures(pks: Iterable[int]) -> dict[int, Figure]:
    """Read figures (pks) under a lock: of two who begin a revision the second finds a draft.

    Who writes holds all figures first, in this order, and then their revisions, so that no two
    wait for each other.
    """
    held = Figure.objects.select_for_update(of=("self",)).select_related("series__metric")
    return {figure.pk: figure for figure in held.filter(pk__in=list(pks)).order_by("pk")}


def record_changes(verb: str, revisions: list[Revision], *, by: User, at: datetime) -> None:
    """Add a line to the audit log for each revision: its number and its value."""
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
DRAFT_FIELDS = [*TYPED_FIELDS, "is_correction", "entered_at", "entered_by", "version"]


def _drafts(figures: dict[int, Figure]) -> dict[int, Revision]:
    undecided = Revision.objects.select_for_update(of=("self",)).filter(
        figure__in=figures, decided_at__isnull=True
    )
    drafts = {}
    for revision in undecided:
        figure = revision.figure = figures[revision.figure_id]
        if not revision.is_editable:
            raise EntryError(f"{figure.label}已上报，正在审核，不能修改。")
        drafts[figure.pk] = revision
    return drafts


def _past(figures: dict[int, Figure]) -> dict[int, int]:
    """The highest number of a revision of each figure that has one."""
    rows = Revision.objects.filter(figure__in=figures).values_list("figure").annotate(Max("number"))
    return dict(rows.order_by())


def _refuse_stale(entries: Sequence[Entry], drafts: dict[int, Revision]) -> None:
    stale = []
    for entry in entries:
        draft = drafts.get(entry.figure.pk)
        now = draft.version if draft else 0
        if entry.version not in {None, now} and _changes(draft, entry):
            stale.append(draft)
    if stale:
        raise StaleError([draft for draft in stale if draft])


def _changes(draft: Revision | None, entry: Entry) -> bool:
    if draft is None:
        return not entry.is_empty
    return any(getattr(draft, name) != getattr(entry, name) for name in DIFFERENCES)


DIFFERENCES = [name for name in TYPED_FIELDS if name != "is_sample"]


def _is_correction(figure: Figure, locks: Locks, *, number: int) -> bool:
    """Whether a revision is a correction after the lock. EntryError where it may not be begun."""
    is_locked = locks.holds_figure(figure)
    if not may_begin(is_locked=is_locked, has_attempt=number > 1):
        raise EntryError(f"{figure.label}未在锁定前报送，现已锁定；{ASK_OFFICE}。")
    return is_locked


def _edit(revision: Revision, entry: Entry, figure: Figure, *, by: User, at: datetime) -> Revision:
    for name in TYPED_FIELDS:
        setattr(revision, name, getattr(entry, name))
    revision.is_correction &= not entry.is_empty
    must_give_reason = revision.is_correction or figure.published_at is not None
    if must_give_reason and not (revision.reason or entry.is_empty):
        raise EntryError(f"{figure.label}已{_stands(figure)}，修正须说明原因。")
    if revision.not_applicable and not revision.note:
        raise EntryError(f"{figure.label}{NONE_NEEDS_REASON}。")
    revision.figure = figure
    revision.entered_at, revision.entered_by = at, by
    revision.version += 1
    return revision


def _stands(figure: Figure) -> str:
    return "发布" if figure.published_at is not None else "锁定"


def _save(revisions: list[Revision]) -> None:
    _mark_samples(revisions)
    edited = [revision for revision in revisions if revision.pk is not None]
    begun = [revision for revision in revisions if revision.pk is None]
    Revision.objects.bulk_create(begun, batch_size=500)
    _carry_evidence({one.figure_id: one for one in begun if one.number > 1})
    Revision.objects.bulk_update(edited, DRAFT_FIELDS, batch_size=500)


def _carry_evidence(begun: dict[int, Revision]) -> None:
    """What was attached to a returned revision follows to the next; it is not uploaded again."""
    if not begun:
        return
    former = Evidence.objects.attached().filter(
        revision__figure__in=begun, revision__status=Status.RETURNED
    )
    carried = []
    for file in former.select_related("revision").order_by("pk"):
        new = begun[file.revision.figure_id]
        if file.revision.number == new.number - 1:
            copied = {name: getattr(file, name) for name in EVIDENCE_FIELDS}
            carried.append(Evidence(revision=new, **copied))
    Evidence.objects.bulk_create(carried, batch_size=500)


EVIDENCE_FIELDS = ["name", "content_type", "size", "checksum", "added_at", "added_by"]


def _mark_samples(revisions: list[Revision]) -> None:
    """Whatever is typed for a sample is one, whoever typed it."""
    lines = Series.objects.filter(on_samples())
    samples = set(lines.filter(figures__in=[one.figure_id for one in revisions]).values_list("pk"))
    for revision in revisions:
        revision.is_sample |= (revision.figure.series_id,) in samples
