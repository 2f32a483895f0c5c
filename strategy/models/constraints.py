"""Constraints that several models share, named like sentences."""

from django.db.models import CheckConstraint, Q


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


def not_blank(field: str, *, unless: Q, name: str) -> CheckConstraint:
    """A text must be given except where `unless` holds."""
    return CheckConstraint(condition=unless | ~Q(**{field: ""}), name=name)
