"""The forms of a project's stages; the fields are named as the services name them."""

from collections.abc import Iterable
from datetime import date

from django import forms

from projects.progress import InterruptionKind, Stage
from projects.queries.stages import Step
from projects.services.interruptions import Decision
from projects.services.stage_steps import LONGEST_APPROVAL, LONGEST_REASON, SHORTEST_REASON
from projects.services.stages import Reached
from strategy.forms.dates import DayField
from strategy.models.fields import Precision

UNKNOWN = "unknown"
PRECISIONS = [
    (Precision.DAY.value, "具体日期"),
    (Precision.MONTH.value, "只知道年月"),
    (Precision.YEAR.value, "只知道年份"),
    (UNKNOWN, "日期不详"),
]
REASON_HINT = f"不少于{SHORTEST_REASON}个字，与登记内容一并留存。"


def words_field(label: str, length: int, **options) -> forms.CharField:
    """A line or two of words."""
    told = {"required": f"请填写{label}。"}
    box = forms.Textarea({"rows": 2})
    return forms.CharField(
        label=label, max_length=length, widget=box, error_messages=told, **options
    )


class PlanForm(forms.Form):
    """The planned days of all seven stages, with a reason where a plan that existed changes."""

    def __init__(self, *args, steps: Iterable[Step], **kwargs):
        super().__init__(*args, **kwargs)
        for step in steps:
            field = DayField(label=step.stage.label, required=False, initial=step.planned_on)
            field.disabled = step.is_reached or step.is_passed
            self.fields[f"plan_{step.stage.value}"] = field
        hint = f"调整或取消原有计划的须填写，{REASON_HINT}"
        self.fields["reason"] = words_field(
            "调整原因", LONGEST_REASON, required=False, help_text=hint
        )

    @property
    def plans(self) -> dict[Stage, date | None]:
        """The day of each stage that is still ahead."""
        return {
            stage: self.cleaned_data[f"plan_{stage.value}"]
            for stage in Stage
            if not self.fields[f"plan_{stage.value}"].disabled
        }


class ReachedForm(forms.Form):
    """When a stage was reached, as exactly as it is known."""

    precision = forms.ChoiceField(label="日期精确到", choices=PRECISIONS, initial="day")
    actual_on = DayField(
        label="实际日期", required=False,
        help_text="只知道年月或年份的，填其中任意一天即可，按当月或当年最后一日计；日期不详的不填。",
    )  # fmt: skip
    note = words_field("说明", LONGEST_REASON, required=False)

    def clean(self) -> dict:
        typed = super().clean()
        is_unknown, day = typed.get("precision") == UNKNOWN, typed.get("actual_on")
        if "actual_on" in self.errors:
            return typed
        if is_unknown and day is not None:
            self.add_error("actual_on", "已选“日期不详”，请清除日期，或改选日期精确程度。")
        if not is_unknown and day is None:
            self.add_error("actual_on", "请填写实际日期；不知道的，请选“日期不详”。")
        return typed

    @property
    def reached(self) -> Reached:
        """What a valid form says."""
        typed = self.cleaned_data
        is_unknown = typed["precision"] == UNKNOWN
        precision = Precision.DAY if is_unknown else Precision(typed["precision"])
        return Reached(typed["actual_on"], precision, typed["note"])


class ReachForm(ReachedForm):
    """The next stage that the project has come to."""

    stage = forms.ChoiceField(label="到达阶段", choices=Stage.choices())
    field_order = ("stage", "precision", "actual_on", "note")


class CorrectForm(ReachedForm):
    """What was recorded wrongly of a stage; or that it was recorded at all."""

    stage = forms.ChoiceField(choices=Stage.choices(), widget=forms.HiddenInput)
    deed = forms.ChoiceField(
        label="更正方式", widget=forms.RadioSelect, initial="correct",
        choices=[
            ("correct", "更正或补登日期、说明"),
            ("undo", "登记有误，撤销该阶段（仅限最新阶段，只需填写原因）"),
        ],
        error_messages={"required": "请选择更正方式。"},
    )  # fmt: skip
    planned_on = DayField(label="计划日期", required=False, help_text="不填则保持不变。")
    reason = words_field("更正原因", LONGEST_REASON, help_text=REASON_HINT)
    field_order = ("stage", "deed", "precision", "actual_on", "planned_on", "note", "reason")

    @property
    def is_undo(self) -> bool:
        return self.data.get("deed") == "undo"

    def clean(self) -> dict:
        """What takes a stage back needs its reason alone, whatever stands in the other fields."""
        if not self.is_undo:
            return super().clean()
        for name in ("precision", "actual_on", "planned_on", "note"):
            self.errors.pop(name, None)
        return self.cleaned_data


class DecisionForm(forms.Form):
    """From which day a project is off its way, by whose approval, and why."""

    starts_on = DayField(label="开始日期")
    approval = words_field("批准文件或批准人", LONGEST_APPROVAL)
    reason = words_field("原因", LONGEST_REASON, help_text=REASON_HINT)

    @property
    def decision(self) -> Decision:
        """What a valid form says."""
        names = ("starts_on", "approval", "reason")
        return Decision(*(self.cleaned_data[name] for name in names))


class SuspendForm(DecisionForm):
    """A stop 停建 or a delay 缓建."""

    kind = forms.ChoiceField(
        label="类别",
        choices=[(one.value, one.label) for one in InterruptionKind if not one.is_final],
    )
    field_order = ("kind", "starts_on", "approval", "reason")


class ResumeForm(forms.Form):
    """The return of a suspended project."""

    ends_on = DayField(label="复工日期")
    approval = words_field("复工批准文件或批准人", LONGEST_APPROVAL)


class WithdrawForm(DecisionForm):
    """The leaving of the library, for good."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].label = "调出日期"
