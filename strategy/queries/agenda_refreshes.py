"""The evidence of agenda items as it was written, read back from the audit log."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from strategy.models import AgendaItem, AgendaReason, Event, Meeting

REFRESHED = "更新议程"
"""The verb under which the log keeps what stood before the evidence was written anew."""


def kept_words(row: AgendaItem) -> dict:
    """What the log keeps of an item whose evidence is about to be written anew."""
    month = row.month.isoformat() if row.month else None
    return {
        "title": row.title, "reason": row.reason, "sentence": row.sentence,
        "minutes": row.minutes, "month": month,
    }  # fmt: skip


def as_written(
    meeting: Meeting, rows: Iterable[AgendaItem], at: datetime | None
) -> list[AgendaItem]:
    """The items with the evidence that they had just before a moment (None is now).

    `written_at` says when that was written. One query where anything was proposed from the data.
    """
    rows = list(rows)
    is_proposed = any(row.reason != AgendaReason.ADDED for row in rows)
    events = list(_refreshes(meeting)) if is_proposed else []
    for row in rows:
        _write_back(row, events, at)
    return rows


def _refreshes(meeting: Meeting) -> QuerySet[Event]:
    key = f"{meeting.series.code} {meeting.number}"
    kind = Meeting._meta.label_lower
    return Event.objects.filter(verb=REFRESHED, subject_kind=kind, subject_key=key).order_by("pk")


def _write_back(row: AgendaItem, events: list[Event], at: datetime | None) -> None:
    own = [one for one in events if str(row.pk) in one.detail["former"]]
    known = [one for one in own if at is None or one.at < at]
    row.written_at = known[-1].at if known else row.added_at
    if len(known) == len(own):
        return
    former = own[len(known)].detail["former"][str(row.pk)]
    row.reason, row.sentence, row.minutes = (
        former[name] for name in ("reason", "sentence", "minutes")
    )
    row.month = date.fromisoformat(former["month"]) if former["month"] else None
