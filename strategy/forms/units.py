"""Fields that choose units in their official order, by code."""

from django import forms

from strategy.models import Organisation

UNIT = {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
PATH = "code"


class UnitField(forms.ModelChoiceField):
    """One unit."""

    def __init__(self, **kwargs):
        told = UNIT | kwargs.pop("error_messages", {})
        units = Organisation.objects.all()
        named = {"to_field_name": PATH, "empty_label": "请选择", "error_messages": told}
        super().__init__(units, **(named | kwargs))


class UnitsField(forms.ModelMultipleChoiceField):
    """Any number of units, as boxes to tick; gives a tuple."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        told = {"invalid_choice": "没有“%(value)s”这个单位，请重新选择。"}
        named = {"to_field_name": PATH, "required": False, "error_messages": told}
        super().__init__(Organisation.objects.all(), **(named | kwargs))

    def clean(self, value) -> tuple[Organisation, ...]:
        return tuple(super().clean(value))
