"""Who may open what: every named route stands in one table, and a new one without a rule fails."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from strategy.models import Role
from strategy.permissions import ADMIN

from .routes import OPEN, address, list_routes, reading_routes, routes
from .rules import (
    BY_NUMBER,
    EVERYONE,
    FOREIGN,
    NO_READING_PAGE,
    POST_ONLY,
    READERS,
    RULES,
    WITH_FORM,
)


def is_refused(response) -> bool:
    """Whether someone who is signed in was turned away."""
    to_admin_login = response.status_code == 302 and response.url.startswith("/admin/login/")
    return response.status_code == 403 or to_admin_login


def is_sent_to_login(response) -> bool:
    return response.status_code == 302 and response.url.startswith("/accounts/login/?next=")


def test_every_route_has_a_rule_and_every_rule_a_route():
    assert set(RULES) == set(routes())


def test_exceptions_name_routes():
    assert set(RULES) >= OPEN | POST_ONLY | WITH_FORM | FOREIGN | BY_NUMBER


@pytest.mark.parametrize("name", sorted(set(RULES) - OPEN - FOREIGN))
@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_is_sent_to_login(world, name, method):
    response = getattr(Client(), method)(address(name))

    assert is_sent_to_login(response)


def test_anonymous_is_sent_from_the_admin_to_a_login(world):
    assert Client().get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_route_asks_nobody_to_sign_in(world, name):
    assert Client().get(address(name)).status_code == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(set(RULES) - OPEN - BY_NUMBER))
def test_role_gets_what_its_rule_says(world, signed_in, name, role):
    client = signed_in(world.users[role])
    ask = client.post if name in POST_ONLY else client.get

    response = ask(address(name))

    assert is_refused(response) is (role not in RULES[name])
    in_words = {400, 404, 409, 422} if name in POST_ONLY else set()  # a verb with nothing to act on
    expected = {302, 403} if is_refused(response) else {200, 302} | in_words
    assert response.status_code in expected


@pytest.mark.parametrize("role", Role)
def test_signed_in_person_is_led_on_from_the_login_page(world, signed_in, role):
    response = signed_in(world.users[role]).get(reverse("login"))

    own_work = {Role.STAFF: "/reporting/"}
    assert response.url == own_work.get(role, "/" if role in READERS else "/admin/")


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_verb_answers_a_link_with_405(world, reader, name):
    assert reader.get(address(name)).status_code == 405


@pytest.mark.parametrize("name", sorted(set(RULES) - POST_ONLY - WITH_FORM - FOREIGN))
def test_page_that_only_reads_refuses_a_post(world, reader, name):
    assert reader.post(address(name)).status_code == 405


@pytest.mark.parametrize("role", Role)
def test_nobody_edits_the_contacts_of_another_unit(world, signed_in, role):
    client = signed_in(world.users[role])
    own = world.users[role].organisation

    for unit in [world.reporting, world.reviewing, *world.areas]:
        edit = reverse("strategy:organisation_edit", args=[unit.code])
        allowed = unit == own and role in {Role.STAFF, Role.COORDINATOR}
        assert client.get(edit).status_code == (200 if allowed else 403)
        if not allowed:
            assert client.post(edit, {"contacts-TOTAL_FORMS": "0"}).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_admin_shows_a_role_exactly_its_records(world, signed_in, role):
    client = signed_in(world.users[role])

    for model in admin.site._registry:
        page = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        may_view = model._meta.model_name in ADMIN.get(role, {}).get("view", set())
        assert (client.get(reverse(page)).status_code == 200) is may_view, page


@pytest.mark.parametrize("name", list_routes())
@pytest.mark.parametrize("role", sorted(EVERYONE - READERS))
def test_export_is_refused_where_the_page_is(world, signed_in, name, role):
    client = signed_in(world.users[role])

    assert client.get(address(name), {"export": "csv"}).status_code == 403


@pytest.mark.parametrize(
    "guess",
    [
        "/tasks/T999/",
        "/tasks/A1/",
        "/projects/T001/",
        "/figures/T999-output-industry/2022-06/",
        "/metrics/nothing/",
        "/organisations/nothing/",
        "/organisations/nothing/edit/",
        "/tasks/t001/",
        "/figures/A1-output-industry/2022-6/",
    ],
)
def test_guessed_address_is_not_found(world, reader, guess):
    assert reader.get(guess).status_code == 404


def test_reading_pages_are_those_of_the_readers():
    for_readers = {name for name, roles in RULES.items() if roles == READERS}
    assert set(reading_routes()) == for_readers - NO_READING_PAGE
    assert set(list_routes()) <= set(reading_routes())
