"""Lines of batches, as if an import had written a revision."""

from strategy.models import Batch, BatchLine, Revision

from .figures import NOON
from .organisations import UserFactory


def import_line(
    revision: Revision, *, version: int = 1, number: int = 12, kind="upload", undone=False
) -> BatchLine:
    """A line of a committed batch that wrote a version of the revision at NOON."""
    user = UserFactory()
    batch = Batch.objects.create(
        organisation=revision.figure.series.organisation,
        month=revision.figure.month,
        kind=kind,
        file_name="月报.xlsx" if kind == "upload" else "",
        size=9,
        checksum="b" * 64,
        number=number,
        made_at=NOON,
        made_by=user,
        committed_at=NOON,
        committed_by=user,
        undone_at=NOON if undone else None,
        undone_by=user if undone else None,
    )
    return BatchLine.objects.create(
        batch=batch, revision=revision, version=version, sheet="月报", cell="C5", raw="１，２３４"
    )
