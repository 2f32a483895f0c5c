"""What was typed into a form whose session had ended: kept over the sign-in, given back once."""

from django.http import HttpRequest, QueryDict

KEY = "typed_before"
MOST_BYTES = 200_000
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NOT_KEPT = ("csrfmiddlewaretoken", "password")


def stash_typed(request: HttpRequest, path: str) -> None:
    """Keep a posted form in the anonymous session for the page at `path`; no files, no passwords.

    Only the last one is kept, and none that is larger than any sheet.
    """
    if request.content_type not in FORMS:
        return
    typed = request.POST.copy()
    for name in list(typed):
        if any(part in name for part in NOT_KEPT):
            del typed[name]
    words = typed.urlencode()
    if len(words) <= MOST_BYTES:
        request.session[KEY] = {"path": path, "typed": words}


def take_typed(request: HttpRequest) -> QueryDict | None:
    """What was typed for this page; to be asked once the reader's right to it is established."""
    kept = request.session.get(KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["typed"])
