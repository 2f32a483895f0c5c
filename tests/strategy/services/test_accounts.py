"""Accounts: one administrator makes them, another grants what they may do."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from strategy.clock import SHANGHAI
from strategy.models import Event, Role, User
from strategy.queries.events import page_counter
from strategy.services.accounts import create_account, keep_account, reset_password
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)


@pytest.fixture
def system():
    return UserFactory(role=Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def security():
    return UserFactory(role=Role.SECURITY_ADMINISTRATOR)


def test_a_new_account_sleeps_until_its_role_is_granted(system, security):
    unit = OrganisationFactory()
    user = create_account("wang", "王某", unit, "Secret-2022", by=system, at=NOON)
    assert not user.is_active

    user.role, user.is_active = Role.STAFF, True
    keep_account(user, by=security, at=NOON)

    user.refresh_from_db()
    assert (user.role, user.is_active) == (Role.STAFF, True)
    assert list(Event.objects.values_list("verb", flat=True).order_by("pk")) == [
        "新增账号",
        "修改账号",
    ]


def test_a_changed_name_reaches_the_pages_that_tell_it(system):
    user, before = UserFactory(), page_counter()

    user.name = "李某"
    keep_account(user, by=system, at=NOON)

    assert page_counter() == before + 1


def test_the_system_administrator_grants_no_role(system):
    user = UserFactory(role=Role.OFFICIAL)
    user.role = Role.COORDINATOR

    keep_account(user, by=system, at=NOON)

    assert User.objects.get(pk=user.pk).role == Role.OFFICIAL


def test_the_security_administrator_makes_no_account_and_resets_no_password(security):
    with pytest.raises(PermissionDenied):
        create_account("li", "李某", security.organisation, "Secret-2022", by=security, at=NOON)
    with pytest.raises(PermissionDenied):
        reset_password(UserFactory(), "Secret-2022", by=security, at=NOON)


def test_nobody_grants_a_role_to_the_own_account(security):
    security.role = Role.COORDINATOR

    with pytest.raises(PermissionDenied):
        keep_account(security, by=security, at=NOON)


def test_the_last_administrator_of_a_kind_stays(system, security):
    system.is_active = False
    with pytest.raises(PermissionDenied):
        keep_account(system, by=security, at=NOON)

    UserFactory(role=Role.SYSTEM_ADMINISTRATOR)
    keep_account(system, by=security, at=NOON)

    assert not User.objects.get(pk=system.pk).is_active


def test_the_system_administrator_cannot_sign_in_as_another_administrator(system, security):
    with pytest.raises(PermissionDenied):
        reset_password(security, "Secret-2022", by=system, at=NOON)


def test_a_forgotten_password_is_reset_by_the_system_administrator(system):
    user = UserFactory()

    reset_password(user, "Secret-2022", by=system, at=NOON)

    assert user.check_password("Secret-2022")


def test_the_admin_form_makes_an_account_and_refuses_a_weak_password(system, client):
    client.force_login(system)
    unit = OrganisationFactory()
    typed = {"username": "zhao", "name": "赵某", "organisation": unit.pk}

    weak = client.post("/admin/strategy/user/add/", typed | {"initial_password": "12345678"})
    strong = client.post("/admin/strategy/user/add/", typed | {"initial_password": "Nine-Lives-9"})

    assert weak.status_code == 200
    assert strong.status_code == 302
    assert User.objects.get(username="zhao").check_password("Nine-Lives-9")


def test_the_admin_shows_the_auditor_the_log_and_nothing_to_change(client):
    client.force_login(UserFactory(role=Role.AUDITOR))

    assert client.get("/admin/strategy/event/").status_code == 200
    assert client.get("/admin/strategy/user/").status_code == 403


def test_a_new_site_gets_its_three_administrators_once(capsys):
    OrganisationFactory(code="office")

    call_command("create_administrators", "office")
    call_command("create_administrators", "office")

    assert User.objects.count() == 3
    assert "系统管理员 exists already." in capsys.readouterr().out
