"""What has become of a revision that was to be decided, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from strategy.models import Revision, Status
from strategy.ui.formatting import datetime_label

ASKED_SINCE = "已不属于无疑问项，须逐项核对"


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of what changed after the page was opened; `url` is its row, or its passport."""

    pk: int
    name: str
    words: str
    url: str


def moved_lines(revisions: Iterable[Revision], seen: Mapping[int, int]) -> list[Moved]:
    """A line for each revision that is no longer what was `seen` (version by pk)."""
    return [
        Moved(one.pk, revision_name(one), moved_words(one, seen), _url(one)) for one in revisions
    ]


def revision_name(revision: Revision) -> str:
    """The figure with the item that it belongs to."""
    return f"{revision.figure.series.item.name}{revision.figure.label}"


def moved_words(revision: Revision, seen: Mapping[int, int]) -> str:
    """What has become of a revision since it was seen."""
    if revision.decided_by is not None:
        who = f"{revision.decided_by.organisation.short_name}{revision.decided_by.name}"
        verb = "审核通过" if revision.status == Status.APPROVED else "退回"
        return f"已由{who}于{datetime_label(revision.decided_at)}{verb}"
    if revision.status == Status.DRAFT:
        return "已由填报单位撤回"
    if revision.version != seen.get(revision.pk):
        return "填报单位撤回后重新上报，请核对现在的上报值"
    return ASKED_SINCE


def _url(revision: Revision) -> str:
    is_listed = revision.status == Status.SUBMITTED
    return f"#row-{revision.pk}" if is_listed else revision.figure.get_absolute_url()
