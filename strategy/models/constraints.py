"""Constraints that several models share, named like sentences."""

from django.db.models import CheckConstraint, Q

from .fields import Precision


def both_or_neither(moment: str, actor: str) -> CheckConstraint:
    """A moment and its actor are both known or both unknown."""
    known = {f"{moment}__isnull": False, f"{actor}__isnull": False}
    unknown = {f"{moment}__isnull": True, f"{actor}__isnull": True}
    verb = moment.removesuffix("_at")
    return CheckConstraint(condition=Q(**known) | Q(**unknown), name=f"%(class)s_{verb}_pair")


def first_day(field: str = "month", *, name: str = "%(class)s_first_day") -> CheckConstraint:
    """A month is kept as its first day; an unknown one stays empty."""
    known = Q(**{f"{field}__day": 1})
    return CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | known, name=name)


def precision_of_a_day(day: str, precision: str, *, name: str) -> CheckConstraint:
    """Of a day that is not known no precision is told."""
    whole = Q(**{precision: Precision.DAY})
    return CheckConstraint(condition=Q(**{f"{day}__isnull": False}) | whole, name=name)


def not_blank(field: str, *, unless: Q | None = None, name: str) -> CheckConstraint:
    """A text must be given, except where `unless` holds."""
    given = ~Q(**{field: ""})
    return CheckConstraint(condition=given if unless is None else unless | given, name=name)
