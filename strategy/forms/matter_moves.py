"""What each step of a matter asks for; the fields are named as the services name them."""

from django import forms

from strategy.models.matter_steps import NOTE_LENGTH, REASONED, Verb
from strategy.services.matter_steps import NOTE_NAMES

from .attachments import HINT, FilesField
from .dates import DayField
from .units import UnitField, UnitsField
from .whole_texts import Form

VISIT_LENGTH = 300


def note_field(label: str, *, required: bool, length: int = NOTE_LENGTH, **options):
    """A few lines of words, refused with the name of what is missing or too long."""
    told = {"required": f"请填写{label}。"}
    box = forms.Textarea({"rows": 3})
    return forms.CharField(
        label=label, required=required, max_length=length, widget=box, error_messages=told,
        **options,
    )  # fmt: skip


class NoteForm(Form):
    """A step with a word, which may be left out where the step explains itself."""

    def __init__(self, verb: Verb, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = NOTE_NAMES.get(verb, "说明")
        note = note_field(label, required=verb in REASONED)
        self.fields = {"note": note} | self.fields


class DatedForm(NoteForm):
    """A step with a word and a new time limit."""

    due_on = DayField(label="办理时限")

    def __init__(self, verb: Verb, *args, **kwargs):
        super().__init__(verb, *args, **kwargs)
        if verb == Verb.ASK:
            self.fields["due_on"].label = "申请延至"


class AssignForm(Form):
    """To whom a matter is given, until when, who helps and who checks."""

    lead = UnitField(
        label="牵头单位",
        help_text="有且只能有一个。",
        error_messages={"required": "请选择牵头单位。"},
    )
    due_on = DayField(label="办理时限")
    supporting = UnitsField(label="配合单位")
    checker = UnitField(
        label="核实单位", required=False, empty_label="保持不变",
        help_text="负责审核办理结果，不能参与办理。",
    )  # fmt: skip


class ApplyForm(NoteForm):
    """The result, with the evidence for it."""

    attachments = FilesField(
        label="佐证材料", required=False,
        help_text=f"{HINT}交办后已在附件中上传的不必重复上传；退回或重新打开的，须补充新的材料。",
    )  # fmt: skip

    def __init__(self, verb: Verb, *args, lacking: str = "", **kwargs):
        """`lacking` is what is said without a file where none stands yet."""
        super().__init__(verb, *args, **kwargs)
        if lacking:
            files = self.fields["attachments"]
            files.required = files.widget.is_required = True
            files.error_messages["required"] = lacking


class DecideForm(Form):
    """The office's answer to a request; for an objection it may name another lead unit."""

    note = note_field("答复意见", required=False, help_text="不同意的，须说明理由。")
    lead = UnitField(
        label="改由以下单位牵头", required=False, empty_label="暂不交办",
        help_text="异议成立时，选择单位即改派；不选则退回待交办。",
    )  # fmt: skip

    def __init__(self, *args, is_objection: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_objection:
            del self.fields["lead"]
            return
        note = self.fields["note"]
        note.required = note.widget.is_required = True
        note.help_text = "同意、不同意均须说明。"


class VisitForm(Form):
    """What the enterprise said when it was asked."""

    is_satisfied = forms.TypedChoiceField(
        label="企业是否满意",
        choices=[("yes", "满意"), ("no", "不满意")],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择满意或不满意。"},
    )
    note = note_field("回访情况", required=True, length=VISIT_LENGTH)


class EmptyForm(Form):
    """A step that asks for nothing but its button."""
