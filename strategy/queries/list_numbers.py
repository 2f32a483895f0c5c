"""Which place is free on a list."""

from itertools import count

from strategy.models import ListEntry


def free_number(key: ListEntry.List) -> int:
    """The smallest number under which nothing stands on a list. One query."""
    standing = ListEntry.objects.filter(list=key, delisted_on__isnull=True).order_by()
    taken = set(standing.values_list("number", flat=True))
    return next(number for number in count(1) if number not in taken)
