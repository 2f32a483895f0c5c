"""Rankings by results, the sheet of 考核, the switch that hides both, and who reports in time."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views.generic.base import View

from luohe_tracker.exports.rankings import assessment_sheet, ranking_sheet
from luohe_tracker.queries.rankings import months_so_far, unit_timeliness
from luohe_tracker.wording import rankings as words
from strategy import clock, months
from strategy.exports.sheets import Sheet
from strategy.forms.rankings import SwitchForm
from strategy.models import RankingGroup
from strategy.permissions import may_see_next_place, may_switch_rankings
from strategy.queries.group_rankings import GroupRanking, group_rankings, needs
from strategy.queries.ranking_switch import switch_history
from strategy.services.events import record_event
from strategy.services.rankings import RankingError, switch_rankings
from strategy.views.caching import no_store
from strategy.views.completeness import ledger
from strategy.views.coordinating import GONE, INVALID, coordinator_verb, tell
from strategy.views.lists import FORMATS
from strategy.views.ranking_switch import shows_rankings
from strategy.views.reading import ReadingPage


class RankingPage(ReadingPage):
    """A page of ranks: while they are hidden the office alone sees it; its forms are never kept."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if may_switch_rankings(request.user):
            return self.unkept(request, *args, **kwargs)
        is_export = "export" in request.GET
        if is_export:  # made anew each time, so that each one is recorded
            request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = super().dispatch(request, *args, **kwargs)
        if is_export:
            response.headers.pop("ETag", None)
        return response

    @method_decorator(no_store)
    def unkept(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return View.dispatch(self, request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        if not shows_rankings(request) and not may_switch_rankings(request.user):
            context = self.get_context_data(last=switch_history()[0])
            return render(request, "rankings_hidden.html", context)
        if "export" in request.GET:
            return self.export(request.GET["export"])
        return self.show()

    def show(self) -> HttpResponse:
        """Answer with the page."""
        raise NotImplementedError

    def sheet(self, ranking: GroupRanking) -> Sheet:
        """The page's rows of a group as files have them."""
        raise NotImplementedError

    @cached_property
    def rankings(self) -> list[GroupRanking]:
        return group_rankings(self.reading)

    @cached_property
    def chosen(self) -> GroupRanking | None:
        """The group asked for, else the first. Raises BadRequest for one that there is not."""
        code = self.request.GET.get("group", "")
        found = [one for one in self.rankings if code in {"", one.code}]
        if code and not found:
            raise BadRequest(f"没有“{code}”这一排名分组。")
        return found[0] if found else None

    def get_context_data(self, **kwargs) -> dict:
        is_shown = shows_rankings(self.request)
        return super().get_context_data(is_shown=is_shown, words=words, **kwargs)

    def export(self, file_format: str) -> HttpResponse:
        """Return the rows of the chosen group as a file, and record who took them."""
        if file_format not in FORMATS:
            raise BadRequest("导出格式只有xlsx和csv两种。")
        if self.chosen is None:
            raise BadRequest("还没有排名分组。")
        write, content_type = FORMATS[file_format]
        sheet = self.sheet(self.chosen)
        response = HttpResponse(write(sheet), content_type=content_type)
        name = f"{sheet.title}_{months.label(self.reading.month)}.{file_format}"
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        key = f"{sheet.title} {months.code(self.reading.month)}"
        told = {"format": file_format, "rows": len(sheet.rows)}
        record_event("导出", RankingGroup(), key, by=self.request.user, at=clock.now(), **told)
        return response


class Rankings(RankingPage):
    """The groups apart: places, scores, changes and what is behind them."""

    def show(self, form: SwitchForm | None = None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(rankings=self.rankings, needs=self.needs())
        if may_switch_rankings(self.request.user):
            context |= {"form": form or self.form(), "history": switch_history()}
        return render(self.request, "rankings.html", context, status=status)

    def sheet(self, ranking: GroupRanking) -> Sheet:
        return ranking_sheet(ranking, self.reading)

    def form(self) -> SwitchForm:
        """The form that turns the switch to the other side."""
        return SwitchForm(initial={"shown": not shows_rankings(self.request)})

    def needs(self) -> dict[tuple[str, str], list[str]]:
        """What moves each unit one place, by group and unit: for leaders alone."""
        if not may_see_next_place(self.request.user):
            return {}
        return {
            (ranking.code, line.code): [words.need_words(one) for one in needs(ranking, line)]
            for ranking in self.rankings
            if ranking.is_ranked
            for line in ranking.lines
        }


class RankingsSheet(RankingPage):
    """The sheet of 考核 of a group in a month."""

    def show(self) -> HttpResponse:
        context = self.get_context_data(ranking=self.chosen, tabs=self.tabs())
        return render(self.request, "rankings_sheet.html", context)

    def sheet(self, ranking: GroupRanking) -> Sheet:
        return assessment_sheet(ranking, self.reading)

    def tabs(self) -> list[tuple[str, str, bool]]:
        """(label, address, is current) of each group."""
        chosen = self.chosen and self.chosen.code
        return [
            (one.name, f"?{self.reading.query}&group={one.code}", one.code == chosen)
            for one in self.rankings
        ]


class RankingsTimeliness(ReadingPage):
    """Reporting in time and in full, by unit in official order; no ranks, so never hidden."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = self.get_context_data(
            lines=unit_timeliness(self.reading),
            so_far=[one.month for one in months_so_far(self.reading)],
            ledger=ledger(self.reading.month, self.reading),
            is_shown=shows_rankings(request) or may_switch_rankings(request.user),
        )
        return render(request, "rankings_timeliness.html", context)


@coordinator_verb
def turn_switch(request: HttpRequest) -> HttpResponse:
    """Show or hide every ranking."""
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _again(request, form, INVALID)
    shown = form.cleaned_data["shown"]
    try:
        switch_rankings(shown, form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RankingError as error:
        tell(form, error)
        return _again(request, form, INVALID if error.field else GONE)
    messages.success(request, "排名已公开。" if shown else f"{words.HIDDEN}。")
    return redirect("rankings")


def _again(request: HttpRequest, form: SwitchForm, status: int) -> HttpResponse:
    """The page with the form as it was typed."""
    page = Rankings()
    page.setup(request)
    return page.show(form, status)
