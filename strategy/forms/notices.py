"""A new notice."""

from django import forms

from strategy.models import Notice, Organisation

from .dates import DATE, date_box


class NoticeForm(forms.ModelForm):
    """What is told, to whom, from which day to which."""

    class Meta:
        model = Notice
        fields = ["title", "text", "kind", "from_on", "until_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "from_on": date_box(),
            "until_on": date_box(),
        }
        help_texts = {"until_on": "当日仍显示；留空则一直显示到撤下。"}
        error_messages = {
            "title": {"required": "须填写标题。"},
            "text": {"required": "须填写内容。"},
            "from_on": DATE,
            "until_on": DATE,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "所有单位"), *Organisation.Kind.choices]

    def clean(self) -> dict:
        typed = super().clean()
        first, last = typed.get("from_on"), typed.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "截止日期不能早于起始日期。")
        return typed
