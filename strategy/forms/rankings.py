"""Whether rankings show, and why."""

from django import forms

from .dates import REASON


class SwitchForm(forms.Form):
    """One turn of the switch."""

    prefix = "switch"

    shown = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="原因",
        max_length=200,
        error_messages=REASON | {"max_length": "原因不超过200字。"},
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写入操作记录，供指挥部办公室查阅。",
    )
