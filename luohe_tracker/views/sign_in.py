"""Signing in, and where one begins afterwards."""

from django.contrib.auth.views import LoginView
from django.urls import reverse

from strategy.models import Role
from strategy.permissions import may_read

OWN_PAGES, ADMIN_PAGES = "/accounts/", "/admin/"


class SignIn(LoginView):
    """Staff begin with their own work, other readers on the board, administrators with theirs."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        if may_read(self.request.user):
            return self.get_redirect_url() or reverse(self._first_page())
        asked = self.get_redirect_url()
        return asked if asked.startswith((OWN_PAGES, ADMIN_PAGES)) else ADMIN_PAGES

    def _first_page(self) -> str:
        return "strategy:reporting_home" if self.request.user.role == Role.STAFF else "board"
