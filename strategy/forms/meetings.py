"""Forms of a meeting: what it is, who attended, what was said, and its resolutions in one line."""

from django import forms
from django.forms import formset_factory

from strategy import days
from strategy.models import (
    Attendance,
    Meeting,
    MeetingSeries,
    Organisation,
    TimeLimit,
    TrackedItem,
)
from strategy.services.new_matters import OFFICE

from .dates import DATE, DayField, date_box
from .one_time_keys import key_field
from .units import OfferedField, UnitField, UnitsField
from .whole_texts import Form, ModelForm

TIME = {"invalid": "时间无法识别，应写作“09:00”的形式。"}
MINUTES = {
    "required": "须填写分钟数。",
    "invalid": "分钟数须为整数。",
    "min_value": "不能少于%(limit_value)s分钟。",
    "max_value": "不能超过%(limit_value)s分钟。",
}


class MeetingForm(ModelForm):
    """What a meeting is; the service says whether its number may be taken."""

    class Meta:
        model = Meeting
        fields = [
            "number", "gap_reason", "meets_on", "start_time", "place", "chair", "topic", "slot",
        ]  # fmt: skip
        widgets = {
            "meets_on": date_box(),
            "start_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        error_messages = {
            "meets_on": DATE,
            "start_time": TIME,
            "slot": MINUTES,
            "number": {"required": "须填写次数。", "invalid": "次数须为整数。"},
        }
        help_texts = {
            "gap_reason": "次数不连续时填写，例如“第15次至第146次未见公开报道”。",
            "chair": "写职务，例如“分管副市长”。",
        }

    def __init__(self, *args, series: MeetingSeries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].help_text = f"留空即按本系列的{series.slot}分钟。"

    def validate_unique(self) -> None:
        """Leave it to the service, which says which number is free."""


class NewMeetingForm(MeetingForm):
    """The same for a meeting that is entered, once however often it is sent."""

    key = key_field()


class AttendanceForm(Form):
    """One line of the list of those who attended; empty lines are left out."""

    kind = forms.ChoiceField(label="类别", choices=Attendance.Kind.choices)
    organisation = UnitField(label="单位", required=False, empty_label="（不填单位）")
    person = forms.CharField(label="职务、姓名", max_length=60, required=False)

    def __init__(self, *args, units: list[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(units)

    @property
    def is_filled(self) -> bool:
        """Whether the line names somebody."""
        typed = self.cleaned_data
        return bool(typed.get("organisation") or typed.get("person"))


AttendanceFormSet = formset_factory(AttendanceForm, extra=0, max_num=80)


class RecordForm(Form):
    """What was said at the meeting as a whole; `over` is the version that is knowingly replaced."""

    prefix = "record"

    text = forms.CharField(
        label="会议记录",
        required=False,
        max_length=10000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def wanted_version(self, over: str) -> int:
        """The version that is written upon: the one seen, or the one that is replaced."""
        return int(over) if over.isascii() and over.isdecimal() else self.cleaned_data["version"]


class ResolutionForm(Form):
    """A resolution in one line: what, who leads, who helps, until when, about what."""

    prefix = "resolution"

    title = forms.CharField(
        label="议定事项", max_length=200, error_messages={"required": "请填写议定事项。"}
    )
    lead = UnitField(
        label="牵头单位", error_messages={"required": "请选择牵头单位，有且只能有一个。"}
    )
    due_on = DayField(
        label="办理时限", required=False,
        validators=[days.check],
    )  # fmt: skip
    time_limit = OfferedField(
        TimeLimit.objects.all(), label="或按时限类别", required=False, to_field_name="code",
        empty_label="按所填日期",
    )  # fmt: skip
    item = OfferedField(
        TrackedItem.objects.none(), label="关联议题事项", required=False, empty_label="不关联"
    )
    supporting = UnitsField(label="配合单位")
    checker = UnitField(label="核实单位", required=False, empty_label=None, initial=OFFICE)
    key = key_field()

    def __init__(self, data=None, *, units, items, **options):
        super().__init__(data, **options)
        for name in ("lead", "supporting", "checker"):
            self.fields[name].offer(units)
        self.fields["item"].offer(items)

    def clean(self) -> dict:
        typed = super().clean()
        is_dated = typed.get("due_on") or typed.get("time_limit") or "due_on" in self.errors
        if not is_dated:
            self.add_error("due_on", "请填写办理时限或选择时限类别。")
        lead = typed.get("lead")
        if lead and lead in (typed.get("supporting") or ()):
            self.add_error("supporting", f"{lead}是牵头单位，不能同时是配合单位。")
        return typed


class IssueForm(Form):
    """Whether items without an outcome come up again next time."""

    carries = forms.BooleanField(label="未议的议题转为“下次续议”", required=False)
