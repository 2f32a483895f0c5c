"""What was entered with the one-time key of a form: a form that is sent twice is entered once."""

from datetime import datetime, timedelta

from django.db.models import Model

from strategy.models import Event, User

KEPT = timedelta(days=1)
"""For how long a key is remembered."""


def in_detail(key: str) -> dict[str, str]:
    """The key as the audit log keeps it, with what was entered."""
    return {"form_key": key} if key else {}


def entered_with(key: str, model: type[Model], *, by: User, at: datetime) -> str | None:
    """The subject key of what a person entered with this key of late; None where nothing was.

    To be asked under the lock that lets one at a time enter it.
    """
    if not key:
        return None
    entered = Event.objects.filter(
        actor=by, subject_kind=model._meta.label_lower, at__gt=at - KEPT, detail__form_key=key
    )
    return entered.order_by("pk").values_list("subject_key", flat=True).first()
