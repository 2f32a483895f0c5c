"""The monthly sheet 月报 of one organisation: what it owes, beside what it knows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.db.models import Case, CharField, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from strategy.models import (
    Contact,
    Figure,
    Organisation,
    ReportingMonth,
    Revision,
    Role,
    Series,
    TrackedItem,
    User,
)

from .entries import entry_contexts
from .locks import locks_of
from .sheet_rows import RowState, SheetRow, sheet_row

ACTION_KIND = "strategy.action"


@dataclass(frozen=True)
class Sheet:
    """A unit's month: `due_at` and `is_locked` are its own."""

    organisation: Organisation
    month: date
    due_at: datetime
    is_locked: bool
    rows: tuple[SheetRow, ...]

    @cached_property
    def groups(self) -> list[tuple[str, list[SheetRow]]]:
        """The rows under their actions, and under their kind where an item has no action."""
        grouped = groupby(self.rows, key=lambda row: group_of(row.series.item))
        return [(title, list(rows)) for title, rows in grouped]

    @cached_property
    def by_code(self) -> dict[str, SheetRow]:
        return {row.code: row for row in self.rows}

    @property
    def step(self) -> RowState:
        """How far the whole sheet has come: as far as its last row."""
        if self.rows and all(row.state == RowState.APPROVED for row in self.rows):
            return RowState.APPROVED
        is_handed_in = self.rows and all(row.is_handed_in for row in self.rows)
        return RowState.SUBMITTED if is_handed_in else RowState.DRAFT

    @property
    def saved_at(self) -> datetime | None:
        """When the newest draft was written."""
        drafts = [row.draft.entered_at for row in self.rows if row.draft and row.draft.is_editable]
        return max(drafts, default=None)

    def count(self, what: str) -> int:
        """How many rows answer yes to a question, such as `is_filled`."""
        return sum(bool(getattr(row, what)) for row in self.rows)


def group_of(item: TrackedItem) -> str:
    """The heading under which a row stands."""
    if item.kind == ACTION_KIND:
        return item.name
    return item.action.name if item.action_id else item.kind_name


def sheet(organisation: Organisation, month: date, at: datetime) -> Sheet:
    """What a unit owes for a month. Raises ReportingMonth.DoesNotExist where none is opened.

    Ten queries at most, and one for each kind of items that have a cap.
    """
    opened = ReportingMonth.objects.with_due_for(organisation.kind).get(month=month)
    figures = sheet_figures(organisation, month)
    is_locked = opened.is_locked and locks_of([month], at).holds(month, organisation.pk)
    return Sheet(organisation, month, opened.due, is_locked, _rows(figures, is_locked=is_locked))


def one_row(figure: Figure, at: datetime) -> SheetRow:
    """A single row as it stands now; the figure is one of `row_figures`."""
    is_locked = locks_of([figure.month], at).holds_figure(figure)
    (row,) = _rows([figure], is_locked=is_locked)
    return row


def sheet_figures(organisation: Organisation, month: date) -> list[Figure]:
    """The figures that a unit types for a month, in the order of its sheet. One query."""
    return list(
        row_figures(organisation, month)
        .annotate(action_code=_action_code())
        .order_by(
            F("action_code").asc(nulls_last=True),
            "series__item__code",
            "series__position",
            "series__code",
        )
    )


def row_figures(organisation: Organisation, month: date) -> QuerySet[Figure]:
    """The figures that a unit types for a month, with all that their rows name."""
    owed = Figure.objects.filter(
        month=month, series__organisation=organisation, series__in=Series.objects.typed()
    )
    return owed.select_related(
        "series__metric",
        "series__item__action",
        "series__organisation",
        "series__reviewer",
        "series__keeper",
    )


def colleagues_of(user: User) -> list[User]:
    """In whose name a person may submit: who signs in for the same unit. One query."""
    others = User.objects.filter(organisation=user.organisation_id, is_active=True, role=Role.STAFF)
    return list(others.exclude(pk=user.pk).order_by("name", "username"))


def phone_of(user: User) -> str:
    """The telephone number under a person's name in the contacts of the unit. One query."""
    contacts = Contact.objects.filter(
        organisation=user.organisation_id, name=user.name, is_active=True
    )
    return contacts.exclude(phone="").values_list("phone", flat=True).first() or ""


def _rows(figures: list[Figure], *, is_locked: bool) -> tuple[SheetRow, ...]:
    contexts, attempts = entry_contexts(figures), _attempts(figures)
    return tuple(
        sheet_row(number, contexts[figure.pk], attempts[figure.pk], is_locked=is_locked)
        for number, figure in enumerate(figures, start=1)
    )


def _attempts(figures: Iterable[Figure]) -> dict[int, list[Revision]]:
    """The revisions of each figure in order, with how many files are attached to each."""
    kept = Count("evidence", filter=Q(evidence__removed_at__isnull=True))
    rows = Revision.objects.filter(figure__in=[figure.pk for figure in figures])
    rows = rows.select_related("entered_by")
    found = defaultdict(list)
    for revision in rows.annotate(evidence_count=kept).order_by("figure", "number"):
        found[revision.figure_id].append(revision)
    return found


def _action_code() -> Coalesce:
    """The code of the action that an item belongs to; an action belongs to itself."""
    itself = Case(When(series__item__kind=ACTION_KIND, then="series__item__code"))
    return Coalesce("series__item__action__code", itself, output_field=CharField())
