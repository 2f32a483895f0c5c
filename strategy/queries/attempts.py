"""Revisions with what belongs to each: attached files, and the batch that brought its value."""

from collections.abc import Iterable
from dataclasses import dataclass

from strategy.models import BatchLine, Evidence, Revision

from .evidence import evidence_of


@dataclass(frozen=True, slots=True)
class Attempt:
    """A revision, its files, and the line of the last batch that wrote it, if one did."""

    revision: Revision
    evidence: tuple[Evidence, ...] = ()
    line: BatchLine | None = None

    @property
    def is_imported(self) -> bool:
        """Whether it stands as the batch wrote it. Only what is typed moves `entered_at`, while a
        recall raises the version too.
        """
        line = self.line
        if line is None:
            return False
        as_written = self.revision.entered_at == line.batch.committed_at
        return as_written or line.version == self.revision.version

    @property
    def is_edited_since(self) -> bool:
        """Whether somebody typed over what a batch had written."""
        return self.line is not None and not self.is_imported


def attempts_of(revisions: Iterable[Revision]) -> tuple[Attempt, ...]:
    """The revisions with what belongs to them, in their order. Two queries."""
    revisions = list(revisions)
    files, lines = evidence_of(revisions), _lines(revisions)
    return tuple(Attempt(one, files.get(one.pk, ()), lines.get(one.pk)) for one in revisions)


def _lines(revisions: list[Revision]) -> dict[int, BatchLine]:
    """By revision the line of the last batch that was not undone."""
    rows = BatchLine.objects.filter(
        revision__in=[one.pk for one in revisions],
        batch__committed_at__isnull=False,
        batch__undone_at__isnull=True,
    )
    return {line.revision_id: line for line in rows.select_related("batch").order_by("version")}
