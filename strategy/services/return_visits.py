"""Verb: make_return_visit."""

from datetime import datetime

from django.db import transaction

from strategy.models import Matter, MatterStatus, ReturnVisit, User
from strategy.permissions import insist, may_coordinate

from .events import raise_page_counter, record_event
from .matter_steps import MatterError, check_length, hold_matter, in_order

LONGEST = 300
"""Characters of what was heard."""


@transaction.atomic
def make_return_visit(
    matter: Matter, is_satisfied: bool, note: str, *, by: User, at: datetime
) -> ReturnVisit:
    """Keep what the enterprise said about a closed matter of its own 回访; a later one counts.

    Raises MatterError for a matter that is not closed or that no enterprise raised.
    """
    insist(may_coordinate(by))
    stand = hold_matter(matter)
    if stand.matter.origin != Matter.Origin.ENTERPRISE:
        raise MatterError("只回访企业反映的事项。")
    if stand.step.status != MatterStatus.CLOSED:
        raise MatterError(f"该事项{stand.step.get_status_display()}，销号后才能回访。")
    if not note.strip():
        raise MatterError("请填写回访情况。", "note")
    check_length(note.strip(), LONGEST)
    at = in_order(stand.step, at)
    stand.matter.return_visits.known_at(None).update(superseded_at=at)
    visit = stand.matter.return_visits.create(
        is_satisfied=is_satisfied, note=note.strip(), made_at=at, made_by=by
    )
    told = {"is_satisfied": is_satisfied, "note": visit.note}
    record_event("回访", stand.matter, str(stand.matter.pk), by=by, at=at, **told)
    raise_page_counter()
    return visit
