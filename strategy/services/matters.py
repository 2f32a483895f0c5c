"""Verbs: register_matter, instruct, amend_matter, assign, receive, report_progress, apply_to_close,
verify, send_back, close_matter, reopen, withdraw."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from strategy.models import (
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    Organisation,
    Series,
    TimeLimit,
    TrackedItem,
    User,
    Verb,
)
from strategy.models.matter_steps import MOVES
from strategy.permissions import (
    insist,
    may_close,
    may_coordinate,
    may_handle,
    may_help,
    may_instruct,
    may_register,
    may_verify,
)

from .events import hold_page_counter, raise_page_counter, record_event
from .matter_steps import Change, MatterError, MoveError, Stand, hold_matter, take_step, today_of

OFFICE = "office"
"""The code of the unit that checks where no other is named."""


@dataclass(frozen=True, slots=True)
class NewMatter:
    """What is registered. `due_on` is given, or follows from `time_limit`; `checker` may be left
    to the headquarters' office."""

    kind: Matter.Kind
    title: str
    lead: Organisation | None
    due_on: date | None = None
    time_limit: TimeLimit | None = None
    supporting: tuple[Organisation, ...] = ()
    origin: Matter.Origin = Matter.Origin.LEADER
    category: Matter.Category = Matter.Category.OTHER
    description: str = ""
    raised_by: str = ""
    checker: Organisation | None = None
    item: TrackedItem | None = None
    series: Series | None = None
    month: date | None = None
    about: Matter | None = None
    meeting: Meeting | None = None
    is_sample: bool = False


@transaction.atomic
def register_matter(new: NewMatter, *, by: User, at: datetime) -> Matter:
    """Register a problem or resolution under the next number of its year.

    Raises MatterError where lead or time limit is missing or does not fit.
    """
    insist(may_coordinate(by) if new.kind == Matter.Kind.RESOLUTION else may_register(by))
    return _register(new, by=by, at=at)


@transaction.atomic
def instruct(new: NewMatter, *, by: User, at: datetime) -> Matter:
    """Register a leader's instruction and assign it at once. Raises MatterError."""
    insist(may_instruct(by))
    matter = _register(new, by=by, at=at)
    take_step(hold_matter(matter), Verb.ASSIGN, by=by, at=at)
    return matter


@transaction.atomic
def assign(
    matter: Matter,
    lead: Organisation,
    due_on: date,
    *,
    by: User,
    at: datetime,
    supporting: tuple[Organisation, ...] | None = None,
    checker: Organisation | None = None,
    seen: int | None = None,
) -> MatterStep:
    """Give a registered matter to its lead unit. `supporting=None` leaves the helping units."""
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    helpers = tuple(stand.matter.supporting.all()) if supporting is None else supporting
    checker = checker or stand.matter.checker
    _check_units(lead, helpers, checker)
    _check_due(due_on, at)
    if checker.pk != stand.matter.checker_id:
        stand.matter.checker = checker
        stand.matter.save(update_fields=["checker"])
    stand.matter.supporting.set(helpers)
    detail = {"lead": lead.short_name, "due_on": due_on.isoformat()}
    change = Change(lead=lead, due_on=due_on, detail=detail)
    return take_step(stand, Verb.ASSIGN, change, by=by, at=at)


@transaction.atomic
def receive(matter: Matter, *, by: User, at: datetime, seen: int | None = None) -> MatterStep:
    """Sign for an assigned matter 签收: the lead unit."""
    stand = hold_matter(matter, seen=seen)
    insist(may_handle(by, stand.step))
    return take_step(stand, Verb.RECEIVE, by=by, at=at)


@transaction.atomic
def report_progress(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Say how far it has come: the lead unit and, once it handles it, those that help."""
    stand = hold_matter(matter, seen=seen)
    insist(may_help(by, stand.matter, stand.step))
    if stand.step.status == MatterStatus.RECEIVED and not may_handle(by, stand.step):
        raise MoveError("牵头单位尚未开始办理，请待其填写首次进展后再补充。")
    return take_step(stand, Verb.PROGRESS, Change(note), by=by, at=at)


@transaction.atomic
def apply_to_close(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Ask for the close 申请销号, with the result and evidence attached since it was opened."""
    stand = hold_matter(matter, seen=seen)
    insist(may_handle(by, stand.step))
    opened = stand.matter.steps.filter(verb__in=[Verb.REGISTER, Verb.REOPEN]).latest("number")
    attached = stand.matter.attachments.attached().filter(added_at__gte=opened.at)
    if stand.step.status in MOVES[Verb.APPLY].origins and not attached.exists():
        raise MatterError("申请销号须上传佐证材料，请先上传附件。", "attachments")
    if stand.matter.requests.filter(decided_at__isnull=True).exists():
        raise MatterError("有延期申请尚未答复，请待答复后再申请销号。")
    return take_step(stand, Verb.APPLY, Change(note), by=by, at=at)


@transaction.atomic
def verify(
    matter: Matter, *, by: User, at: datetime, note: str = "", seen: int | None = None
) -> MatterStep:
    """Confirm what was handled 审核: a person of the checking unit, which handled none of it."""
    stand = hold_matter(matter, seen=seen)
    insist(may_verify(by, stand.matter, stand.step))
    _check_not_handler(stand, by, "审核")
    return take_step(stand, Verb.VERIFY, Change(note), by=by, at=at)


@transaction.atomic
def send_back(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Send an application or a verified matter back to its unit 退回重办, with the reason."""
    stand = hold_matter(matter, seen=seen)
    verifies = stand.step.status == MatterStatus.APPLIED
    rule = may_verify if verifies else may_close
    insist(rule(by, stand.matter, stand.step) or may_close(by, stand.matter, stand.step))
    return take_step(stand, Verb.RETURN, Change(note), by=by, at=at)


@transaction.atomic
def close_matter(
    matter: Matter, *, by: User, at: datetime, note: str = "", seen: int | None = None
) -> MatterStep:
    """Close a verified matter 销号: nobody who handled it."""
    stand = hold_matter(matter, seen=seen)
    if may_coordinate(by) and may_help(by, stand.matter, stand.step):
        raise MatterError("本单位参与办理该事项，须由其他单位人员销号。")
    insist(may_close(by, stand.matter, stand.step))
    _check_not_handler(stand, by, "销号")
    return take_step(stand, Verb.CLOSE, Change(note), by=by, at=at)


@transaction.atomic
def reopen(
    matter: Matter, note: str, due_on: date, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Open a closed matter again with a new time limit: the office."""
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    _check_due(due_on, at)
    return take_step(stand, Verb.REOPEN, Change(note, due_on=due_on), by=by, at=at)


@transaction.atomic
def withdraw(
    matter: Matter, note: str, *, by: User, at: datetime, seen: int | None = None
) -> MatterStep:
    """Take a matter that was registered by mistake out of the register; it stays on record."""
    insist(may_coordinate(by))
    stand = hold_matter(matter, seen=seen)
    return take_step(stand, Verb.WITHDRAW, Change(note), by=by, at=at)


def _register(new: NewMatter, *, by: User, at: datetime) -> Matter:
    if new.lead is None:
        raise MatterError("请选择牵头单位，有且只能有一个。", "lead")
    if not new.title.strip():
        raise MatterError("请填写事项。", "title")
    due_on = new.due_on or (new.time_limit.due_on(today_of(at)) if new.time_limit else None)
    if due_on is None:
        raise MatterError("请填写办理时限或选择时限类别。", "due_on")
    _check_due(due_on, at)
    checker = new.checker or Organisation.objects.get(code=OFFICE)
    _check_units(new.lead, new.supporting, checker)
    hold_page_counter()  # one at a time takes the next number
    matter = _saved(new, checker, by=by, at=at)
    matter.supporting.set(new.supporting)
    matter.steps.create(
        number=1,
        verb=Verb.REGISTER,
        status=MatterStatus.REGISTERED,
        lead=new.lead,
        due_on=due_on,
        at=at,
        by=by,
        organisation=by.organisation,
    )
    record_event(Verb.REGISTER.label, matter, str(matter.pk), by=by, at=at, title=matter.title)
    raise_page_counter()
    return matter


def _saved(new: NewMatter, checker: Organisation, *, by: User, at: datetime) -> Matter:
    year = today_of(at).year
    last = Matter.objects.filter(year=year).order_by("-number").first()
    return Matter.objects.create(
        year=year,
        number=last.number + 1 if last else 1,
        kind=new.kind,
        origin=new.origin,
        category=new.category,
        title=new.title.strip(),
        description=new.description,
        raised_by=new.raised_by,
        checker=checker,
        time_limit=new.time_limit,
        item=new.item,
        series=new.series,
        month=new.month,
        about=new.about,
        meeting=new.meeting,
        is_sample=new.is_sample,
        registered_at=at,
        registered_by=by,
    )


def _check_units(
    lead: Organisation, supporting: tuple[Organisation, ...], checker: Organisation
) -> None:
    if lead in supporting:
        raise MatterError(f"{lead.short_name}是牵头单位，不能同时是配合单位。", "supporting")
    if checker == lead or checker in supporting:
        raise MatterError(
            f"{checker.short_name}参与办理，不能由其核实，请另选核实单位。", "checker"
        )


def _check_due(due_on: date, at: datetime) -> None:
    if due_on < today_of(at):
        raise MatterError("办理时限不能早于今天。", "due_on")


def _check_not_handler(stand: Stand, by: User, what: str) -> None:
    handled = stand.matter.steps.filter(by=by, verb__in=[Verb.PROGRESS, Verb.APPLY])
    if handled.exists():
        raise MatterError(f"您办理过该事项，须由其他单位人员{what}。")
