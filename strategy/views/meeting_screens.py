"""A meeting for the wall and for paper: the projector's pages, the printable minutes."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from strategy.models import Meeting, MeetingStage
from strategy.permissions import insist, may_coordinate, may_see_record
from strategy.queries.meeting_minutes import Minutes, decisions
from strategy.queries.meeting_screens import shown_item
from strategy.queries.meetings import meeting_page as page_of
from strategy.wording.meetings import attending

from .meeting_pages import check_known, own_meeting
from .reading import AsOf, ReadingPage, as_of


class MeetingScreen(ReadingPage):
    """One agenda item at a time, large and without forms: ?item=1 is the first."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        known, meeting = as_of(request), own_meeting(pk)
        check_known(meeting, known)
        shown = shown_item(meeting, asked_place(request), known.on, known.at)
        last = shown.last if shown else None
        context = {
            "reading": known,
            "meeting": meeting,
            "shown": shown,
            "sees_record": last is not None and may_see_last(request, last.meeting, known),
        }
        return render(request, "strategy/meeting_screen.html", context)


class MeetingMinutes(ReadingPage):
    """The minutes on A4: once they are issued; to the office before, marked as a draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        known, meeting = as_of(request), own_meeting(pk)
        check_known(meeting, known)
        if meeting.is_reported:
            raise Http404("这次会议据公开报道登记，本系统没有其纪要。")
        is_draft = meeting.stage_at(known.at) != MeetingStage.ISSUED
        insist(not is_draft or may_coordinate(request.user))
        if is_draft and known.asof:
            raise Http404("截至所选日期，纪要尚未印发。")
        page = page_of(meeting, known.at, early=is_draft)
        context = {
            "reading": known,
            "page": page,
            "meeting": meeting,
            "is_draft": is_draft,
            "decisions": decisions(meeting, known.at),
            "minutes": Minutes(page),
            "attending": attending,
        }
        return render(request, "strategy/meeting_minutes.html", context)


def may_see_last(request: HttpRequest, last: Meeting, known: AsOf) -> bool:
    """Whether what was said at an earlier meeting shows on the wall: only from its minutes on."""
    is_out = last.stage_at(known.at) == MeetingStage.ISSUED
    return is_out and may_see_record(request.user, last)


def asked_place(request: HttpRequest) -> int:
    """The place on the agenda, counted from 1. Raises BadRequest with a sentence."""
    try:
        return int(request.GET.get("item") or 1)
    except ValueError as error:
        raise BadRequest("议题序号应为数字。") from error
