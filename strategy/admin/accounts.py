"""Accounts in the admin: one administrator makes them, another grants what they may do."""

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.http import HttpRequest

from strategy import clock
from strategy.models import User
from strategy.permissions import may_grant, may_keep_accounts
from strategy.services.accounts import create_account, keep_account, reset_password

from .records import RecordAdmin


class AccountForm(forms.ModelForm):
    """An account with a password to begin with, or a new one."""

    initial_password = forms.CharField(
        label="初始密码",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["username", "name", "organisation", "role", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "initial_password" in self.fields:
            self.fields["initial_password"].required = self.instance.pk is None
            self.fields["initial_password"].help_text = " ".join(password_validators_help_texts())

    def clean_initial_password(self) -> str:
        password = self.cleaned_data["initial_password"]
        if password:
            validate_password(password, self.instance)
        return password


@admin.register(User)
class AccountAdmin(RecordAdmin):
    """New accounts sleep until the security administrator grants a role and wakes them."""

    form = AccountForm
    list_display = ["username", "name", "organisation", "role", "is_active", "last_login"]
    list_select_related = ["organisation"]
    list_filter = ["role", "is_active"]
    search_fields = ["username", "name"]

    def get_fields(self, request: HttpRequest, obj=None) -> list[str]:
        fields = ["username", "name", "organisation", "role", "is_active"]
        return [*fields, "initial_password"] if may_keep_accounts(request.user) else fields

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        if may_grant(request.user):
            return ["username", "name", "organisation"]
        return ["role", "is_active"] if obj is None else ["username", "role", "is_active"]

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        who = {"by": request.user, "at": clock.now()}
        password = form.cleaned_data.get("initial_password")
        if not change:
            made = create_account(obj.username, obj.name, obj.organisation, password, **who)
            obj.pk = made.pk
            return
        keep_account(obj, **who)
        if password:
            reset_password(obj, password, **who)
