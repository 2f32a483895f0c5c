"""Two addresses for machines: is the process alive, and can it answer with data."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer without a look at the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database cannot be reached or was never migrated."""
    try:
        is_ready = MigrationRecorder.Migration.objects.exists()
    except DatabaseError:
        is_ready = False
    text, status = ("ready\n", 200) if is_ready else ("database not ready\n", 503)
    return HttpResponse(text, content_type="text/plain", status=status)
