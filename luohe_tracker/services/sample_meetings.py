"""The meetings of the sample year: prepared, held, and followed to the close."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from strategy import workdays
from strategy.models import AgendaOutcome, Attendance, Meeting, MeetingSeries, Organisation
from strategy.models.agendas import item_subject
from strategy.services.agendas import NewItem, add_agenda_item, propose_agenda, remove_agenda_item
from strategy.services.meetings import (
    Attending,
    NewMeeting,
    hold_meeting,
    issue_minutes,
    keep_item_record,
    keep_record,
    open_meeting,
    resolve,
    set_attendance,
)

from .sample_actors import Actors
from .sample_cases import others, resolutions
from .sample_lines import INDUSTRY
from .sample_matters import Followed, follow, handling, moment, registering
from .sample_plan import sample_source

Step = tuple[datetime, Callable]
CODE, NAME, PURPOSE = "sample-weekly", "示例周例会", "示例：演示会议的筹备、召开和督办。"
DAYS = [
    "2022-02-14", "2022-02-21", "2022-02-28", "2022-03-07", "2022-03-21", "2022-03-28",
    "2022-04-11", "2022-04-18", "2022-04-25", "2022-05-09", "2022-05-23", "2022-05-30",
    "2022-06-13", "2022-06-20", "2022-06-27", "2022-07-11", "2022-07-18", "2022-07-25",
]  # fmt: skip
NEXT = date(2022, 8, 12)
MOST = 6
"""So many proposals fit into the time; the chair takes the others off."""
LONG = 8
TAKEN_OFF = "示例：会前已书面通报，本次不再上会。"
TOPIC = "示例：调度跟踪事项进展，研究企业反映的问题"
RECORD = "示例：有关单位汇报了进展情况，会议逐项研究了存在的问题，并明确了牵头单位和办理时限。"
SPOKEN = "示例：牵头单位汇报了原因和下步措施。"


@dataclass
class Planned:
    """A meeting of the series, what it resolves and, once it is opened, itself."""

    series: MeetingSeries
    day: date
    resolved: list[Followed]
    row: Meeting | None = None


def make_series() -> MeetingSeries:
    """Save the series that sample meetings are counted in."""
    return MeetingSeries.objects.create(
        code=CODE, name=NAME, purpose=PURPOSE, position=9, is_weekly=True,
        source=sample_source(), is_sample=True,
    )  # fmt: skip


def meeting_steps(actors: Actors) -> list[Step]:
    """All that is done about meetings and matters, each step with its moment."""
    series, days = make_series(), [date.fromisoformat(day) for day in DAYS]
    steps, cases = [], resolutions(days)
    for day, resolved in zip(days, cases, strict=True):
        planned = Planned(series, day, follow(resolved, actors))
        steps += _course(planned)
        steps += [step for one in planned.resolved for step in handling(one)]
    for one in follow(others(), actors):
        steps += [*registering(one), *handling(one)]
    upcoming = Planned(series, NEXT, [])
    steps.append((moment(date(2022, 8, 8), 15), partial(_open, planned=upcoming)))
    steps.append((moment(date(2022, 8, 9), 17), partial(_propose, planned=upcoming)))
    return steps


def _course(planned: Planned) -> list[Step]:
    before = workdays.add_workdays(planned.day, -1)
    return [
        (moment(workdays.add_workdays(planned.day, -2), 9), partial(_open, planned=planned)),
        (moment(before, 15), partial(_propose, planned=planned)),
        (moment(before, 16), partial(_arrange, planned=planned)),
        (moment(planned.day, 9), partial(_hold, planned=planned)),
        (moment(planned.day, 10, 30), partial(_discuss, planned=planned)),
        (moment(planned.day, 17), partial(_issue, planned=planned)),
    ]


def _open(desk, *, planned: Planned, at: datetime) -> None:
    new = NewMeeting(
        planned.series, planned.day, start_time=time(9), place="示例会议室", chair="示例主持人",
        topic=TOPIC, source=planned.series.source, is_sample=True,
    )  # fmt: skip
    planned.row = open_meeting(new, by=desk.actors.coordinator, at=at)


def _propose(desk, *, planned: Planned, at: datetime) -> None:
    """From what was known at that time, and not from what the fixtures say of later."""
    propose_agenda(planned.row, by=desk.actors.coordinator, at=at, known_at=at)


def _arrange(desk, *, planned: Planned, at: datetime) -> None:
    """Take off what there is no time for, and add what is to be resolved."""
    by = desk.actors.coordinator
    agenda = list(planned.row.agenda.order_by("position"))
    for item in agenda[MOST:]:
        remove_agenda_item(item, TAKEN_OFF, by=by, at=at)
    subjects = {item.subject for item in agenda}
    for one in planned.resolved:
        if item_subject(one.item.code) not in subjects:
            title = f"示例：研究{one.name}有关问题"
            new = NewItem(title, owner=one.lead, minutes=10, item=one.item)
            add_agenda_item(planned.row, new, by=by, at=at)


def _hold(desk, *, planned: Planned, at: datetime) -> None:
    present = [desk.actors.reporters[INDUSTRY].organisation, *Organisation.objects.areas()]
    rows = [Attending(Attendance.Kind.PRESENT, one) for one in present]
    set_attendance(planned.row, rows, by=desk.actors.coordinator, at=at)
    planned.row = hold_meeting(planned.row, by=desk.actors.coordinator, at=at)


def _discuss(desk, *, planned: Planned, at: datetime) -> None:
    """Every item is concluded but the last of a long agenda, which comes up again."""
    by = desk.actors.coordinator
    agenda = list(planned.row.agenda.filter(removed_at__isnull=True).order_by("position"))
    for place, item in enumerate(agenda, start=1):
        is_left = place == len(agenda) >= LONG
        outcome = AgendaOutcome.CONTINUED if is_left else AgendaOutcome.CONCLUDED
        keep_item_record(item, SPOKEN, outcome, by=by, at=at, version=item.version)
    for one in planned.resolved:
        one.matter = resolve(planned.row, one.new, by=by, at=at)
    keep_record(planned.row, RECORD, by=by, at=at, version=planned.row.version)


def _issue(desk, *, planned: Planned, at: datetime) -> None:
    issue_minutes(planned.row, by=desk.actors.coordinator, at=at)
