"""Signing in, staying signed in and passwords: what Django's parts are told to do differently."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends import db
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from strategy.clock import real_now
from strategy.models import Role
from strategy.permissions import may_in_admin
from strategy.views.interrupted import mark_interrupted, stash_typed

REFRESH_AFTER = timedelta(minutes=5)


class Backend(ModelBackend):
    """Fetches a user and the organisation in one query; rights stand in one file of ours."""

    def get_user(self, user_id):
        users = get_user_model().objects.select_related("organisation")
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return user_obj.is_active and may_in_admin(Role(user_obj.role), perm)


class LoginRequired(LoginRequiredMiddleware):
    """Sends the anonymous to the login page; of a fragment's request, the whole page goes there."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            mark_interrupted(request)
        if request.htmx:
            page = request.htmx.current_url_abs_path or settings.LOGIN_REDIRECT_URL
            return HttpResponseClientRedirect(redirect_to_login(page).url)
        if request.method == "POST" and (page := page_that_keeps_typed(request, view_func)):
            stash_typed(request, page)
            return redirect_to_login(page)
        if request.method == "POST" and (page := page_before(request)):
            return redirect_to_login(page)
        return super().handle_no_permission(request, view_func)


def page_that_keeps_typed(request: HttpRequest, view_func: Callable) -> str:
    """The page on which a form was typed, if its view has `keeps_typed`: the name of that page.

    What was to be done there, `verb`, is no part of the page's own address.
    """
    view = getattr(view_func, "view_class", view_func)
    name = getattr(view, "keeps_typed", "")
    places = {key: one for key, one in request.resolver_match.kwargs.items() if key != "verb"}
    return reverse(name, kwargs=places) if name else ""


def page_before(request: HttpRequest) -> str:
    """The page of ours on which a button was pressed: the button's address may not be opened."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, request.get_host()):
        return ""
    page = urlsplit(referer)
    return urlunsplit(("", "", page.path, page.query, ""))


class SessionStore(db.SessionStore):
    """A session that knows when it ends, so that reading pages need not write it each time."""

    expires_at = None

    @property
    def is_ageing(self) -> bool:
        """Whether the last refresh is five minutes old."""
        full_age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        left = self.expires_at - real_now() if self.expires_at else full_age
        return left < full_age - REFRESH_AFTER

    def _get_session_from_db(self):
        session = super()._get_session_from_db()
        self.expires_at = session and session.expire_date
        return session


def keep_session(get_response: Callable) -> Callable:
    """Refresh the session of someone at work, at most every five minutes (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed and request.session.is_ageing:
            request.session.modified = True
        return response

    return middleware


class LengthValidator(MinimumLengthValidator):
    """Django's rule, whose words are not translated."""

    def get_error_message(self) -> str:
        return f"密码至少须有{self.min_length}个字符。"

    def get_help_text(self) -> str:
        return self.get_error_message()


class ThreeKindsValidator:
    """Asks for three of four kinds: capitals, small letters, digits, other characters."""

    message = "密码须包含大写字母、小写字母、数字、其他字符中的至少三类。"

    def validate(self, password: str, user=None) -> None:
        if len({kind_of(character) for character in password}) < 3:
            raise ValidationError(self.message, code="password_too_few_kinds")

    def get_help_text(self) -> str:
        return self.message


def kind_of(character: str) -> str:
    """Name the kind of a password's character."""
    if character.isdigit():
        return "digit"
    if character.isupper():
        return "capital"
    return "small" if character.islower() else "other"


def client_address(request: HttpRequest) -> str | None:
    """Give the address of the browser; X-Real-IP is believed only where a proxy of ours sets it."""
    if settings.BEHIND_PROXY and (address := request.headers.get("X-Real-IP")):
        return address
    return request.META.get("REMOTE_ADDR")
