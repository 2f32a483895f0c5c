"""One row of a sheet as a form: the fields are named as in the sheet, by the series' code."""

from decimal import Decimal

from django import forms

from strategy.models import Figure, Revision
from strategy.models.revisions import EXPLANATION_LABEL, NOTE_LABEL
from strategy.progress import NONE_NEEDS_REASON, Typed, TypedKind, read_typed
from strategy.queries.rows import Row
from strategy.queries.sheet_rows import box_text
from strategy.services.figures import Entry

from .evidence import EvidenceField


class LineField(forms.CharField):
    """Words that may be long but are kept as one line."""

    widget = forms.Textarea({"rows": 2})

    def to_python(self, value) -> str:
        return " ".join(super().to_python(value).split())


class RowForm(forms.Form):
    """What is typed for one figure; `entry` is what it asks for, once it is valid."""

    value = forms.CharField(label="本月", required=False, max_length=100)
    none = forms.BooleanField(label="本月无此项", required=False)
    note = LineField(
        label=NOTE_LABEL, required=False, max_length=300,
        help_text="勾选“本月无此项”的，在此说明原因。",
    )  # fmt: skip
    base = forms.CharField(
        label="上年同期（可比）", required=False, max_length=100,
        help_text="口径有调整、与上年已发布数不可比时填写；其他情况留空。",
    )  # fmt: skip
    base_note = forms.CharField(label="可比口径说明", required=False, max_length=200)
    explanation = LineField(label=EXPLANATION_LABEL, required=False, max_length=300)
    reason = forms.CharField(label="修正原因", required=False, max_length=200)
    evidence = EvidenceField(
        label="选择文件", required=False,
        help_text="pdf、jpg、png、xlsx、docx，每个不超过20MB。不得上传涉密材料。",
    )  # fmt: skip

    def __init__(self, row: Row, data=None, files=None):
        self.row = row
        self.metric = row.figure.series.metric
        super().__init__(data, files, prefix=row.figure.series.code, initial=initial_of(row))
        self.typed, self.base_typed = Typed(), Typed()
        self.fields["value"].label = row.value_label
        for name in ("value", "base"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        if not row.is_correction:
            del self.fields["reason"]

    def clean_value(self) -> Decimal | None:
        self.typed = self._read("value")
        return self.typed.value

    def clean_base(self) -> Decimal | None:
        self.base_typed = self._read("base")
        if self.base_typed.kind == TypedKind.NONE:
            raise forms.ValidationError("请填写数字，没有可比数的请留空。")
        return self.base_typed.value

    def clean(self) -> dict:
        typed = super().clean()
        typed["none"] = typed["none"] or self.typed.kind == TypedKind.NONE
        if typed["none"] and typed.get("value") is not None:
            self.add_error("value", "已勾选“本月无此项”，请清除数值，或取消勾选。")
        if typed["none"] and not typed.get("note") and "note" not in self.errors:
            self.add_error("note", f"{NONE_NEEDS_REASON}。")
        if self.row.is_correction:
            self._clean_correction(typed)
        return typed

    @property
    def entry(self) -> Entry:
        """What the valid form asks for."""
        typed = self.cleaned_data
        return Entry(
            self.row.figure,
            typed["value"],
            not_applicable=typed["none"],
            base=typed["base"],
            base_note=typed["base_note"],
            note=typed["note"],
            explanation=typed["explanation"],
            reason=typed.get("reason", ""),
            source=self.row.draft.revision.source if self.row.draft else None,
            version=self.posted_version,
        )

    @property
    def posted_version(self) -> int:
        """The version of the draft that was on the screen, 0 where there was none."""
        posted = self.data.get(self.add_prefix("version"), "")
        return int(posted) if posted.isascii() and posted.isdigit() else 0

    @property
    def conversions(self) -> list[str]:
        """What was converted to the metric's unit, in words."""
        return [one.note for one in (self.typed, self.base_typed) if one.note]

    def _read(self, name: str) -> Typed:
        typed = read_typed(self.cleaned_data[name], self.metric.unit, self.metric.decimals)
        if typed.kind == TypedKind.REFUSED:
            raise forms.ValidationError(f"{typed.error}。", code="typed")
        return typed

    def _clean_correction(self, typed: dict) -> None:
        """A correction has a value and a reason."""
        if typed.get("value") is None and not typed["none"] and "value" not in self.errors:
            self.add_error("value", "请填写修正后的数值；确无此项的，请勾选“本月无此项”。")
        if not typed.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "请填写修正原因，例如“漏报一户企业，补报3万元”。")


def initial_of(row: Row) -> dict:
    """The draft; else what came back; of a published figure all but the value to be corrected."""
    shown = row.draft.revision if row.draft else row.returned
    if shown is not None:
        return typed_text(shown, row.figure)
    if row.approved is not None:
        kept = typed_text(row.approved, row.figure)
        return {name: kept[name] for name in ("note", "base", "base_note")}
    return {}


def typed_text(revision: Revision, figure: Figure) -> dict:
    """The fields of a revision as they stand in the form."""
    decimals = figure.series.metric.decimals
    return {
        "value": box_text(revision.value, decimals),
        "none": revision.not_applicable,
        "note": revision.note,
        "base": box_text(revision.base, decimals),
        "base_note": revision.base_note,
        "explanation": revision.explanation,
        "reason": revision.reason,
    }
