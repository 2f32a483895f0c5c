"""Matters in the admin: the office looks at them and keeps the classes of time limits."""

import pytest
from django.urls import reverse

from strategy.models import Event, MatterStatus, Role, TimeLimit
from strategy.services.slips import issue_slip
from tests.factories import TimeLimitFactory, UserFactory
from tests.factories.matters import REGISTERED_AT, coordinator, problem, stood

pytestmark = pytest.mark.django_db

LISTS = ["matter", "matterstep", "slip"]


@pytest.fixture
def matter():
    today = REGISTERED_AT.date()
    return stood(problem(due_on=today), MatterStatus.ASSIGNED)


@pytest.mark.parametrize("name", LISTS)
def test_the_office_looks_at_the_ledger_and_changes_nothing(client, matter, name):
    issue_slip(matter, by=coordinator(), at=REGISTERED_AT)
    client.force_login(coordinator())

    listed = client.get(reverse(f"admin:strategy_{name}_changelist"))

    assert "督办〔2022〕1号" in listed.content.decode()
    assert client.get(reverse(f"admin:strategy_{name}_add")).status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
@pytest.mark.parametrize("name", [*LISTS, "timelimit"])
def test_nobody_else_sees_it_there(client, matter, name, role):
    client.force_login(UserFactory(role=role))

    assert client.get(reverse(f"admin:strategy_{name}_changelist")).status_code in {302, 403}


def test_the_office_changes_a_time_limit_and_the_log_says_so(client):
    limit = TimeLimitFactory(length=7)
    client.force_login(coordinator())
    typed = {
        "code": limit.code, "name": limit.name, "length": 5, "unit": "workday", "roll": "later",
        "position": 1,
    }  # fmt: skip

    client.post(reverse("admin:strategy_timelimit_change", args=[limit.pk]), typed)

    assert str(TimeLimit.objects.get()) == "一般事项（5个工作日）"
    assert Event.objects.get(verb="修改").subject_key == "general"
