"""Meetings as they were known at a moment: one meeting, and what came of the last one.

A moment of None means now, as everywhere. What a meeting decided is public once its minutes are out
(Meeting.is_told_at); `early` is for the office, which sees it on its live page while it is typed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from strategy import clock
from strategy.models import (
    AgendaItem,
    AgendaOutcome,
    Attachment,
    Attendance,
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    MeetingStage,
    Verb,
)
from strategy.models.matter_steps import OPEN, WITH_UNIT
from strategy.progress.ladder import Rung, rung_on

from .agenda_refreshes import as_written
from .milestones import MilestoneRow, milestone_row

NOTHING_SAID = "尚无进展说明"
WORDS = (Verb.PROGRESS, Verb.APPLY, Verb.ASK)
"""The steps by which a unit says how far a matter has come."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An agenda item with its outcome as it was known."""

    row: AgendaItem
    outcome: AgendaOutcome

    def milestone_on(self, day: date) -> MilestoneRow | None:
        """The milestone that was fixed, as it stood on a day; reached only from its own day on."""
        return milestone_row(self.row.milestone, day) if self.row.milestone else None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting with all that hangs on it. `previous` and `following` are of its series.

    `is_told` says whether the page tells what was decided.
    """

    meeting: Meeting
    stage: MeetingStage
    is_told: bool
    agenda: list[AgendaLine]
    removed: list[AgendaItem]
    attendances: list[Attendance]
    attachments: list[Attachment]
    resolutions: list[MatterStep]
    previous: Meeting | None
    following: Meeting | None

    @property
    def minutes(self) -> int:
        """How long the agenda takes, as far as that is known."""
        return sum(line.row.minutes or 0 for line in self.agenda)

    @property
    def minutes_over(self) -> int:
        """By how much the agenda is longer than the meeting; 0 if it fits."""
        return max(0, self.minutes - self.meeting.minutes)


@dataclass(frozen=True, slots=True)
class ItemMeeting:
    """A meeting at which an item or a matter was spoken about."""

    meeting: Meeting
    stage: MeetingStage
    appearance: int
    outcome: AgendaOutcome


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What became of a resolution; `word` is the unit's latest, empty if it has said nothing."""

    step: MatterStep
    is_overdue: bool
    rung: Rung | None
    word: str
    said_on: date | None

    @property
    def matter(self) -> Matter:
        return self.step.matter

    @property
    def said(self) -> str:
        """The latest word as the page prints it."""
        return self.word or NOTHING_SAID


@dataclass(frozen=True, slots=True)
class FollowUp:
    """上次会议落实情况: resolutions of the last meeting, and older ones that were still open.

    `open` are those within their time limit, `overdue` those past it. `is_told` is False while the
    last meeting's minutes are not out, and with them what it resolved.
    """

    last: Meeting | None
    is_told: bool
    closed: list[FollowUpRow]
    open: list[FollowUpRow]
    overdue: list[FollowUpRow]

    @property
    def total(self) -> int:
        """How many were to be carried out; what was withdrawn is none of them."""
        return len(self.closed) + len(self.open) + len(self.overdue)


def meeting_page(
    meeting: Meeting, at: datetime | None = None, *, early: bool = False
) -> MeetingPage:
    """One meeting as it was known at a moment, in a fixed number of queries."""
    shown = Meeting.objects.select_related("series", "source", "opened_by").get(pk=meeting.pk)
    is_told = early or shown.is_told_at(at)
    rows = _agenda_of(shown, at)
    standing = [one for one in rows if one.removed_at is None or (at and one.removed_at >= at)]
    return MeetingPage(
        meeting=shown,
        stage=shown.stage_at(at),
        is_told=is_told,
        agenda=[AgendaLine(one, outcome_of(one, is_told=is_told)) for one in standing],
        removed=[one for one in rows if one not in standing],
        attendances=_attendances(shown, at),
        attachments=list(shown.attachments.known_at(at).select_related("added_by")),
        resolutions=_resolutions(shown, at) if is_told else [],
        previous=_neighbours(shown, at).filter(number__lt=shown.number).order_by("-number").first(),
        following=_neighbours(shown, at).filter(number__gt=shown.number).order_by("number").first(),
    )


def last_meeting(meeting: Meeting, at: datetime | None = None) -> Meeting | None:
    """The last meeting of the series that was held before this one. One query."""
    earlier = Meeting.objects.held(at).filter(series=meeting.series_id, number__lt=meeting.number)
    return earlier.select_related("series").order_by("-number").first()


def next_meeting(today: date, at: datetime | None = None) -> Meeting | None:
    """The next meeting in preparation, a real one before a sample. One query."""
    ahead = Meeting.objects.known_at(at).filter(meets_on__gte=today)
    held = Q(held_at__isnull=False) if at is None else Q(held_at__lt=at)
    waiting = ahead.exclude(held).select_related("series")
    return waiting.order_by("is_sample", "meets_on", "start_time", "pk").first()


def meetings_of_item(item: int, at: datetime | None = None) -> list[ItemMeeting]:
    """The meetings with an item (pk) on the agenda, the newest first. One query."""
    return _meetings_about(Q(item=item) | Q(matter__item=item), at)


def meetings_of_matter(matter: int, at: datetime | None = None) -> list[ItemMeeting]:
    """The meetings with a matter (pk) on the agenda, the newest first. One query."""
    return _meetings_about(Q(matter=matter), at)


def outcome_of(row: AgendaItem, *, is_told: bool) -> AgendaOutcome:
    """What became of an agenda item, as far as it is told."""
    return AgendaOutcome(row.outcome) if is_told else AgendaOutcome.PENDING


def follow_up(
    meeting: Meeting, today: date, at: datetime | None = None, *, early: bool = False
) -> FollowUp:
    """What became of what was resolved before a meeting. Three queries.

    Once it was held it says what was told there: the state just before, and no more.
    """
    if meeting.held_at is not None and (at is None or meeting.held_at < at):
        at, today = meeting.held_at, min(today, meeting.meets_on)
    last = last_meeting(meeting, at)
    steps = _to_follow(meeting, last, at)
    steps = list(steps if early else steps.filter(matter__meeting__in=Meeting.objects.told(at)))
    words = _latest_words([step.matter_id for step in steps], at)
    rows = [_follow_up_row(step, words.get(step.matter_id), today) for step in steps]
    return FollowUp(
        last=last,
        is_told=early or last is None or last.is_told_at(at),
        closed=[row for row in rows if row.step.status == MatterStatus.CLOSED],
        open=[row for row in rows if row.step.status in OPEN and not row.is_overdue],
        overdue=[row for row in rows if row.is_overdue],
    )


def _agenda_of(meeting: Meeting, at: datetime | None) -> list[AgendaItem]:
    rows = meeting.agenda.select_related("owner", "item", "matter", "milestone__source")
    rows = rows if at is None else rows.filter(added_at__lt=at)
    return as_written(meeting, rows, at)


def _meetings_about(subject: Q, at: datetime | None) -> list[ItemMeeting]:
    """What was taken off an agenda is left out."""
    rows = AgendaItem.objects.known_at(at).filter(subject)
    rows = rows.select_related("meeting__series").order_by("-meeting__meets_on", "-meeting")
    return [_item_meeting(one, at) for one in rows]


def _item_meeting(row: AgendaItem, at: datetime | None) -> ItemMeeting:
    meeting = row.meeting
    outcome = outcome_of(row, is_told=meeting.is_told_at(at))
    return ItemMeeting(meeting, meeting.stage_at(at), row.appearance, outcome)


def _attendances(meeting: Meeting, at: datetime | None) -> list[Attendance]:
    """Who attends; the list is kept as it stands last, so of a past day only once it was final."""
    if at is not None and not meeting.is_told_at(at):
        return []
    return list(meeting.attendances.select_related("organisation"))


def _resolutions(meeting: Meeting, at: datetime | None) -> list[MatterStep]:
    """How the resolutions of a meeting stood."""
    steps = MatterStep.objects.known_at(at).filter(matter__meeting=meeting)
    resolved = steps.filter(matter__kind=Matter.Kind.RESOLUTION)
    ordered = resolved.order_by("matter__year", "matter__number")
    return list(ordered.select_related("matter__item", "lead"))


def _to_follow(meeting: Meeting, last: Meeting | None, at: datetime | None) -> QuerySet[MatterStep]:
    earlier = Q(matter__meeting__series=meeting.series_id) & Q(
        matter__meeting__number__lt=meeting.number
    )
    of_last = Q(matter__meeting=last.pk) if last else Q(pk__in=[])
    steps = MatterStep.objects.known_at(at).filter(earlier, of_last | Q(status__in=OPEN))
    resolved = steps.filter(matter__kind=Matter.Kind.RESOLUTION)
    return resolved.select_related("matter__meeting__series", "matter__item", "lead").order_by(
        "due_on", "matter"
    )


def _latest_words(matters: list[int], at: datetime | None) -> dict[int, MatterStep]:
    """The last step by which the unit itself said something about each matter (pk)."""
    said = MatterStep.objects.filter(matter__in=matters, verb__in=WORDS)
    said = said if at is None else said.filter(at__lt=at)
    return {step.matter_id: step for step in said.order_by("number")}


def _follow_up_row(step: MatterStep, word: MatterStep | None, today: date) -> FollowUpRow:
    runs = step.status in WITH_UNIT
    return FollowUpRow(
        step=step,
        is_overdue=step.is_overdue_on(today),
        rung=rung_on(step.due_on, today) if runs else None,
        word=word.note if word else "",
        said_on=clock.day_of(word.at) if word else None,
    )


def _neighbours(meeting: Meeting, at: datetime | None) -> QuerySet[Meeting]:
    return Meeting.objects.known_at(at).filter(series=meeting.series_id).select_related("series")
