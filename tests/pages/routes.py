"""The named routes of the project, and an address of each in the small site of the tests."""

from collections.abc import Iterator
from functools import cache

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from enterprises.models import PoolEntry
from projects.models import Photo
from strategy.models import (
    AgendaItem,
    Attachment,
    Matter,
    MatterRequest,
    Meeting,
    Responsibility,
    SavedFilter,
    Slip,
)
from strategy.views.lists import ListPage
from strategy.views.reading import ReadingPage

OPEN = {"login", "healthz", "readyz"}
"""Routes for which nobody signs in."""

ADMIN_INSIDE = "admin"
"""The namespace whose routes are Django's own; only its first page is walked."""

MEETING_WORK = [
    "meeting_edit", "meeting_record", "meeting_attendance", "meeting_resolve", "meeting_attach",
    "meeting_hold", "meeting_issue", "agenda_propose", "agenda_add",
]  # fmt: skip
AGENDA_WORK = ["agenda_change", "agenda_remove", "agenda_restore", "agenda_move", "agenda_record"]
"""What the office does with a meeting, or an item of its agenda, until the minutes are out."""
ITEM_KINDS = {
    "strategy:task": "T001", "projects:project": "P001", "enterprises:enterprise": "E001",
    "enterprises:park": "K001",
}  # fmt: skip
IMPORTED = ("import_detail", "import_marked")
ITEM_VERBS = ("new", "edit", "listing", "bulk", "import", "register", *IMPORTED)
ITEM_WORK = [f"{kind}_{verb}" for kind in ITEM_KINDS for verb in ITEM_VERBS]
"""What the office does with the items of each kind."""
ITEM_IMPORTS = [f"{kind}_{verb}" for kind in ITEM_KINDS for verb in IMPORTED]
ITEM_FILES = [f"{kind}_register" for kind in ITEM_KINDS]

POST_WORK = [
    "post_new", "post_edit", "post_appoint", "post_relieve", "responsibility_new",
    "responsibility_end",
]  # fmt: skip
"""What the office does with posts, their people and their items."""

EXAMPLES = {
    "strategy:action_detail": ["A1"],
    "strategy:task_detail": ["T001"],
    "strategy:figure_detail": ["A1-output-industry", "2022-06"],
    "strategy:metric_detail": ["output"],
    "strategy:target_detail": ["A1-output-industry", 2022],
    "strategy:organisation_detail": ["industry"],
    "strategy:organisation_edit": ["industry"],
    "strategy:sheet_detail": ["2022-07", "industry"],
    "strategy:sheet_submit": ["2022-07", "industry"],
    "strategy:sheet_recall": ["2022-07", "industry"],
    "strategy:sheet_zero": ["2022-07", "industry"],
    "strategy:row_save": ["2022-07", "industry", "A1-output-industry"],
    "strategy:batch_paste": ["2022-07", "industry"],
    "strategy:batch_upload": ["2022-07", "industry"],
    "strategy:sheet_template": ["2022-07", "industry"],
    "strategy:batch_detail": [1],
    "strategy:batch_commit": [1],
    "strategy:batch_undo": [1],
    "strategy:batch_feedback": [1],
    "strategy:batch_file": [1],
    "strategy:month_detail": ["2022-07"],
    "strategy:month_open": ["2022-07"],
    "strategy:month_lock": ["2022-07"],
    "strategy:month_due": ["2022-07"],
    "strategy:exception_grant": ["2022-07"],
    "strategy:exception_end": [1],
    "strategy:reminder_list": ["2022-07"],
    "strategy:year_detail": [2023],
    "strategy:notice_withdraw": [1],
    "strategy:row_edit": ["2022-07", "industry", "A1-output-industry"],
    "strategy:evidence_add": ["2022-07", "industry", "A1-output-industry"],
    "strategy:evidence_file": [1],
    "strategy:evidence_remove": [1],
    "strategy:matter_detail": lambda: first(Matter),
    "strategy:matter_move": lambda: [*first(Matter), "receive"],
    "strategy:matter_ask": lambda: first(Matter),
    "strategy:matter_attach": lambda: first(Matter),
    "strategy:slip_issue": lambda: first(Matter),
    "strategy:return_visit": lambda: first(Matter),
    "strategy:matter_decide": lambda: first(MatterRequest),
    "strategy:attachment_file": lambda: first(Attachment),
    "strategy:attachment_remove": lambda: first(Attachment),
    "strategy:slip_detail": lambda: first(Slip),
    "strategy:slip_receive": lambda: first(Slip),
    **dict.fromkeys(
        ["strategy:meeting_detail", "strategy:meeting_screen", "strategy:meeting_minutes"],
        lambda: first(Meeting, issued_at__isnull=False),
    ),
    **dict.fromkeys(
        [f"strategy:{name}" for name in MEETING_WORK],
        lambda: first(Meeting, issued_at__isnull=True),
    ),
    **dict.fromkeys(
        [f"strategy:{name}" for name in AGENDA_WORK],
        lambda: first(AgendaItem, meeting__issued_at__isnull=True),
    ),
    "strategy:post_detail": ["vice-mayor"],
    **{f"strategy:post_{verb}": ["vice-mayor"] for verb in ("edit", "appoint", "relieve")},
    "strategy:responsibility_end": lambda: first(Responsibility),
    **{
        f"{kind}_{verb}": [code]
        for kind, code in ITEM_KINDS.items()
        for verb in ("edit", "listing")
    },
    **{name: [1] for name in ITEM_IMPORTS},
    "strategy:saved_filter_edit": lambda: first(SavedFilter),
    "strategy:saved_filter_delete": lambda: first(SavedFilter),
    "projects:project_detail": ["P001"],
    "projects:project_stages": ["P001"],
    "projects:project_photos": ["P001"],
    "projects:photo_remove": lambda: ["P001", *first(Photo)],
    "projects:photo_file": lambda: ["P001", *first(Photo), "small"],
    **{f"enterprises:pool_{name}": ["lower-4"] for name in ("detail", "keep", "enter")},
    **dict.fromkeys(
        [f"enterprises:{name}" for name in ("pool_leave", "pool_climb", "entry_correct")],
        lambda: ["lower-4", *first(PoolEntry, pool__code="lower-4")],
    ),
    "enterprises:enterprise_detail": ["E001"],
    "enterprises:park_detail": ["K001"],
    "enterprises:park_sum_detail": ["K001", "output"],
}
"""What fills the places of a route; a function looks for what has no fixed number."""


def first(model: type[Model], **named) -> list[int]:
    """The first record of the small site that there is."""
    return [model.objects.filter(**named).order_by("pk").values_list("pk", flat=True).first()]


@cache
def routes() -> dict[str, URLPattern]:
    """Every named route of the project with its pattern, and the first page of the admin."""
    return dict(walk(get_resolver()))


def walk(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Give the routes below a resolver; a route without a name is none of ours."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if namespace != f"{ADMIN_INSIDE}:" or pattern.name == "index":
                yield f"{namespace}{pattern.name}", pattern
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern, f"{namespace}{inner}")


def view_class(name: str) -> type | None:
    """The class of a route's view; None where it is a function."""
    return getattr(routes()[name].callback, "view_class", None)


def address(name: str) -> str:
    """The address of a route with its example."""
    places = EXAMPLES.get(name)
    return reverse(name, args=places() if callable(places) else places)


def reading_routes() -> list[str]:
    """The routes of the reading pages."""
    return [name for name in routes() if issubclass(view_class(name) or object, ReadingPage)]


def list_routes() -> list[str]:
    """The routes of the list pages."""
    return [name for name in routes() if issubclass(view_class(name) or object, ListPage)]
