"""The page on which the stages of a project are planned, recorded and put right."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.generic.base import View

from projects.models import Project
from projects.progress import Stage
from projects.queries.stages import ProjectStages, Version, project_stages, stage_version
from projects.services.stage_steps import StageError, StagesMovedError
from projects.wording import stages as wording
from strategy import clock
from strategy.permissions import insist, may_read, may_record_progress
from strategy.views.caching import no_store
from strategy.views.coordinating import GONE, INVALID, tell
from strategy.views.interrupted import take_typed

from .stage_forms import SERVICES, Deed, correctable, deeds_of, form_of, may_do, work


@dataclass(frozen=True, slots=True)
class Shown:
    """A deed with its form; `is_open` unfolds it."""

    deed: Deed
    form: Form
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What a person tried, with what was typed; restored from before a sign-in, or not done."""

    deed: Deed
    form: Form
    error: str = ""
    is_restored: bool = False


@method_decorator(no_store, name="dispatch")
class StagesPage(View):
    """For those who record the progress of the project; nobody keeps the page."""

    keeps_typed = "projects:project_stages"

    def dispatch(self, request: HttpRequest, code: str) -> HttpResponse:
        insist(may_read(request.user))
        links = Project.objects.select_related("lead", "area")
        self.project = get_object_or_404(links, code=code)
        insist(may_record_progress(request.user, self.project))
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = take_typed(request)
        if typed is None or not may_post(request, self.project, typed.get("form", "")):
            return self.show()
        deed = Deed(typed["form"])
        form = form_of(deed, self.stages(), typed)
        return self.show(Tried(deed, form, is_restored=True), seen=typed.get("seen", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("form", "") not in set(Deed):
            raise BadRequest("无法识别的操作，请返回页面重试。")
        deed = Deed(request.POST["form"])
        insist(may_do(request.user, self.project, deed))
        form = form_of(deed, self.stages(), request.POST)
        if not form.is_valid():
            return self.show(Tried(deed, form), status=INVALID, seen=request.POST.get("seen", ""))
        return self.take(deed, form)

    def take(self, deed: Deed, form: Form) -> HttpResponse:
        """Do it; where that cannot be, show the page as it stands with all that was typed."""
        who = {"by": self.request.user, "at": clock.now()}
        seen = version_of(self.request.POST.get("seen", ""))
        try:
            told = SERVICES[deed](work(self.project, form, seen=seen, **who))
        except StagesMovedError as error:
            again = form_of(deed, self.stages(), self.request.POST)
            return self.show(Tried(deed, again, str(error)), status=GONE)
        except StageError as error:
            tell(form, error)
            return self.show(
                Tried(deed, form), status=INVALID, seen=self.request.POST.get("seen", "")
            )
        messages.success(self.request, told)
        return redirect(self.project)

    def stages(self) -> ProjectStages:
        return project_stages(self.project.pk, clock.today(), None)

    def show(
        self, tried: Tried | None = None, *, status: int = 200, seen: str = ""
    ) -> HttpResponse:
        """The page; `seen` is the version that stood on the page on which something was typed."""
        stages = self.stages()
        offered = deeds_of(self.request.user, self.project, stages)
        wanted = self.request.GET.get("correct", "")
        context = {
            "project": self.project,
            "stages": stages,
            "wording": wording,
            "shown": shown_forms(offered, stages, tried, wanted),
            "correctable": correctable(stages) if Deed.CORRECT in offered else [],
            "correcting": _correcting(tried, wanted),
            "seen": seen or "-".join(map(str, stage_version(self.project.pk))),
            "tried": tried,
        }
        return render(self.request, "projects/project_stages.html", context, status=status)


def may_post(request: HttpRequest, project: Project, deed: str) -> bool:
    """Whether the form is one of ours and the person may send it."""
    return deed in set(Deed) and may_do(request.user, project, Deed(deed))


def version_of(text: str) -> Version:
    """The version that stood on the page; one that never is where none was sent."""
    parts = text.split("-")
    if len(parts) == 4 and all(part.isascii() and part.isdigit() for part in parts):
        return tuple(int(part[:9]) for part in parts)
    return (-1, -1, -1, -1)


def shown_forms(
    offered: list[Deed], stages: ProjectStages, tried: Tried | None, wanted: str
) -> list[Shown]:
    """The forms of the page; what was tried stays, even where it may not be done any more."""
    deeds = [one for one in Deed if one in offered or (tried is not None and one == tried.deed)]
    shown = []
    for deed in deeds:
        if tried is not None and tried.deed == deed:
            shown.append(Shown(deed, tried.form, is_open=True))
            continue
        is_wanted = deed == Deed.CORRECT if wanted else deed == deeds[0]
        form = form_of(deed, stages, stage=wanted)
        shown.append(Shown(deed, form, is_open=tried is None and is_wanted))
    return shown


def _correcting(tried: Tried | None, wanted: str) -> str:
    """The name of the stage that is being put right; nothing where none was chosen."""
    if tried is not None and tried.deed == Deed.CORRECT:
        wanted = tried.form.data.get("stage", "")
    return Stage(wanted).label if wanted in set(Stage) else ""
