"""An item's place on its list: putting it there, taking it off."""

from django import forms

from strategy.models import ListEntry

from .dates import DayField
from .whole_texts import Form

Basis = ListEntry.Basis


class ListEntryForm(forms.Form):
    """Under which number, on what basis, from which day."""

    number = forms.IntegerField(
        label="序号", min_value=1, max_value=9999,
        error_messages={"required": "请填写序号。", "invalid": "序号须为整数。"},
        help_text="已给出最小的空号，可以修改。",
    )  # fmt: skip
    basis = forms.ChoiceField(label="依据")
    listed_on = DayField(
        label="列入日期", required=False,
        help_text="自当日起列入；不知道日期的留空，视为一直在列。",
    )  # fmt: skip

    def __init__(self, *args, is_sample: bool, **options):
        super().__init__(*args, **options)
        offered = [Basis.SAMPLE] if is_sample else [Basis.OFFICIAL, Basis.COMPILED]
        self.fields["basis"].choices = [(one.value, one.label) for one in offered]


class DelistForm(Form):
    """From which day an item is off its list, and why."""

    delisted_on = DayField(
        label="移出日期", help_text="自当日起不再列入。",
        error_messages={"required": "请填写移出日期。"},
    )  # fmt: skip
    reason = forms.CharField(
        label="移出原因", max_length=200, error_messages={"required": "请填写移出原因。"}
    )
