"""What is said when a request cannot be served, in words for the person who sent it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template import loader


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the sentence of a BadRequest; other refusals are Django's own and stay unexplained.

    The template gets no request: this page is also shown where the request's host is refused.
    """
    message = str(exception) if isinstance(exception, BadRequest) else ""
    return HttpResponseBadRequest(loader.render_to_string("400.html", {"message": message}))


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """Say after repeated failures when one may sign in again (see AXES_LOCKOUT_CALLABLE)."""
    context = {
        "failure_limit": settings.AXES_FAILURE_LIMIT,
        "cooloff_minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
    }
    return render(request, "accounts/lockout.html", context, status=429)


def explain_wrong_method(get_response: Callable) -> Callable:
    """Show a page where an address that only takes what is sent is opened (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        parent, _, _ = request.path.rstrip("/").rpartition("/")
        page = render(request, "405.html", {"parent": f"{parent}/"}, status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
