"""Forms of posts: what one is called, who is in it, and which items it answers for."""

from django import forms

from strategy.models import Post, Responsibility, Source, TrackedItem

from .dates import DayField
from .units import UNIT, UnitField
from .whole_texts import Form, ModelForm

TITLE = {"required": "请填写职务名称。"}
NO_ITEM = "没有编号为“{}”的事项，请核对后重新填写。"
SINCE = "当日起生效。"
SOURCE = {"required": "请选择来源。", "invalid_choice": "没有这个来源，请重新选择。"}


class SourceField(forms.ModelChoiceField):
    """The source of a record, by its code; samples are for samples, as the service says."""

    def __init__(self, named: str):
        super().__init__(
            Source.objects.all(), label="来源", to_field_name="code", empty_label="请选择",
            error_messages=SOURCE,
            help_text=f"{named}、公开报道等；清单中没有的，先在基础数据管理中登记来源。",
        )  # fmt: skip


class PostForm(ModelForm):
    """A post; its title names no person."""

    organisation = UnitField(
        label="所在单位", required=False, empty_label="不注明", error_messages=UNIT
    )

    class Meta:
        model = Post
        fields = ["title", "organisation", "position", "note"]
        error_messages = {
            "title": TITLE,
            "position": {"required": "请填写顺序。", "invalid": "顺序须为整数。"},
        }
        help_texts = {
            "title": "只写职务，不写姓名，例如“副市长（分管工业）”。",
            "position": "数字小的排在前面。",
        }


class AppointForm(Form):
    """Who is in the post from when on."""

    person = forms.CharField(
        label="姓名", max_length=30, error_messages={"required": "请填写姓名。"}
    )
    starts_on = DayField(label="任职日期", help_text=f"{SINCE}现任人员同日离任。")
    source = SourceField("任免文件")


class RelieveForm(Form):
    """From when on the post is vacant; `person` is who was in it when the page was opened."""

    person = forms.CharField(max_length=30, widget=forms.HiddenInput)
    ends_on = DayField(label="离任日期", help_text=f"{SINCE}此后显示为空缺，直到有人任职。")


class AssignForm(Form):
    """Which item the post answers for, as what, from when on."""

    item = forms.CharField(
        label="事项编号", max_length=8, error_messages={"required": "请填写事项编号。"},
        help_text="例如“T001”“P007”。",
    )  # fmt: skip
    role = forms.ChoiceField(
        label="责任", choices=Responsibility.Role.choices,
        error_messages={"invalid_choice": "没有这一类责任，请重新选择。"},
    )  # fmt: skip
    post = forms.ModelChoiceField(
        Post.objects.all(), label="职务", to_field_name="code", empty_label="请选择",
        error_messages={"required": "请选择职务。", "invalid_choice": "没有这个职务，请重新选择。"},
    )  # fmt: skip
    starts_on = DayField(label="开始日期", help_text=SINCE)
    source = SourceField("分工文件")

    def clean_item(self) -> TrackedItem:
        """The item by its code, in small letters too."""
        code = self.cleaned_data["item"].strip().upper()
        item = TrackedItem.objects.filter(code=code).first()
        if item is None:
            raise forms.ValidationError(NO_ITEM.format(code), code="item")
        return item


class EndForm(Form):
    """From when on the post answers for the item no longer."""

    ends_on = DayField(label="结束日期", help_text=SINCE)
