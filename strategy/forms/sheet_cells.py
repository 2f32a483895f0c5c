"""What the boxes of a row hold and what is said beside them: as kept, or as just typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from strategy.models import Revision
from strategy.models.revisions import EXPLANATION_LABEL, NOTE_LABEL
from strategy.progress import NONE_NEEDS_REASON, Finding, is_explanation
from strategy.progress.typed import TypedKind
from strategy.queries.sheet_rows import RowState, SheetRow, box_text

from .sheets import RowForm, shown_mark


@dataclass(frozen=True, slots=True)
class Difference:
    """A box that two people have filled differently."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else wrote into a row since it was opened."""

    theirs: Revision
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the page: what its boxes hold, and what is said to it.

    `told` says how a number was converted, `errors` what cannot be kept, `problem` why it was not
    submitted or is no longer open.
    """

    row: SheetRow
    value: str
    is_none: bool
    note: str
    explanation: str
    version: int
    errors: tuple[str, ...] = ()
    told: str = ""
    problem: str = ""
    conflict: Conflict | None = None
    is_chosen: bool = False

    @property
    def shown(self) -> str:
        """The mark of what is kept of the row, beside its version."""
        row = self.row
        return shown_mark(row.text, row.not_applicable, row.note, row.explanation)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say; nothing of a kept value while another stands in the box."""
        is_another = self.errors and self.value != self.row.text
        return () if is_another else self.row.findings

    @property
    def must_explain(self) -> bool:
        """Whether an explanation is asked for, given or not."""
        return bool(self.findings) and self.row.must_explain

    @property
    def is_wrong(self) -> bool:
        """Whether something must be put right before it can be submitted."""
        return bool(self.errors or self.conflict or self.row.is_blocked)

    @property
    def asks(self) -> bool:
        """Whether an explanation is asked for, or has been given."""
        return self.row.is_open and (self.must_explain or bool(self.explanation))

    @property
    def is_explained(self) -> bool:
        return self.must_explain and is_explanation(self.explanation)

    @property
    def is_returned(self) -> bool:
        return self.row.state == RowState.RETURNED

    @property
    def mark(self) -> str:
        """How the box is framed: wrong, asked about, or neither."""
        if self.is_wrong:
            return "block"
        return "ask" if self.must_explain else ""

    @property
    def needs_note(self) -> bool:
        """Whether the reason of a 本月无此项 is missing."""
        return NONE_NEEDS_REASON in self.errors

    @property
    def opens(self) -> bool:
        """Whether what is folded away holds something."""
        return self.is_none or bool(self.note) or self.needs_note


def kept_cells(row: SheetRow, **said) -> Cells:
    """A row as it is kept."""
    return Cells(row, row.text, row.not_applicable, row.note, row.explanation, row.version, **said)


def typed_cells(row: SheetRow, form: RowForm, **said) -> Cells:
    """A row as it was typed and could not be kept; its version stays the one that was seen."""
    raw, is_none = form.raw, bool(form["none"].data)
    seen, errors = form.cleaned_data.get("version") or 0, tuple(form.sentences)
    return Cells(row, raw["value"], is_none, raw["note"], raw["explanation"], seen, errors, **said)


def conflict_of(row: SheetRow, form: RowForm) -> Conflict | None:
    """What somebody else wrote into a row, box by box; None where nobody did."""
    theirs = row.draft
    if theirs is None or theirs.version == form.seen or not theirs.is_editable:
        return None
    mine = typed_words(form)
    kept = {
        row.value_label: _words(row),
        NOTE_LABEL: theirs.note,
        EXPLANATION_LABEL: theirs.explanation,
    }
    return Conflict(
        theirs,
        tuple(
            Difference(label, mine[label], text)
            for label, text in kept.items()
            if mine[label] != text
        ),
    )


def typed_words(form: RowForm) -> Mapping[str, str]:
    """What was typed, for eyes."""
    value = box_text(form.typed.value, form.row.metric.decimals)
    return {
        form.row.value_label: TypedKind.NONE.label if form.is_none else value,
        NOTE_LABEL: form.cleaned_data["note"],
        EXPLANATION_LABEL: form.cleaned_data["explanation"],
    }


def _words(row: SheetRow) -> str:
    return TypedKind.NONE.label if row.not_applicable else row.text
