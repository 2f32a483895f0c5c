"""A new matter: a problem 问题 that is registered, or an instruction 领导批示 that is assigned."""

from django import forms

from strategy.models import Matter, Series, TimeLimit, TrackedItem, User
from strategy.permissions import may_coordinate
from strategy.services.new_matters import OFFICE, NewMatter

from .dates import DayField, MonthField
from .matter_moves import note_field
from .one_time_keys import key_field
from .units import UnitField, UnitsField
from .whole_texts import Form

Kind, Origin = Matter.Kind, Matter.Origin
KINDS = [Kind.PROBLEM, Kind.INSTRUCTION]
"""What is registered by itself; resolutions are entered at their meeting."""
PROBLEM_ORIGINS = [Origin.ENTERPRISE, Origin.VISIT]
LINKED = {"invalid_choice": "关联的内容不存在，请返回原页面重新进入。"}


class ItemField(forms.ModelChoiceField):
    """An item by its code, typed in any case; its page fills it in."""

    def __init__(self, **kwargs):
        told = {"invalid_choice": "没有编号为“%(value)s”的事项，请核对，例如“P001”。"}
        box = forms.TextInput({"autocomplete": "off"})
        items = TrackedItem.objects.all()
        named = {"to_field_name": "code", "widget": box, "error_messages": told}
        super().__init__(items, required=False, **(named | kwargs))

    def to_python(self, value):
        return super().to_python(value.strip().upper() if isinstance(value, str) else value)


class NewMatterForm(Form):
    """One line, a unit and a time limit; what else is asked for depends on the kind."""

    title = forms.CharField(max_length=200)
    raised_by = forms.CharField(label="提出单位（人）", required=False, max_length=60)
    origin = forms.ChoiceField(
        label="来源", choices=[(one.value, one.label) for one in PROBLEM_ORIGINS]
    )
    category = forms.ChoiceField(
        label="问题类型", choices=Matter.Category.choices, initial=Matter.Category.OTHER
    )
    lead = UnitField(
        label="牵头单位",
        help_text="有且只能有一个。",
        error_messages={"required": "请选择牵头单位，有且只能有一个。"},
    )
    time_limit = forms.ModelChoiceField(
        TimeLimit.objects.all(), label="时限类别", required=False, to_field_name="code",
        empty_label="不按类别，直接填写日期",
        error_messages={"invalid_choice": "没有这个时限类别。"},
    )  # fmt: skip
    due_on = DayField(
        label="办理时限", required=False,
        help_text="填写日期的，以日期为准；不填的，按时限类别计算，遇节假日顺延。",
    )  # fmt: skip
    supporting = UnitsField(label="配合单位")
    checker = UnitField(
        label="核实单位", required=False, empty_label=None, initial=OFFICE,
        help_text="负责审核办理结果，不能参与办理。",
    )  # fmt: skip
    description = note_field("具体情况", required=False, length=2000)
    item = ItemField(
        label="关联事项编号", help_text="行动、重点工作、项目、企业或园区的编号，例如“P001”。"
    )
    kind = forms.ChoiceField(choices=[(one.value, one.label) for one in KINDS])
    series = forms.ModelChoiceField(
        Series.objects.select_related("item", "metric"), required=False, to_field_name="code",
        error_messages=LINKED,
    )  # fmt: skip
    month = MonthField(required=False)
    about = forms.ModelChoiceField(Matter.objects.all(), required=False, error_messages=LINKED)
    key = key_field()

    HIDDEN = ("kind", "series", "month", "about")
    OF_PROBLEMS = ("origin", "category")

    def __init__(self, *args, kind: Kind, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.user = kind, user
        for name in self.HIDDEN:
            self.fields[name].widget = forms.HiddenInput()
        title = self.fields["title"]
        title.label = "批示内容" if kind == Kind.INSTRUCTION else "问题"
        title.error_messages["required"] = f"请填写{title.label}。"
        title.help_text = "用一句话写明。"
        if kind == Kind.INSTRUCTION:
            self._ask_as_instruction()

    def _ask_as_instruction(self) -> None:
        for name in self.OF_PROBLEMS:
            del self.fields[name]
        if not may_coordinate(self.user):
            del self.fields["raised_by"]
            return
        leader = self.fields["raised_by"]
        leader.label, leader.required = "批示领导（职务、姓名）", True
        leader.error_messages["required"] = "请填写批示领导。"

    @property
    def new_matter(self) -> NewMatter:
        """What the valid form asks for."""
        typed = self.cleaned_data | {"kind": self.kind}
        if self.kind == Kind.INSTRUCTION:
            typed["origin"] = Origin.LEADER
            typed.setdefault("raised_by", self.user.name)
        return NewMatter(**typed)
