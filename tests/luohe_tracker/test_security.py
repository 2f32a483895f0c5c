"""Signing in, staying signed in, passwords, and the two addresses for machines."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import BadRequest, DisallowedHost, ValidationError
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from playwright.sync_api import Error

from luohe_tracker.security import Backend, SessionStore, client_address
from luohe_tracker.views import errors, health
from strategy.models import Organisation, Role

PASSWORD = "Shaoling-2022"
CLOSED_PAGE = "/admin/password_change/"


@pytest.fixture
def user(db):
    organisation = Organisation.objects.create(
        code="office", name="办公室", short_name="办公室", kind="other", position=1
    )
    return get_user_model().objects.create_user(
        "clerk", PASSWORD, name="经办人", organisation=organisation, role=Role.STAFF
    )


def test_healthz_asks_no_database(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_readyz_answers_with_a_migrated_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


def test_readyz_says_when_the_database_is_away(client, monkeypatch):
    def exists():
        raise OperationalError

    monkeypatch.setattr(health.MigrationRecorder.Migration.objects, "exists", exists)

    assert client.get("/readyz").status_code == 503


def test_answer_carries_the_content_policy(client):
    policy = client.get("/healthz")["Content-Security-Policy"]

    assert "default-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


def test_user_and_organisation_are_one_query(user, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Backend().get_user(user.pk).organisation.name == "办公室"


def test_user_who_was_shut_out_is_nobody_at_once(user):
    get_user_model().objects.update(is_active=False)

    assert Backend().get_user(user.pk) is None


def test_expired_fragment_moves_the_whole_page_to_login(client):
    page = "http://testserver/tasks/?page=2"

    response = client.get(CLOSED_PAGE, headers={"HX-Request": "true", "HX-Current-URL": page})

    assert response["HX-Redirect"] == "/accounts/login/?next=/tasks/%3Fpage%3D2"


# Every address looks at who asks, and so at the session, also this one.
def test_reader_does_not_write_the_session_at_each_page(client, user):
    client.force_login(user)
    before = Session.objects.get().expire_date

    client.get("/healthz")

    assert Session.objects.get().expire_date == before


def test_session_of_someone_at_work_is_refreshed_after_five_minutes(client, user):
    client.force_login(user)
    shortened = timezone.now() + timedelta(minutes=24)
    Session.objects.update(expire_date=shortened)

    client.get("/healthz")

    assert Session.objects.get().expire_date > shortened + timedelta(minutes=5)


def test_session_ends_after_thirty_idle_minutes(client, user):
    client.force_login(user)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert SessionStore(client.session.session_key).load() == {}


def test_password_of_three_kinds_passes(user):
    validate_password("Kaifa-Xinqu-9", user)


@pytest.mark.parametrize("password", ["Ab-1", "luohexincheng1", "ZHAOLING2022", "12345678-"])
def test_weak_password_is_refused(user, password):
    with pytest.raises(ValidationError):
        validate_password(password, user)


def test_fifth_failure_locks_the_account_even_for_the_right_password(user, settings):
    request = RequestFactory().post("/accounts/login/")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        authenticate(request, username="clerk", password="wrong")

    assert authenticate(request, username="clerk", password=PASSWORD) is None
    assert request.axes_locked_out


def test_four_failures_lock_nobody(user):
    request = RequestFactory().post("/accounts/login/")
    for _ in range(4):
        authenticate(request, username="clerk", password="wrong")

    assert authenticate(request, username="clerk", password=PASSWORD) == user


def test_locked_page_says_how_long_to_wait(monkeypatch):
    pages = []
    monkeypatch.setattr(errors, "render", lambda *given, status: pages.append((*given, status)))
    request = RequestFactory().post("/accounts/login/")

    errors.locked_out(request, HttpResponse(), {})

    context = {"failure_limit": 5, "cooloff_minutes": 15}
    assert pages == [(request, "accounts/lockout.html", context, 429)]


def test_bad_request_shows_our_sentence():
    response = errors.bad_request(RequestFactory().get("/"), BadRequest("月份应为YYYY-MM。"))

    assert response.status_code == 400
    assert "月份应为YYYY-MM。" in response.content.decode()


def test_refused_host_gets_a_page_without_details():
    response = errors.bad_request(RequestFactory().get("/"), DisallowedHost("Invalid HTTP_HOST"))

    assert response.status_code == 400
    assert "HTTP_HOST" not in response.content.decode()


def test_address_behind_a_proxy_is_believed_only_from_ours(settings):
    request = RequestFactory().get("/", headers={"X-Real-IP": "10.1.2.3"})

    settings.BEHIND_PROXY = False
    direct = client_address(request)
    settings.BEHIND_PROXY = True

    assert (direct, client_address(request)) == ("127.0.0.1", "10.1.2.3")


@pytest.mark.browser
def test_browser_of_the_tests_is_confined_to_this_machine(page, complaints):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://elsewhere.example/")

    assert "request to http://elsewhere.example/" in complaints
    complaints.clear()
