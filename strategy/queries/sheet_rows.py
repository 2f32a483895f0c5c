"""One row of a monthly sheet: what is typed, beside what its unit knows of it. Never a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from strategy import months
from strategy.models import Figure, Revision, Status
from strategy.progress import Accumulation, Finding, FindingCode, Growth, is_explanation
from strategy.progress.labelled import Labelled

from .entries import EntryContext, typed_value
from .locks import ASK_OFFICE, may_begin


class RowState(Labelled):
    """How far a row of a sheet has come; one sent back stays so until it is submitted again."""

    BLANK = "blank", "未填"
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已上报（待审核）"
    APPROVED = "approved", "已审核"
    RETURNED = "returned", "退回"
    CORRECTING = "correcting", "修正中"


VALUE_LABELS = {
    Accumulation.FLOW: "本月",
    Accumulation.TO_DATE: "本月止累计",
    Accumulation.STOCK: "本月末",
    Accumulation.RANK: "位次",
}
POINTING_BACK = {FindingCode.BELOW_LAST_MONTH, FindingCode.NEGATIVE_FLOW}
UNDER_REVIEW = "已上报，正在审核；如需修改，请先撤回"
IN_TIME = "已上报，正在审核；本月已锁定，不能撤回，如需更改请联系审核单位退回"
PUBLISHED = "已审核发布；如需更改，请填报修正"
LOCKED = f"本月已锁定；{ASK_OFFICE}"
LOCKED_AGAIN = "本月已锁定；请说明原因后填报修正"


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """Why a row was sent back, by whom and when."""

    reason: str
    reviewer: str
    at: datetime


@dataclass(frozen=True)
class SheetRow:
    """A figure as its unit types it; amounts in the metric's unit.

    `revision` is what stands in the cells: the open one, else one sent back, else the approved one.
    `draft` is the undecided revision, `version` its version (0 without one). `why_fixed` says why
    the cells cannot be typed in; empty where they can.
    """

    number: int
    figure: Figure
    state: RowState
    revision: Revision | None
    draft: Revision | None
    returned: ReturnNote | None
    why_fixed: str
    before: Decimal | None
    to_date: Decimal | None
    base_to_date: Decimal | None
    growth: Growth
    findings: tuple[Finding, ...]
    former: Decimal | None
    before_is_provisional: bool
    base_is_provisional: bool
    evidence: int

    @property
    def series(self):
        return self.figure.series

    @property
    def metric(self):
        return self.figure.series.metric

    @property
    def code(self) -> str:
        """What names the row's fields and elements."""
        return self.figure.series.code

    @property
    def month_before(self) -> date:
        return months.previous_month(self.figure.month)

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def value(self) -> Decimal | None:
        return self.revision.value if self.revision else None

    @cached_property
    def text(self) -> str:
        """The value as it stands in the box: with the metric's decimals, without marks."""
        return box_text(self.value, self.metric.decimals)

    @property
    def not_applicable(self) -> bool:
        return bool(self.revision and self.revision.not_applicable)

    @property
    def note(self) -> str:
        return self.revision.note if self.revision else ""

    @property
    def explanation(self) -> str:
        return self.revision.explanation if self.revision else ""

    @property
    def accumulation(self) -> Accumulation:
        return Accumulation(self.metric.accumulation)

    @property
    def value_label(self) -> str:
        """What is typed, as its column says."""
        return VALUE_LABELS[self.accumulation]

    @property
    def is_published(self) -> bool:
        return self.figure.published_at is not None

    @property
    def is_open(self) -> bool:
        """Whether its cells can be typed in."""
        return not self.why_fixed

    @property
    def is_correctable(self) -> bool:
        """Whether it may be changed only with a reason, on the page of the row."""
        return self.why_fixed in {PUBLISHED, LOCKED_AGAIN}

    @property
    def is_filled(self) -> bool:
        return self.state != RowState.BLANK

    @property
    def is_handed_in(self) -> bool:
        return self.state in {RowState.SUBMITTED, RowState.APPROVED}

    @property
    def is_recallable(self) -> bool:
        return self.why_fixed == UNDER_REVIEW

    @property
    def is_blocked(self) -> bool:
        """Whether something must be put right before it can be submitted."""
        return any(one.is_block for one in self.findings)

    @property
    def must_explain(self) -> bool:
        """Whether an explanation is asked for, given or not."""
        return not self.is_blocked and bool(self.findings)

    def points_back(self, finding: Finding) -> bool:
        """Whether what is wrong may lie in the month before."""
        return self.before is not None and finding.code in POINTING_BACK

    @property
    def is_explained(self) -> bool:
        return self.must_explain and is_explanation(self.explanation)

    @property
    def has_draft(self) -> bool:
        """Whether there is a filled draft to submit."""
        return self.draft is not None and self.draft.is_editable and not self.draft.is_empty

    @property
    def is_ready(self) -> bool:
        """Whether it can be submitted as it is."""
        asks = self.must_explain and not self.is_explained
        return self.has_draft and not self.is_blocked and not asks


def box_text(value: Decimal | None, decimals: int) -> str:
    """A value as it is typed: with the metric's decimals, and never rounded."""
    if value is None:
        return ""
    text = f"{value:.{decimals}f}"
    return text if Decimal(text) == value else f"{value.normalize():f}"


def sheet_row(
    number: int, context: EntryContext, attempts: Sequence[Revision], *, is_locked: bool
) -> SheetRow:
    """A row from what is known of its figure; `attempts` are its revisions in order."""
    figure = context.figure
    draft = next((one for one in attempts if one.decided_at is None), None)
    shown = draft or _decided(figure, attempts)
    state = _state(figure, attempts, draft)
    return SheetRow(
        number=number,
        figure=figure,
        state=state,
        revision=shown,
        draft=draft,
        returned=_return_note(figure, attempts, draft),
        why_fixed=_why_fixed(figure, state, attempts, is_locked=is_locked),
        findings=_findings(context, shown, state, attempts),
        evidence=getattr(shown, "evidence_count", 0),
        **_beside(context, shown),
    )


def _beside(context: EntryContext, shown: Revision | None) -> dict:
    """What stands beside the box: the months before, last year, and what follows from the entry."""
    outcome = context.outcome(typed_value(shown) if shown and not shown.is_empty else None)
    return {
        "before": context.before,
        "former": _former(context),
        "to_date": outcome.to_date,
        "base_to_date": outcome.base_to_date,
        "growth": outcome.growth,
        "before_is_provisional": _is_provisional(context, context.month.year),
        "base_is_provisional": _is_provisional(context, context.month.year - 1),
    }


def _decided(figure: Figure, attempts: Sequence[Revision]) -> Revision | None:
    """What a figure without an open attempt shows: the approved one, else what was sent back."""
    wanted = Status.RETURNED if figure.published_at is None else Status.APPROVED
    return next((one for one in reversed(attempts) if one.status == wanted), None)


def _state(figure: Figure, attempts: Sequence[Revision], draft: Revision | None) -> RowState:
    if draft is not None and not draft.is_editable:
        return RowState.SUBMITTED
    is_begun = draft is not None and not draft.is_empty
    if figure.published_at is not None:
        return RowState.CORRECTING if is_begun else RowState.APPROVED
    if any(one.status == Status.RETURNED for one in attempts):
        return RowState.RETURNED
    return RowState.DRAFT if is_begun else RowState.BLANK


def _return_note(
    figure: Figure, attempts: Sequence[Revision], draft: Revision | None
) -> ReturnNote | None:
    """The last refusal, as long as it is not answered."""
    decided = [one for one in attempts if one.decided_at is not None]
    if not decided or decided[-1].status != Status.RETURNED:
        return None
    if draft is not None and not draft.is_editable:
        return None
    last, reviewer = decided[-1], figure.series.reviewer.short_name
    return ReturnNote(last.return_reason, reviewer, last.decided_at)


def _why_fixed(
    figure: Figure, state: RowState, attempts: Sequence[Revision], *, is_locked: bool
) -> str:
    if state == RowState.SUBMITTED:
        return IN_TIME if is_locked and not attempts[-1].is_correction else UNDER_REVIEW
    if figure.published_at is not None:
        return PUBLISHED
    if not is_locked:
        return ""
    has_attempt = any(one.decided_at for one in attempts)
    return LOCKED_AGAIN if may_begin(is_locked=True, has_attempt=has_attempt) else LOCKED


def _findings(
    context: EntryContext, shown: Revision | None, state: RowState, attempts: Sequence[Revision]
) -> tuple[Finding, ...]:
    """What the checks say to what may still be submitted."""
    if shown is None or shown.is_empty or state in {RowState.SUBMITTED, RowState.APPROVED}:
        return ()
    stood = _decided(context.figure, attempts) if state == RowState.CORRECTING else None
    return context.findings_of(shown, stood)


def _former(context: EntryContext) -> Decimal | None:
    """What 与上月相同 repeats; a figure to date begins anew with the year."""
    begins_anew = context.accumulation == Accumulation.TO_DATE and context.month.month == 1
    if begins_anew or context.former is None or context.former.not_applicable:
        return None
    return context.former.value


def _is_provisional(context: EntryContext, year: int) -> bool:
    """Whether a figure to date of a year, up to the sheet's month, rests on undecided months."""
    last = context.month.month - 1 if year == context.month.year else context.month.month
    first = 1 if context.accumulation == Accumulation.FLOW else last
    return any(one.year == year and first <= one.month <= last for one in context.provisional)
