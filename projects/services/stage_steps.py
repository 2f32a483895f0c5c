"""Verbs: hold_project, write_record, and the checks that every change of a stage passes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Max

from projects.models import Interruption, Project, StageRecord
from projects.progress import (
    Stage,
    StageState,
    actual_backwards,
    furthest_recorded,
    pause_on,
    planned_backwards,
)
from projects.queries.stages import Version, stage_version
from strategy import clock, days, months
from strategy.models import User
from strategy.models.fields import Precision
from strategy.services.events import raise_page_counter, record_event
from strategy.services.refusals import RefusedError
from strategy.ui.formatting import date_label, known_date

SHORTEST_REASON, LONGEST_REASON = 5, 200
LONGEST_APPROVAL = 100
TICK = timedelta(microseconds=1)


class StageError(RefusedError):
    """Nothing was written of a project's stages."""


class StagesMovedError(StageError):
    """Somebody else has written since the page was opened."""


@dataclass(frozen=True, slots=True)
class Held:
    """A project under its lock, with the records in force and everything that interrupted it."""

    project: Project
    records: dict[Stage, StageRecord]
    interruptions: tuple[Interruption, ...]

    @property
    def open(self) -> Interruption | None:
        """What the project has not come back from."""
        return next((one for one in self.interruptions if one.ends_on is None), None)

    @property
    def furthest(self) -> Stage | None:
        """The last stage on record as reached."""
        state = furthest_recorded(self.states)
        return state.stage if state else None

    @property
    def states(self) -> list[StageState]:
        return [record.state for record in self.records.values()]

    def states_with(self, *changed: StageState) -> list[StageState]:
        """The states as they would be after a change."""
        known = {state.stage: state for state in self.states}
        return list((known | {state.stage: state for state in changed}).values())


def hold_project(project: Project, *, seen: Version | None = None) -> Held:
    """Lock a project until the transaction ends and read how it stands.

    `seen` is the version that stood on the page. Raises StagesMovedError.
    """
    rows = Project.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.get(pk=project.pk)
    if seen is not None and seen != stage_version(fresh.pk):
        raise StagesMovedError("该项目的进度刚刚由他人登记，请核对最新情况后重新提交。")
    records = StageRecord.objects.known_at(None).filter(project=fresh).select_related("source")
    found = {Stage(record.stage): record for record in records}
    return Held(fresh, found, tuple(Interruption.objects.filter(project=fresh)))


def write_record(held: Held, state: StageState, *, by: User, at: datetime, **words) -> StageRecord:
    """Write a new record of a stage; the former one is superseded, nothing is overwritten."""
    former = held.records.get(state.stage)
    moment = in_order(held.project, state.stage, at)
    supersede(former, moment)
    return StageRecord.objects.create(
        project=held.project,
        stage=state.stage,
        planned_on=state.planned_on,
        is_reached=state.is_reached,
        actual_on=state.actual_on,
        recorded_at=moment,
        recorded_by=by,
        is_sample=held.project.is_sample,
        **words,
    )


def supersede(record: StageRecord | None, moment: datetime) -> None:
    """Take a record out of force; it stays on the books."""
    if record is not None:
        StageRecord.objects.filter(pk=record.pk).update(superseded_at=moment)


def in_order(project: Project, stage: Stage, at: datetime) -> datetime:
    """The moment to keep: after what is on the books of the stage, should a clock be set back."""
    books = StageRecord.objects.filter(project=project, stage=stage)
    last = books.aggregate(recorded=Max("recorded_at"), superseded=Max("superseded_at"))
    known = [moment for moment in last.values() if moment is not None]
    return max([at, *(moment + TICK for moment in known)])


def finish(verb: str, held: Held, words: str, *, by: User, at: datetime, **detail) -> None:
    """Add the line of the audit log, and say that the pages have changed."""
    told = {name: str(value) for name, value in detail.items() if value is not None}
    project = held.project
    record_event(verb, project, project.code, by=by, at=at, words=words, **told)
    raise_page_counter()


def insist_in_library(held: Held) -> None:
    """Raise StageError for a project that was withdrawn: nothing moves any more."""
    pause = held.open
    if pause is not None and pause.pause_at(None).is_withdrawal:
        since = date_label(pause.starts_on)
        raise StageError(f"该项目已于{since}调出（批准：{pause.approval}），不能再作登记。")


def insist_under_way(held: Held) -> None:
    """Raise StageError for a project that stands still, or was withdrawn."""
    insist_in_library(held)
    if held.open is not None:
        kind, since = held.open.get_kind_display(), date_label(held.open.starts_on)
        raise StageError(f"该项目自{since}起{kind}，登记复工以后才能登记阶段到达。")


def last_known_day(day: date | None, precision: Precision) -> date | None:
    """The day that is kept for a date: the last one of the month or year that is known."""
    if day is None or precision == Precision.DAY:
        return day
    return months.last_day(day if precision == Precision.MONTH else date(day.year, 12, 1))


def check_actual(held: Held, state: StageState, precision: Precision, at: datetime) -> None:
    """Raise StageError for an actual day ahead of today, in an interruption, or out of order."""
    day = state.actual_on
    if day is None:
        return
    check_day(day, "actual_on")
    if day > clock.day_of(at):
        is_exact = precision == Precision.DAY
        unfinished = f"{known_date(day, precision)}尚未结束，请填写具体日期。"
        told = "实际日期不能晚于登记之日。" if is_exact else unfinished
        raise StageError(told, "actual_on")
    if (pause := pause_on([one.pause_at(None) for one in held.interruptions], day)) is not None:
        told = f"{date_label(day)}该项目正在{pause.kind.label}，请核对日期。"
        raise StageError(told, "actual_on")
    _check_order(held, actual_backwards(held.states_with(state)), state.stage)


def check_planned(states: Iterable[StageState], changed: Iterable[Stage]) -> None:
    """Raise StageError, at a stage that was changed, for planned days that run backwards."""
    pair = planned_backwards(states)
    if pair is None:
        return
    earlier, later = pair
    at_fault = later.stage if later.stage in set(changed) else earlier.stage
    raise StageError(
        f"计划日期前后颠倒：“{later.stage.label}”（{date_label(later.planned_on)}）"
        f"不能早于“{earlier.stage.label}”（{date_label(earlier.planned_on)}）。",
        f"plan_{at_fault.value}",
    )


def check_reason(reason: str, field: str = "reason") -> str:
    """The reason without blanks around it. Raises StageError for one that says nothing."""
    text = reason.strip()
    if len(text) < SHORTEST_REASON:
        raise StageError(f"请说明原因，不少于{SHORTEST_REASON}个字。", field)
    return check_length(text, LONGEST_REASON, field)


def check_length(text: str, most: int, field: str) -> str:
    """The words without blanks around them. Raises StageError for more than a column takes."""
    text = text.strip()
    if len(text) > most:
        raise StageError(f"不能超过{most}字，现有{len(text)}字。", field)
    return text


def check_day(day: date, field: str) -> None:
    """Raise StageError for a year that was mistyped."""
    try:
        days.check(day)
    except ValidationError as error:
        raise StageError(error.message, field) from error


def _check_order(held: Held, pair: tuple[StageState, StageState] | None, stage: Stage) -> None:
    if pair is None:
        return
    earlier, later = pair
    told = []
    for state in (later, earlier):
        record = None if state.stage == stage else held.records.get(state.stage)
        precision = record.actual_precision if record else Precision.DAY
        told.append(f"“{state.stage.label}”（{known_date(state.actual_on, precision)}）")
    raise StageError(f"实际日期前后颠倒：{told[0]}不能早于{told[1]}。", "actual_on")
