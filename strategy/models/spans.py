"""Times from a first day to a last: an unknown first day counts as always; the last is outside."""

from datetime import date

from django.db.models import Q


def spans(day: date, first: str, last: str, path: str = "") -> Q:
    """The row at the end of `path` stood on a day, by its fields `first` and `last`."""
    return begun_on(day, f"{path}{first}") & unended_on(day, f"{path}{last}")


def begun_on(day: date, first: str) -> Q:
    """Rows that had begun on a day."""
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": day})


def unended_on(day: date, last: str) -> Q:
    """Rows that had not ended on a day."""
    return Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gt": day})
