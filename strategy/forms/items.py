"""What is typed about an item of any kind: one form for pages, imports and the change of many."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django import forms
from django.forms.models import ModelChoiceIterator

from strategy import days
from strategy.models import Action, Organisation, Programme, Source, TrackedItem
from strategy.services.item_rules import broken_rules, is_sample_source

from .dates import DATE, date_box
from .units import UnitField, UnitsField
from .whole_texts import TOO_LONG, ModelForm

Kind = Organisation.Kind
LEADS = [Kind.HEADQUARTERS, Kind.DEPARTMENT, Kind.AREA]
"""The units that lead items."""
LONGEST_TEXT = 2000
HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd\ue000-\uf8ff\ud800-\udfff"
UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}]")
UNSEEN_IN_TEXT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{HIDDEN}]")
COMMON = [
    "code", "name", "short_name", "lead", "supporting", "area", "action", "programme",
    "starts_on", "ends_on", "description", "source",
]  # fmt: skip


class NamedRowField(forms.ModelChoiceField):
    """A row by its code, shown with it; `noun` is what it is called."""

    def __init__(self, queryset, noun: str, **options):
        told = {
            "required": f"请选择{noun}。",
            "invalid_choice": f"没有编号为“%(value)s”的{noun}，请重新选择。",
        }
        named = {"to_field_name": "code", "error_messages": told, "empty_label": "未定"}
        super().__init__(queryset, **(named | options))

    def label_from_instance(self, row) -> str:
        return str(row) if isinstance(row, Source) else f"{row.code} {row.name}"


class ByAreaIterator(ModelChoiceIterator):
    """Choices in groups by area in official order, those of the field's `area` (pk) first."""

    def __iter__(self) -> Iterator[tuple]:
        yield "", self.field.empty_label
        groups = defaultdict(list)
        for row in self.queryset.select_related("area"):
            groups[row.area].append(self.choice(row))
        for area in sorted(groups, key=self._place):
            yield (area.short_name if area else "未定县区"), groups[area]

    def _place(self, area: Organisation | None) -> tuple[bool, int]:
        if area is None:
            return True, 1 << 20
        return area.pk != self.field.area, area.position


class ByAreaField(NamedRowField):
    """An item of another kind, such as a park; the page says whose area comes first."""

    iterator = ByAreaIterator
    area: int | None = None


class ItemForm(ModelForm):
    """What every kind has; a kind adds its fields and says in SECTIONS how they stand.

    `on` is the day of today. A code is typed for a new item only. `values` are for the service.
    With `only` it asks for this one field, for several items whose own rules are asked of each.
    """

    SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = ()
    CAPITALS: tuple[str, ...] = ("code",)
    """Fields of letters and digits alone, which may be typed in any case and width."""
    WIDE = ("content", "description")
    """Fields that take a whole line."""
    only = ""

    lead = UnitField(label="牵头单位", required=False, empty_label="未定")
    supporting = UnitsField(label="配合单位")
    area = UnitField(label="所在县区", required=False, empty_label="未定")
    action = NamedRowField(Action.objects.all(), "行动", label="所属行动", required=False)
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label="所属专项", required=False, to_field_name="code",
        empty_label="无", error_messages={"invalid_choice": "没有这个专项，请重新选择。"},
    )  # fmt: skip
    source = NamedRowField(
        Source.objects.all(), "来源", label="来源", empty_label="请选择",
        help_text="每条记录须注明出处；没有的，先在“来源”中登记。",
    )  # fmt: skip

    class Meta:
        model = TrackedItem
        fields = COMMON
        widgets = {
            "starts_on": date_box(),
            "ends_on": date_box(),
            "description": forms.Textarea({"rows": 4}),
        }
        error_messages = {
            "code": {"required": "请填写编号。"},
            "name": {"required": "请填写名称。"},
            "starts_on": DATE,
            "ends_on": DATE,
        }
        help_texts = {
            "name": "按来源所载填写全称。",
            "short_name": "列表和图表中使用；留空即用全称。",
        }

    def __init__(self, *args, on: date, only: str = "", **options):
        super().__init__(*args, **options)
        self.on, self.only = on, only
        self.is_new = self.instance.pk is None
        leads = Organisation.objects.filter(kind__in=LEADS)
        kept = Organisation.objects.filter(pk=self.instance.lead_id)
        self.fields["lead"].queryset = (leads | kept).distinct()
        self.fields["area"].queryset = Organisation.objects.areas()
        self.fields["description"].max_length = LONGEST_TEXT
        if self.is_new:
            self.fields["code"].help_text = "已按顺序给出下一个编号，可以修改；保存后不能再改。"
        else:
            del self.fields["code"]
        self._begin_with_rows()
        if only:
            self.fields = {only: self.fields[only]}
            self.fields[only].required = False

    def add_prefix(self, field_name: str) -> str:
        """The name under which a field is sent; the only one is called `value`, whatever it is."""
        return "value" if self.only else super().add_prefix(field_name)

    @property
    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The titles of the form's parts, each with its fields."""
        for title, names in self.SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]

    @property
    def values(self) -> dict:
        """What a valid form asks for, by the names of the model's fields."""
        return dict(self.cleaned_data)

    def clean_code(self) -> str:
        code, letter = self.cleaned_data["code"], self._meta.model.CODE_LETTER
        if not re.fullmatch(f"{letter}[0-9]{{3,7}}", code):
            raise forms.ValidationError(
                f"编号应由大写字母{letter}和3至7位数字组成，例如“{letter}016”。"
            )
        other = TrackedItem.objects.filter(code=code).first()
        if other is not None:
            raise forms.ValidationError(f"编号{code}已用于“{other.name}”，请改用其他编号。")
        return code

    def clean(self) -> dict:
        typed = super().clean()
        for name, value in list(typed.items()):
            if isinstance(value, str):
                self._check_text(name, value)
        for name in ("starts_on", "ends_on"):
            self.check_day(name)
        self.check_order("starts_on", "ends_on", "完成时限不能早于起始日期。")
        return typed

    def check_day(self, name: str) -> None:
        """Refuse a day that no calendar here reaches."""
        day = self.cleaned_data.get(name)
        try:
            if day is not None:
                days.check(day)
        except forms.ValidationError as error:
            self.add_error(name, error)

    def check_order(self, first: str, last: str, sentence: str) -> None:
        """Say at the last of two fields that it lies before the first."""
        begin, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begin is not None and end is not None and end < begin:
            self.add_error(last, sentence)

    def refuse_taken(self, name: str, label: str) -> str | None:
        """The value of a unique field; refused where another item has it, which is named."""
        value = self.cleaned_data[name]
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        other = others.filter(**{name: value}).first() if value else None
        if other is not None:
            raise forms.ValidationError(
                f"该{label}已用于{other.code}“{other.name}”，请核对。", code="taken"
            )
        return value

    def _clean_fields(self) -> None:
        if self.is_bound:
            self.data = self.data.copy()
            for name in self.fields.keys() & {*self.CAPITALS}:
                if isinstance(text := self.data.get(self.add_prefix(name)), str):
                    upright = unicodedata.normalize("NFKC", text).strip().upper()
                    self.data[self.add_prefix(name)] = upright
        super()._clean_fields()

    def _post_clean(self) -> None:
        if self.is_new:
            self.instance.is_sample = is_sample_source(self.cleaned_data.get("source"))
        super()._post_clean()
        if self.only:
            return
        for name, sentence in broken_rules(
            self.instance, self.cleaned_data.get("supporting") or ()
        ):
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)

    def _check_text(self, name: str, value: str) -> None:
        is_text = isinstance(self.fields[name].widget, forms.Textarea)
        if (UNSEEN_IN_TEXT if is_text else UNSEEN).search(value):
            self.add_error(name, "含有换行、控制符或看不见的字符，请删去后重新填写。")
        elif is_text and len(value) > (most := self.fields[name].max_length or LONGEST_TEXT):
            self.add_error(name, TOO_LONG % {"limit_value": most, "show_value": len(value)})

    def _begin_with_rows(self) -> None:
        """Fields that name rows by their codes begin with the rows, not with their numbers."""
        for name, field in self.fields.items():
            if type(field) is forms.TypedChoiceField:
                field.choices = [("", "未定"), *[one for one in field.choices if one[0]]]
            if isinstance(field, ByAreaField):
                field.area = self.instance.area_id
            if self.is_new or not isinstance(field, forms.ModelChoiceField):
                continue
            value = getattr(self.instance, name)
            is_several = isinstance(field, forms.ModelMultipleChoiceField)
            self.initial[name] = list(value.all()) if is_several else value
