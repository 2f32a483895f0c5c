"""A small whole site: every kind of page has something to show, and it grows by multiples."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from enterprises.models import Honour
from projects.models import Photo
from strategy import clock, kept_files
from strategy.models import (
    Contact,
    Fact,
    Figure,
    ListEntry,
    Matter,
    MatterStatus,
    Metric,
    Organisation,
    Role,
    SavedFilter,
    Series,
    TrackedItem,
    User,
)
from strategy.services.assessments import restate_all
from strategy.services.attachments import attach
from strategy.services.figures import Entry, enter_figures
from strategy.services.matter_requests import ask_extension
from strategy.services.matters import instruct
from strategy.services.new_matters import NewMatter
from strategy.services.publications import approve_revisions
from strategy.services.slips import issue_slip
from strategy.services.submissions import submit_revisions

from .evidence import PDF
from .figures import EXPLANATION, NOON
from .items import (
    ActionFactory,
    EnterpriseFactory,
    ListEntryFactory,
    MilestoneFactory,
    ParkFactory,
    ProjectFactory,
    StageRecordFactory,
    TaskFactory,
)
from .matters import DUE_ON, REGISTERED_AT, problem, staff_of, stood
from .meetings import add_meetings
from .metrics import MetricFactory, RuleFactory, SeriesFactory, TargetFactory
from .organisations import OrganisationFactory, SourceFactory, UserFactory
from .photos import png
from .pools import put_in_pools
from .posts import put_in_care
from .rankings import RankingGroupFactory, WeightFactory
from .reporting_months import ReportingMonthFactory

DUE = {
    date(2021, 5, 1): datetime(2021, 6, 12, 23, 59, 59, tzinfo=clock.SHANGHAI),
    date(2021, 6, 1): datetime(2021, 7, 12, 23, 59, 59, tzinfo=clock.SHANGHAI),
    date(2022, 5, 1): datetime(2022, 6, 12, 23, 59, 59, tzinfo=clock.SHANGHAI),
    date(2022, 6, 1): datetime(2022, 7, 12, 23, 59, 59, tzinfo=clock.SHANGHAI),
    date(2022, 7, 1): datetime(2022, 8, 12, 23, 59, 59, tzinfo=clock.SHANGHAI),
}
"""The opened months. June 2022 is the last one with published figures, July 2022 is under way."""

MAY, JUNE, JULY = list(DUE)[-3:]
IN_TIME = datetime(2022, 7, 10, 12, tzinfo=clock.SHANGHAI)
LATE = datetime(2022, 7, 14, 12, tzinfo=clock.SHANGHAI)
TARGET = Decimal(1200)
# What a series reports for May and June against a target of 1200: from far behind to done, and
# better or worse than the month before. None is not reported in June.
REPORTS = [(300, 10), (450, 50), (500, 101), (300, 400), (480, None), (800, 500), (480, 40)]
FACTORIES = {
    ListEntry.List.TASKS: TaskFactory,
    ListEntry.List.PROJECTS: ProjectFactory,
    ListEntry.List.ENTERPRISES: EnterpriseFactory,
    ListEntry.List.PARKS: ParkFactory,
}


@dataclass
class World:
    """The site: who signs in, the units that report and review, and how many of each item."""

    users: dict[Role, User]
    reporting: Organisation
    reviewing: Organisation
    areas: list[Organisation]
    output: Metric
    area_output: Metric
    times: int = 0

    @property
    def official(self) -> User:
        """Someone who reads everything and writes nothing."""
        return self.users[Role.OFFICIAL]

    def grow(self, times: int) -> None:
        """Add items of each kind until there are `times` of each."""
        for number in range(self.times, times):
            add_items(self, number)
        self.times = times
        publish_world(self)


def build_world(times: int = 1) -> World:
    """Set up units, people and months, then `times` items of each kind with figures and results."""
    RuleFactory()
    SourceFactory(url="https://news.example.cn/1.html", trust="A", outlet="日报")
    office = OrganisationFactory(code="office", kind="headquarters", position=0)
    reporting = OrganisationFactory(code="industry", name="市工信局", position=1)
    areas = [
        OrganisationFactory(code=code, kind="area", area_group="county", position=place)
        for place, code in enumerate(["yuanhui", "zhaoling"], start=10)
    ]
    users = {
        role: UserFactory(organisation=reporting if role == Role.STAFF else office, role=role)
        for role in Role
    }
    for month, due_at in DUE.items():
        opening = {"opened_at": clock.end_of_day(month), "opened_by": users[Role.COORDINATOR]}
        ReportingMonthFactory(month=month, due_at=due_at, **opening)
    Contact.objects.create(organisation=reporting, name="李某", post="科长", phone="0395-3100001")
    SavedFilter.objects.create(
        owner=users[Role.COORDINATOR], name="滞后", page="projects:project_list",
        query="standing=behind", is_shared=True,
    )  # fmt: skip
    Contact.objects.create(organisation=reporting, name="赵某", post="副科长", is_active=False)
    Fact.objects.create(code="F01", subject="全市", statement="战略启动", source=SourceFactory())
    output = MetricFactory(code="output", name="产值")
    area_output = MetricFactory(code="area-output", name="示例产值", is_sample=True, decimals=1)
    counties = RankingGroupFactory(name="县区", members=areas)
    WeightFactory(scheme__group=counties, metric=area_output)
    RankingGroupFactory(name="市直部门", members=[reporting])
    world = World(users, reporting, office, areas, output, area_output)
    world.grow(times)
    return world


def add_items(world: World, number: int) -> None:
    """Add one item of each kind that refer to one another, with all that a detail page shows."""
    shared = {"lead": world.reporting, "is_sample": number % 2 == 1}
    code = f"{number + 1:03}"
    action = ActionFactory(code=f"A{number + 1}", **shared)
    park = ParkFactory(
        code=f"K{code}", action=action, area=world.areas[0], level="provincial", **shared
    )
    owner = EnterpriseFactory(
        code=f"E{code}", chain="食品", action=action, park=park, area=world.areas[1], **shared
    )
    project = ProjectFactory(code=f"P{code}", action=action, owner=owner, park=park, **shared)
    StageRecordFactory(project=project, stage="building")
    task = TaskFactory(code=f"T{code}", action=action, area=world.areas[0], **shared)
    listed = [task, project, owner, park]
    for place, (key, item) in enumerate(zip(FACTORIES, listed, strict=True)):
        item.supporting.add(*world.areas)
        ListEntryFactory(list=key, number=number + 1, item=item)
        add_line(world, item, number * 5 + place)
        MilestoneFactory(item=item, planned_on=date(2022, 6 + place, 20))
        Fact.objects.create(
            code=f"{item.code}-1", item=item, subject="项目", statement="主体完工", value=3,
            unit="万吨", as_of=date(2022, 6 + place, 1), source=SourceFactory(),
        )  # fmt: skip
    for holder in (owner, park):
        Honour.objects.create(holder=holder, name="绿色工厂", level="city", source=SourceFactory())
    put_in_care([action, *listed])
    put_in_pools(owner, park, project, line_of(owner.code))
    add_matters(world, project)
    add_meetings(world.reporting, project)
    add_photo(world, project)
    add_line(world, action, number * 5 + 4)
    add_total(world, action)


def add_matters(world: World, project: TrackedItem) -> None:
    """Give a project a problem of an area with a file, a slip and a request, and an instruction."""
    area, helper = world.areas
    origin = Matter.Origin.ENTERPRISE
    named = {"item": project, "origin": origin, "supporting": (helper,)}
    matter = stood(problem(area, **named), MatterStatus.HANDLING)
    staff, office = staff_of(area), world.users[Role.COORDINATOR]
    attach(matter, "台账.pdf", PDF, by=staff, at=REGISTERED_AT)
    ask_extension(matter, "须上报省厅", DUE_ON + timedelta(days=7), by=staff, at=REGISTERED_AT)
    issue_slip(matter, by=office, at=LATE + timedelta(days=4))
    line = project.series.get()
    written = NewMatter(
        Matter.Kind.INSTRUCTION, "请尽快落实", area, DUE_ON, about=matter, item=project,
        series=line, month=JUNE,
    )  # fmt: skip
    instruct(written, by=world.official, at=REGISTERED_AT)


def add_line(world: World, item: TrackedItem, number: int) -> Series:
    """Give an item a headline series with a target; its number decides what it will report."""
    line = SeriesFactory(
        item=item, metric=world.output, organisation=world.reporting, reviewer=world.reviewing,
        position=number,
    )  # fmt: skip
    TargetFactory(series=line, value=TARGET, decided_by=world.users[Role.COORDINATOR])
    return line


def add_total(world: World, item: TrackedItem) -> None:
    """Give an item a metric that two areas report, and their computed total."""
    for place, area in enumerate(world.areas):
        SeriesFactory(
            item=item, metric=world.area_output, organisation=area, reviewer=world.reporting,
            is_headline=False, position=place,
        )  # fmt: skip
    SeriesFactory(
        item=item, metric=world.area_output, organisation=None, reviewer=None, is_total=True,
        is_headline=False, position=9,
    )  # fmt: skip


def publish_world(world: World) -> None:
    """Take what each new series reports through the services: approved, waiting, late, missing."""
    lines = list(Series.objects.typed().filter(figures=None).select_related("item", "metric"))
    Figure.objects.bulk_create(
        [
            Figure(series=line, month=month, is_sample=line.is_sample)
            for line in lines
            for month in DUE
        ]
    )
    for organisation, reviewer in [
        (world.reporting, world.reviewing), *((area, world.reporting) for area in world.areas)
    ]:  # fmt: skip
        report_and_approve(organisation, reviewer)
    restate_all(at=LATE)


def report_and_approve(organisation: Organisation, reviewer: Organisation) -> None:
    """Report what one organisation has to say, the last line late, one of July undecided."""
    reporter = UserFactory(organisation=organisation)
    reviewer = UserFactory(organisation=reviewer)
    figures = Figure.objects.filter(series__organisation=organisation, revisions=None)
    figures = list(figures.select_related("series").order_by("series", "month"))
    entries = [entry for figure in figures if (entry := entry_of(figure)) is not None]
    last = entries[-1].figure.series_id
    for at in (IN_TIME, LATE):
        told = [entry for entry in entries if (entry.figure.series_id == last) == (at == LATE)]
        drafts = enter_figures(told, by=reporter, at=at)
        approve_revisions(submit_revisions(drafts, by=reporter, at=at), by=reviewer, at=at)
    waiting = [
        Entry(one, Decimal(7), explanation=EXPLANATION) for one in figures if one.month == JULY
    ][:1]
    submit_revisions(enter_figures(waiting, by=reporter, at=LATE), by=reporter, at=LATE)


def entry_of(figure: Figure) -> Entry | None:
    """What is reported for a figure; a tenth less in the year before."""
    may, june = REPORTS[figure.series.position % len(REPORTS)]
    value = {5: may, 6: june}.get(figure.month.month)
    if value is None:
        return None
    share = Decimal("0.9") if figure.month.year == 2021 else 1
    value = Decimal(value) * share
    return Entry(figure, value, explanation=EXPLANATION, is_sample=figure.is_sample)


def line_of(item_code: str) -> Series:
    """The headline series of an item."""
    return Series.objects.get(item__code=item_code, is_headline=True)


__all__ = ["DUE", "JUNE", "World", "build_world", "line_of"]


def add_photo(world: World, project: TrackedItem) -> None:
    """Give a project a photograph."""
    Photo.objects.create(
        project_id=project.pk, taken_on=date(2022, 6, 30), caption="主体完工",
        checksum=kept_files.keep(png()), thumbnail=kept_files.keep(png()), width=40, height=20,
        size=100, uploaded_at=NOON, uploaded_by=world.users[Role.COORDINATOR],
    )  # fmt: skip
