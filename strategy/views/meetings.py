"""Meetings: the list, the page of one, entering and changing one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic.base import View

from strategy import clock, days
from strategy.forms.agendas import ItemRecordForm
from strategy.forms.meetings import (
    AttachmentForm,
    IssueForm,
    MeetingForm,
    RecordForm,
    ResolutionForm,
)
from strategy.models import Meeting, MeetingSeries, MeetingStage, Organisation
from strategy.permissions import may_coordinate, may_see_record
from strategy.queries import meetings as queries
from strategy.queries.matter_units import helper_names
from strategy.queries.meeting_lists import listed, series_to_open, series_with_meetings
from strategy.services.meeting_rows import (
    MeetingError,
    NewMeeting,
    StaleMeetingError,
    check_kept,
)
from strategy.services.meetings import change_meeting, open_meeting
from strategy.wording.matter_to_dos import days_words
from strategy.wording.meetings import attending, missing_words

from .caching import no_store
from .coordinating import GONE, INVALID, CoordinatorPage, show
from .interrupted import take_typed
from .meeting_posts import posted_version, tell
from .reading import AsOf, ReadingPage, as_of

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

    def get(self, request: HttpRequest) -> HttpResponse:
        series = self.series()
        number = series.meetings.order_by("-number").values_list("number", flat=True).first() or 0
        initial = {"number": number + 1, "meets_on": clock.today()}
        return self.show(MeetingForm(initial=initial, series=series), series)

    def post(self, request: HttpRequest) -> HttpResponse:
        series = self.series()
        form = MeetingForm(request.POST, series=series)
        if not form.is_valid():
            return self.show(form, series, status=INVALID)
        try:
            meeting = open_meeting(typed_meeting(form, series), by=request.user, at=clock.now())
        except MeetingError as error:
            tell(form, error)
            return self.show(form, series, status=INVALID)
        messages.success(request, f"已登记{meeting}。")
        return redirect(meeting)

    def series(self) -> MeetingSeries:
        """The series asked for, else the first one. Raises Http404."""
        offered = series_to_open()
        code = self.request.GET.get("series", "")
        found = [one for one in offered if one.code == code] if code else offered[:1]
        if not found:
            raise Http404
        return found[0]

    def show(self, form: MeetingForm, series: MeetingSeries, **how) -> HttpResponse:
        context = {"form": form, "series": series, "offered": series_to_open(), "meeting": None}
        return show(self.request, "strategy/meeting_edit.html", context, **how)


class MeetingEdit(CoordinatorPage):
    """What was typed about a meeting, until its minutes are out."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = own_meeting(pk)
        form = MeetingForm(instance=meeting, series=meeting.series)
        return not_kept(request, meeting) or self.show(form, meeting)

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
            tell(form, error)
            return self.show(form, meeting, version=version, status=INVALID)
        messages.success(request, f"已保存{meeting}。")
        return redirect(meeting)

    def show(self, form, meeting, *, version=None, stale=None, status=200) -> HttpResponse:
        context = {
            "form": form,
            "series": meeting.series,
            "meeting": meeting,
            "version": meeting.version if version is None else version,
            "stale": stale,
        }
        return show(self.request, "strategy/meeting_edit.html", context, status=status)


def meeting_page(
    request: HttpRequest, pk: int, *, error: str = "", status: int = 200, **told
) -> HttpResponse:
    """The page of a meeting; `told` may have the bound form of a step that was not taken."""
    context = meeting_context(request, pk, **told)
    return show(request, "strategy/meeting_detail.html", context, error=error, status=status)


def not_kept(request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    """The page of a meeting known from a public report, saying that nothing is typed about it."""
    try:
        check_kept(meeting)
    except MeetingError as error:
        return meeting_page(request, meeting.pk, error=str(error), status=GONE)
    return None


def meeting_context(request: HttpRequest, pk: int, **told) -> dict:
    """What the page and its fragments show."""
    known = as_of(request)
    office = is_office(request, known)
    try:
        page = queries.meeting_page(Meeting(pk=pk), known.at, early=office)
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    meeting = page.meeting
    if known.at and meeting.opened_at >= known.at:
        raise Http404("截至所选日期，这次会议尚未登记。")
    # A meeting known from a report alone is not kept here: nothing may be added to the report.
    is_kept = office and page.stage != MeetingStage.ISSUED and not meeting.is_reported
    return {
        "reading": known,
        "page": page,
        "helpers": helper_names(page.resolutions),
        "meeting": meeting,
        "told": queries.follow_up(meeting, known.on, known.at, early=office),
        "missing": missing_words(page),
        "may_see_record": may_see(request, page, known),
        "is_kept": is_kept,
        "is_prepared": is_kept and page.stage == MeetingStage.PREPARING,
        "is_recorded": is_kept and page.stage == MeetingStage.HELD,
        "is_resolving": is_kept and (bool(meeting.held_at) or meeting.meets_on <= known.today),
        "is_office": office,
        "attending": attending,
        "days_words": days_words,
        **(typed_forms(request, page) if is_kept else {}),
        **told,
    }


def may_see(request: HttpRequest, page: queries.MeetingPage, known: AsOf) -> bool:
    """Whether what was said shows: once the minutes are out; to the office now, while it is typed.

    Of a past day only what had been issued by then is known: texts are kept as they stand last.
    """
    if page.stage == MeetingStage.ISSUED:
        return may_see_record(request.user, page.meeting)
    return is_office(request, known)


def typed_forms(request: HttpRequest, page: queries.MeetingPage) -> dict:
    """The forms of a meeting whose minutes are not out, with what an ended session had left."""
    typed = take_typed(request)
    meeting = page.meeting
    begun = {"text": meeting.record, "version": meeting.version}
    has_record = typed is not None and "record-text" in typed
    has_resolution = typed is not None and "resolution-title" in typed
    return {
        "record_form": RecordForm(typed if has_record else None, initial=begun),
        "resolution_form": resolution_form(page, typed if has_resolution else None),
        "item_forms": {line.row.pk: item_form(line.row) for line in page.agenda},
        "attachment_form": AttachmentForm(),
        "issue_form": IssueForm(),
        "stale": None,
        "is_restored": has_record or has_resolution,
    }


def item_form(row) -> ItemRecordForm:
    """The form in which one types what is said about an agenda item."""
    initial = {"text": row.record, "outcome": row.outcome, "version": row.version}
    return ItemRecordForm(initial=initial, auto_id=f"item-{row.pk}-%s")


def resolution_form(page: queries.MeetingPage, data: QueryDict | None = None) -> ResolutionForm:
    """The line in which a resolution is typed; it may be about what is on the agenda."""
    items = {line.row.item.code: line.row.item for line in page.agenda if line.row.item}
    return ResolutionForm(data, units=list(Organisation.objects.all()), items=items.values())


def own_meeting(pk: int) -> Meeting:
    """A meeting with its series. Raises Http404."""
    return get_object_or_404(Meeting.objects.select_related("series"), pk=pk)


def is_office(request: HttpRequest, known: AsOf) -> bool:
    """Whether the page has the buttons of the office: never on a page of a past day."""
    return known.asof is None and may_coordinate(request.user)


def chosen_series(request: HttpRequest, series: list[MeetingSeries]) -> MeetingSeries | None:
    """The series that the list is narrowed to. Raises BadRequest with a sentence."""
    code = request.GET.get("series", "")
    if not code:
        return None
    found = next((one for one in series if one.code == code), None)
    if found is None:
        raise BadRequest("没有这个会议系列，或该系列尚无会议。")
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
    typed = dict(form.cleaned_data)
    return NewMeeting(series=series, starts_at=typed.pop("start_time"), **typed)
