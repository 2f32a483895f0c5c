"""Matters in any state, taken there by the services; series of meetings and meetings.

`problem()` is registered, `stood(problem(), MatterStatus.APPLIED)` has come so far.
"""

from datetime import date, datetime

import factory

from strategy.clock import SHANGHAI
from strategy.models import (
    Matter,
    MatterStatus,
    Meeting,
    MeetingSeries,
    Organisation,
    Role,
    TimeLimit,
    User,
)
from strategy.services.attachments import attach
from strategy.services.matters import (
    NewMatter,
    apply_to_close,
    assign,
    close_matter,
    receive,
    register_matter,
    report_progress,
    verify,
    withdraw,
)

from .evidence import PDF
from .organisations import OrganisationFactory, UserFactory

REGISTERED_AT = datetime(2022, 7, 11, 9, tzinfo=SHANGHAI)
"""A Monday morning; the matter is due a week later."""
DUE_ON = date(2022, 7, 18)


class TimeLimitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TimeLimit
        django_get_or_create = ["code"]

    code = "general"
    name = "一般事项"
    length = 7
    unit = TimeLimit.Unit.DAY
    position = 1


class MeetingSeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingSeries
        django_get_or_create = ["code"]

    code = "weekly"
    name = "服务企业周例会"
    is_weekly = True
    position = 1


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    series = factory.SubFactory(MeetingSeriesFactory)
    number = factory.Sequence(lambda n: n + 1)
    meets_on = DUE_ON
    opened_at = REGISTERED_AT
    opened_by = factory.LazyFunction(lambda: coordinator())


def office() -> Organisation:
    """The headquarters' office, which checks where no other unit is named."""
    found = Organisation.objects.filter(code="office").first()
    return found or OrganisationFactory(code="office", name="指挥部办公室", kind="headquarters")


def coordinator() -> User:
    """Somebody of the headquarters' office."""
    found = User.objects.filter(role=Role.COORDINATOR, organisation=office()).first()
    return found or UserFactory(role=Role.COORDINATOR, organisation=office())


def staff_of(organisation: Organisation) -> User:
    """Somebody who works in a unit; of the headquarters' office its coordinator."""
    if organisation == office():
        return coordinator()
    staff = User.objects.filter(role=Role.STAFF, is_active=True)
    found = staff.filter(organisation=organisation).order_by("pk").first()
    return found or UserFactory(role=Role.STAFF, organisation=organisation)


def problem(
    lead: Organisation | None = None,
    *,
    due_on: date = DUE_ON,
    at: datetime = REGISTERED_AT,
    **named,
) -> Matter:
    """A matter as the office registers it; `named` are fields of NewMatter, `kind` among them."""
    described = {"kind": Matter.Kind.PROBLEM, "title": "项目用地尚未批复", "checker": office()}
    new = NewMatter(lead=lead or OrganisationFactory(), due_on=due_on, **described | named)
    return register_matter(new, by=coordinator(), at=at)


def resolution(meeting: Meeting | None = None, lead: Organisation | None = None, **named) -> Matter:
    """A resolution of a meeting, registered and not yet assigned."""
    shared = {"kind": Matter.Kind.RESOLUTION, "origin": Matter.Origin.MEETING}
    return problem(lead, meeting=meeting or MeetingFactory(), **shared | named)


def stood(matter: Matter, status: MatterStatus, *, at: datetime = REGISTERED_AT) -> Matter:
    """Take a matter on from where it stands to a later status, by those whose task it is."""
    if status == MatterStatus.WITHDRAWN:
        withdraw(matter, "重复登记", by=coordinator(), at=at)
        return matter
    path = list(ON)
    for step in path[path.index(matter.current.status) + 1 : path.index(status) + 1]:
        ON[step](matter, at)
    return matter


def _assign(matter: Matter, at: datetime) -> None:
    step = matter.current
    assign(matter, step.lead, step.due_on, by=coordinator(), at=at)


def _progress(matter: Matter, at: datetime) -> None:
    report_progress(matter, "已报市自然资源局审查", by=_lead(matter), at=at)


def _apply(matter: Matter, at: datetime) -> None:
    by, number = _lead(matter), matter.attachments.count()
    attach(matter, f"批复{number + 1}.pdf", PDF + b"%d" % number, by=by, at=at)
    apply_to_close(matter, "已取得用地批复", by=by, at=at)


def _lead(matter: Matter) -> User:
    return staff_of(matter.current.lead)


ON = {
    MatterStatus.REGISTERED: None,
    MatterStatus.ASSIGNED: _assign,
    MatterStatus.RECEIVED: lambda matter, at: receive(matter, by=_lead(matter), at=at),
    MatterStatus.HANDLING: _progress,
    MatterStatus.APPLIED: _apply,
    MatterStatus.VERIFIED: lambda matter, at: verify(matter, by=staff_of(matter.checker), at=at),
    MatterStatus.CLOSED: lambda matter, at: close_matter(matter, by=coordinator(), at=at),
}
"""How a matter comes to each status from the one before."""
