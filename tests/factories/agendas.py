"""What an agenda is proposed from: listed items and their results, matters, former agendas."""

from datetime import date, datetime
from decimal import Decimal

from strategy import clock, months
from strategy.models import (
    AgendaItem,
    AgendaReason,
    Assessment,
    Matter,
    MatterStatus,
    Meeting,
    Organisation,
    Revision,
    Series,
    Status,
    TrackedItem,
    Verb,
)
from strategy.models.agendas import item_subject
from strategy.progress import Standing
from strategy.queries.agendas import proposals
from strategy.services.matter_steps import Change, hold_matter, take_step

from .figures import FigureFactory
from .items import ListEntryFactory
from .matters import MeetingFactory, coordinator, problem, stood
from .metrics import SeriesFactory
from .organisations import OrganisationFactory, UserFactory
from .reporting_months import ReportingMonthFactory

MAY, JUNE, JULY = (date(2022, number, 1) for number in (5, 6, 7))
FIRST, SECOND, TODAY = date(2022, 8, 1), date(2022, 8, 8), date(2022, 8, 15)
"""Two Mondays on which meetings were held, and the one for which the third is prepared."""
LISTS = {"T": "tasks", "P": "projects", "E": "enterprises", "K": "parks"}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.SHANGHAI)


JULY_OUT = noon(date(2022, 8, 11))
"""When the results of July are there: after the second meeting, before the third."""


def publish_months() -> Organisation:
    """Open May to July, due on the 12th, and publish them for one unit; that unit."""
    unit = OrganisationFactory(code="statistics", name="市统计局", position=1)
    series = SeriesFactory(organisation=unit)
    for month in (MAY, JUNE, JULY):
        following = months.next_month(month)
        ReportingMonthFactory(month=month, due_at=noon(following.replace(day=12)))
        approve(series, month, noon(following.replace(day=11)))
    return unit


def approve(series: Series, month: date, at: datetime) -> None:
    by, value = UserFactory(), Decimal(987654)
    figure = FigureFactory(series=series, month=month, value=value, published_at=at)
    Revision.objects.create(
        figure=figure, number=1, value=value,
        status=Status.APPROVED, entered_at=at, entered_by=by, submitted_at=at, submitted_by=by,
        decided_at=at, decided_by=UserFactory(),
    )  # fmt: skip


def three_meetings() -> list[Meeting]:
    """Two meetings that were held, their minutes out, and the third, which is prepared."""
    held = [
        MeetingFactory(
            number=number, meets_on=day, held_at=noon(day), held_by=coordinator(),
            issued_at=noon(day), issued_by=coordinator(),
        )
        for number, day in enumerate([FIRST, SECOND], start=1)
    ]  # fmt: skip
    return [*held, MeetingFactory(number=3, meets_on=TODAY)]


def listed(factory, code: str, name: str, **named) -> TrackedItem:
    """An item on one of the four lists, led by a unit of its own where no other is named."""
    lead = {} if "lead" in named else {"lead": OrganisationFactory(name=f"{name}局")}
    item = factory(code=code, name=name, **lead, **named)
    ListEntryFactory(item=item, list=LISTS[code[0]])
    return item


def stands(item: TrackedItem, *standings: Standing, **named) -> Assessment:
    """An item's results, the last of July, each known on the 11th; the last one is returned."""
    first = months.add_months(JULY, 1 - len(standings))
    for month, standing in zip(months.months_between(first, JULY), standings, strict=True):
        last = assess(
            item, month, standing, noon(months.next_month(month).replace(day=11)), **named
        )
    return last


def assess(
    item: TrackedItem, month: date, standing: Standing, at: datetime, *, gap=None, is_sample=False
) -> Assessment:
    return Assessment.objects.create(
        subject="item", item=item, month=month, standing=standing, gap=gap,
        sentence=f"{item.name}{month.month}月底的情况", is_sample=is_sample,
        value_is_sample=False, to_date_is_sample=False, growth_is_sample=False, recorded_at=at,
    )  # fmt: skip


def on_agenda(meeting: Meeting, subject: str, outcome: str = "concluded", **named) -> AgendaItem:
    """Something on the agenda of a meeting."""
    named = {"reason": AgendaReason.ADDED, "title": "原议题"} | named
    return AgendaItem.objects.create(
        meeting=meeting, subject=subject, outcome=outcome, position=meeting.agenda.count() + 1,
        added_at=meeting.opened_at, added_by=meeting.opened_by, **named,
    )  # fmt: skip


def subjects(meeting: Meeting, today: date = TODAY, at: datetime | None = None) -> list[tuple]:
    """Why something is proposed for a meeting, and what it is called."""
    return [(one.reason, one.title) for one in proposals(meeting, today, at)]


def about(item: TrackedItem) -> dict:
    """What is the same on every agenda with an item."""
    return {"subject": item_subject(item.code), "item": item, "title": item.name}


def handled(title: str, due_on: date, **named) -> Matter:
    """A matter that a unit of its own handles."""
    unit = OrganisationFactory(name=f"{title}局")
    return stood(problem(unit, due_on=due_on, title=title, **named), MatterStatus.HANDLING)


def release(matter: Matter, at: datetime) -> Matter:
    """Its unit objected and was right: nobody leads the matter."""
    stood(matter, MatterStatus.ASSIGNED)
    change = Change("不属该单位职责", frees=True)
    take_step(hold_matter(matter), Verb.RELEASE, change, by=coordinator(), at=at)
    return matter
