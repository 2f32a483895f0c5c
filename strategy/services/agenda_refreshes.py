"""Verb: refresh_rows, which propose_agenda calls for what stands on the agenda already."""

from collections.abc import Iterable
from datetime import datetime

from strategy.models import AgendaItem, AgendaReason, Meeting, User
from strategy.queries.agenda_groups import Proposal
from strategy.queries.agenda_refreshes import REFRESHED, kept_words

from .meeting_rows import record_done

REWRITTEN = ("reason", "sentence", "minutes", "owner", "month")
FIRST_VERSION = 1


def refresh_rows(
    meeting: Meeting, found: Iterable[Proposal], *, by: User, at: datetime
) -> list[AgendaItem]:
    """Say anew why each untouched item is on the agenda; gives those that say something else.

    What the office added, changed or took off stays as it is. The meeting is held; what stood
    before goes into the audit log, from which pages of a past day read it.
    """
    by_subject = {one.subject: one for one in found}
    rows = meeting.agenda.filter(
        subject__in=by_subject, version=FIRST_VERSION, removed_at__isnull=True
    )
    rows = list(rows.exclude(reason=AgendaReason.ADDED).select_related("owner"))
    former = {row.pk: kept_words(row) for row in rows}
    changed = [row for row in rows if _rewrite(row, by_subject[row.subject])]
    if changed:
        AgendaItem.objects.bulk_update(changed, [*REWRITTEN, "is_sample"], batch_size=500)
        told = {str(row.pk): former[row.pk] for row in changed}
        record_done(REFRESHED, meeting, by=by, at=at, former=told)
    return changed


def _rewrite(row: AgendaItem, one: Proposal) -> bool:
    """Lay on an item what is proposed now; whether that differs from what stands."""
    is_other = any(getattr(row, name) != getattr(one, name) for name in REWRITTEN)
    for name in REWRITTEN:
        setattr(row, name, getattr(one, name))
    row.is_sample = row.is_sample or one.is_sample
    return is_other
