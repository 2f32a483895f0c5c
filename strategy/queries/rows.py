"""One row of a sheet on a page of its own: a figure with all that its unit needs to fill it in."""

from dataclasses import dataclass
from datetime import date, datetime

from strategy.models import Figure, Revision, Status

from .attempts import Attempt, attempts_of
from .entries import entry_contexts
from .locks import locks_of, may_begin
from .sheet_rows import SheetRow, sheet_row


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as its unit sees it: its row of the sheet, and its revisions, newest first.

    A draft that was emptied again is no attempt, but has a `number` and a version, as the next one
    will. `is_locked` tells whether a lock holds for the unit.
    """

    sheet: SheetRow
    attempts: tuple[Attempt, ...]
    number: int
    is_locked: bool

    @property
    def figure(self) -> Figure:
        return self.sheet.figure

    @property
    def value_label(self) -> str:
        """What is typed, as its column says."""
        return self.sheet.value_label

    @property
    def version(self) -> int:
        """That of the draft, emptied or not; 0 where there is none."""
        return self.sheet.version

    @property
    def last(self) -> Revision | None:
        return self.attempts[0].revision if self.attempts else None

    @property
    def draft(self) -> Attempt | None:
        """What is being typed."""
        return self.attempts[0] if self.last and self.last.is_editable else None

    @property
    def waiting(self) -> Attempt | None:
        """What lies with the reviewer."""
        is_waiting = self.last and self.last.status == Status.SUBMITTED
        return self.attempts[0] if is_waiting else None

    @property
    def returned(self) -> Revision | None:
        """What came back, as long as it is not answered."""
        before = self.attempts[1:] if self.draft else self.attempts
        newest = before[0].revision if before else None
        return newest if newest and newest.status == Status.RETURNED else None

    @property
    def approved(self) -> Revision | None:
        """What stands."""
        revisions = (one.revision for one in self.attempts)
        return next((one for one in revisions if one.status == Status.APPROVED), None)

    @property
    def is_correction(self) -> bool:
        """Whether a reason must be given: it is published, or was reported before the lock."""
        return self.figure.published_at is not None or (self.is_locked and not self.is_closed)

    @property
    def is_closed(self) -> bool:
        """Whether the lock came before anything was reported."""
        return not may_begin(is_locked=self.is_locked, has_attempt=self.number > 1)

    @property
    def may_enter(self) -> bool:
        return self.waiting is None and not self.is_closed


PATHS = ("series__metric", "series__item", "series__organisation", "series__reviewer")
PEOPLE = (
    "entered_by__organisation", "submitted_by__organisation", "submitted_for__organisation",
    "decided_by__organisation", "source",
)  # fmt: skip


def row_of(series: str, month: date, organisation: str, at: datetime) -> Row | None:
    """The row of a series (by code) in the sheet of a unit (by code); None if there is none.

    The number of queries does not grow with what was tried before.
    """
    owed = Figure.objects.select_related(*PATHS).filter(month=month, series__code=series)
    figure = owed.filter(series__organisation__code=organisation).first()
    if figure is None or not figure.series.metric.is_typed:
        return None
    revisions = list(figure.revisions.select_related(*PEOPLE).order_by("number"))
    is_locked = locks_of([month], at).holds_figure(figure)
    context = entry_contexts([figure])[figure.pk]
    return Row(
        sheet=sheet_row(1, context, revisions, is_locked=is_locked),
        attempts=attempts_of(one for one in reversed(revisions) if not is_given_up(one)),
        number=_number(revisions),
        is_locked=is_locked,
    )


def is_given_up(revision: Revision) -> bool:
    """Whether it is a draft that was emptied again, which stands for nothing."""
    return revision.is_editable and revision.is_empty


def _number(revisions: list[Revision]) -> int:
    """That of the draft, or of the next one."""
    if not revisions:
        return 1
    last = revisions[-1]
    return last.number if last.is_editable else last.number + 1
