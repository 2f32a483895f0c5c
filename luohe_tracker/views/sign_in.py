"""Signing in, and where one begins afterwards."""

from django.contrib.auth.views import LoginView
from django.urls import reverse

from strategy.permissions import may_read

OWN_PAGES, ADMIN_PAGES = "/accounts/", "/admin/"


class SignIn(LoginView):
    """Readers begin on the board, the three administrators with what they administer."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        if may_read(self.request.user):
            return self.get_redirect_url() or reverse("board")
        asked = self.get_redirect_url()
        return asked if asked.startswith((OWN_PAGES, ADMIN_PAGES)) else ADMIN_PAGES
