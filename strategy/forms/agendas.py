"""Forms of the agenda: an item, why it is taken off, what was said about it."""

from django import forms

from strategy.models import AgendaItem, AgendaOutcome, Organisation, TrackedItem

from .meetings import MINUTES
from .units import UnitField
from .whole_texts import Form, ModelForm


class AgendaItemForm(ModelForm):
    """What an item is called, who reports on it and for how long."""

    prefix = "agenda"
    owner = UnitField(label="汇报单位", required=False, empty_label="待定")

    class Meta:
        model = AgendaItem
        fields = ["title", "presenter", "minutes"]
        error_messages = {"title": {"required": "须填写议题。"}, "minutes": MINUTES}

    field_order = ["title", "owner", "presenter", "minutes"]

    def __init__(self, *args, units: list[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].required = True
        self.fields["owner"].offer(units)
        if self.instance.owner:
            self.initial["owner"] = self.instance.owner.code


class NewAgendaItemForm(AgendaItemForm):
    """An item that the meeting adds, about a tracked item or about none."""

    item = forms.ModelChoiceField(
        TrackedItem.objects.order_by("code"),
        label="关联事项",
        required=False,
        to_field_name="code",
        empty_label="不关联",
        help_text="重点工作、项目、企业、园区或行动；投屏时显示其进度状态。",
    )


class RemovalForm(Form):
    """Why an item is taken off the agenda."""

    reason = forms.CharField(
        label="撤下原因", max_length=200, error_messages={"required": "请填写撤下原因。"}
    )


class ItemRecordForm(Form):
    """What was said about an item, and what became of it."""

    prefix = "record"

    text = forms.CharField(
        label="讨论记录",
        required=False,
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.ChoiceField(label="结果", choices=AgendaOutcome.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def wanted_version(self, over: str) -> int:
        """The version that is written upon: the one seen, or the one that is replaced."""
        return int(over) if over.isascii() and over.isdecimal() else self.cleaned_data["version"]


class MoveForm(Form):
    """Up, down, or to a place counted from 1."""

    way = forms.ChoiceField(choices=[("up", "上移"), ("down", "下移")], required=False)
    place = forms.IntegerField(min_value=1, required=False)

    def clean(self) -> dict:
        typed = super().clean()
        if not self.errors and bool(typed["way"]) == (typed["place"] is not None):
            raise forms.ValidationError("请说明移到哪里。")
        return typed
