"""How the items of an action stand, list by list, as bars of links to exactly those rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.urls import reverse

from strategy.progress import Standing
from strategy.queries.details import StandingCount


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a split bar."""

    standing: Standing
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class KindStanding:
    """One kind of items of an action: how many, how they stand, and the address of their list."""

    title: str
    count: int
    url: str
    parts: tuple[Part, ...]
    is_sample: bool


def kind_standings(
    counts: Iterable[StandingCount], action: str, reading_query: str
) -> list[KindStanding]:
    """The bars of an action (its code); `reading_query` is what links carry on."""
    groups = groupby(counts, key=lambda count: count.kind)
    return [_kind(kind, list(group), f"action={action}&{reading_query}") for kind, group in groups]


def _kind(kind: str, counts: list[StandingCount], query: str) -> KindStanding:
    app, _, model = kind.partition(".")
    url = f"{reverse(f'{app}:{model}_list')}?{query}"
    return KindStanding(
        title=str(apps.get_model(kind)._meta.verbose_name_plural),
        count=sum(one.count for one in counts),
        url=url,
        parts=tuple(
            Part(one.standing, one.count, f"{url}&standing={one.standing.value}") for one in counts
        ),
        is_sample=any(one.is_sample for one in counts),
    )
