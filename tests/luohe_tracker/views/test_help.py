"""Instructions: each role opens on its own, and can read those of the others."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from luohe_tracker.views.help import OWN, PAGES
from strategy.models import Role
from tests.factories import UserFactory


def page(role: Role, /, **query) -> str:
    client = Client()
    client.force_login(UserFactory(role=role))
    response = client.get(reverse("help"), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("role", "label", "words"),
    [
        (Role.STAFF, "填报员", "本月无此项"),
        (Role.COORDINATOR, "指挥部办公室", "开放报告期"),
        (Role.OFFICIAL, "领导", "怎样看总览"),
        (Role.SYSTEM_ADMINISTRATOR, "管理员", "三员分立"),
        (Role.SECURITY_ADMINISTRATOR, "管理员", "三员分立"),
        (Role.AUDITOR, "管理员", "操作日志"),
    ],
)
def test_role_opens_on_its_own_instructions(db, role, label, words):
    shown = page(role)

    assert f'aria-current="page">{label}</a>' in shown
    assert words in shown


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.code)
def test_everyone_can_read_every_page(db, one):
    shown = page(Role.OFFICIAL, role=one.code)

    assert f'aria-current="page">{one.label}</a>' in shown


def test_unknown_role_leads_to_the_own_page(db):
    assert "怎样看总览" in page(Role.OFFICIAL, role="nobody")


def test_every_page_is_named_for_somebody():
    assert {one.code for one in PAGES} >= set(OWN.values())


def test_every_picture_is_there_and_light_and_described():
    pictures = sorted((settings.BASE_DIR / "static" / "help").glob("*.png"))
    templates = settings.BASE_DIR.glob("templates/_help_*.html")
    told = "".join(path.read_text(encoding="utf-8") for path in templates)

    assert [one.name for one in pictures if one.stat().st_size > 150_000] == []
    assert [one.stem for one in pictures if f'picture("{one.stem}", "' not in told] == []
