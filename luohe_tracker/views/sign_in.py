"""Signing in, and where one begins afterwards."""

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.urls import reverse

from strategy.models import Role
from strategy.permissions import may_read
from strategy.views.interrupted import is_interrupted, take_interrupted

OWN_PAGES, ADMIN_PAGES = "/accounts/", "/admin/"
NOT_DONE = "登录已超时，刚才的操作没有执行，请核对后重新提交。"


class SignIn(LoginView):
    """Staff begin with their own work, other readers on the board, administrators with theirs."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(is_timed_out=is_interrupted(self.request), **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        if take_interrupted(self.request):
            messages.warning(self.request, NOT_DONE)
        return response

    def get_success_url(self) -> str:
        if may_read(self.request.user):
            return self.get_redirect_url() or reverse(self._first_page())
        asked = self.get_redirect_url()
        return asked if asked.startswith((OWN_PAGES, ADMIN_PAGES)) else ADMIN_PAGES

    def _first_page(self) -> str:
        return "strategy:reporting_home" if self.request.user.role == Role.STAFF else "board"
