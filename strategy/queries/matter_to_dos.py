"""What waits for a person about matters and meetings: the same rows for the menu and the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from strategy.models import (
    Matter,
    MatterRequest,
    MatterStatus,
    MatterStep,
    Meeting,
    Organisation,
    Slip,
    User,
    Verb,
)
from strategy.models.matter_steps import WITH_UNIT
from strategy.permissions import may_coordinate, may_review_any
from strategy.progress.ladder import Rung, latest_due, rung_on

from .matter_handlers import handled_by
from .matters import lacks_visit, of_rung


class MatterDuty(StrEnum):
    """What a person is asked to do, in the order of the list."""

    REDO = "redo"
    RECEIVE = "receive"
    SIGN = "sign"
    HANDLE = "handle"
    VERIFY = "verify"
    ASSIGN = "assign"
    DECIDE = "decide"
    CLOSE = "close"
    ISSUE = "issue"
    VISIT = "visit"
    PREPARE = "prepare"
    MINUTES = "minutes"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return LABELS[self]

    @property
    def page(self) -> str:
        """The route of the page on which it is done."""
        return f"strategy:{PAGES.get(self, 'matter_detail')}"


LABELS = {
    MatterDuty.REDO: "待重办",
    MatterDuty.RECEIVE: "待签收",
    MatterDuty.SIGN: "督办单待签收",
    MatterDuty.HANDLE: "待办结",
    MatterDuty.VERIFY: "待核实",
    MatterDuty.ASSIGN: "待交办",
    MatterDuty.DECIDE: "待答复",
    MatterDuty.CLOSE: "待销号",
    MatterDuty.ISSUE: "待签发督办单",
    MatterDuty.VISIT: "待回访",
    MatterDuty.PREPARE: "会议筹备",
    MatterDuty.MINUTES: "待印发纪要",
}
PAGES = {
    MatterDuty.SIGN: "slip_detail",
    MatterDuty.PREPARE: "meeting_detail",
    MatterDuty.MINUTES: "meeting_detail",
}
URGENT = tuple(reversed(Rung))


@dataclass(frozen=True, slots=True)
class MatterToDo:
    """One thing to do about the matter, slip or meeting `pk`, and until when.

    `unit` leads the matter, or asks; `note` is what was said last, `verb` the last step of the
    matter where it waits for the next; `rung` is that of today.
    """

    duty: MatterDuty
    pk: int
    label: str
    title: str
    is_sample: bool
    unit: str | None
    due_on: date | None
    since: datetime
    note: str = ""
    verb: Verb | None = None
    rung: Rung | None = None

    @property
    def is_pressing(self) -> bool:
        """Whether a reminder is due: the rung is worth a mark."""
        return self.rung not in {None, Rung.CALM}


def matter_to_dos(user: User, today: date) -> list[MatterToDo]:
    """All that waits for a person, the most urgent first. Two queries, four for the office."""
    if not may_review_any(user):
        return []
    found = [*_steps(user, today), *_slips(user, today)]
    if may_coordinate(user):
        found += [*_requests(user), *_meetings()]
    order = list(MatterDuty)
    return sorted(found, key=lambda one: (_urgency(one), order.index(one.duty), one.since))


def matter_rows(user: User, today: date) -> list[QuerySet]:
    """The rows that wait for a person, one for each line of the list: for the count of the menu."""
    if not may_review_any(user):
        return []
    own = [waiting_steps(user, today), waiting_slips(user)]
    return [*own, undecided_requests(user), meetings_under_way()] if may_coordinate(user) else own


def waiting_steps(user: User, today: date) -> QuerySet[MatterStep]:
    """Matters about which a person has something to do, with what it is as `duty`."""
    cases = [When(rule, then=Value(duty.value)) for duty, rule in _rules(user, today)]
    stood = MatterStep.objects.known_at(None)
    return stood.annotate(duty=Case(*cases, default=None)).filter(duty__isnull=False)


def waiting_slips(user: User) -> QuerySet[Slip]:
    """Slips for which a person's unit has not signed while it handles the matter."""
    with_unit = MatterStep.objects.known_at(None).with_unit().filter(matter=OuterRef("matter"))
    led = Exists(with_unit.filter(lead=OuterRef("organisation")))
    return Slip.objects.filter(led, received_at__isnull=True, organisation=user.organisation_id)


def undecided_requests(user: User) -> QuerySet[MatterRequest]:
    """What units have asked and a person of the office may answer: others than who asked."""
    return MatterRequest.objects.filter(decided_at__isnull=True).exclude(asked_by=user.pk)


def meetings_under_way() -> QuerySet[Meeting]:
    """Meetings that are being prepared, or whose minutes are not out.

    One known from a public report has no minutes of ours.
    """
    is_ours = Q(source__isnull=True) | Q(is_sample=True)
    return Meeting.objects.filter(Q(held_at__isnull=True) | is_ours, issued_at__isnull=True)


def _rules(user: User, today: date) -> Iterator[tuple[MatterDuty, Q]]:
    """When a matter asks which duty of a person; a matter that stands somewhere asks one."""
    own = Q(lead=user.organisation_id)
    with_unit, handling = Q(status__in=WITH_UNIT), Q(status=MatterStatus.HANDLING)
    again = Q(verb__in=[Verb.RETURN, Verb.REOPEN])
    yield MatterDuty.RECEIVE, own & Q(status=MatterStatus.ASSIGNED)
    yield MatterDuty.REDO, own & handling & again
    yield MatterDuty.HANDLE, own & with_unit & Q(due_on__lte=latest_due(Rung.NEAR, today))
    took_part = own | _helps(user) | handled_by(user)
    checks = Q(matter__checker=user.organisation_id) & ~took_part
    yield MatterDuty.VERIFY, Q(status=MatterStatus.APPLIED) & checks
    verified = Q(status=MatterStatus.VERIFIED)
    yield MatterDuty.CLOSE, verified & checks & _with_headquarters()
    if may_coordinate(user):
        yield MatterDuty.ASSIGN, Q(status=MatterStatus.REGISTERED)
        yield MatterDuty.CLOSE, verified & ~took_part
        yield MatterDuty.ISSUE, ~own & _lacks_slip(today)
        yield MatterDuty.VISIT, lacks_visit(None)


def _helps(user: User) -> Q:
    return Q(Exists(_helpers().filter(organisation=user.organisation_id)))


def _with_headquarters() -> Q:
    headquarters = Organisation.Kind.HEADQUARTERS
    helps = Exists(_helpers().filter(organisation__kind=headquarters))
    return Q(lead__kind=headquarters) | Q(helps)


def _helpers() -> QuerySet:
    return Matter.supporting.through.objects.filter(matter=OuterRef("matter"))


def _lacks_slip(today: date) -> Q:
    """Whether the time limit runs, and no slip was issued for it of the rung that holds today."""
    issued = Slip.objects.filter(
        matter=OuterRef("matter"), organisation=OuterRef("lead"), due_on=OuterRef("due_on")
    )
    lacking = Q()
    for rung in Rung:
        if rung.has_slip:
            lacking |= of_rung(rung, today) & ~Exists(issued.filter(rung=rung))
    return lacking


def _steps(user: User, today: date) -> Iterator[MatterToDo]:
    steps = waiting_steps(user, today).select_related("matter", "lead")
    for one in steps.order_by("due_on", "matter"):
        yield MatterToDo(
            duty=MatterDuty(one.duty),
            pk=one.matter_id,
            label=one.matter.label,
            title=one.matter.title,
            is_sample=one.matter.is_sample,
            unit=one.lead.short_name if one.lead else None,
            due_on=one.due_on,
            since=one.at,
            note=one.note,
            verb=Verb(one.verb),
            rung=rung_on(one.due_on, today) if one.status in WITH_UNIT else None,
        )


def _slips(user: User, today: date) -> Iterator[MatterToDo]:
    for one in waiting_slips(user).select_related("matter"):
        yield MatterToDo(
            duty=MatterDuty.SIGN,
            pk=one.pk,
            label=one.label,
            title=one.matter.title,
            is_sample=one.matter.is_sample,
            unit=None,
            due_on=one.due_on,
            since=one.issued_at,
            rung=Rung(one.rung),
        )


def _requests(user: User) -> Iterator[MatterToDo]:
    for one in undecided_requests(user).select_related("matter", "asked_by__organisation"):
        yield MatterToDo(
            duty=MatterDuty.DECIDE,
            pk=one.matter_id,
            label=one.matter.label,
            title=one.matter.title,
            is_sample=one.matter.is_sample,
            unit=one.asked_by.organisation.short_name,
            due_on=one.due_on,
            since=one.asked_at,
            note=one.reason,
        )


def _meetings() -> Iterator[MatterToDo]:
    for one in meetings_under_way().select_related("series"):
        yield MatterToDo(
            duty=MatterDuty.MINUTES if one.held_at else MatterDuty.PREPARE,
            pk=one.pk,
            label=str(one),
            title=one.topic or one.series.name,
            is_sample=one.is_sample,
            unit=None,
            due_on=one.meets_on,
            since=one.held_at or one.opened_at,
        )


def _urgency(one: MatterToDo) -> tuple:
    """The worst rung first; what has none stands with what is not due yet, by its day."""
    return URGENT.index(one.rung or Rung.CALM), one.due_on or date.max
