"""What the services of meetings share: the row under its lock, and the rules for what is typed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet

from strategy import clock, days
from strategy.models import AgendaItem, Meeting, MeetingSeries, MeetingStage, Source, User
from strategy.queries.one_time_keys import entered_with

from .events import raise_page_counter, record_event
from .refusals import RefusedError

TYPED = ("meets_on", "start_time", "place", "chair", "topic", "slot", "gap_reason")


class MeetingError(RefusedError):
    """Nothing was done to a meeting."""


class StaleMeetingError(MeetingError):
    """Somebody else has written since; `current` stands, `typed` was not kept.

    `version` is the one to name where `typed` is to be written over `current`.
    """

    def __init__(self, *, current: str, typed: str, version: int):
        super().__init__("其他人刚刚修改了同一内容，请核对后选择保留哪一个。")
        self.current, self.typed, self.version = current, typed, version


class EnteredMeetingError(MeetingError):
    """The form had been sent before; `meeting` is what came of it."""

    def __init__(self, meeting: Meeting):
        super().__init__(f"已登记{meeting}，重复提交未再登记。")
        self.meeting = meeting


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What is typed about a meeting. Without a number it takes the next one of its series.

    `key` is that of the form, which enters one meeting however often it is sent.
    """

    series: MeetingSeries
    meets_on: date | None
    start_time: time | None = None
    place: str = ""
    chair: str = ""
    topic: str = ""
    slot: int | None = None
    number: int | None = None
    gap_reason: str = ""
    source: Source | None = None
    is_sample: bool = False
    key: str = ""


def hold_series(series: MeetingSeries) -> MeetingSeries:
    """Lock a series until the transaction ends: one at a time takes its next number."""
    return MeetingSeries.objects.select_for_update(no_key=True).get(pk=series.pk)


def refuse_twice(series: MeetingSeries, key: str, *, by: User, at: datetime) -> None:
    """Raise EnteredMeetingError where a person's form was sent before; the series is held."""
    entered = entered_with(key, Meeting, by=by, at=at)
    if entered is not None:
        number = int(entered.rpartition(" ")[2])
        meeting = series.meetings.select_related("series").filter(number=number).first()
        if meeting is not None:
            raise EnteredMeetingError(meeting)


def hold_row(meeting: Meeting) -> Meeting:
    """Lock a meeting until the transaction ends and read how it stands.

    Raises MeetingError for one known from a public report, to which nothing is added.
    """
    held = Meeting.objects.select_for_update(of=("self",), no_key=True)
    fresh = held.select_related("series", "opened_by", "source").get(pk=meeting.pk)
    check_kept(fresh)
    return fresh


def check_kept(meeting: Meeting) -> None:
    """Raise MeetingError for a meeting known from a public report, to which nothing is added."""
    if meeting.is_reported:
        raise MeetingError(f"{meeting}据公开报道登记，不能增补或修改。")


def hold_unissued(meeting: Meeting, what: str) -> Meeting:
    """The same; MeetingError once the minutes are out. `what` is what was to be done."""
    fresh = hold_row(meeting)
    if fresh.stage == MeetingStage.ISSUED:
        raise MeetingError(f"{fresh}的纪要已印发，不能{what}。")
    return fresh


def hold_item(item: AgendaItem, what: str) -> AgendaItem:
    """Lock a standing agenda item, after its meeting, whose minutes may not be out yet."""
    meeting = hold_unissued(item.meeting, what)
    fresh = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    fresh.meeting = meeting
    if fresh.removed_at is not None:
        raise MeetingError(f"议题“{fresh.title}”已撤下，不能{what}。")
    return fresh


def has_begun(meeting: Meeting, at: datetime) -> bool:
    """Whether a meeting was held, or its day has come."""
    return meeting.held_at is not None or meeting.meets_on <= clock.day_of(at)


def last_number(meetings: QuerySet[Meeting]) -> int:
    """The greatest number of some meetings, 0 if there are none."""
    return meetings.aggregate(last=Max("number"))["last"] or 0


def renumber(meeting: Meeting, changes: NewMeeting) -> str:
    """Lay another number on the last meeting of a series, if one is given.

    Gives the reason for the gap before it. Raises MeetingError.
    """
    last = last_number(meeting.series.meetings.filter(number__lt=meeting.number))
    number, gap_reason = changes.number or meeting.number, changes.gap_reason.strip()
    if number != meeting.number:
        if meeting.series.meetings.filter(number__gt=meeting.number).exists():
            raise MeetingError("其后已有会议，次数不能修改。", "number")
        if meeting.held_at is not None:
            raise MeetingError("会议已召开，次数不能修改。", "number")
    check_number(meeting.series, number, gap_reason, last)
    meeting.number = number
    return gap_reason if number > last + 1 else ""


def lay(meeting: Meeting, new: NewMeeting, at: datetime) -> None:
    """Lay on a meeting what was typed. Raises MeetingError where it does not fit."""
    for name in TYPED:
        value = getattr(new, name)
        setattr(meeting, name, value.strip() if isinstance(value, str) else value)
    _check_typed(meeting, at)


def words_of(typed: Meeting | NewMeeting) -> str:
    """What is typed about a meeting, in one line."""
    parts = [typed.meets_on, typed.start_time, typed.place, typed.chair, typed.topic]
    return " ".join(str(part) for part in parts if part)


def check_number(series: MeetingSeries, number: int, gap_reason: str, last: int) -> None:
    """Raise MeetingError unless a number follows the last one, or its gap has a reason."""
    if number <= last:
        raise MeetingError(
            f"{series.name}已开到第{last}次，次数应为第{last + 1}次或更大的次数。", "number"
        )
    if number > last + 1 and not gap_reason:
        missing = f"第{last + 1}次" + (f"至第{number - 1}次" if number > last + 2 else "")
        raise MeetingError(f"{missing}没有登记，请填写缺号原因。", "gap_reason")


def check_length(row: Meeting | AgendaItem, text: str) -> None:
    """Raise MeetingError for a record that is longer than its field."""
    most = row._meta.get_field("record").max_length
    if len(text) > most:
        raise MeetingError(f"记录不能超过{most}字，现有{len(text)}字。", "record")


def check_fields(row: Meeting | AgendaItem, *names: str) -> None:
    """Raise MeetingError where one of these fields does not take what it was given."""
    others = [field.name for field in row._meta.fields if field.name not in names]
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise MeetingError(messages[0], field) from error


def record_done(verb: str, meeting: Meeting, *, by: User, at: datetime, **told) -> None:
    """Write in the audit log what was done to a meeting or its agenda; pages are made anew."""
    record_event(verb, meeting, f"{meeting.series.code} {meeting.number}", by=by, at=at, **told)
    raise_page_counter()


def _check_typed(meeting: Meeting, at: datetime) -> None:
    """Raise MeetingError where something typed is missing or does not fit."""
    if meeting.meets_on is None:
        raise MeetingError("请填写会议日期。", "meets_on")
    if meeting.held_at is not None and meeting.meets_on > clock.day_of(at):
        raise MeetingError("会议已召开，日期不能晚于今天。", "meets_on")
    try:
        days.check(meeting.meets_on)
    except ValidationError as error:
        raise MeetingError(error.message, "meets_on") from error
    check_fields(meeting, "number", *TYPED)
    _check_order(meeting)


def _check_order(meeting: Meeting) -> None:
    """Raise MeetingError where a meeting would take place before one with a lower number."""
    others = meeting.series.meetings.exclude(pk=meeting.pk).order_by("number")
    before = others.filter(number__lt=meeting.number, meets_on__gt=meeting.meets_on).last()
    after = others.filter(number__gt=meeting.number, meets_on__lt=meeting.meets_on).first()
    if before is not None:
        raise MeetingError(
            f"日期不能早于第{before.number}次会议（{before.meets_on}）。", "meets_on"
        )
    if after is not None:
        raise MeetingError(f"日期不能晚于第{after.number}次会议（{after.meets_on}）。", "meets_on")
