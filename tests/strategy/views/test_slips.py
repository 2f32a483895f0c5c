"""Supervision slips 督办单: issued from the page of a matter, printed, signed for."""

from datetime import timedelta

import pytest

from strategy.models import MatterStatus, Role, Slip
from strategy.services.slips import issue_slip
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.matters import DUE_ON, coordinator, problem, staff_of, stood

from .matters import NOW, client_of, page_of, send, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = DUE_ON


@pytest.fixture
def lead():
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def matter(lead):
    return stood(problem(lead), MatterStatus.HANDLING)


@pytest.fixture
def slip(matter) -> Slip:
    return issue_slip(matter, by=coordinator(), at=NOW + timedelta(days=7))


def test_office_issues_the_slip_of_the_rung_that_holds(matter, lead):
    client = client_of(coordinator())

    send(client, "slip", matter, typed("slip", matter, lead))

    slip = Slip.objects.get()
    assert (slip.rung, slip.organisation) == ("yellow", lead)
    assert f"已签发{slip.label}。" in page_of(client, matter)


def test_second_slip_of_the_rung_is_refused_with_the_number_of_the_first(matter, lead, slip):
    response = send(client_of(coordinator()), "slip", matter, typed("slip", matter, lead))

    assert response.status_code == 422
    assert f"已签发黄色督办单（{slip.label}）" in response.content.decode()
    assert Slip.objects.count() == 1


def test_another_lead_unit_can_be_sent_a_slip_of_the_same_rung(matter, slip):
    address = f"/matters/{matter.pk}/slips/"
    assert address not in page_of(client_of(coordinator()), matter)

    matter.steps.filter(superseded_at__isnull=True).update(lead=OrganisationFactory())

    assert address in page_of(client_of(coordinator()), matter)


def test_page_has_what_the_paper_needs(slip, matter):
    html = client_of(UserFactory(role=Role.OFFICIAL)).get(f"/slips/{slip.pk}/").content.decode()

    for words in (
        slip.label,
        "市自然资源局",
        matter.title,
        "2022年7月18日",
        slip.sentence,
        "未签收",
    ):
        assert words in html
    assert html.count("签字：") == 2


def test_unit_signs_for_its_slip_and_nobody_else(slip, lead):
    others = [UserFactory(), coordinator(), UserFactory(role=Role.OFFICIAL, organisation=lead)]
    for user in others:
        assert client_of(user).post(f"/slips/{slip.pk}/receive/").status_code == 403
    client = client_of(staff_of(lead))
    assert f"/slips/{slip.pk}/receive/" in client.get(f"/slips/{slip.pk}/").content.decode()

    response = client.post(f"/slips/{slip.pk}/receive/")

    slip.refresh_from_db()
    assert response.url == f"/slips/{slip.pk}/"
    assert slip.received_by == staff_of(lead)
    assert "/receive/" not in client.get(f"/slips/{slip.pk}/").content.decode()


def test_slip_is_signed_for_once(slip, lead):
    client = client_of(staff_of(lead))
    client.post(f"/slips/{slip.pk}/receive/")

    again = client.post(f"/slips/{slip.pk}/receive/")

    assert again.status_code == 409
    assert "已签收，无需再次操作。" in again.content.decode()


def test_page_of_a_past_day_knows_neither_the_receipt_nor_a_later_slip(slip, lead, settings):
    settings.DEMO_TODAY = DUE_ON + timedelta(days=1)
    client = client_of(staff_of(lead))
    client.post(f"/slips/{slip.pk}/receive/")

    then = client.get(f"/slips/{slip.pk}/?asof={DUE_ON}").content.decode()

    assert "未签收" in then
    assert "/receive/" not in then
    earlier = f"/slips/{slip.pk}/?asof={DUE_ON - timedelta(days=1)}"
    assert client.get(earlier).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICIAL, Role.STAFF, Role.COORDINATOR}))
def test_administrators_see_no_slip(slip, lead, role):
    client = client_of(UserFactory(role=role, organisation=lead))

    assert client.get(f"/slips/{slip.pk}/").status_code == 403
    assert client.post(f"/slips/{slip.pk}/receive/").status_code == 403
