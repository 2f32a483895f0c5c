"""Stages and interruptions in the admin are looked at; annual plans are kept by the office."""

import pytest
from django.urls import reverse

from projects.models import AnnualPlan
from strategy.models import Event, Role
from tests.factories import SourceFactory, UserFactory
from tests.factories.stages import AnnualPlanFactory, InterruptionFactory, led_project, reached

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(UserFactory(role=Role.COORDINATOR))
    return client


def test_books_are_only_looked_at(office):
    rows = {
        "stagerecord": reached(led_project(), "signed"),
        "interruption": InterruptionFactory(),
    }
    for name, row in rows.items():
        listed = reverse(f"admin:projects_{name}_changelist")
        one = reverse(f"admin:projects_{name}_change", args=[row.pk])
        removal = reverse(f"admin:projects_{name}_delete", args=[row.pk])

        assert office.get(listed).status_code == 200
        assert office.get(one).status_code == 200
        assert office.post(one, {}).status_code == 403
        assert office.get(reverse(f"admin:projects_{name}_add")).status_code == 403
        assert office.get(removal).status_code == 403


def test_annual_plan_is_changed_through_the_service(office):
    plan = AnnualPlanFactory()
    typed = {
        "project": plan.project_id, "year": 2022, "annual_class": "finishing",
        "image_target": "竣工", "source": SourceFactory().pk,
    }  # fmt: skip

    sent = office.post(reverse("admin:projects_annualplan_change", args=[plan.pk]), typed)

    assert sent.status_code == 302
    assert AnnualPlan.objects.get().annual_class == "finishing"
    assert Event.objects.get().subject_key == f"{plan.project.code} 2022"


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICIAL, Role.AUDITOR])
def test_others_see_none_of_it(client, role):
    client.force_login(UserFactory(role=role))

    for name in ("stagerecord", "interruption", "annualplan"):
        assert client.get(reverse(f"admin:projects_{name}_changelist")).status_code in {302, 403}
