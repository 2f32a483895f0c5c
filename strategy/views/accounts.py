"""Changing one's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from strategy import clock
from strategy.forms.accounts import OwnPasswordForm
from strategy.permissions import may_read
from strategy.services.accounts import change_password


class PasswordChange(PasswordChangeView):
    """For everyone who is signed in, the three administrators included."""

    template_name = "accounts/password.html"
    form_class = OwnPasswordForm

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        user = self.request.user
        change_password(user, form.cleaned_data["new_password1"], by=user, at=clock.now())
        update_session_auth_hash(self.request, user)
        messages.success(self.request, "密码已修改，其他设备上的登录已失效。")
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self) -> str:
        user = self.request.user
        return user.organisation.get_absolute_url() if may_read(user) else reverse("admin:index")
