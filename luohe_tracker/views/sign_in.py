"""Signing in, and where one begins afterwards."""

from django.contrib.auth.views import LoginView
from django.urls import reverse

from strategy.permissions import may_read


class SignIn(LoginView):
    """Readers begin on the board, the three administrators with what they administer."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return reverse("board" if may_read(self.request.user) else "admin:index")
