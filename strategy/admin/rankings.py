"""Groups that are ranked, and the schemes with their weights, in the admin."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from strategy import clock
from strategy.models import AssessmentScheme, RankingGroup, Weight
from strategy.services.rankings import (
    RankingError,
    check_members,
    check_scheme,
    keep_ranking_group,
    keep_scheme,
)

from .records import RecordAdmin


class GroupForm(forms.ModelForm):
    class Meta:
        model = RankingGroup
        fields = ["code", "name", "position", "members"]

    def clean_members(self):
        members = self.cleaned_data["members"]
        try:
            check_members(self.instance, list(members))
        except RankingError as error:
            raise ValidationError(str(error)) from error
        return members


@admin.register(RankingGroup)
class RankingGroupAdmin(RecordAdmin):
    """Units that are compared with one another; fixed once a scheme has judged a month."""

    form = GroupForm
    list_display = ["code", "name", "position"]
    filter_horizontal = ["members"]

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        members = list(form.cleaned_data["members"])
        keep_ranking_group(obj, members, by=request.user, at=clock.now())

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        """The units were saved with the group."""
        form._save_m2m = lambda: None
        super().save_related(request, form, formsets, change)


class WeightFormSet(BaseInlineFormSet):
    """Weights are checked with their scheme."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or self.instance.starts_on is None or self.instance.group_id is None:
            return
        try:
            check_scheme(self.instance, self.weights)
        except RankingError as error:
            raise ValidationError(str(error)) from error

    @property
    def weights(self) -> dict:
        """Points by metric, as they are typed."""
        typed = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return {one["metric"]: one["points"] for one in typed if one.get("metric")}


class WeightInline(admin.TabularInline):
    model = Weight
    formset = WeightFormSet
    extra = 4
    can_delete = False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(AssessmentScheme)
class AssessmentSchemeAdmin(RecordAdmin):
    """Weights from a month on; one that has judged a published month is ended and followed."""

    list_display = ["name", "group", "starts_on", "ends_on", "cap", "is_sample"]
    list_select_related = ["group"]
    list_filter = ["group", "is_sample"]
    inlines = [WeightInline]

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        return ["is_sample", *(["group"] if obj else [])]

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        """Saved with its weights, below."""

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        (weights,) = formsets
        weights.new_objects, weights.changed_objects, weights.deleted_objects = [], [], []
        keep_scheme(form.instance, weights.weights, by=request.user, at=clock.now())
