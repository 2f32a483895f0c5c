"""Every step × every state × every month × everybody: what is not allowed is refused with 403 or
409 and changes nothing. All of it goes through the real addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle, product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from strategy.clock import SHANGHAI
from strategy.models import (
    Assessment,
    Figure,
    LockException,
    Organisation,
    ReportingMonth,
    Revision,
    Role,
    Series,
    Status,
    User,
)
from strategy.models.revisions import STEPS
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    FigureFactory,
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
)

NONE = "none"
STATES = [NONE, *Status.values]
MONTHS = {
    "open": date(2022, 7, 1),
    "locked": date(2022, 5, 1),
    "excepted": date(2022, 6, 1),
}
AT = datetime(2022, 8, 9, 9, tzinfo=SHANGHAI)
FAR_OFF = datetime(2050, 1, 1, tzinfo=SHANGHAI)
REASON = "与入统名单不符，请核对"
ADMINISTRATORS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]

LOGIN, DONE = "sent to login", "done"
REPORTERS = {"reporter", "colleague"}
REVIEWERS = {"reviewer", "coordinator of the reviewing unit"}
AFTER = {
    "save": Status.DRAFT,
    "correct": Status.DRAFT,
    "submit": Status.SUBMITTED,
    "recall": Status.DRAFT,
    "approve": Status.APPROVED,
    "return": Status.RETURNED,
}
"""Where each step leads."""


@dataclass
class Site:
    """A unit with five figures in each of three months, one in each state, and everybody."""

    unit: Organisation = field(default_factory=lambda: OrganisationFactory(code="reporting"))
    reviewing: Organisation = field(default_factory=OrganisationFactory)
    lines: dict[str, Series] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self):
        RuleFactory()
        opened = {"opened_at": AT, "opened_by": UserFactory(role=Role.COORDINATOR)}
        for month in MONTHS.values():
            ReportingMonthFactory(month=month, **opened)
        self.invite()
        metric = MetricFactory(accumulation="stock")
        sides = {"organisation": self.unit, "reviewer": self.reviewing, "metric": metric}
        for state in STATES:
            self.lines[state] = SeriesFactory(**sides)
            for month in MONTHS.values():
                self.bring(FigureFactory(series=self.lines[state], month=month), state)
        self.lock(opened["opened_by"])
        self.move("reviewer who submitted")
        self.clients["anonymous"] = Client()
        for name, person in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(person)

    def invite(self) -> None:
        """Make everybody; who submits is moved to the reviewing unit afterwards."""
        units = {"reporting": self.unit, "reviewing": self.reviewing}
        outside = OrganisationFactory()
        people = {
            "reporter": UserFactory(organisation=self.unit),
            "colleague": UserFactory(organisation=self.unit),
            "staff of another unit": UserFactory(organisation=outside),
            "reviewer": UserFactory(organisation=self.reviewing),
            "reviewer who submitted": UserFactory(organisation=self.unit),
            "coordinator": UserFactory(organisation=outside, role=Role.COORDINATOR),
        }
        for role, name in product([Role.OFFICIAL, Role.COORDINATOR], units):
            people[f"{role.value} of the {name} unit"] = UserFactory(
                organisation=units[name], role=role
            )
        for role, unit in zip(ADMINISTRATORS, cycle(units.values()), strict=False):
            people[role.value] = UserFactory(organisation=unit, role=role)
        self.people = people

    def bring(self, figure: Figure, state: str) -> None:
        """Take a figure to where it shall stand."""
        if state == NONE:
            return
        by = self.people["reviewer who submitted"]
        drafts = enter_figures([Entry(figure, Decimal(5))], by=by, at=AT)
        if state == Status.DRAFT:
            return
        (revision,) = submit_revisions(drafts, by=by, at=AT)
        if state == Status.APPROVED:
            approve_revisions([revision], by=UserFactory(organisation=self.reviewing), at=AT)
        if state == Status.RETURNED:
            decider = UserFactory(organisation=self.reviewing)
            return_revision(revision, REASON, by=decider, at=AT)

    def lock(self, by: User) -> None:
        """Lock two of the months, one of them with an exception for the unit."""
        closed = ReportingMonth.objects.exclude(month=MONTHS["open"])
        closed.update(locked_at=AT, locked_by=by)
        LockException.objects.create(
            reporting_month=ReportingMonth.objects.get(month=MONTHS["excepted"]),
            organisation=self.unit, reason="补报", until=FAR_OFF, granted_at=AT, granted_by=by,
        )  # fmt: skip

    def move(self, name: str) -> None:
        """Let somebody go over to the reviewing unit."""
        self.people[name].organisation = self.reviewing
        self.people[name].save()

    def take(self, step: str, name: str, state: str, month: date):
        """Let somebody take a step, with what the page would send."""
        line = self.lines[state]
        last = Revision.objects.filter(figure__series=line, figure__month=month).last()
        version = last.version if last and last.is_editable else 0
        seen = f"{last.pk}:{last.version}" if last else "999999:1"
        row = [month, self.unit.code, line.code]
        typed = {f"{line.code}-value": "6", f"{line.code}-version": version}
        asked = {
            "save": ("row_save", row, typed),
            "correct": ("row_edit", row, typed | {f"{line.code}-reason": "漏报一户企业"}),
            "submit": ("sheet_submit", row[:2], {"row": line.code}),
            "recall": ("sheet_recall", row[:2], {"recall": line.code}),
            "approve": ("review_approve", [], {"revision": seen}),
            "return": ("review_return", [], {"revision": seen, "reason": REASON}),
        }
        route, places, data = asked[step]
        return self.clients[name].post(reverse(f"strategy:{route}", args=places), data)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)


def may_come(step: str, state: str, month: str) -> bool:
    """Whether a step is there at all for those who have the right to it."""
    is_open = month != "locked"
    return {
        "save": is_open and state in {NONE, Status.DRAFT, Status.RETURNED},
        "correct": state in {Status.APPROVED, Status.RETURNED}
        or (is_open and state in {NONE, Status.DRAFT}),
        "submit": is_open and state == Status.DRAFT,
        "recall": is_open and state == Status.SUBMITTED,
        "approve": state == Status.SUBMITTED,
        "return": state == Status.SUBMITTED,
    }[step]


def expected(step: str, name: str, state: str, month: str) -> set:
    """What somebody is to be told."""
    if name == "anonymous":
        return {LOGIN}
    is_decision = step in {"approve", "return"}
    if name in (REVIEWERS if is_decision else REPORTERS):
        return {DONE} if may_come(step, state, month) else refusal(step, state)
    if name == "reviewer who submitted" and is_decision and state == Status.DRAFT:
        return {409}  # a draft is nobody's submission
    if state == NONE and is_decision:
        return {403, 409}  # there is nothing that anybody might have a right to
    return {403}


def refusal(step: str, state: str) -> set:
    """How a step that is not there is refused to those who have the right to it."""
    is_untyped = step == "submit" and state in {NONE, Status.RETURNED}
    return {422} if is_untyped else {409}  # nothing is typed, which is said at the row


def told(response) -> str | int:
    """What somebody was told: DONE, LOGIN, or the status."""
    if response.status_code == 302 and "/accounts/login/" in response.url:
        return LOGIN
    return DONE if response.status_code in {200, 302} else response.status_code


def snapshot() -> list:
    """All that a step might change."""
    return [list(model.objects.order_by("pk").values()) for model in (Figure, Revision, Assessment)]


@pytest.mark.django_db
@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", AFTER)
def test_only_who_may_takes_a_step_and_only_where_it_is(site, step, state, month):
    before, wrong = snapshot(), {}

    for name in site.clients:
        here = transaction.savepoint()
        answer = told(site.take(step, name, state, MONTHS[month]))
        figure = Figure.objects.get(series=site.lines[state], month=MONTHS[month])
        last = figure.revisions.last()
        is_changed = snapshot() != before
        is_right = is_changed and last.status == AFTER[step] if answer == DONE else not is_changed
        if answer not in expected(step, name, state, month) or not is_right:
            wrong[name] = (answer, is_changed)
        transaction.savepoint_rollback(here)

    assert wrong == {}


def test_the_table_has_everybody(site):
    roles = {person.role for person in site.people.values()}

    assert roles == set(Role)
    assert site.people.keys() > REPORTERS | REVIEWERS


def test_the_table_allows_exactly_the_steps_of_the_code():
    allowed = {
        (state, AFTER[step])
        for step in ("submit", "recall", "approve", "return")
        for state in Status
        if may_come(step, state, "open")
    }

    assert allowed == {(state, after) for state in Status for after in STEPS[state]}
