"""The meetings that a post chairs: those whose 主持人 is its title, in just these words."""

from datetime import datetime

from strategy.models import Meeting, Post

from .meeting_lists import ListedMeeting, listed

MOST = 12
"""So many are shown; the list of meetings has them all."""


def meetings_chaired(post: Post, at: datetime | None) -> list[ListedMeeting]:
    """The latest meetings in the chair of a post as they were known at a moment. Three queries."""
    rows = Meeting.objects.known_at(at).filter(chair=post.title).select_related("series")
    return listed(list(rows.order_by("-meets_on", "series", "-number")[:MOST]), at)
