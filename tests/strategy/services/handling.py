"""Everybody who may meet a matter, and everything that can be tried on one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from strategy.models import (
    Event,
    Matter,
    MatterRequest,
    MatterStatus,
    Organisation,
    PageCounter,
    Role,
    User,
    Verb,
)
from strategy.services.attachments import attach
from strategy.services.matter_requests import (
    ask_extension,
    grant_request,
    object_to,
    refuse_request,
)
from strategy.services.matter_steps import MatterError
from strategy.services.matters import (
    apply_to_close,
    assign,
    close_matter,
    receive,
    reopen,
    report_progress,
    send_back,
    verify,
    withdraw,
)
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import (
    DUE_ON,
    REGISTERED_AT,
    coordinator,
    problem,
    staff_of,
    stood,
)

AT = REGISTERED_AT + timedelta(hours=2)
LONGER = date(2022, 8, 1)


@dataclass
class Cast:
    """A matter with its lead unit, a unit that helps, and a third that checks."""

    matter: Matter
    lead: Organisation
    helper: Organisation
    checker: Organisation

    @property
    def people(self) -> dict[str, User]:
        """One of each; the official and the three administrators sit in the lead unit."""
        others = {
            role.value: UserFactory(organisation=self.lead, role=role)
            for role in Role
            if role not in {Role.STAFF, Role.COORDINATOR}
        }
        own = {
            "lead": staff_of(self.lead),
            "helper": staff_of(self.helper),
            "checker": staff_of(self.checker),
            "office": coordinator(),
            "stranger": UserFactory(),
            "left": UserFactory(organisation=self.lead, is_active=False),
        }
        return own | others


def make_cast(status: MatterStatus, **named) -> Cast:
    """A matter that has come to a status; in the hands of its unit it has a file of evidence."""
    lead, helper, checker = OrganisationFactory.create_batch(3)
    matter = problem(lead, supporting=(helper,), checker=checker, **named)
    stood(matter, status)
    if status in {MatterStatus.RECEIVED, MatterStatus.HANDLING}:
        attach(matter, "批复.pdf", PDF, by=staff_of(lead), at=REGISTERED_AT)
    return Cast(matter, lead, helper, checker)


def ask_beside(matter: Matter, kind: MatterRequest.Kind) -> MatterRequest:
    """A request that waits for its answer, wherever the matter stands."""
    asked_by = UserFactory()
    due_on = LONGER if kind == MatterRequest.Kind.EXTENSION else None
    return matter.requests.create(
        kind=kind, reason="材料未齐", due_on=due_on, asked_at=REGISTERED_AT, asked_by=asked_by
    )


def _decide(verb: Callable, kind: MatterRequest.Kind) -> Callable:
    def press(matter: Matter, by: User):
        return verb(ask_beside(matter, kind), answer="经研究答复", by=by, at=AT)

    return press


def _assign(matter: Matter, by: User):
    return assign(matter, matter.current.lead, DUE_ON, by=by, at=AT)


EXTENSION, OBJECTION = MatterRequest.Kind.EXTENSION, MatterRequest.Kind.OBJECTION
TRY = {
    Verb.ASSIGN: _assign,
    Verb.RECEIVE: lambda matter, by: receive(matter, by=by, at=AT),
    Verb.OBJECT: lambda matter, by: object_to(matter, "不属本单位", by=by, at=AT),
    Verb.RELEASE: _decide(grant_request, OBJECTION),
    Verb.UPHOLD: _decide(refuse_request, OBJECTION),
    Verb.PROGRESS: lambda matter, by: report_progress(matter, "已受理", by=by, at=AT),
    Verb.ASK: lambda matter, by: ask_extension(matter, "材料未齐", LONGER, by=by, at=AT),
    Verb.EXTEND: _decide(grant_request, EXTENSION),
    Verb.REFUSE: _decide(refuse_request, EXTENSION),
    Verb.APPLY: lambda matter, by: apply_to_close(matter, "已办结", by=by, at=AT),
    Verb.VERIFY: lambda matter, by: verify(matter, by=by, at=AT),
    Verb.RETURN: lambda matter, by: send_back(matter, "缺批复", by=by, at=AT),
    Verb.CLOSE: lambda matter, by: close_matter(matter, by=by, at=AT),
    Verb.REOPEN: lambda matter, by: reopen(matter, "又停工", LONGER, by=by, at=AT),
    Verb.WITHDRAW: lambda matter, by: withdraw(matter, "重复登记", by=by, at=AT),
}
"""Each verb as somebody would try it."""


def traces(matter: Matter) -> tuple:
    """What would show that something was done."""
    counter = PageCounter.objects.values_list("value", flat=True).first()
    undecided = matter.requests.filter(decided_at__isnull=True).count()
    return matter.steps.count(), Event.objects.count(), counter, undecided


def is_done(press: Callable, matter: Matter, by: User) -> bool:
    """Try something and undo it; what is refused must leave no trace."""
    with transaction.atomic():
        before = traces(matter)
        try:
            with transaction.atomic():
                press(matter, by)
            done = True
            assert traces(matter) != before
        except (PermissionDenied, MatterError):
            done = False
            assert traces(matter) == before
        transaction.set_rollback(True)
    return done
