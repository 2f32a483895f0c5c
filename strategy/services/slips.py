"""Verbs: issue_slip, receive_slip (supervision slips 督办单)."""

from datetime import date, datetime

from django.db import transaction

from strategy import clock
from strategy.models import Matter, Slip, User
from strategy.models.matter_steps import WITH_UNIT
from strategy.permissions import insist, may_coordinate, may_sign_for
from strategy.progress.ladder import Rung, demand, rung_on, start_of

from .events import hold_page_counter, raise_page_counter, record_event
from .matter_steps import MatterError, Stand, hold_matter


@transaction.atomic
def issue_slip(matter: Matter, *, by: User, at: datetime, seen: int | None = None) -> Slip:
    """Issue the slip of the rung that holds today to the lead unit, under the year's next number.

    Raises MatterError below blue, where the unit has nothing to do, and the second time.
    """
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    rung = _rung_to_issue(stand, clock.day_of(at))
    hold_page_counter()  # one at a time takes the next number
    slip = _saved(stand, rung, by=by, at=at)
    told = {"slip": slip.label, "rung": rung.label, "organisation": slip.organisation.short_name}
    record_event("签发督办单", stand.matter, str(stand.matter.pk), by=by, at=at, **told)
    raise_page_counter()
    return slip


@transaction.atomic
def receive_slip(slip: Slip, *, by: User, at: datetime) -> Slip:
    """Sign for a slip 签收: the unit it was sent to, once. Raises MatterError."""
    insist(may_sign_for(by, slip))
    stand = hold_matter(slip.matter)
    fresh = Slip.objects.get(pk=slip.pk)
    if fresh.received_at is not None:
        raise MatterError(f"{fresh.label}已签收，无需再次操作。")
    fresh.received_at, fresh.received_by = max(at, fresh.issued_at), by
    fresh.save(update_fields=["received_at", "received_by"])
    told = {"slip": fresh.label}
    record_event("签收督办单", stand.matter, str(stand.matter.pk), by=by, at=at, **told)
    raise_page_counter()
    return fresh


def _rung_to_issue(stand: Stand, today: date) -> Rung:
    """The rung that holds, if a slip of it may be issued."""
    step = stand.step
    if step.status not in WITH_UNIT:
        raise MatterError(f"该事项{step.get_status_display()}，不在承办单位办理，不需要督办。")
    rung = rung_on(step.due_on, today)
    if not rung.has_slip:
        begins = start_of(Rung.BLUE, step.due_on)
        raise MatterError(
            f"该事项{rung.label}，尚未达到督办条件，{begins.month}月{begins.day}日起可签发督办单。"
        )
    own = stand.matter.slips.filter(organisation=step.lead)
    former = own.filter(rung=rung, due_on=step.due_on).first()
    if former is not None:
        raise MatterError(f"该事项已签发{rung.label}单（{former.label}），不重复签发。")
    return rung


def _saved(stand: Stand, rung: Rung, *, by: User, at: datetime) -> Slip:
    today, step = clock.day_of(at), stand.step
    last = Slip.objects.filter(year=today.year).order_by("-number").first()
    return Slip.objects.create(
        matter=stand.matter,
        year=today.year,
        number=last.number + 1 if last else 1,
        rung=rung,
        due_on=step.due_on,
        organisation=step.lead,
        sentence=demand(rung, step.due_on, today),
        issued_at=at,
        issued_by=by,
    )
