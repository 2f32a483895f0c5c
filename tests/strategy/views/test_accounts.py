"""Changing one's own password."""

import pytest
from django.urls import reverse

from strategy.models import Event, Role

NEW = "Luohe-2022-food"


def change(client, old="Old-pass-1", new=NEW, again=NEW):
    data = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(reverse("password_change"), data)


@pytest.fixture
def client_of(world, signed_in):
    """Give a signed-in client whose password is known."""

    def client_of(role):
        user = world.users[role]
        user.set_password("Old-pass-1")
        user.save()
        return signed_in(user), user

    return client_of


def test_a_new_password_is_set_and_logged_and_one_stays_signed_in(client_of):
    client, user = client_of(Role.STAFF)

    response = change(client)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert response.url == user.organisation.get_absolute_url()
    assert "密码已修改" in client.get(response.url).content.decode()
    event = Event.objects.latest("pk")
    assert (event.verb, event.actor, event.detail) == ("修改密码", user, {})


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR])
def test_an_administrator_is_led_back_to_the_administration(client_of, role):
    client, _ = client_of(role)

    assert change(client).url == "/admin/"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"old": "wrong"}, "旧密码不正确"),
        ({"again": "Another-2022"}, "两次输入的新密码不一致"),
        ({"new": "Old-pass-1", "again": "Old-pass-1"}, "新密码不得与旧密码相同"),
        ({"new": "luoheluohe", "again": "luoheluohe"}, "至少三类"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(client_of, typed, words):
    client, user = client_of(Role.OFFICIAL)

    response = change(client, **typed)

    user.refresh_from_db()
    assert words in response.content.decode()
    assert user.check_password("Old-pass-1")
    assert not Event.objects.filter(verb="修改密码").exists()


def test_the_rules_are_plain_text(client_of):
    client, _ = client_of(Role.OFFICIAL)

    page = client.get(reverse("password_change")).content.decode()

    assert "至少8个字符" in page
    assert "&lt;ul&gt;" not in page
