"""The register of matters 督办台账: which matters a view holds, and the rows that it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from strategy import clock
from strategy.models import (
    Matter,
    MatterStatus,
    MatterStep,
    ReturnVisit,
    TrackedItem,
    Verb,
    item_url,
)
from strategy.models.matter_steps import OPEN, WITH_UNIT
from strategy.progress.labelled import Labelled
from strategy.progress.ladder import Rung, days_words, latest_due, rung_on

from .matter_units import helper_names


class RegisterView(Labelled):
    """The views of the register: registered in the window, open, closed or withdrawn in it."""

    NEW = "new", "新增"
    OPEN = "open", "推进"
    CLOSED = "closed", "销号"
    WITHDRAWN = "withdrawn", "撤销"


class Window(NamedTuple):
    """Days from the first to the last, both included, in Luohe."""

    first: date
    last: date

    @classmethod
    def year_to(cls, day: date) -> "Window":
        return cls(day.replace(month=1, day=1), day)

    def holds(self, path: str) -> Q:
        """Whether a moment lies in it."""
        start = clock.end_of_day(self.first - timedelta(days=1))
        return Q(**{f"{path}__gte": start, f"{path}__lt": clock.end_of_day(self.last)})


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as it stood on a day, for the register and the panels of other pages.

    `rung`, `days_left` and `days_words` are those of that day, None and "" where no time limit
    runs. `age_days` counts from the registration to the close, or up to that day. `is_satisfied`
    is what the last return visit brought, None where there was none.
    """

    pk: int
    label: str
    title: str
    kind: Matter.Kind
    origin: Matter.Origin
    category: Matter.Category
    raised_by: str
    lead: str | None
    supporting: tuple[str, ...]
    status: MatterStatus
    verb: Verb
    note: str
    rung: Rung | None
    due_on: date
    days_left: int | None
    days_words: str
    extensions: int
    reopenings: int
    item: TrackedItem | None
    registered_on: date
    closed_on: date | None
    age_days: int
    is_satisfied: bool | None
    is_sample: bool

    @property
    def url(self) -> str:
        return reverse("strategy:matter_detail", args=[self.pk])

    @property
    def item_url(self) -> str | None:
        return item_url(self.item.kind, self.item.code) if self.item else None

    @property
    def marks(self) -> tuple[str, ...]:
        """What happened to it more than once is meant to: 延期1次, 重新打开2次."""
        counts = (("延期", self.extensions), ("重新打开", self.reopenings))
        return tuple(f"{word}{count}次" for word, count in counts if count)

    @property
    def last_step(self) -> str:
        """What was done last, with the word that was given."""
        return f"{self.verb.label}：{self.note}" if self.note else self.verb.label


RELATED = ("matter__item", "matter__series__item", "lead")
CHUNK = 1000
"""How many rows are read at a time where all of them are wanted."""


def register(at: datetime | None) -> QuerySet[MatterStep]:
    """The step by which each matter stood just before a moment (None is now)."""
    return MatterStep.objects.known_at(at).order_by()


def in_view(view: RegisterView, window: Window) -> Q:
    """What a view of the register holds. What was withdrawn is in no other view."""
    if view == RegisterView.NEW:
        return window.holds("matter__registered_at") & ~Q(status=MatterStatus.WITHDRAWN)
    if view == RegisterView.OPEN:
        return Q(status__in=OPEN)
    status = MatterStatus.CLOSED if view == RegisterView.CLOSED else MatterStatus.WITHDRAWN
    return Q(status=status) & window.holds("at")


def of_rung(rung: Rung, on: date) -> Q:
    """Whether the time limit runs and stands on a rung on a day."""
    rungs = list(Rung)
    found = Q(status__in=WITH_UNIT)
    if rung != Rung.CALM:
        found &= Q(due_on__lte=latest_due(rung, on))
    if rung != rungs[-1]:
        found &= Q(due_on__gt=latest_due(rungs[rungs.index(rung) + 1], on))
    return found


def matter_rows(steps: QuerySet[MatterStep], on: date, at: datetime | None) -> list[MatterRow]:
    """The rows of some steps of the register, in their order. Two queries."""
    return _rows(_read(steps, at), on)


def streamed_rows(
    steps: QuerySet[MatterStep], on: date, at: datetime | None
) -> Iterator[MatterRow]:
    """The same rows for any number of steps, two queries for each thousand."""
    read = _read(steps, at).iterator(chunk_size=CHUNK)
    while some := list(islice(read, CHUNK)):
        yield from _rows(some, on)


def lacks_visit(at: datetime | None) -> Q:
    """Whether an enterprise had not been asked by a moment since its problem was last closed."""
    visits = ReturnVisit.objects.known_at(at).filter(matter=OuterRef("matter"))
    closed = Q(status=MatterStatus.CLOSED, matter__origin=Matter.Origin.ENTERPRISE)
    return closed & ~Exists(visits.filter(made_at__gte=OuterRef("at")))


def register_url(
    view: RegisterView, window: Window | None = None, *, at: datetime | None = None, **asked: str
) -> str:
    """The address of exactly the rows of a view, in a window, that answer these filters."""
    query = {"view": view.value}
    if window is not None:
        query |= {"since": window.first.isoformat(), "until": window.last.isoformat()}
    if at is not None:
        query["asof"] = day_before(at).isoformat()
    return f"{reverse('strategy:matter_list')}?{urlencode(query | asked)}"


def day_before(at: datetime | None) -> date:
    """The day that was over at a moment, as pages of a past day are read; today without one."""
    return clock.today() if at is None else clock.day_of(at - timedelta(microseconds=1))


def _read(steps: QuerySet[MatterStep], at: datetime | None) -> QuerySet[MatterStep]:
    visits = ReturnVisit.objects.known_at(at).filter(matter=OuterRef("matter")).order_by()
    satisfied = Subquery(visits.values("is_satisfied")[:1])
    return steps.select_related(*RELATED).annotate(is_satisfied=satisfied)


def _rows(steps: Sequence[MatterStep], on: date) -> list[MatterRow]:
    helpers = helper_names(steps)
    return [_row(step, step.matter, helpers.get(step.matter_id, ()), on) for step in steps]


def _row(step: MatterStep, matter: Matter, helpers: tuple[str, ...], on: date) -> MatterRow:
    runs = step.status in WITH_UNIT
    registered_on = clock.day_of(matter.registered_at)
    closed_on = clock.day_of(step.at) if step.status == MatterStatus.CLOSED else None
    ends_on = clock.day_of(step.at) if step.status not in OPEN else on
    series = matter.series
    return MatterRow(
        pk=matter.pk,
        label=matter.label,
        title=matter.title,
        kind=Matter.Kind(matter.kind),
        origin=Matter.Origin(matter.origin),
        category=Matter.Category(matter.category),
        raised_by=matter.raised_by,
        lead=step.lead.short_name if step.lead else None,
        supporting=helpers,
        status=MatterStatus(step.status),
        verb=Verb(step.verb),
        note=step.note,
        rung=rung_on(step.due_on, on) if runs else None,
        due_on=step.due_on,
        days_left=(step.due_on - on).days if runs else None,
        days_words=days_words(step.due_on, on) if runs else "",
        extensions=step.extensions,
        reopenings=step.reopenings,
        item=matter.item or (series.item if series else None),
        registered_on=registered_on,
        closed_on=closed_on,
        age_days=(ends_on - registered_on).days,
        is_satisfied=step.is_satisfied,
        is_sample=matter.is_sample,
    )
