"""All sources by kind, each with how many records cite it."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery

from strategy.models import Source


@dataclass(frozen=True, slots=True)
class Citation:
    """How many records of a kind, such as 事实, cite a source."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with its citations, the most first."""

    source: Source
    citations: tuple[Citation, ...]

    @property
    def total(self) -> int:
        return sum(citation.count for citation in self.citations)


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Sources of one kind, in the order of their codes."""

    kind: str
    title: str
    sources: tuple[CitedSource, ...]


def source_groups() -> list[SourceGroup]:
    """Every source, by kind: the seed article first, samples last. One query."""
    relations = {f"cited_{place}": each for place, each in enumerate(Source._meta.related_objects)}
    counts = {name: _count(each) for name, each in relations.items()}
    order = {kind: place for place, kind in enumerate(Source.Kind.values)}
    rows = sorted(Source.objects.annotate(**counts), key=lambda source: order[source.kind])
    names = {name: each.related_model._meta.verbose_name for name, each in relations.items()}
    return [
        SourceGroup(kind, Source.Kind(kind).label, tuple(_cited(row, names) for row in group))
        for kind, group in groupby(rows, key=lambda source: source.kind)
    ]


def _count(relation) -> Subquery:
    citing: QuerySet = relation.related_model.objects.filter(
        **{relation.field.name: OuterRef("pk")}
    )
    counted = citing.order_by().values(relation.field.name).annotate(count=Count("pk"))
    return Subquery(counted.values("count"), output_field=IntegerField())


def _cited(source: Source, names: dict[str, str]) -> CitedSource:
    citations = [Citation(kind, getattr(source, name) or 0) for name, kind in names.items()]
    there = [citation for citation in citations if citation.count]
    return CitedSource(source, tuple(sorted(there, key=lambda one: -one.count)))
