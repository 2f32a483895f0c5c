"""Verbs: open_meeting, change_meeting, hold_meeting, issue_minutes, set_attendance, keep_record,
keep_item_record, resolve."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from strategy import clock
from strategy.models import (
    AgendaItem,
    AgendaOutcome,
    Attendance,
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    MeetingStage,
    Organisation,
    User,
)
from strategy.permissions import insist, may_coordinate
from strategy.queries.one_time_keys import in_detail

from .matter_steps import MatterError
from .matters import assign, register_matter
from .meeting_rows import (
    TYPED,
    MeetingError,
    NewMeeting,
    StaleMeetingError,
    check_length,
    check_number,
    has_begun,
    hold_item,
    hold_row,
    hold_series,
    hold_unissued,
    last_number,
    lay,
    record_done,
    refuse_twice,
    renumber,
    words_of,
)
from .new_matters import NewMatter


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody at a meeting: a unit, a person by post and name, or a person of a unit."""

    kind: Attendance.Kind
    organisation: Organisation | None = None
    person: str = ""


@transaction.atomic
def open_meeting(new: NewMeeting, *, by: User, at: datetime) -> Meeting:
    """Enter a meeting under the next number of its series, or a greater one with a reason.

    Raises MeetingError where the number does not follow or something typed does not fit, and
    EnteredMeetingError where the same form was sent before.
    """
    insist(may_coordinate(by))
    series = hold_series(new.series)
    refuse_twice(series, new.key, by=by, at=at)
    if not series.is_active:
        raise MeetingError(f"{series.name}已停用，不能新增会议。", "series")
    last = last_number(series.meetings)
    number = new.number or last + 1
    gap_reason = new.gap_reason.strip()
    check_number(series, number, gap_reason, last)
    meeting = Meeting(series=series, number=number, opened_at=at, opened_by=by, source=new.source)
    meeting.is_sample = new.is_sample or series.is_sample
    lay(meeting, replace(new, gap_reason=gap_reason if number > last + 1 else ""), at)
    meeting.save(force_insert=True)
    told = {"meets_on": meeting.meets_on.isoformat()} | in_detail(new.key)
    record_done("登记会议", meeting, by=by, at=at, **told)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, changes: NewMeeting, *, by: User, at: datetime, version: int
) -> Meeting:
    """Change what was typed about a meeting, until its minutes are out; it stays in its series.

    Another number may be given to the last one of a series. Raises MeetingError, and
    StaleMeetingError where somebody else has written since `version`.
    """
    insist(may_coordinate(by))
    hold_series(meeting.series)
    fresh = hold_unissued(meeting, "修改")
    if version != fresh.version:
        raise StaleMeetingError(
            current=words_of(fresh), typed=words_of(changes), version=fresh.version
        )
    former = {name: getattr(fresh, name) for name in ("number", *TYPED)}
    changes = replace(changes, gap_reason=renumber(fresh, changes))
    lay(fresh, changes, at)
    changed = [name for name, value in former.items() if getattr(fresh, name) != value]
    if changed:
        fresh.version += 1
        fresh.save(update_fields=[*changed, "version"])
        record_done(
            "修改会议", fresh, by=by, at=at, changed={one: str(former[one]) for one in changed}
        )
    return fresh


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Say that a meeting has taken place 已召开: not before its day nor without an agenda."""
    insist(may_coordinate(by))
    fresh = hold_row(meeting)
    if fresh.held_at is not None:
        raise MeetingError(f"{fresh}已确认召开。")
    if clock.day_of(at) < fresh.meets_on:
        day = f"{fresh.meets_on.year}年{fresh.meets_on.month}月{fresh.meets_on.day}日"
        raise MeetingError(f"会议定于{day}，当日起才能确认召开。", "meets_on")
    if not _standing(fresh).exists():
        raise MeetingError("议程为空，请先列入议题。", "agenda")
    fresh.held_at, fresh.held_by = at, by
    fresh.save(update_fields=["held_at", "held_by"])
    record_done("确认召开", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def issue_minutes(meeting: Meeting, *, by: User, at: datetime, carries: bool = False) -> Meeting:
    """Issue the minutes 纪要印发 of a held meeting and assign all that was resolved at it.

    Items without an outcome are refused, or with `carries` come up again next time. Raises
    MeetingError that names every resolution which cannot be assigned; then nothing is done.
    """
    insist(may_coordinate(by))
    fresh = hold_row(meeting)
    if fresh.stage != MeetingStage.HELD:
        done = "的纪要已经印发" if fresh.issued_at else "尚未确认召开，不能印发纪要"
        raise MeetingError(f"{fresh}{done}。")
    carried = _carry(fresh, carries=carries)
    assigned = _assign_all(fresh, by=by, at=at)
    fresh.issued_at, fresh.issued_by = at, by
    fresh.save(update_fields=["issued_at", "issued_by"])
    record_done("印发纪要", fresh, by=by, at=at, assigned=assigned, carried=carried)
    return fresh


@transaction.atomic
def set_attendance(meeting: Meeting, rows: Sequence[Attending], *, by: User, at: datetime) -> None:
    """Replace the list of who attends, until the minutes are out. Raises MeetingError."""
    insist(may_coordinate(by))
    fresh = hold_unissued(meeting, "修改参会名单")
    named = [replace(row, person=row.person.strip()) for row in rows]
    if any(row.organisation is None and not row.person for row in named):
        raise MeetingError("参会名单每行须填写单位或职务、姓名。", "attendance")
    if len({(row.organisation, row.person) for row in named}) < len(named):
        raise MeetingError("参会名单有重复，请核对。", "attendance")
    if any(len(row.person) > 60 for row in named):
        raise MeetingError("“职务、姓名”不能超过60字。", "attendance")
    fresh.attendances.all().delete()  # a list of names; what it was stands in the audit log
    Attendance.objects.bulk_create(
        Attendance(
            meeting=fresh, kind=row.kind, organisation=row.organisation, person=row.person,
            position=place,
        )
        for place, row in enumerate(named, start=1)
    )  # fmt: skip
    record_done("登记参会", fresh, by=by, at=at, attending=[_name(row) for row in named])


@transaction.atomic
def keep_record(meeting: Meeting, text: str, *, by: User, at: datetime, version: int) -> Meeting:
    """Keep what is typed during a meeting, until its minutes are out; the same text is no change.

    Raises StaleMeetingError with both texts where somebody else has written since `version`.
    """
    insist(may_coordinate(by))
    fresh = hold_unissued(meeting, "修改会议记录")
    if fresh.record == text:
        return fresh
    if version != fresh.version:
        raise StaleMeetingError(current=fresh.record, typed=text, version=fresh.version)
    check_length(fresh, text)
    fresh.record, fresh.version = text, fresh.version + 1
    fresh.save(update_fields=["record", "version"])
    record_done("记录会议", fresh, by=by, at=at, version=fresh.version)
    return fresh


@transaction.atomic
def keep_item_record(
    item: AgendaItem, text: str, outcome: AgendaOutcome, *, by: User, at: datetime, version: int
) -> AgendaItem:
    """Keep what was said about an agenda item and what became of it, from its day on.

    Raises StaleMeetingError with both texts where somebody else has written since `version`.
    """
    insist(may_coordinate(by))
    fresh = hold_item(item, "修改讨论记录")
    if (fresh.record, fresh.outcome) == (text, outcome):
        return fresh
    if version != fresh.version:
        raise StaleMeetingError(current=fresh.record, typed=text, version=fresh.version)
    if outcome != AgendaOutcome.PENDING and not has_begun(fresh.meeting, at):
        raise MeetingError("会议尚未召开，不能填写议题结果。", "outcome")
    check_length(fresh, text)
    fresh.record, fresh.outcome, fresh.version = text, AgendaOutcome(outcome), fresh.version + 1
    fresh.save(update_fields=["record", "outcome", "version"])
    told = {"item": fresh.title, "outcome": fresh.get_outcome_display()}
    record_done("记录议题", fresh.meeting, by=by, at=at, **told)
    return fresh


@transaction.atomic
def resolve(meeting: Meeting, new: NewMatter, *, by: User, at: datetime) -> Matter:
    """Register what a meeting resolves 议定事项, from its day until its minutes are out.

    It is assigned when they are issued. Raises MeetingError, and MatterError of `new` itself.
    """
    insist(may_coordinate(by))
    fresh = hold_unissued(meeting, "新增议定事项")
    if not has_begun(fresh, at):
        raise MeetingError("会议尚未召开，不能登记议定事项。")
    is_sample = new.is_sample or fresh.is_sample or bool(new.item and new.item.is_sample)
    resolution = replace(
        new, kind=Matter.Kind.RESOLUTION, origin=Matter.Origin.MEETING, meeting=fresh,
        is_sample=is_sample,
    )  # fmt: skip
    return register_matter(resolution, by=by, at=at)


def _standing(meeting: Meeting):
    """The agenda without what was taken off."""
    return meeting.agenda.filter(removed_at__isnull=True)


def _carry(meeting: Meeting, *, carries: bool) -> int:
    """Let what has no outcome come up again; how many these are. MeetingError without leave."""
    pending = _standing(meeting).filter(outcome=AgendaOutcome.PENDING)
    count = pending.count()
    if count and not carries:
        raise MeetingError(
            f"还有{count}个议题未填写结果，请填写，或确认转为“下次续议”。", "carries"
        )
    pending.update(outcome=AgendaOutcome.CONTINUED, version=F("version") + 1)
    return count


def _assign_all(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Assign each registered resolution; how many these are."""
    steps, refused = _registered(meeting), []
    for step in steps:
        try:
            if step.lead is None:
                raise MatterError("尚未落实牵头单位")
            assign(step.matter, step.lead, step.due_on, by=by, at=at)
        except MatterError as error:
            refused.append(f"{step.matter}（{str(error).rstrip('。')}）")
    if refused:
        raise MeetingError(
            f"下列议定事项不能交办，请先在事项页面处理：{'、'.join(refused)}。", "resolutions"
        )
    return len(steps)


def _registered(meeting: Meeting) -> list[MatterStep]:
    """How the resolutions stand that nobody has assigned yet.

    All are locked before the first is assigned: a step holds the page counter, and who holds
    that waits for no further matter.
    """
    held = Matter.objects.select_for_update(of=("self",), no_key=True)
    pks = [one.pk for one in held.filter(meeting=meeting).order_by("pk")]
    current = MatterStep.objects.known_at(None).filter(matter__in=pks)
    registered = current.filter(status=MatterStatus.REGISTERED)
    return list(registered.select_related("matter", "lead").order_by("matter"))


def _name(row: Attending) -> str:
    who = " ".join(part for part in (str(row.organisation or ""), row.person) if part)
    return f"{Attendance.Kind(row.kind).label} {who}"
