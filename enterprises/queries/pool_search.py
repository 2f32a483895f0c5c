"""Pools by name, for the search over everything that has a page."""

from enterprises.models import Pool
from strategy.queries.search import Found, FoundGroup, best_match, group_of, pieces_of


def search_pools(query: str) -> FoundGroup:
    """Pools by name and code, a tier with what it is a tier of. One query."""
    found = [_found(pool, query) for pool in Pool.objects.select_related("parent")]
    return group_of(Pool._meta.verbose_name, [one for one in found if one is not None])


def _found(pool: Pool, query: str) -> Found | None:
    match = best_match(query, pool.code, pool.name)
    if match is None:
        return None
    note = pool.parent.name if pool.parent else pool.get_members_display()
    pieces = pieces_of(pool.name, match)
    return Found("", pool.name, pool.get_absolute_url(), note, False, match.score, pieces)
