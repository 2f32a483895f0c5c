"""The boxes of a row of a sheet: reads what was typed, and says what is wrong at its field."""

import hashlib

from django import forms

from strategy.progress import NONE_NEEDS_REASON, ReportedValue
from strategy.progress.typed import Typed, TypedKind, read_typed
from strategy.queries.sheet_rows import SheetRow, box_text
from strategy.services.figures import Entry

from .whole_texts import TOO_LONG

BOTH = "已勾选“本月无此项”，不能同时填写数值"
NOTE_TOO_LONG = {"max_length": f"说明或备注{TOO_LONG}"}
MINE, THEIRS = "mine", "theirs"


class RowForm(forms.Form):
    """What was typed for one figure; its fields are named after the series.

    `is_given_up` where the writer keeps the other's entry, `is_told` where a button and not the
    keyboard decides what stands in the box.
    """

    value = forms.CharField(required=False, strip=False)
    none = forms.BooleanField(required=False)
    note = forms.CharField(required=False, max_length=300, error_messages=NOTE_TOO_LONG)
    explanation = forms.CharField(required=False, max_length=300, error_messages=NOTE_TOO_LONG)
    version = forms.IntegerField(required=False, min_value=0)

    def __init__(self, data, row: SheetRow):
        self.row, self.typed = row, Typed()
        self.shown = data.get(f"{row.code}-shown", "")
        answer, _, version = data.get(f"{row.code}-keep", "").partition(":")
        self.is_given_up = answer == THEIRS
        repeats = f"{row.code}-same" in data and row.former is not None
        self.is_told = repeats or self.is_given_up
        changes = {"version": version} if answer == MINE else {}
        if repeats:
            changes |= {"value": box_text(row.former, row.metric.decimals), "none": ""}
        super().__init__(changed(data, row.code, changes), prefix=row.code)

    @property
    def raw(self) -> dict[str, str]:
        """What stands in the boxes, as it was typed."""
        return {name: self[name].data or "" for name in ("value", "note", "explanation")}

    @property
    def is_none(self) -> bool:
        """Whether the box says 本月无此项, by its mark or in words."""
        return bool(self["none"].data) or self.typed.kind == TypedKind.NONE

    @property
    def seen(self) -> int:
        """The version of the draft that the writer saw; 0 for none."""
        return self.cleaned_data.get("version") or 0

    @property
    def sentences(self) -> list[str]:
        """What is wrong, in the order of the boxes."""
        return [sentence for errors in self.errors.values() for sentence in errors]

    def clean(self) -> dict:
        metric, cleaned = self.row.metric, super().clean()
        self.typed = read_typed(cleaned.get("value", ""), metric.unit, metric.decimals)
        if self.typed.kind == TypedKind.REFUSED:
            self.add_error("value", self.typed.error)
        if cleaned.get("none") and self.typed.kind == TypedKind.NUMBER:
            self.add_error("value", BOTH)
        if self.is_none and "note" in cleaned and not cleaned["note"]:
            self.add_error("note", NONE_NEEDS_REASON)
        return cleaned

    @property
    def is_as_shown(self) -> bool:
        """Whether its writer left the row as the page showed it, whatever it has become since."""
        if not self.is_valid():
            return False
        value, words = box_text(self.typed.value, self.row.metric.decimals), self.cleaned_data
        typed = shown_mark(value, self.is_none, words["note"], words["explanation"])
        return self.shown == typed

    @property
    def is_untouched(self) -> bool:
        """Whether it says what the row shows anyhow."""
        row, words = self.row, ("note", "explanation")
        same = all(self.cleaned_data.get(name) == getattr(row, name) for name in words)
        shown = ReportedValue(row.value, row.not_applicable)
        return same and self.is_valid() and shown == ReportedValue(self.typed.value, self.is_none)

    def entry(self) -> Entry:
        """What the service is asked to keep; what the sheet has no box for stays as it was."""
        kept, typed = self.row.revision, self.cleaned_data
        return Entry(
            self.row.figure,
            self.typed.value,
            not_applicable=self.is_none,
            base=kept.base if kept else None,
            base_note=kept.base_note if kept else "",
            note=typed["note"],
            explanation=typed["explanation"],
            reason=kept.reason if kept else "",
            source=kept.source if kept else None,
            version=self.seen,
        )


def shown_mark(*boxes) -> str:
    """A short mark of what the boxes of a row hold, so that the page can tell what was touched."""
    return hashlib.sha256(repr(boxes).encode()).hexdigest()[:16]


def changed(data, code: str, changes: dict[str, str]):
    """The posted data with other values in some boxes of a row."""
    if not changes:
        return data
    copy = data.copy()
    for name, value in changes.items():
        copy[f"{code}-{name}"] = value
    return copy


def row_forms(data, rows) -> dict[str, RowForm]:
    """A form for each row whose box was sent, by the code of its series."""
    return {row.code: RowForm(data, row) for row in rows if f"{row.code}-value" in data}
