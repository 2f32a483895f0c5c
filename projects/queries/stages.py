"""The stages of projects as they were known at a moment."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from projects.models import Interruption, StageRecord
from projects.progress import (
    Deviation,
    Pause,
    Stage,
    StageState,
    deviation,
    furthest,
    judged_on,
    pause_on,
)
from strategy import clock

Version = tuple[int, int, int, int]
"""How often the progress of a project was written; it changes with every write."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the seven stages of a project on a day; `record` is what is known of it.

    `is_passed` is a stage that was not recorded, though a later one was reached.
    """

    stage: Stage
    record: StageRecord | None
    is_reached: bool
    is_current: bool
    is_passed: bool
    deviation: Deviation | None

    @property
    def planned_on(self) -> date | None:
        return self.record.planned_on if self.record else None

    @property
    def actual_on(self) -> date | None:
        return self.record.actual_on if self.record and self.is_reached else None

    @property
    def is_sample(self) -> bool:
        return self.record is not None and self.record.is_sample


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the books; `superseded_at` is empty as long as it was in force."""

    record: StageRecord
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Off:
    """An interruption with its time as it was known.

    `became_withdrawal` is one that ended with the withdrawal of the project, not with a return.
    """

    row: Interruption
    pause: Pause
    became_withdrawal: bool

    @property
    def ends_on(self) -> date | None:
        """Empty as long as its end was not recorded."""
        return self.pause.ends_on


@dataclass(frozen=True, slots=True)
class ProjectStages:
    """The stages of one project in order, its books newest first, and what interrupted it."""

    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    interruptions: tuple[Off, ...]
    on: date

    @property
    def current(self) -> Step | None:
        """The stage that the project has come to."""
        return next((step for step in self.steps if step.is_current), None)

    @property
    def off(self) -> Off | None:
        """What keeps the project off its way on the day."""
        pause = pause_on([one.pause for one in self.interruptions], self.on)
        return next((one for one in self.interruptions if one.pause == pause), None)

    @property
    def is_withdrawn(self) -> bool:
        return self.off is not None and self.off.pause.is_withdrawal


def stage_states(
    at: datetime | None, projects: Collection[int] | None = None
) -> dict[int, list[StageState]]:
    """What is known of the stages of projects (all, or some by pk) at a moment. One query."""
    records = StageRecord.objects.known_at(at).order_by()
    if projects is not None:
        records = records.filter(project__in=projects)
    states = defaultdict(list)
    for project, stage, planned_on, is_reached, actual_on in records.values_list(
        "project_id", "stage", "planned_on", "is_reached", "actual_on"
    ):
        states[project].append(StageState(Stage(stage), planned_on, is_reached, actual_on))
    return dict(states)


def stages_on(
    on: date, at: datetime | None, projects: Collection[int] | None = None
) -> dict[int, StageState]:
    """The furthest stage of each project that has one, by a day and as known at a moment."""
    reached = {pk: furthest(states, on) for pk, states in stage_states(at, projects).items()}
    return {pk: state for pk, state in reached.items() if state is not None}


def project_stages(project: int, on: date, at: datetime | None) -> ProjectStages:
    """The stages and interruptions of a project (pk), on a day and as known then. Two queries.

    Of a withdrawn project nothing becomes overdue after the day on which it left.
    """
    over = at or clock.end_of_day(on)
    records = StageRecord.objects.filter(project=project, recorded_at__lt=over)
    records = records.select_related("source", "recorded_by__organisation")
    entries = [_entry(record, over) for record in records.order_by("-recorded_at", "-pk")]
    interruptions = _interruptions(project, over)
    pause = pause_on([one.pause for one in interruptions], on)
    steps = _steps(entries, on, judged_on(pause, on))
    return ProjectStages(steps, tuple(entries), interruptions, on)


def stage_version(project: int) -> Version:
    """How the books of a project (pk) stand now. Two queries."""
    counts = []
    for model, ended in ((StageRecord, "superseded_at"), (Interruption, "ended_at")):
        rows = model.objects.filter(project=project).order_by()
        counts += rows.aggregate(begun=Count("pk"), ended=Count(ended)).values()
    return tuple(counts)


def _entry(record: StageRecord, over: datetime) -> Entry:
    superseded_at = record.superseded_at
    is_over = superseded_at is not None and superseded_at < over
    return Entry(record, superseded_at if is_over else None)


def _steps(entries: list[Entry], on: date, until: date) -> tuple[Step, ...]:
    records = {Stage(one.record.stage): one.record for one in entries if not one.superseded_at}
    states = {stage: record.state for stage, record in records.items()}
    last = furthest(states.values(), on)
    return tuple(
        _step(stage, records.get(stage), states.get(stage, StageState(stage)), last, on, until)
        for stage in Stage
    )


def _step(
    stage: Stage,
    record: StageRecord | None,
    state: StageState,
    last: StageState | None,
    on: date,
    until: date,
) -> Step:
    is_reached = state.is_reached_on(on)
    is_passed = not is_reached and last is not None and stage.rank < last.stage.rank
    return Step(
        stage=stage,
        record=record,
        is_reached=is_reached,
        is_current=last is not None and stage == last.stage,
        is_passed=is_passed,
        deviation=None if is_passed else deviation(state, until),
    )


def _interruptions(project: int, over: datetime) -> tuple[Off, ...]:
    rows = Interruption.objects.filter(project=project, recorded_at__lt=over)
    found = list(rows.select_related("recorded_by__organisation", "ended_by__organisation"))
    pauses = {row: row.pause_at(over) for row in found}
    left_on = {pause.starts_on for pause in pauses.values() if pause.is_withdrawal}
    offs = [Off(row, pause, pause.ends_on in left_on) for row, pause in pauses.items()]
    return tuple(sorted(offs, key=lambda one: one.pause.starts_on, reverse=True))
