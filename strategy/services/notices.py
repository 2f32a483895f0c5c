"""Verbs: post_notice, withdraw_notice."""

from datetime import datetime

from django.db import transaction

from strategy.models import Notice, User
from strategy.permissions import insist, may_coordinate

from .events import raise_page_counter, record_event


class NoticeError(Exception):
    """A notice cannot be withdrawn; the message says why in words for the screen."""


@transaction.atomic
def post_notice(notice: Notice, *, by: User, at: datetime) -> Notice:
    """Show a notice above the entry page from its first day to its last."""
    insist(may_coordinate(by))
    notice.posted_at, notice.posted_by = at, by
    notice.save()
    record_event("发布通知公告", notice, str(notice.pk), by=by, at=at, title=notice.title)
    raise_page_counter()
    return notice


@transaction.atomic
def withdraw_notice(notice: Notice, *, by: User, at: datetime) -> Notice:
    """Take a notice down; it is kept. Raises NoticeError if it was taken down already."""
    insist(may_coordinate(by))
    fresh = Notice.objects.select_for_update().get(pk=notice.pk)
    if fresh.withdrawn_at is not None:
        raise NoticeError(f"通知公告“{fresh.title}”已撤下。")
    fresh.withdrawn_at, fresh.withdrawn_by = at, by
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_event("撤下通知公告", fresh, str(fresh.pk), by=by, at=at, title=fresh.title)
    raise_page_counter()
    return fresh
