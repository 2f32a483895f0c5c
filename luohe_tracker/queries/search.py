"""One search over everything that has a page."""

from dataclasses import replace
from datetime import date, datetime

from enterprises.queries.pool_search import search_pools
from strategy.models import Assessment
from strategy.progress import Standing
from strategy.queries.matter_search import search_matters, search_meetings
from strategy.queries.matters import day_before
from strategy.queries.post_search import search_posts
from strategy.queries.search import (
    Found,
    FoundGroup,
    is_blank,
    search_items,
    search_metrics,
    search_organisations,
)


def search_everything(query: str, month: date, at: datetime | None) -> list[FoundGroup]:
    """What a query finds, by kind, items with how they stand in a month. Eight queries.

    An empty query finds nothing. The kind with the best result comes first.
    """
    if is_blank(query):
        return []
    items = _with_standings(search_items(query), month, at)
    work = [search_matters(query, at), search_meetings(query, at)]
    people = search_posts(query, day_before(at))
    named = [search_pools(query), search_organisations(query), search_metrics(query)]
    groups = [*items, *work, people, *named]
    found = [group for group in groups if group.results]
    return sorted(found, key=lambda group: group.results[0].score)


def _with_standings(groups: list[FoundGroup], month: date, at: datetime | None) -> list[FoundGroup]:
    results = Assessment.objects.known_at(at).of_items().in_month(month)
    rows = results.values_list("item__code", "standing", "is_sample")
    standings = {code: (Standing(standing), sample) for code, standing, sample in rows}
    return [
        replace(group, results=tuple(_stand(one, standings) for one in group.results))
        for group in groups
    ]


def _stand(found: Found, standings: dict[str, tuple[Standing, bool]]) -> Found:
    standing, is_sample = standings.get(found.code, (None, False))
    return replace(found, standing=standing, standing_is_sample=is_sample)
