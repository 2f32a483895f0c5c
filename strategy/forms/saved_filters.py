"""The name under which a filter of a list is kept."""

from django import forms

from .whole_texts import Form


class SavedFilterForm(Form):
    """A name, and whether the own unit sees it too."""

    name = forms.CharField(label="名称", max_length=30, error_messages={"required": "请填写名称。"})
    is_shared = forms.BooleanField(label="本单位可见", required=False)
