"""What is done to a meeting: what is typed during it, its resolutions, its steps, its files."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from strategy import clock
from strategy.forms.attachments import AttachmentForm
from strategy.forms.meetings import AttendanceFormSet, IssueForm, RecordForm, ResolutionForm
from strategy.models import Attendance, Matter, Meeting, Organisation
from strategy.queries.meetings import meeting_page as page_of
from strategy.services.attachments import AttachmentError
from strategy.services.matter_steps import MatterError
from strategy.services.meeting_rows import MeetingError, StaleMeetingError
from strategy.services.meetings import (
    Attending,
    hold_meeting,
    issue_minutes,
    keep_record,
    resolve,
    set_attendance,
)
from strategy.services.new_matters import EnteredError, NewMatter
from strategy.wording.matters import due_note

from .attachments import attach_all
from .coordinating import GONE, INVALID, CoordinatorPage, coordinator_verb, show
from .interrupted import take_typed
from .meeting_pages import (
    meeting_context,
    meeting_page,
    not_kept,
    own_meeting,
    resolution_form,
)
from .meeting_posts import address_of, tell_of_meeting
from .reading import wants_fragment

BLANK_LINES = 6


@coordinator_verb
def meeting_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed about the meeting as a whole: as one types, or by the button."""
    meeting, form, at = own_meeting(pk), RecordForm(request.POST), clock.now()

    def keep() -> Meeting:
        version = form.wanted_version(request.POST.get("over", ""))
        return keep_record(
            meeting, form.cleaned_data["text"], by=request.user, at=at, version=version
        )

    def again(status: int, stale: StaleMeetingError | None) -> HttpResponse:
        return meeting_page(request, pk, record_form=form, stale=stale, status=status)

    return keep_typed(request, form, keep, again, address_of(pk, "record"))


meeting_record.keeps_typed = "strategy:meeting_detail"


def keep_typed(
    request: HttpRequest, form, keep: Callable, again: Callable, address: str
) -> HttpResponse:
    """Keep a text with its version. Where it is refused both texts are shown, and nothing is lost.

    htmx is told only what follows from it, never the box in which one types on.
    """
    saved = stale = None
    status = INVALID
    if form.is_valid():
        try:
            saved, status = keep(), 200
        except StaleMeetingError as error:
            stale, status = error, GONE
        except MeetingError as error:
            tell_of_meeting(form, error)
            status = GONE
    if wants_fragment(request):
        version = saved.version if saved else form["version"].value()
        context = {"form": form, "version": version, "stale": stale}
        context |= {"saved_at": clock.now() if saved else None, "address": request.path}
        return render(request, "strategy/_meeting_saved.html", context, status=status)
    if saved is None:
        return again(status, stale)
    messages.success(request, f"已保存 {clock.now():%H:%M}")
    return redirect(address)


@coordinator_verb
def meeting_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Register what the meeting resolves; the line appears in the list at once."""
    meeting = own_meeting(pk)
    form = resolution_form(page_of(meeting), request.POST)
    if form.is_valid():
        try:
            matter = resolve(meeting, new_matter(form), by=request.user, at=clock.now())
        except EnteredError as twice:
            return resolved(request, pk, twice.matter)
        except (MatterError, MeetingError) as error:
            tell_of_meeting(form, error)
        else:
            return resolved(request, pk, matter)
    if wants_fragment(request):
        return resolution_fragment(request, pk, resolution_form=form, status=INVALID)
    return meeting_page(request, pk, resolution_form=form, status=INVALID)


meeting_resolve.keeps_typed = "strategy:meeting_detail"


def resolved(request: HttpRequest, pk: int, matter: Matter) -> HttpResponse:
    """The resolutions with the new one, and an empty line for the next."""
    note = due_note(matter.current.due_on)
    told = f"已登记{matter}：{matter.title}。印发纪要时交办。" + (f"{note}。" if note else "")
    if wants_fragment(request):
        return resolution_fragment(request, pk, resolved=told)
    messages.success(request, told)
    return redirect(address_of(pk, "resolutions"))


def resolution_fragment(
    request: HttpRequest, pk: int, *, status: int = 200, **told
) -> HttpResponse:
    context = meeting_context(request, pk, **told)
    if "resolved" in told:  # one goes on typing the next
        context["resolution_form"].fields["title"].widget.attrs["data-focus"] = True
    return render(request, "strategy/_meeting_resolved.html", context, status=status)


def new_matter(form: ResolutionForm) -> NewMatter:
    """What a valid line asks for."""
    typed = form.cleaned_data
    return NewMatter(
        kind=Matter.Kind.RESOLUTION,
        origin=Matter.Origin.MEETING,
        title=typed["title"],
        lead=typed["lead"],
        due_on=typed["due_on"],
        time_limit=typed["time_limit"],
        supporting=tuple(typed["supporting"]),
        checker=typed["checker"],
        item=typed["item"],
        key=typed["key"],
    )


@coordinator_verb
def meeting_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """确认召开."""
    return step(request, pk, hold_meeting, "已确认{}召开，可以填写会议记录、登记议定事项。")


@coordinator_verb
def meeting_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """印发纪要: what was resolved is assigned, what was left open comes up again."""
    form = IssueForm(request.POST)
    carries = form.is_valid() and form.cleaned_data["carries"]

    def issue(meeting: Meeting, **who) -> Meeting:
        return issue_minutes(meeting, carries=carries, **who)

    return step(request, pk, issue, "{}纪要已印发，议定事项已交办。", issue_form=form)


def step(request: HttpRequest, pk: int, service: Callable, words: str, **told) -> HttpResponse:
    """Take a step of a meeting, or say on its page why it cannot be."""
    try:
        meeting = service(own_meeting(pk), by=request.user, at=clock.now())
    except MeetingError as error:
        return meeting_page(request, pk, error=str(error), status=GONE, **told)
    messages.success(request, words.format(meeting))
    return redirect(meeting)


@coordinator_verb
def meeting_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the chosen files to a meeting."""
    meeting = own_meeting(pk)
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        files = form.cleaned_data["attachments"]
        try:
            names = attach_all(meeting, files, by=request.user, at=clock.now())
        except (AttachmentError, MeetingError) as error:
            form.add_error("attachments", str(error))
        else:
            messages.success(request, f"已上传{names}。")
            return redirect(address_of(pk, "attachments"))
    return meeting_page(request, pk, attachment_form=form, status=INVALID)


class MeetingAttendance(CoordinatorPage):
    """Who attends: present, observing, on leave."""

    keeps_typed = "strategy:meeting_attendance"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting, typed = own_meeting(pk), take_typed(request)
        lines = self.lines(meeting, typed)
        return not_kept(request, meeting) or self.show(
            meeting, lines, is_restored=typed is not None
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = own_meeting(pk)
        formset = self.lines(meeting, request.POST)
        if not formset.is_valid():
            return self.show(meeting, formset, status=INVALID)
        rows = [attending(form) for form in formset if form.is_filled]
        try:
            set_attendance(meeting, rows, by=request.user, at=clock.now())
        except MeetingError as error:
            return self.show(meeting, formset, error=str(error), status=GONE)
        messages.success(request, f"已保存参会名单，共{len(rows)}行。")
        return redirect(address_of(pk, "attendance"))

    def lines(self, meeting: Meeting, data=None) -> AttendanceFormSet:
        """The list as it stands, or the units on the agenda where nobody is named yet."""
        units = list(Organisation.objects.all())
        formset = AttendanceFormSet(
            data, initial=self.initial(meeting), prefix="rows", form_kwargs={"units": units}
        )
        formset.extra = BLANK_LINES
        return formset

    def initial(self, meeting: Meeting) -> list[dict]:
        rows = meeting.attendances.select_related("organisation")
        named = [
            {"kind": row.kind, "organisation": code_of(row.organisation), "person": row.person}
            for row in rows
        ]
        agenda = meeting.agenda.filter(removed_at__isnull=True, owner__isnull=False)
        owners = dict.fromkeys(agenda.values_list("owner__code", flat=True))
        present = Attendance.Kind.PRESENT
        return named or [{"kind": present, "organisation": code} for code in owners]

    def show(self, meeting, formset, *, is_restored=False, **how) -> HttpResponse:
        context = {"meeting": meeting, "formset": formset, "is_restored": is_restored}
        return show(self.request, "strategy/meeting_attendance.html", context, **how)


def code_of(organisation: Organisation | None) -> str:
    return organisation.code if organisation else ""


def attending(form) -> Attending:
    """What a filled line says."""
    typed = form.cleaned_data
    return Attending(typed["kind"], typed["organisation"], typed["person"])
