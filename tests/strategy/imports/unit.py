"""A unit with a month to fill in, as small as a test needs it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from strategy.clock import SHANGHAI
from strategy.imports.previews import Preview, preview_of
from strategy.models import Batch, Figure, Organisation, Series, User
from strategy.queries.sheets import Sheet, sheet
from strategy.services.batches import begin_batch, commit_batch
from tests.factories.figures import EXPLANATION
from tests.factories.items import TaskFactory
from tests.factories.metrics import MetricFactory, SeriesFactory
from tests.factories.organisations import OrganisationFactory, UserFactory
from tests.factories.reporting_months import ReportingMonthFactory

JULY = date(2022, 7, 1)
AT = datetime(2022, 8, 10, 10, tzinfo=SHANGHAI)
LATER = datetime(2022, 8, 10, 11, tzinfo=SHANGHAI)
WHY = EXPLANATION


@dataclass
class Unit:
    """An organisation with its clerk and the lines that it owes for July 2022."""

    organisation: Organisation
    clerk: User
    lines: list[Series]

    def sheet(self) -> Sheet:
        return sheet(self.organisation, JULY, AT)

    def preview(self, content: str | bytes, *, start: int | None = None) -> Preview:
        """What a paste (text) or an upload (bytes) would change."""
        kind, name = (Batch.Kind.PASTE, ""), (Batch.Kind.UPLOAD, "报表.xlsx")
        kind, name = kind if isinstance(content, str) else name
        return preview_of(kind, as_bytes(content), name, self.organisation, JULY, AT, start)

    def begin(self, content: str | bytes) -> Batch:
        """Keep a paste or an upload."""
        kind, name = (Batch.Kind.PASTE, ""), (Batch.Kind.UPLOAD, "报表.xlsx")
        kind, name = kind if isinstance(content, str) else name
        content = as_bytes(content)
        return begin_batch(
            self.organisation, JULY, kind, content, file_name=name, by=self.clerk, at=AT
        )

    def commit(self, content: str | bytes, *, at: datetime = AT, **reasons) -> Batch:
        """Take a paste or an upload all the way."""
        lines = self.preview(content).entries(**reasons)
        return commit_batch(self.begin(content), lines, by=self.clerk, at=at)

    def values(self) -> list[Decimal | None]:
        """What stands in the sheet, in its order."""
        return [row.value for row in self.sheet().rows]


def make_unit(*metrics: dict, count: int = 0) -> Unit:
    """A unit that owes one line for each metric, all of one task, and `count` plain ones more."""
    organisation = OrganisationFactory()
    reviewer = OrganisationFactory()
    month = {"due_at": datetime(2022, 8, 12, tzinfo=SHANGHAI)}
    ReportingMonthFactory(month=JULY, **month)
    task = TaskFactory()
    made = [MetricFactory(**one) for one in (*metrics, *[{}] * count)]
    lines = [
        SeriesFactory(
            item=task,
            metric=metric,
            organisation=organisation,
            reviewer=reviewer,
            is_headline=False,
            position=place,
        )
        for place, metric in enumerate(made)
    ]
    Figure.objects.bulk_create([Figure(series=line, month=JULY) for line in lines])
    return Unit(organisation, UserFactory(organisation=organisation), lines)


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def workbook(*rows, title: str = "Sheet1") -> bytes:
    """An uploaded workbook with one sheet."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def tabbed(*rows) -> str:
    """Rows as Excel puts them on the clipboard."""
    return "".join("\t".join(map(str, row)) + "\r\n" for row in rows)
