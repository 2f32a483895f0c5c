"""Meetings: the list, reading one, entering and changing one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.generic.base import View

from strategy import clock, days
from strategy.forms.meetings import MeetingForm, NewMeetingForm
from strategy.models import Meeting, MeetingSeries
from strategy.permissions import may_coordinate
from strategy.queries import meetings as queries
from strategy.queries.meeting_lists import listed, series_to_open, series_with_meetings
from strategy.services.meeting_rows import (
    EnteredMeetingError,
    MeetingError,
    NewMeeting,
    StaleMeetingError,
)
from strategy.services.meetings import change_meeting, open_meeting

from .caching import no_store
from .coordinating import GONE, INVALID, CoordinatorPage, show
from .interrupted import take_typed
from .meeting_pages import is_office, meeting_page, not_kept, own_meeting
from .meeting_posts import posted_version, tell_of_meeting, version_in
from .reading import ReadingPage, as_of

A_PAGE = 50


class MeetingList(ReadingPage):
    """Meetings by series, the latest first; the next one stands on top."""

    def get(self, request: HttpRequest) -> HttpResponse:
        known = as_of(request)
        office = is_office(request, known)
        series = series_with_meetings(known.at)
        chosen = chosen_series(request, series)
        rows = Meeting.objects.known_at(known.at).select_related("series")
        rows = rows.order_by("series__is_sample", "series__position", "-number")
        rows = rows.filter(series=chosen) if chosen else rows
        year = chosen_year(request)
        if year:
            rows = rows.held(known.at).filter(meets_on__year=year, meets_on__lte=known.on)
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
        context = {
            "reading": known,
            "series": series,
            "chosen": chosen,
            "year": year,
            "page": page,
            "lines": listed(list(page.object_list), known.at, early=office),
            "next_meeting": queries.next_meeting(known.on, known.at),
            "is_office": office,
        }
        return render(request, "strategy/meeting_list.html", context)


class MeetingDetail(ReadingPage):
    """One meeting. Those who read it are answered conditionally; a page with forms is not kept."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if may_coordinate(request.user):
            return no_store(partial(View.dispatch, self))(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return meeting_page(request, pk)


class MeetingNew(CoordinatorPage):
    """A new meeting of a series; the next number is proposed."""

    keeps_typed = "strategy:meeting_new"

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = take_typed(request)
        series = self.series(typed)
        if typed is not None:
            return self.show(NewMeetingForm(typed, series=series), series, is_restored=True)
        number = series.meetings.order_by("-number").values_list("number", flat=True).first() or 0
        initial = {"number": number + 1, "meets_on": clock.today()}
        return self.show(NewMeetingForm(initial=initial, series=series), series)

    def post(self, request: HttpRequest) -> HttpResponse:
        series = self.series()
        form = NewMeetingForm(request.POST, series=series)
        if not form.is_valid():
            return self.show(form, series, status=INVALID)
        try:
            meeting = open_meeting(typed_meeting(form, series), by=request.user, at=clock.now())
        except EnteredMeetingError as twice:
            messages.info(request, str(twice))
            return redirect(twice.meeting)
        except MeetingError as error:
            tell_of_meeting(form, error)
            return self.show(form, series, status=INVALID)
        messages.success(request, f"已登记{meeting}。")
        return redirect(meeting)

    def series(self, typed: QueryDict | None = None) -> MeetingSeries:
        """The series typed or asked for, else the first one. Raises Http404."""
        offered = series_to_open()
        sent = typed or self.request.POST
        code = sent.get("series") or self.request.GET.get("series", "")
        found = [one for one in offered if one.code == code] if code else offered[:1]
        if not found:
            raise Http404
        return found[0]

    def show(self, form, series: MeetingSeries, *, is_restored=False, **how) -> HttpResponse:
        context = {"form": form, "series": series, "offered": series_to_open(), "meeting": None}
        context["is_restored"] = is_restored
        return show(self.request, "strategy/meeting_edit.html", context, **how)


class MeetingEdit(CoordinatorPage):
    """What was typed about a meeting, until its minutes are out."""

    keeps_typed = "strategy:meeting_edit"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting, typed = own_meeting(pk), take_typed(request)
        form = MeetingForm(typed, instance=own_meeting(pk), series=meeting.series)
        version = version_in(typed) if typed else None
        shown = {"version": version, "is_restored": typed is not None}
        return not_kept(request, meeting) or self.show(form, meeting, **shown)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting, version = own_meeting(pk), posted_version(request)
        form = MeetingForm(request.POST, instance=own_meeting(pk), series=meeting.series)
        if not form.is_valid():
            return self.show(form, meeting, version=version, status=INVALID)
        changes = typed_meeting(form, meeting.series)
        try:
            change_meeting(meeting, changes, by=request.user, at=clock.now(), version=version)
        except StaleMeetingError as stale:
            return self.show(form, meeting, version=stale.version, stale=stale, status=GONE)
        except MeetingError as error:
            tell_of_meeting(form, error)
            return self.show(form, meeting, version=version, status=INVALID)
        messages.success(request, f"已保存{meeting}。")
        return redirect(meeting)

    def show(
        self, form, meeting, *, version=None, stale=None, is_restored=False, status=200
    ) -> HttpResponse:
        context = {
            "form": form,
            "series": meeting.series,
            "meeting": meeting,
            "version": meeting.version if version is None else version,
            "stale": stale,
            "is_restored": is_restored,
        }
        return show(self.request, "strategy/meeting_edit.html", context, status=status)


def chosen_series(request: HttpRequest, series: list[MeetingSeries]) -> MeetingSeries | None:
    """The series that the list is narrowed to. Raises BadRequest with a sentence."""
    code = request.GET.get("series", "")
    if not code:
        return None
    found = next((one for one in [*series, *series_to_open()] if one.code == code), None)
    if found is None:
        raise BadRequest("没有这个会议系列。")
    return found


def chosen_year(request: HttpRequest) -> int | None:
    """The year whose meetings, as far as they were held, are asked for. Raises BadRequest."""
    year = request.GET.get("year", "")
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise BadRequest(f"年份“{year}”无法识别，应写作“2022”的形式。")
    if year and not days.FIRST_YEAR <= int(year) <= days.LAST_YEAR:
        raise BadRequest(f"年份应在{days.FIRST_YEAR}年至{days.LAST_YEAR}年之间。")
    return int(year) if year else None


def typed_meeting(form: MeetingForm, series: MeetingSeries) -> NewMeeting:
    """What a valid form asks for."""
    return NewMeeting(series=series, **form.cleaned_data)
