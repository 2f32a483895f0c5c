"""A form that is sent after the session has ended: what was typed is there after the sign-in."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from strategy.models import Contact
from strategy.views.interrupted import KEY, MOST_BYTES
from tests.factories.organisations import UserFactory

from .sheets import CODES, PAGE, Unit, box, build_unit, typed

EDIT = "/organisations/zhaoling/edit/"


URLENCODED = "application/x-www-form-urlencoded"


def send(client, path, data):
    """Post as a browser sends a form without files."""
    return client.post(path, urlencode(data), content_type=URLENCODED)


@pytest.fixture
def unit(db) -> Unit:
    return build_unit()


def test_typed_sheet_is_there_after_the_sign_in(unit):
    client = Client()

    sent = send(client, f"{PAGE}submit/", typed(flow="100", to_date="75"))
    assert sent.url == f"/accounts/login/?next={PAGE}"
    client.force_login(unit.clerk)
    page = client.get(PAGE).content.decode()

    assert "已恢复登录超时前填写的内容" in page
    assert box(page, f"{CODES['flow']}-value") == "100"
    assert unit.draft("flow") is None
    assert box(client.get(PAGE).content.decode(), f"{CODES['flow']}-value") == ""


def test_stranger_does_not_get_it(unit):
    client = Client()
    send(client, PAGE, typed(flow="100"))
    client.force_login(UserFactory())

    assert client.get(PAGE).status_code == 403


def test_large_form_and_secrets_are_not_kept(unit):
    client = Client()
    send(client, PAGE, {"flow": "x" * MOST_BYTES})
    assert KEY not in client.session

    send(client, PAGE, typed(flow="1") | {"old_password": "secret", "csrfmiddlewaretoken": "t"})
    assert "secret" not in client.session[KEY]["typed"]
    assert "csrf" not in client.session[KEY]["typed"]


def test_of_a_form_with_files_the_words_are_kept_and_the_files_are_not(unit):
    client = Client()
    file = SimpleUploadedFile("secret.txt", b"secret" * MOST_BYTES)
    client.post(PAGE, typed(flow="1") | {"file": file})  # multipart/form-data

    assert f"{CODES['flow']}-value=1" in client.session[KEY]["typed"]
    assert "secret" not in client.session[KEY]["typed"]


def test_other_forms_are_not_kept(unit):
    client = Client()
    send(client, "/accounts/password/", {"new_password1": "secret"})

    assert KEY not in client.session


def test_typed_contacts_are_there_after_the_sign_in(unit):
    client = Client()
    data = {"contacts-TOTAL_FORMS": "1", "contacts-INITIAL_FORMS": "0", "contacts-0-name": "孙某"}

    assert send(client, EDIT, data).url == f"/accounts/login/?next={EDIT}"
    client.force_login(unit.clerk)
    page = client.get(EDIT).content.decode()

    assert 'value="孙某"' in page
    assert "已恢复登录超时前填写的内容" in page
    assert not Contact.objects.exists()


def test_page_of_another_site_cannot_lay_anything_in(unit):
    client = Client(enforce_csrf_checks=True)

    assert send(client, PAGE, typed(flow="100")).status_code == 403
    assert KEY not in client.session


def test_it_is_nowhere_to_be_read_before_the_sign_in_and_leaves_with_the_session(unit):
    client = Client()
    send(client, PAGE, typed(flow="100.25"))

    asked = client.get(PAGE, follow=True)
    assert "100.25" not in asked.content.decode()

    client.force_login(UserFactory())
    client.logout()
    client.force_login(unit.clerk)
    assert "100.25" not in client.get(PAGE).content.decode()
