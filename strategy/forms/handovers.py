"""Handing over: everything that a leaver keeps, or the keeper of single series."""

from django import forms

from strategy.models import Role, Series, User
from strategy.queries.handovers import KeptUnit

WHOLE_UNIT = "不指定（全单位）"
CHOOSE = {"required": "须选择人员。", "invalid_choice": "该人员不在这个单位，请重新选择。"}


class PersonField(forms.ModelChoiceField):
    """A person by user name, shown with it: two may have one name."""

    def __init__(self, label: str, **options):
        options = {"empty_label": "请选择", "error_messages": CHOOSE} | options
        super().__init__(User.objects.none(), label=label, to_field_name="username", **options)

    def label_from_instance(self, user: User) -> str:
        return f"{user.name}（{user.username}）" + ("" if user.is_active else "，已停用")


class HandoverForm(forms.Form):
    """From whom, to whom; both of the unit."""

    leaver = PersonField("移交人")
    colleague = PersonField("接收人")

    def __init__(self, unit: KeptUnit, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(organisation=unit.organisation)
        keepers = [one.user.pk for one in unit.people if one.series]
        self.fields["leaver"].queryset = people.filter(pk__in=keepers)
        self.fields["colleague"].queryset = reporters(people)

    def clean(self) -> dict:
        typed = super().clean()
        if typed.get("leaver") and typed.get("leaver") == typed.get("colleague"):
            self.add_error("colleague", "接收人须是另一名经办人。")
        return typed


class KeeperForm(forms.Form):
    """The keeper of the series that are ticked."""

    keeper = PersonField("经办人", required=False, empty_label=WHOLE_UNIT)
    series = forms.ModelMultipleChoiceField(
        Series.objects.none(),
        label="填报项",
        to_field_name="code",
        error_messages={
            "required": "请先勾选填报项。",
            "invalid_choice": "有的填报项不属于这个单位，请重新选择。",
        },
    )

    def __init__(self, unit: KeptUnit, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(organisation=unit.organisation)
        self.fields["keeper"].queryset = reporters(people)
        self.fields["series"].queryset = Series.objects.filter(pk__in=[s.pk for s in unit.series])


def reporters(people):
    """Those who can sign in and report."""
    return people.filter(is_active=True, role=Role.STAFF)
