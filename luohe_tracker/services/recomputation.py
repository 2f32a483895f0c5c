"""Verbs: bring_up_to_date, recompute (assessments), settle_figures (from their revisions)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from strategy.models import Assessment, Figure, Revision, TrackedItem
from strategy.services.assessments import rebuild, restate_all
from strategy.services.events import raise_page_counter


def bring_up_to_date(items: Iterable[int], *, at: datetime) -> int:
    """Assess items (pks): their whole history where they have none, else what changed by now.

    Gives how many results are new.
    """
    wanted = set(items)
    known = set(Assessment.objects.filter(item__in=wanted).values_list("item", flat=True))
    fresh = wanted - known
    return rebuild(sorted(fresh), at=at) + restate_all(sorted(wanted & known), at=at)


@transaction.atomic
def recompute(*, at: datetime, keep: bool = True) -> int:
    """Assess everything anew and give how many results changed; `keep=False` undoes it."""
    changed = bring_up_to_date(TrackedItem.objects.values_list("pk", flat=True), at=at)
    if changed:
        raise_page_counter()
    if not keep:
        transaction.set_rollback(True)
    return changed


def settle_figures(figures: QuerySet[Figure]) -> int:
    """Set figures to their last approved revision, or to unpublished; give how many differed."""
    wrong = unsettled(figures)
    for figure, values in wrong:
        for name, value in zip(PUBLISHED, values, strict=True):
            setattr(figure, name, value)
    Figure.objects.bulk_update([figure for figure, _ in wrong], PUBLISHED, batch_size=200)
    return len(wrong)


def unsettled(figures: QuerySet[Figure]) -> list[tuple[Figure, tuple]]:
    """The figures that differ from their last approved revision, with what they should be."""
    approved = Revision.objects.approved().filter(figure__in=figures).order_by("number")
    last = {revision.figure_id: revision for revision in approved}
    pairs = [
        (figure, _stated(figure, last.get(figure.pk)))
        for figure in figures.select_related("series__item", "series__metric")
    ]
    return [
        (figure, values)
        for figure, values in pairs
        if tuple(getattr(figure, name) for name in PUBLISHED) != values
    ]


PUBLISHED = ["value", "base", "not_applicable", "published_at", "is_sample"]


def _stated(figure: Figure, revision: Revision | None) -> tuple:
    """What a figure should hold whose last approved revision this is."""
    if revision is None:
        return None, None, False, None, figure.series.is_sample
    decided = revision.decided_at
    return revision.value, revision.base, revision.not_applicable, decided, revision.is_sample
