"""Forms of the headquarters' office for opened months: exceptions, due moments, due rules."""

from django import forms

from strategy.models import DueRule, Organisation

from .dates import MOMENT, REASON, MonthField, moment_box

DAY = {
    "required": "须填写日。",
    "invalid": "日须为1至31的整数。",
    "min_value": "日须在1至31之间。",
    "max_value": "日须在1至31之间。",
}


class ExceptionForm(forms.Form):
    """One unit may still report a locked month until a moment."""

    prefix = "exception"

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="单位",
        to_field_name="code",
        empty_label="请选择",
        error_messages={"required": "须选择单位。", "invalid_choice": "没有这个填报单位。"},
    )
    until = forms.DateTimeField(label="补报截止时间", widget=moment_box(), error_messages=MOMENT)
    reason = forms.CharField(label="原因", max_length=200, error_messages=REASON)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Organisation.objects.filter(reported_series__isnull=False).distinct()
        self.fields["organisation"].queryset = units


class DueChangeForm(forms.Form):
    """Another due moment for an opened month, for all units or for one kind."""

    prefix = "due"

    kind = forms.ChoiceField(
        label="单位类别", required=False, choices=[("", "所有单位"), *Organisation.Kind.choices]
    )
    due_at = forms.DateTimeField(label="新的截止时间", widget=moment_box(), error_messages=MOMENT)
    reason = forms.CharField(label="调整原因", max_length=150, error_messages=REASON)


class DueRuleForm(forms.ModelForm):
    """A due rule from a month on; one of the same units and month is replaced by the service."""

    from_month = MonthField(
        label="起用月份",
        help_text="自该报告期起执行，写作“2022-09”；已开放的报告期不受影响。",
    )

    class Meta:
        model = DueRule
        fields = [
            "kind", "from_month", "day", "is_same_month", "closing_time", "roll", "december_day",
            "december_in_december",
        ]  # fmt: skip
        help_texts = {
            "day": "报告期次月的日；短月没有该日的，为月末日。",
            "is_same_month": "选中时，日为报告期当月的日。",
            "december_day": "留空则12月报告期与其他月份相同。",
        }
        error_messages = {
            "day": DAY,
            "december_day": DAY,
            "closing_time": {
                "required": "须填写截止时刻。",
                "invalid": "时刻无法识别，应写作“17:00”的形式。",
            },
        }
        widgets = {"closing_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "所有单位"), *Organisation.Kind.choices]

    def clean(self) -> dict:
        """Change the rule of the same units and month, if there is one: the service decides."""
        typed = super().clean()
        same = DueRule.objects.filter(kind=typed.get("kind"), from_month=typed.get("from_month"))
        self.instance = same.first() or self.instance
        if typed.get("december_in_december") and not typed.get("december_day"):
            self.add_error("december_day", "选了12月报告期当月报送，须填写日。")
        return typed
