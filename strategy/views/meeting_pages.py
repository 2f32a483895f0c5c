"""The page of one meeting: what it shows as of a day, and the forms of the office."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404

from strategy.forms.agendas import ItemRecordForm
from strategy.forms.attachments import AttachmentForm
from strategy.forms.meetings import IssueForm, RecordForm, ResolutionForm
from strategy.models import Meeting, MeetingStage, Organisation
from strategy.permissions import may_coordinate, may_see_record
from strategy.progress.ladder import days_words
from strategy.queries import meetings as queries
from strategy.queries.matter_units import helper_names
from strategy.queries.meeting_minutes import Minutes
from strategy.services.meeting_rows import MeetingError, check_kept
from strategy.wording.meetings import attending, missing_words

from .coordinating import GONE, show
from .interrupted import take_typed
from .reading import AsOf, as_of


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
    page = found_page(pk, known, early=office)
    kept = what_is_open(page, known) if office else NOTHING_OPEN
    shown = {
        "reading": known,
        "page": page,
        "helpers": helper_names(page.resolutions),
        "meeting": page.meeting,
        "minutes": Minutes(page),
        "told": queries.follow_up(page.meeting, known.on, known.at, early=office),
        "missing": missing_words(page),
        "may_see_record": may_see(request, page, known),
        "is_office": office,
        "attending": attending,
        "days_words": days_words,
    }
    return shown | kept | (typed_forms(request, page) if kept["is_kept"] else {}) | told


def found_page(pk: int, known: AsOf, *, early: bool) -> queries.MeetingPage:
    """A meeting as it was known on the day that is read. Raises Http404."""
    try:
        page = queries.meeting_page(Meeting(pk=pk), known.at, early=early)
    except Meeting.DoesNotExist as error:
        raise Http404 from error
    check_known(page.meeting, known)
    return page


def check_known(meeting: Meeting, known: AsOf) -> None:
    """Raise Http404 for a meeting that was entered after the day that is read."""
    if known.at and meeting.opened_at >= known.at:
        raise Http404("截至所选日期，这次会议尚未登记。")


NOTHING_OPEN = dict.fromkeys(("is_kept", "is_prepared", "is_recorded", "is_resolving"), False)


def what_is_open(page: queries.MeetingPage, known: AsOf) -> dict[str, bool]:
    """What the office may still do. Nothing may be added to what is known from a report alone."""
    meeting, stage = page.meeting, page.stage
    if stage == MeetingStage.ISSUED or meeting.is_reported:
        return NOTHING_OPEN
    return {
        "is_kept": True,
        "is_prepared": stage == MeetingStage.PREPARING,
        "is_recorded": stage == MeetingStage.HELD,
        "is_resolving": bool(meeting.held_at) or meeting.meets_on <= known.today,
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
