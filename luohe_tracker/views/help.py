"""Instructions for each role, opening on the reader's own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from strategy.models import Role, User


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The instructions for one role, in a template of its own."""

    code: str
    label: str

    @property
    def template(self) -> str:
        return f"_help_{self.code}.html"


PAGES = [
    HelpPage("report", "填报员"),
    HelpPage("review", "审核"),
    HelpPage("office", "指挥部办公室"),
    HelpPage("official", "领导"),
    HelpPage("administrator", "管理员"),
]
OWN = {Role.STAFF: "report", Role.COORDINATOR: "office", Role.OFFICIAL: "official"}


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The instructions for a role: the one asked for, else the reader's own."""
    shown = page_of(request.GET.get("role", "")) or own_page(request.user)
    tabs = [(one.label, f"?role={one.code}", one == shown) for one in PAGES]
    return render(request, "help.html", {"shown": shown, "tabs": tabs})


def page_of(code: str) -> HelpPage | None:
    return next((one for one in PAGES if one.code == code), None)


def own_page(user: User) -> HelpPage:
    """The instructions that a person needs most."""
    return page_of(OWN.get(user.role, "administrator"))
