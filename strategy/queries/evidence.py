"""The evidence that is attached to revisions."""

from collections import defaultdict
from collections.abc import Iterable

from strategy.models import Evidence, Revision


def evidence_of(revisions: Iterable[Revision]) -> dict[int, tuple[Evidence, ...]]:
    """What is attached to each revision, by its pk; nothing for one without. One query."""
    found = defaultdict(list)
    attached = Evidence.objects.attached().filter(revision__in=[one.pk for one in revisions])
    for evidence in attached.select_related("added_by__organisation").order_by("revision", "pk"):
        found[evidence.revision_id].append(evidence)
    return {pk: tuple(files) for pk, files in found.items()}
