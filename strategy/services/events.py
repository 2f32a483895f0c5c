"""Verbs: record_event, record_events, hold_page_counter, raise_page_counter."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Model

from strategy.models import Event, PageCounter, User


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that was done: a verb, what it was done to, and the words to show for it."""

    verb: str
    subject: Model
    key: str
    detail: dict = field(default_factory=dict)


def record_event(verb: str, subject: Model, key: str, *, by: User | None, at: datetime, **detail):
    """Add one line to the audit log. `by=None` is the machine."""
    record_events([Happening(verb, subject, key, detail)], by=by, at=at)


def record_events(happenings: list[Happening], *, by: User | None, at: datetime) -> None:
    """Add many lines to the audit log in one statement."""
    Event.objects.bulk_create(
        [
            Event(
                verb=happening.verb,
                actor=by,
                at=at,
                subject_kind=happening.subject._meta.label_lower,
                subject_key=happening.key,
                detail=happening.detail,
            )
            for happening in happenings
        ],
        batch_size=500,
    )


def hold_page_counter() -> None:
    """Let one writer at a time go on from here until its transaction ends."""
    PageCounter.objects.select_for_update().get_or_create(pk=1)


def raise_page_counter() -> None:
    """Say that reading pages have changed; the last statement of a writing service."""
    counter = PageCounter.objects.filter(pk=1)
    if not counter.update(value=F("value") + 1):
        PageCounter.objects.get_or_create(pk=1)  # two first writers may meet here
        counter.update(value=F("value") + 1)
