"""A form whose session had ended: what was typed is kept over the sign-in and given back once.

That its step was not taken is told after the sign-in, whether something was typed or not.
"""

from django.http import HttpRequest, QueryDict

KEY, MARK = "typed_before", "interrupted"
TYPED_BY = "typed_by"
"""The field that says whose form it was (pk): what one has typed is not shown to another."""
MOST_BYTES = 200_000
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NOT_KEPT = ("csrfmiddlewaretoken", "password")


def mark_interrupted(request: HttpRequest) -> None:
    """Remember in the anonymous session that a step was not taken, and whose it was if known."""
    request.session[MARK] = request.POST.get(TYPED_BY, "")


def is_interrupted(request: HttpRequest) -> bool:
    """Whether a step was not taken before this sign-in."""
    return MARK in request.session


def take_interrupted(request: HttpRequest) -> bool:
    """Whether whoever has signed in is to be told so: once, and not of another's step."""
    whose = request.session.pop(MARK, None)
    return whose is not None and _is_own(request, whose)


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
    typed = QueryDict(kept["typed"])
    return typed if _is_own(request, typed.get(TYPED_BY, "")) else None


def _is_own(request: HttpRequest, whose: str) -> bool:
    return whose in {"", str(request.user.pk)}
