"""What is done to a matter: its steps, requests and their answers, return visits."""

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from strategy.models import MatterRequest
from strategy.queries.matter_actions import Action
from strategy.services import matter_requests, matters
from strategy.services.return_visits import make_return_visit

from .attachments import attach_all
from .matter_pages import Deed, Work, act
from .matter_reading import reader_verb


@reader_verb
def matter_move(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of a matter's life."""
    if verb not in DEEDS:
        raise Http404
    return act(request, pk, Action(verb), DEEDS[verb])


@reader_verb
def matter_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for more time, or object to the assignment."""
    kind = request.POST.get("kind")
    if kind not in REQUESTS:
        raise BadRequest("无法识别的操作，请返回页面重试。")
    action, deed = REQUESTS[kind]
    return act(request, pk, action, deed)


@reader_verb
def matter_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a request of a unit."""
    asked = get_object_or_404(MatterRequest, pk=pk)
    decision = request.POST.get("decision")
    if decision not in ANSWERS:
        raise BadRequest("无法识别的操作，请返回页面重试。")
    answer = ANSWERS[decision]
    return act(request, asked.matter_id, Action.DECIDE, lambda work: answer(work, asked))


@reader_verb
def return_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the enterprise said after the close."""
    return act(request, pk, Action.VISIT, visit)


for page in (matter_move, matter_ask, return_visit):
    page.keeps_typed = "strategy:matter_detail"


def assign(work: Work) -> str:
    step = matters.assign(work.matter, **work.typed, **work.stamp)
    return step.lead.short_name


def receive(work: Work) -> str:
    matters.receive(work.matter, **work.stamp)
    return ""


def progress(work: Work) -> str:
    matters.report_progress(work.matter, **work.typed, **work.stamp)
    return ""


@transaction.atomic
def apply(work: Work) -> str:
    """The evidence is kept with the application, or neither is."""
    attach_all(work.matter, work.typed["attachments"], **work.who)
    step = matters.apply_to_close(work.matter, work.typed["note"], **work.stamp)
    return step.checker.short_name


def verify(work: Work) -> str:
    matters.verify(work.matter, **work.typed, **work.stamp)
    return ""


def send_back(work: Work) -> str:
    step = matters.send_back(work.matter, **work.typed, **work.stamp)
    return step.lead.short_name


def close(work: Work) -> str:
    matters.close_matter(work.matter, **work.typed, **work.stamp)
    return ""


def reopen(work: Work) -> str:
    step = matters.reopen(work.matter, **work.typed, **work.stamp)
    return step.lead.short_name


def withdraw(work: Work) -> str:
    matters.withdraw(work.matter, **work.typed, **work.stamp)
    return ""


def ask(work: Work) -> str:
    typed = work.typed
    matter_requests.ask_extension(work.matter, typed["note"], typed["due_on"], **work.stamp)
    return ""


def object_to(work: Work) -> str:
    matter_requests.object_to(work.matter, work.typed["note"], **work.stamp)
    return ""


def grant(work: Work, asked: MatterRequest) -> str:
    answer, lead = work.typed["note"], work.typed.get("lead")
    matter_requests.grant_request(asked, answer=answer, lead=lead, **work.who)
    return f"：同意{asked.get_kind_display()}"


def decline(work: Work, asked: MatterRequest) -> str:
    matter_requests.refuse_request(asked, work.typed["note"], **work.who)
    return f"：不同意{asked.get_kind_display()}"


def visit(work: Work) -> str:
    make_return_visit(work.matter, work.typed["is_satisfied"], work.typed["note"], **work.who)
    return ""


DEEDS: dict[str, Deed] = {
    Action.ASSIGN: assign,
    Action.RECEIVE: receive,
    Action.PROGRESS: progress,
    Action.APPLY: apply,
    Action.VERIFY: verify,
    Action.RETURN: send_back,
    Action.CLOSE: close,
    Action.REOPEN: reopen,
    Action.WITHDRAW: withdraw,
}
"""The steps that have an address of their own."""

REQUESTS = {
    MatterRequest.Kind.EXTENSION: (Action.ASK, ask),
    MatterRequest.Kind.OBJECTION: (Action.OBJECT, object_to),
}
ANSWERS = {"grant": grant, "refuse": decline}
