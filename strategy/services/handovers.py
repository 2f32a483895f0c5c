"""Verbs: hand_over (a leaver's series to a colleague), assign_keeper (of several series)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from strategy.models import Series, User
from strategy.permissions import insist, may_coordinate, may_keep_series

from .events import Happening, raise_page_counter, record_event, record_events


class HandoverError(Exception):
    """Series cannot be handed over; the message says why in words for the screen."""


@transaction.atomic
def hand_over(leaver: User, colleague: User, *, by: User, at: datetime) -> int:
    """Make a colleague the keeper of all that a leaver keeps, and so of its open rows.

    Drafts keep the name of whoever wrote them. Gives how many series moved. Raises HandoverError
    if the two are of different units, or the colleague cannot report.
    """
    insist(may_coordinate(by))
    if leaver.pk == colleague.pk:
        raise HandoverError("接收人须是另一名经办人。")
    if leaver.organisation_id != colleague.organisation_id:
        raise HandoverError("接收人须与移交人同属一个单位。")
    _refuse_non_reporter(colleague)
    held = Series.objects.select_for_update(no_key=True).filter(keeper=leaver).order_by("pk")
    codes = [series.code for series in held]
    if not codes:
        return 0
    Series.objects.filter(code__in=codes).update(keeper=colleague)
    told = {"to": colleague.username, "series": codes}
    record_event("交接", leaver, leaver.username, by=by, at=at, **told)
    raise_page_counter()
    return len(codes)


@transaction.atomic
def assign_keeper(series: Iterable[Series], keeper: User | None, *, by: User, at: datetime) -> int:
    """Make someone of the reporting unit the keeper of series; None is the whole unit.

    Gives how many changed. Raises HandoverError if the keeper is of another unit or cannot report.
    """
    insist(may_coordinate(by))
    wanted = [one.pk for one in series]
    held = Series.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    held = list(held.order_by("pk"))
    if keeper is not None:
        _refuse_non_reporter(keeper)
        if any(one.organisation_id != keeper.organisation_id for one in held):
            raise HandoverError("经办人须是填报单位的人员。")
    changed = [one for one in held if one.keeper_id != (keeper.pk if keeper else None)]
    if not changed:
        return 0
    Series.objects.filter(pk__in=[one.pk for one in changed]).update(keeper=keeper)
    to = keeper.username if keeper else None
    record_events(
        [Happening("指定经办人", one, one.code, {"to": to}) for one in changed], by=by, at=at
    )
    raise_page_counter()
    return len(changed)


def _refuse_non_reporter(user: User) -> None:
    if not may_keep_series(user):
        raise HandoverError(f"{user.name}不是可以登录的经办人，不能接收填报项。")
