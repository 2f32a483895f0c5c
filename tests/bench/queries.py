"""Counts the queries of a request that asks for it."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext


def count_queries(get_response: Callable) -> Callable:
    """Answer X-Count-Queries with the number in X-Queries (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "X-Count-Queries" not in request.headers:
            return get_response(request)
        with CaptureQueriesContext(connection) as captured:
            response = get_response(request)
        response.headers["X-Queries"] = str(len(captured))
        return response

    return middleware
