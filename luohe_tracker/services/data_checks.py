"""Verbs: find_problems (what must hold of the data and no constraint can hold)."""

from datetime import date, datetime

from django.apps import apps
from django.db.models import Q

from enterprises.models import PoolEntry
from strategy.models import (
    Figure,
    ListEntry,
    Metric,
    Milestone,
    Organisation,
    Programme,
    Responsibility,
    Revision,
    Target,
    TrackedItem,
)
from strategy.models.series import on_samples

from .matter_checks import matter_problems
from .recomputation import recompute, unsettled

LISTED = {"tasks": 55, "projects": 15, "enterprises": 51, "parks": 24}
KINDS = ["strategy.action", "strategy.task", "projects.project", "enterprises.enterprise",
         "enterprises.park"]  # fmt: skip
SHOWN = 5


def find_problems(*, on: date, at: datetime) -> list[str]:
    """One sentence for each rule that the data breaks; none is sound. Nothing is changed."""
    return [
        *_wrong_counts(on),
        *_items_without_kind(),
        *_told("figures differ from their last approved revision",
               [str(figure) for figure, _ in unsettled(Figure.objects.all())]),
        *_told("metrics are samples and not named 示例, or the reverse", _misnamed(Metric)),
        *_told("items are samples and not named 示例, or the reverse", _misnamed(TrackedItem)),
        *_told("revisions are samples of real work", _astray(Revision, "figure__series__")),
        *_told("targets are samples of real work", _astray(Target, "series__")),
        *_told("milestones are samples of real work", Milestone.objects.filter(
            is_sample=True, item__is_sample=False)),
        *_told("sample posts answer for real work", Responsibility.objects.filter(
            Q(is_sample=True) | Q(post__is_sample=True), item__is_sample=False)),
        *_told("entries in pools are samples of real work", PoolEntry.objects.filter(
            is_sample=True, member__is_sample=False)),
        *_told("figures of samples are not marked as such", _unmarked(Figure, "series__")),
        *_told("revisions of samples are not marked as such",
               _unmarked(Revision, "figure__series__")),
        *(line for what, rows in matter_problems() for line in _told(what, rows)),
        *_changed_assessments(at),
    ]  # fmt: skip


def _wrong_counts(on: date) -> list[str]:
    listed = ListEntry.objects.on(on)
    counts = {
        "actions": (TrackedItem.objects.filter(kind=KINDS[0]).count(), 7),
        "programmes": (Programme.objects.count(), 3),
        "areas": (Organisation.objects.areas().count(), 8),
    } | {f"listed {name}": (listed.filter(list=name).count(), n) for name, n in LISTED.items()}
    return [
        f"There are {count} {name}, and there must be {wanted}."
        for name, (count, wanted) in counts.items()
        if count != wanted
    ]


def _items_without_kind() -> list[str]:
    homeless = TrackedItem.objects.all()
    for kind in KINDS:
        homeless = homeless.exclude(pk__in=apps.get_model(kind).objects.filter(kind=kind))
    codes = list(homeless.values_list("code", flat=True))
    return _told("items are of no kind that has a page", codes)


def _misnamed(model: type) -> list[str]:
    named = Q(name__startswith="示例")
    rows = model.objects.filter(named & Q(is_sample=False) | ~named & Q(is_sample=True))
    return list(rows.values_list("code", flat=True))


def _astray(model: type, series: str) -> list:
    """Samples on a real item that is no action."""
    real = Q(**{f"{series}item__is_sample": False}) & ~Q(**{f"{series}item__kind": KINDS[0]})
    return list(model.objects.filter(real, is_sample=True))


def _unmarked(model: type, series: str) -> list:
    return list(model.objects.filter(on_samples(series), is_sample=False))


def _changed_assessments(at: datetime) -> list[str]:
    changed = recompute(at=at, keep=False)
    return [f"{changed} assessments change when they are computed anew."] if changed else []


def _told(what: str, rows) -> list[str]:
    names = [str(row) for row in rows]
    if not names:
        return []
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return [f"{len(names)} {what}: {', '.join(names[:SHOWN])}{more}."]
