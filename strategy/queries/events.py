"""What conditional pages depend on, and the history of a subject."""

from strategy.models import Event, PageCounter


def page_counter() -> int:
    """How often the reading pages have changed."""
    return PageCounter.objects.values_list("value", flat=True).first() or 0


def history_of(subject_kind: str, subject_key: str) -> list[Event]:
    """The audit log of one subject, newest first, with the actors' organisations."""
    return list(
        Event.objects.filter(subject_kind=subject_kind, subject_key=subject_key).select_related(
            "actor__organisation"
        )
    )
