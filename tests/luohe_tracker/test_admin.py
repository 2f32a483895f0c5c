"""The frame of the admin's pages: the way to the other pages is shown to those who may go it."""

import pytest

from strategy.models import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ADMINISTRATORS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_administrators_are_not_led_to_pages_that_refuse_them(client, role):
    client.force_login(UserFactory(role=role))

    page = client.get("/admin/").content.decode()

    assert "基础数据管理" in page
    assert "查看站点" not in page
    assert client.get("/").status_code == 403


def test_the_office_is_shown_the_way_back(client):
    client.force_login(UserFactory(role=Role.COORDINATOR))

    assert '<a href="/">查看站点</a>' in client.get("/admin/").content.decode()
    assert client.get("/").status_code == 200
