"""Filters of the items in the care of a post."""

from .items import ItemFilter


class PostItemFilter(ItemFilter):
    """A post has few items: search, standing and change are enough."""

    organisation = None
    area = None
    action = None
