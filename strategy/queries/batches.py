"""What a batch did, line by line; and the stamp by which a sheet that we gave out is known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from strategy import months
from strategy.models import Batch, BatchLine, Organisation, Revision, Status

STAMP_SHEET = "填报表信息"
STAMP_KIND = "luohe-sheet-1"
CHECKSUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which sheet a workbook is: unit (code), month (YYYY-MM) and the series in order (codes)."""

    organisation: str
    month: str
    codes: tuple[str, ...]

    @property
    def checksum(self) -> str:
        """Over all of it; nobody can make one who does not know the site's key."""
        text = "\n".join([STAMP_KIND, self.organisation, self.month, *self.codes])
        return salted_hmac("strategy.sheet", text, algorithm="sha256").hexdigest()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """As the hidden sheet has it."""
        head = [
            ("kind", STAMP_KIND),
            ("organisation", self.organisation),
            ("month", self.month),
            ("checksum", self.checksum),
        ]
        return [*head, *((str(number), code) for number, code in enumerate(self.codes, 1))]


def stamp_of(organisation: Organisation, month: date, codes: Iterable[str]) -> Stamp:
    """The stamp of a unit's month with the series that it owes."""
    return Stamp(organisation.code, months.code(month), tuple(codes))


def read_stamp(rows: Sequence[Sequence[object]]) -> Stamp | None:
    """The stamp that a hidden sheet holds; None if it was tampered with."""
    pairs = [(str(row[0]), str(row[1])) for row in rows if len(row) > 1 and row[0] is not None]
    if [name for name, _ in pairs[:4]] != ["kind", "organisation", "month", "checksum"]:
        return None
    (_, kind), (_, organisation), (_, month), (_, checksum) = pairs[:4]
    stamp = Stamp(organisation, month, tuple(code for _, code in pairs[4:]))
    if kind != STAMP_KIND or not CHECKSUM.fullmatch(checksum):
        return None
    return stamp if constant_time_compare(stamp.checksum, checksum) else None


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A committed batch with its lines; `approved` of them can no longer be taken back."""

    batch: Batch
    lines: tuple[BatchLine, ...]
    approved: int

    @property
    def may_be_undone(self) -> bool:
        """Whether the step is still there, whoever asks for it."""
        return self.batch.undone_at is None and not self.approved


def batch_record(batch: Batch) -> BatchRecord:
    """What a batch wrote, in the order of its lines. Two queries."""
    revisions = Revision.objects.select_related("figure__series__item", "figure__series__metric")
    lines = batch.lines.prefetch_related(Prefetch("revision", revisions)).order_by("pk")
    lines = tuple(lines)
    approved = sum(line.revision.status == Status.APPROVED for line in lines)
    return BatchRecord(batch, lines, approved)


def batches_of(organisation: Organisation) -> QuerySet[Batch]:
    """The committed batches of a unit, undone or not, newest first, with `line_count`."""
    committed = Batch.objects.filter(organisation=organisation, number__isnull=False)
    rows = committed.select_related("committed_by").annotate(line_count=Count("lines"))
    return rows.order_by("-number")


def last_number() -> int:
    """The highest number of a batch so far."""
    return Batch.objects.aggregate(last=Max("number"))["last"] or 0
