"""The page of one matter, shown by every view that acts on it, and how such a view acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from strategy import clock
from strategy.models import Matter, MatterRequest, User
from strategy.permissions import insist, may_instruct, may_read, may_register, may_sign_for
from strategy.progress.ladder import days_words
from strategy.queries.matter_actions import (
    Action,
    actions_of,
    file_rights,
    may_do,
    waits_for_answer,
)
from strategy.queries.matter_page import MatterPage, matter_page
from strategy.queries.matter_panels import instructions_of
from strategy.queries.reporting_months import Reading
from strategy.services.matter_steps import MatterError, MovedError, MoveError
from strategy.wording import matters as wording
from strategy.wording.matter_actions import APPLY_LATER, WORDS

from .coordinating import GONE, INVALID, tell
from .matter_forms import ActionForm, address_of, form_of
from .reading import AsOf, as_of

TEMPLATE = "strategy/matter_detail.html"
FOLDED = {Action.REOPEN, Action.ATTACH, Action.WITHDRAW}
"""What is not what the matter waits for, though nothing else may be done."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a person asks to be done: `typed` is the valid form, `seen` the step on the page."""

    matter: Matter
    request: MatterRequest | None
    typed: dict
    seen: int
    by: User
    at: datetime

    @property
    def who(self) -> dict:
        """What every service asks for."""
        return {"by": self.by, "at": self.at}

    @property
    def stamp(self) -> dict:
        """What every service asks for that moves a matter."""
        return self.who | {"seen": self.seen}


Deed = Callable[[Work], str]
"""Does it, and gives what its message names."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a person tried, with what was typed; `error` is why it was not done.

    `is_restored` is what was typed before a session ended and has not been sent.
    """

    action: Action
    form: Form
    error: str = ""
    is_restored: bool = False

    @property
    def note(self) -> str:
        return self.form.data.get("note", "")


def act(request: HttpRequest, pk: int, action: Action, deed: Deed) -> HttpResponse:
    """Do something to a matter; where that cannot be, show the page with all that was typed."""
    insist(may_read(request.user))
    page = found_page(pk, as_of(request))
    insist(may_do(action, request.user, page.matter, page.step))
    form = form_of(action, page, request.POST, request.FILES)
    if not form.is_valid():
        return show_matter(request, page, Tried(action, form), status=INVALID)
    try:
        named = deed(_work(request, page, form))
    except MatterError as error:
        return refuse(request, pk, action, error)
    messages.success(request, WORDS[action].done.format(named))
    return redirect(page.matter)


def refuse(request: HttpRequest, pk: int, action: Action, error: MatterError) -> HttpResponse:
    """The page as it stands now: 409 where the matter stands elsewhere, else 422 at the field."""
    page = found_page(pk, as_of(request))
    form = form_of(action, page, request.POST, request.FILES)
    if isinstance(error, MoveError | MovedError):
        return show_matter(request, page, Tried(action, form, str(error)), status=GONE)
    form.is_valid()
    tell(form, error, NAMES)
    return show_matter(request, page, Tried(action, form), status=INVALID)


NAMES = {"reason": "note", "answer": "note"}
"""Fields that the services name otherwise than the forms."""


def found_page(pk: int, known: AsOf | Reading) -> MatterPage:
    """The matter as it stood. Raises Http404 where it was not registered."""
    page = matter_page(pk, known.on, known.at)
    if page is None:
        raise Http404
    return page


def show_matter(
    request: HttpRequest, page: MatterPage, tried: Tried | None = None, *, status: int = 200
) -> HttpResponse:
    """The page after something that could not be done."""
    context = {"reading": as_of(request)} | matter_context(request.user, page, tried=tried)
    return render(request, TEMPLATE, context, status=status)


def matter_context(
    user: User,
    page: MatterPage,
    at: datetime | None = None,
    *,
    is_working: bool = True,
    tried: Tried | None = None,
) -> dict:
    """What the page shows; `is_working` with the forms of the person who asks."""
    actions = actions_of(page, user) if is_working else []
    return {
        "page": page,
        "matter": page.matter,
        "wording": wording,
        "days": days_words(page.step.due_on, page.on) if page.is_running else "",
        "history": wording.step_entries(page.steps),
        "instructions": instructions_of(page.matter, at),
        "forms": _forms(page, actions, tried),
        "apply_later": APPLY_LATER if is_working and waits_for_answer(page, user) else "",
        "files": file_rights(page, actions),
        "to_sign": _slips_to_sign(page, user) if is_working else set(),
        "may_instruct": at is None and may_instruct(user),
        "may_register": at is None and may_register(user),
        "tried": tried,
        "left": tried.note if tried and tried.action not in actions else "",
    }


def _forms(page: MatterPage, actions: list[Action], tried: Tried | None) -> list[ActionForm]:
    forms = []
    for place, action in enumerate(actions):
        is_tried = tried is not None and tried.action == action
        form = tried.form if is_tried else form_of(action, page)
        is_open = is_tried or (tried is None and place == 0 and action not in FOLDED)
        forms.append(ActionForm(action, form, address_of(action, page), is_open))
    return forms


def _slips_to_sign(page: MatterPage, user: User) -> set[int]:
    """The slips for which the person may sign."""
    waiting = (one.row for one in page.slips if not one.is_received)
    return {slip.pk for slip in waiting if may_sign_for(user, slip)}


def _work(request: HttpRequest, page: MatterPage, form: Form) -> Work:
    return Work(
        matter=page.matter,
        request=page.undecided,
        typed=form.cleaned_data,
        seen=seen_of(request),
        by=request.user,
        at=clock.now(),
    )


def seen_of(request: HttpRequest) -> int:
    """The number of the step that stood on the page; 0, which none has, where none was sent."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
