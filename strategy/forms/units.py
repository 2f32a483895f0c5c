"""Fields that choose units in their official order, by code; several may share one list."""

from collections.abc import Iterable

from django import forms
from django.db.models import Model

from strategy.models import Organisation

UNIT = {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
PATH = "code"


class OfferedField(forms.ModelChoiceField):
    """One of some rows by their codes, which are asked for unless the form offers them."""

    rows: dict[str, Model] | None = None

    def offer(self, rows: Iterable[Model]) -> None:
        """Say what there is to choose from; the rows are read once for all fields of a page."""
        self.rows = {row.code: row for row in rows}
        blank = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*blank, *((code, str(row)) for code, row in self.rows.items())]

    def to_python(self, value) -> Model | None:
        if self.rows is None or value in self.empty_values:
            return super().to_python(value)
        if value not in self.rows:
            raise _unknown(self, value)
        return self.rows[value]


class UnitField(OfferedField):
    """One unit."""

    def __init__(self, **kwargs):
        told = UNIT | kwargs.pop("error_messages", {})
        units = Organisation.objects.all()
        named = {"to_field_name": PATH, "empty_label": "请选择", "error_messages": told}
        super().__init__(units, **(named | kwargs))


class UnitsField(forms.ModelMultipleChoiceField):
    """Any number of units, as boxes to tick; gives a tuple."""

    widget = forms.CheckboxSelectMultiple
    rows: dict[str, Organisation] | None = None

    def __init__(self, **kwargs):
        told = {"invalid_choice": "没有“%(value)s”这个单位，请重新选择。"}
        named = {"to_field_name": PATH, "required": False, "error_messages": told}
        super().__init__(Organisation.objects.all(), **(named | kwargs))

    def offer(self, rows: Iterable[Organisation]) -> None:
        """Say what there is to choose from, as for one unit."""
        self.rows = {row.code: row for row in rows}
        self.choices = [(code, str(row)) for code, row in self.rows.items()]

    def clean(self, value) -> tuple[Organisation, ...]:
        if self.rows is None or not value:
            return tuple(super().clean(value))
        unknown = [one for one in value if one not in self.rows]
        if unknown:
            raise _unknown(self, unknown[0])
        return tuple(row for code, row in self.rows.items() if code in value)


def _unknown(field: forms.Field, value: str) -> forms.ValidationError:
    sentence = field.error_messages["invalid_choice"]
    return forms.ValidationError(sentence, code="invalid_choice", params={"value": value})
