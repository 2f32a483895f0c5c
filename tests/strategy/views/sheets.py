"""What the tests of a sheet share: a unit with a line of each kind, and what a browser sends."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from strategy.clock import SHANGHAI
from strategy.models import Figure, Organisation, Revision, Series, User
from strategy.progress import Accumulation
from strategy.queries.sheets import sheet
from tests.factories.figures import FigureFactory, publish
from tests.factories.items import ActionFactory, ProjectFactory
from tests.factories.metrics import MetricFactory, RuleFactory, SeriesFactory, TargetFactory
from tests.factories.organisations import OrganisationFactory, UserFactory
from tests.factories.reporting_months import ReportingMonthFactory

JUNE, JULY = date(2022, 6, 1), date(2022, 7, 1)
IN_JULY = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
NOW = datetime(2022, 8, 10, 9, tzinfo=SHANGHAI)
DUE = datetime(2022, 8, 12, 17, tzinfo=SHANGHAI)
PAGE = "/reporting/2022-07/zhaoling/"
TARGET = 987654
CODES = {
    "flow": "A2-funds-zhaoling",
    "to_date": "P001-invested-zhaoling",
    "stock": "A2-pool-zhaoling",
}


@dataclass
class Unit:
    """The unit 召陵区, who fills in its sheet, and a colleague."""

    organisation: Organisation
    clerk: User
    colleague: User

    def figure(self, kind: str) -> Figure:
        return Figure.objects.get(series__code=CODES[kind], month=JULY)

    def draft(self, kind: str) -> Revision | None:
        return self.figure(kind).revisions.filter(decided_at=None).first()

    def rows(self) -> dict:
        return sheet(self.organisation, JULY, NOW).by_code


def build_unit(*, times: int = 1) -> Unit:
    """A flow, a figure to date and a stock, June published as 100, 60 and 26, July owed."""
    RuleFactory()
    zhaoling = OrganisationFactory(
        code="zhaoling", name="召陵区", kind="area", area_group="county", position=10
    )
    reviewer = OrganisationFactory(code="industry", name="市工信局", position=1)
    ReportingMonthFactory(month=JUNE)
    ReportingMonthFactory(month=JULY, due_at=DUE)
    unit = Unit(
        zhaoling,
        UserFactory(organisation=zhaoling, username="clerk", name="王某某"),
        UserFactory(organisation=zhaoling, username="other", name="李某"),
    )
    action = ActionFactory(code="A2", name="集群强链提升行动")
    project = ProjectFactory(code="P001", name="示例项目", action=action)
    metrics = [
        MetricFactory(code="funds", name="到位资金", decimals=2),
        MetricFactory(code="invested", name="完成投资", accumulation=Accumulation.TO_DATE),
        MetricFactory(
            code="pool", name="培育库企业", unit="家", accumulation=Accumulation.STOCK,
            definition="入库且仍在经营的企业。",
        ),
    ]  # fmt: skip
    shared = {"organisation": zhaoling, "reviewer": reviewer}
    for metric, item, june in zip(metrics, [action, project, action], (100, 60, 26), strict=True):
        line = SeriesFactory(metric=metric, item=item, is_headline=metric.code != "pool", **shared)
        TargetFactory(series=line, value=TARGET)
        publish(line, JUNE, june, at=IN_JULY)
        FigureFactory(series=line, month=JULY)
    for number in range(times - 1):
        add_lines(number, metrics, shared)
    return unit


def add_lines(number: int, metrics: list, shared: dict) -> list[Series]:
    """A further project with a line of each kind."""
    item = ProjectFactory(code=f"P{number + 100}", action_id=None)
    lines = [SeriesFactory(metric=one, item=item, is_headline=False, **shared) for one in metrics]
    for line in lines:
        publish(line, JUNE, 5, at=IN_JULY)
        FigureFactory(series=line, month=JULY)
    return lines


def typed(**rows) -> dict[str, str]:
    """What a browser sends for rows by kind: a text for the value, or a dictionary of boxes."""
    data = {}
    for kind, boxes in rows.items():
        boxes = boxes if isinstance(boxes, dict) else {"value": boxes}
        boxes = {"value": "", "note": "", "explanation": "", "version": "0"} | boxes
        data |= {f"{CODES[kind]}-{name}": text for name, text in boxes.items()}
    return data


def box(html: str, name: str) -> str:
    """What stands in a box of the page."""
    tag = re.search(rf'<input[^>]* name="{name}"[^>]*>', html)[0]
    return re.search(r' value="([^"]*)"', tag)[1]


def page_data(html: str) -> dict[str, str]:
    """What a browser sends of the page as it stands: every box and what is hidden beside it."""
    names = r"[^\"]+-(?:value|note|explanation|version|shown)"
    return {name: box(html, name) for name in re.findall(rf'<input[^>]* name="({names})"', html)}
