"""The review queue: what was submitted to an organisation, the neediest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from strategy import clock, months
from strategy.models import (
    Metric,
    Organisation,
    ReportingMonth,
    Revision,
    Series,
    Status,
    User,
)
from strategy.permissions import may_decide
from strategy.progress import ReportedValue
from strategy.progress.figures import Figures

from .entries import EntryContext, entry_contexts, typed_value
from .questions import Submission, submissions


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A submission beside last month's and last year's value and the year with it."""

    submission: Submission
    may_decide: bool
    figures: Figures
    last_month: ReportedValue | None
    last_month_is_provisional: bool
    last_year: ReportedValue | None
    age: int

    @property
    def revision(self) -> Revision:
        return self.submission.revision

    @property
    def former(self) -> Revision | None:
        return self.submission.former

    @property
    def series(self) -> Series:
        return self.submission.series

    @property
    def metric(self) -> Metric:
        return self.series.metric

    @property
    def is_sample(self) -> bool:
        """Whether anything that the row shows is 示例."""
        shown = self.figures
        typed = self.revision.is_sample or self.series.is_sample
        return typed or shown.to_date_is_sample or shown.growth_is_sample

    @property
    def seen(self) -> str:
        """What the page posts for it: which revision it showed, in which version."""
        return f"{self.revision.pk}:{self.revision.version}"

    @property
    def published(self) -> Decimal | None:
        """The published value, where it is not that of the attempt before."""
        former, figure = self.former, self.revision.figure
        stands = former is not None and former.status == Status.APPROVED
        return None if stands else figure.value


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """The rows of one unit and month."""

    unit: Organisation
    month: date
    rows: tuple[ReviewRow, ...]

    @property
    def size(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits of one unit and month."""

    unit: Organisation
    month: date
    count: int
    questionable: int


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What waits: `doubtful` rows by need, `clear` ones by unit and month; counts of all."""

    doubtful: tuple[ReviewRow, ...]
    clear: tuple[ReviewGroup, ...]
    waiting: tuple[Waiting, ...]
    left_out: int

    @property
    def count(self) -> int:
        return sum(one.count for one in self.waiting)

    @property
    def questionable(self) -> int:
        return sum(one.questionable for one in self.waiting)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what is asked for waits."""
        return not (self.doubtful or self.clear)

    @property
    def unquestioned(self) -> list[ReviewRow]:
        """What one click approves: rows without any question that the reader may decide."""
        return [row for group in self.clear for row in group.rows if row.may_decide]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is asked for: a unit (code), a month, only what is questionable."""

    unit: str = ""
    month: date | None = None
    only_questionable: bool = False

    def takes(self, one: Submission) -> bool:
        """Whether a submission is asked for."""
        return (
            self.unit in {"", one.unit.code}
            and self.month in {None, one.month}
            and not (self.only_questionable and not one.questions)
        )


def review_queue(
    reader: User, on: date, wanted: Wanted = Wanted(), most: int | None = None
) -> ReviewQueue:
    """What waits for the reader's organisation. The number of queries does not grow with rows.

    Of more than `most` rows the neediest are shown, and how many are left out.
    """
    every = sorted(submissions(_waiting_for(reader)), key=lambda one: one.need)
    found = [one for one in every if wanted.takes(one)]
    rows = _rows(found[:most], reader, on)
    return ReviewQueue(
        doubtful=tuple(row for row in rows if row.submission.questions),
        clear=tuple(_groups(row for row in rows if not row.submission.questions)),
        waiting=tuple(_counted(every)),
        left_out=len(found) - len(rows),
    )


def _waiting_for(reader: User) -> Iterable[Revision]:
    mine = Revision.objects.filter(
        status=Status.SUBMITTED, figure__series__reviewer=reader.organisation_id
    )
    return mine.select_related(
        "figure__series__metric",
        "figure__series__item",
        "figure__series__organisation",
        "submitted_by",
        "submitted_for",
    )


def _rows(found: list[Submission], reader: User, on: date) -> list[ReviewRow]:
    contexts = entry_contexts(one.revision.figure for one in found)
    return [_row(one, contexts[one.revision.figure_id], reader, on) for one in found]


def _row(one: Submission, context: EntryContext, reader: User, on: date) -> ReviewRow:
    revision, month = one.revision, one.month
    return ReviewRow(
        submission=one,
        may_decide=may_decide(reader, revision),
        figures=context.outcome(typed_value(revision)),
        last_month=context.former,
        last_month_is_provisional=months.previous_month(month) in context.provisional,
        last_year=context.year_of(month.year - 1).get(month.month),
        age=(on - clock.day_of(revision.submitted_at)).days,
    )


def _groups(rows: Iterable[ReviewRow]) -> list[ReviewGroup]:
    ordered = sorted(rows, key=lambda row: _place(row.submission))
    groups = groupby(ordered, key=lambda row: (row.submission.unit, row.submission.month))
    return [ReviewGroup(unit, month, tuple(inside)) for (unit, month), inside in groups]


def _counted(every: list[Submission]) -> list[Waiting]:
    ordered = sorted(every, key=_place)
    counted = []
    for (unit, month), group in groupby(ordered, key=lambda one: (one.unit, one.month)):
        inside = list(group)
        asked = sum(bool(one.questions) for one in inside)
        counted.append(Waiting(unit, month, len(inside), asked))
    return counted


def _place(one: Submission) -> tuple:
    """Units in official order, in each the oldest month first."""
    return one.unit.position, one.unit.code, one.month


def reviewed_units(reader: User) -> list[Organisation]:
    """The organisations whose figures the reader's organisation reviews, in official order."""
    units = Organisation.objects.filter(reported_series__reviewer=reader.organisation_id)
    return list(units.distinct().order_by("position", "code"))


def opened_months() -> list[date]:
    """The months that were opened, newest first."""
    return list(ReportingMonth.objects.order_by("-month").values_list("month", flat=True))
