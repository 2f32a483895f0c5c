"""Verb: enter_matter, which those who register a matter call."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from strategy import clock
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
from strategy.queries.one_time_keys import entered_with, in_detail

from .events import hold_page_counter, raise_page_counter, record_event
from .matter_steps import MatterError, check_due, check_units, keep_units

OFFICE = "office"
"""The code of the unit that checks where no other is named."""


class EnteredError(MatterError):
    """The form had been sent before; `matter` is what came of it."""

    def __init__(self, matter: Matter):
        super().__init__(f"已登记：{matter.label}，重复提交未再登记。")
        self.matter = matter


@dataclass(frozen=True, slots=True)
class NewMatter:
    """What is registered. `due_on` is given, or follows from `time_limit`; `checker` may be left
    to the headquarters' office. `key` is that of the form, which enters one matter however often
    it is sent."""

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
    key: str = ""


@transaction.atomic
def enter_matter(new: NewMatter, *, by: User, at: datetime) -> Matter:
    """Write a matter down under the next number of its year; whether one may was asked before.

    Raises MatterError where lead or time limit is missing, or something does not fit, and
    EnteredError where the same form was sent before.
    """
    new = _linked(_complete(new, at))
    hold_page_counter()  # one at a time takes the next number
    _refuse_twice(new.key, by=by, at=at)
    matter = _saved(new, by=by, at=at)
    keep_units(matter, _first_step(matter, new, by=by, at=at), new.supporting)
    told = {"title": matter.title} | in_detail(new.key)
    record_event(Verb.REGISTER.label, matter, str(matter.pk), by=by, at=at, **told)
    raise_page_counter()
    return matter


def _refuse_twice(key: str, *, by: User, at: datetime) -> None:
    entered = entered_with(key, Matter, by=by, at=at)
    if entered is not None:
        raise EnteredError(Matter.objects.get(pk=int(entered)))


def _complete(new: NewMatter, at: datetime) -> NewMatter:
    """The same with its due day and the unit that checks. Raises MatterError."""
    if new.lead is None:
        raise MatterError("请选择牵头单位，有且只能有一个。", "lead")
    if not new.title.strip():
        raise MatterError("请填写事项。", "title")
    due_on = new.due_on or (new.time_limit.due_on(clock.day_of(at)) if new.time_limit else None)
    if due_on is None:
        raise MatterError("请填写办理时限或选择时限类别。", "due_on")
    check_due(due_on, at)
    checker = new.checker or Organisation.objects.get(code=OFFICE)
    check_units(new.lead, new.supporting, checker)
    return replace(new, due_on=due_on, checker=checker)


def _linked(new: NewMatter) -> NewMatter:
    """What it is about, checked: a figure brings its item, and what is about a sample is one."""
    if new.month is not None and new.series is None:
        raise MatterError("请选择关联月份所属的填报项。", "series")
    if (new.origin == Matter.Origin.MEETING) != (new.meeting is not None):
        raise MatterError("来源为会议的事项须选择会议，其他来源的不选。", "meeting")
    if new.kind == Matter.Kind.RESOLUTION and new.meeting is None:
        raise MatterError("议定事项须选择会议。", "meeting")
    item = new.item or (new.series.item if new.series else None)
    if new.series is not None and new.series.item_id != item.pk:
        raise MatterError("所选填报项不属于关联事项，请重新选择。", "series")
    linked = [one for one in (item, new.series, new.about, new.meeting) if one is not None]
    is_sample = new.is_sample or any(one.is_sample for one in linked)
    return replace(new, item=item, is_sample=is_sample)


def _saved(new: NewMatter, *, by: User, at: datetime) -> Matter:
    year = clock.day_of(at).year
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
        checker=new.checker,
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


def _first_step(matter: Matter, new: NewMatter, *, by: User, at: datetime) -> MatterStep:
    return matter.steps.create(
        number=1,
        verb=Verb.REGISTER,
        status=MatterStatus.REGISTERED,
        lead=new.lead,
        checker=new.checker,
        due_on=new.due_on,
        at=at,
        by=by,
        organisation=by.organisation,
    )
