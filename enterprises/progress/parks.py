"""Parks within parks 区中园: which lie inside one, and inside which it lies itself.

`within` has for each park the one that it lies in, or None. No form lets a ring of parks in; where
there is one all the same, each of its parks is met once.
"""

from collections import defaultdict
from collections.abc import Mapping

Within = Mapping[int, int | None]


def parks_inside(within: Within, park: int) -> list[tuple[int, int]]:
    """Every park inside a park, each before those inside it, with its depth from 1 on."""
    inner: dict[int | None, list[int]] = defaultdict(list)
    for one, outer in within.items():
        inner[outer].append(one)
    found, waiting = {park: 0}, [(one, 1) for one in reversed(inner[park])]
    while waiting:
        one, depth = waiting.pop()
        if one not in found:
            found[one] = depth
            waiting += [(below, depth + 1) for below in reversed(inner[one])]
    return list(found.items())[1:]


def parks_around(within: Within, park: int) -> list[int]:
    """The parks that a park lies in, the outermost first."""
    found, outer = [park], within.get(park)
    while outer is not None and outer not in found:
        found.append(outer)
        outer = within.get(outer)
    return found[:0:-1]
