"""Verbs: approve_unquestioned (“通过全部无疑问项”), note_ignored_values."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from strategy.models import Revision, User
from strategy.permissions import insist, may_decide
from strategy.queries.questions import questionable

from .events import Happening, raise_page_counter, record_events
from .figures import revision_key
from .publications import approve_revisions
from .submissions import ChangedError

IGNORED = "审核中提交数值（已忽略）"


@transaction.atomic
def approve_unquestioned(
    revisions: Iterable[Revision], *, by: User, at: datetime, seen: Mapping[int, int]
) -> list[Revision]:
    """Approve many at once, none of which is questionable; else ChangedError, and none is.

    What is asked about a revision is fixed while its version is the `seen` one, but evidence may
    have gone since.
    """
    asked = questionable(seen)
    fresh = approve_revisions(revisions, by=by, at=at, seen=seen)
    if asked:
        raise ChangedError(asked)
    return fresh


@transaction.atomic
def note_ignored_values(
    revisions: Iterable[Revision], typed: Mapping[str, str], *, by: User, at: datetime
) -> None:
    """Keep on record that a reviewer sent values along with a decision; they change nothing."""
    happenings = []
    for one in revisions:
        insist(may_decide(by, one))
        detail = {"number": one.number, "ignored": dict(typed)}
        happenings.append(Happening(IGNORED, one.figure, revision_key(one), detail))
    record_events(happenings, by=by, at=at)
    raise_page_counter()
