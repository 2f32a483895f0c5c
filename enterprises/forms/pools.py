"""Forms of pools: a member enters, leaves, climbs; an entry is corrected."""

from django import forms

from enterprises.models import Pool
from enterprises.queries.pool_members import rungs_above
from strategy.forms.dates import DayField
from strategy.forms.posts import SourceField
from strategy.models import TrackedItem

NO_MEMBER = "没有编号为“{}”的事项，请核对后重新填写。"


class GroundField(forms.CharField):
    """One line of words that must be given."""

    def __init__(self, label: str, **options):
        told = {"required": f"请填写{label}。"}
        super().__init__(label=label, max_length=200, error_messages=told, **options)


class EnterForm(forms.Form):
    """Who enters, when and on what ground."""

    member = forms.CharField(
        label="事项编号", max_length=8, error_messages={"required": "请填写事项编号。"},
        help_text="例如“E021”“P007”；不在清单中的，先新增事项。",
    )  # fmt: skip
    entered_on = DayField(label="入库日期", help_text="按公布文件的日期。")
    entered_reason = GroundField("入库依据", help_text="例如“市工信局2022年第一批入库名单”。")
    source = SourceField("公布文件")

    def clean_member(self) -> TrackedItem:
        """The item by its code, in small letters too."""
        code = self.cleaned_data["member"].strip().upper()
        item = TrackedItem.objects.filter(code=code).first()
        if item is None:
            raise forms.ValidationError(NO_MEMBER.format(code), code="member")
        return item


class LeaveForm(forms.Form):
    """From when on a member is out of the pool, and why."""

    left_on = DayField(label="出库日期", help_text="自当日起不在库内。")
    left_reason = GroundField("出库原因", help_text="例如“营业收入达到1亿元，培育期满”。")


class ClimbForm(forms.Form):
    """To which higher rung a member climbs, and when."""

    upper = forms.ModelChoiceField(
        Pool.objects.none(), label="升入", to_field_name="code", empty_label=None,
        error_messages={"required": "请选择升入的梯级。",
                        "invalid_choice": "只能升入同一梯队中更高的一级，请重新选择。"},
    )  # fmt: skip
    entered_on = DayField(label="升级日期", help_text="当日出下一级、入上一级。")
    source = SourceField("公布文件")

    def __init__(self, data=None, *, pool: Pool, **options):
        super().__init__(data, **options)
        self.fields["upper"].queryset = rungs_above(pool)


class CorrectForm(forms.Form):
    """Since when a member is in the pool and on what ground; why this is corrected."""

    entered_on = DayField(label="入库日期", required=False, help_text="日期未知的留空。")
    entered_reason = GroundField("入库依据")
    why = GroundField("更正原因")
