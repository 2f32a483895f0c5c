"""The agenda of a meeting: proposed from the data, added to, taken off, put in order."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from strategy import clock
from strategy.forms.agendas import (
    AgendaItemForm,
    ItemRecordForm,
    MoveForm,
    NewAgendaItemForm,
    RemovalForm,
)
from strategy.models import AgendaItem, Organisation
from strategy.services.agendas import (
    NewItem,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    propose_agenda,
    remove_agenda_item,
    restore_agenda_item,
)
from strategy.services.meeting_rows import MeetingError, StaleMeetingError
from strategy.services.meetings import keep_item_record

from .coordinating import GONE, INVALID, CoordinatorPage, coordinator_verb, show
from .interrupted import take_typed
from .meeting_pages import meeting_page, not_kept, own_meeting
from .meeting_posts import address_of, posted_version, tell_of_meeting, version_in
from .meeting_records import keep_typed


@coordinator_verb
def agenda_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """由数据生成议程."""
    try:
        found = propose_agenda(own_meeting(pk), by=request.user, at=clock.now())
    except MeetingError as error:
        return meeting_page(request, pk, error=str(error), status=GONE)
    messages.success(request, proposed_words(len(found.added), len(found.refreshed)))
    return redirect(address_of(pk, "agenda"))


def proposed_words(added: int, refreshed: int) -> str:
    """What the data brought, as it is told."""
    if not added and not refreshed:
        return "没有需要新增的议题，议程未改动。"
    told = f"已由数据生成{added}项议题" if added else "没有需要新增的议题"
    return f"{told}，更新{refreshed}项议题的缘由和依据。" if refreshed else f"{told}。"


class AgendaAdd(CoordinatorPage):
    """An item that the office puts on the agenda itself."""

    keeps_typed = "strategy:agenda_add"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = own_meeting(pk)
        form = NewAgendaItemForm(take_typed(request), units=units())
        return not_kept(request, meeting) or self.show(meeting, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting, form = own_meeting(pk), NewAgendaItemForm(request.POST, units=units())
        if form.is_valid():
            new = NewItem(**{name: form.cleaned_data[name] for name in NEW})
            try:
                row = add_agenda_item(meeting, new, by=request.user, at=clock.now())
            except MeetingError as error:
                tell_of_meeting(form, error)
            else:
                messages.success(request, f"已列入议题“{row.title}”。")
                return redirect(address_of(pk, f"item-{row.pk}"))
        return self.show(meeting, form, status=INVALID)

    def show(self, meeting, form, **how) -> HttpResponse:
        context = {"meeting": meeting, "form": form, "row": None}
        return show(self.request, "strategy/agenda_edit.html", context, **how)


NEW = ("title", "owner", "presenter", "minutes", "item")
CHANGED = ("title", "owner", "presenter", "minutes")


class AgendaChange(CoordinatorPage):
    """What an item is called, who reports on it and for how long."""

    keeps_typed = "strategy:agenda_change"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, typed = own_item(pk), take_typed(request)
        form = AgendaItemForm(typed, instance=own_item(pk), units=units())
        version = version_in(typed) if typed else None
        return not_kept(request, row.meeting) or self.show(row, form, version=version)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, version = own_item(pk), posted_version(request)
        form = AgendaItemForm(request.POST, instance=own_item(pk), units=units())
        if not form.is_valid():
            return self.show(row, form, version=version, status=INVALID)
        typed = [form.cleaned_data[name] for name in CHANGED]
        try:
            change_agenda_item(row, *typed, by=request.user, at=clock.now(), version=version)
        except StaleMeetingError as stale:
            return self.show(row, form, version=stale.version, stale=stale, status=GONE)
        except MeetingError as error:
            tell_of_meeting(form, error)
            return self.show(row, form, version=version, status=INVALID)
        return redirect(address_of(row.meeting_id, f"item-{pk}"))

    def show(self, row, form, *, version=None, stale=None, **how) -> HttpResponse:
        version = row.version if version is None else version
        context = {"meeting": row.meeting, "form": form, "row": row, "version": version}
        return show(self.request, "strategy/agenda_edit.html", context | {"stale": stale}, **how)


@coordinator_verb
def agenda_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item off, with the reason."""
    form = RemovalForm(request.POST)
    if not form.is_valid():
        row, typed = own_item(pk), request.POST.get("reason", "")
        told = {"tried_removal": pk, "typed_reason": typed}
        return refused(request, row, form.errors["reason"][0], status=INVALID, **told)
    reason = form.cleaned_data["reason"]
    return do(request, pk, lambda row, **who: remove_agenda_item(row, reason, **who))


@coordinator_verb
def agenda_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item back that was taken off."""
    return do(request, pk, restore_agenda_item)


@coordinator_verb
def agenda_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item up, down or to a place."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadRequest("请说明议题移到哪里。")
    typed = form.cleaned_data
    where = {"place": typed["place"]} if typed["place"] else {"up": typed["way"] == "up"}
    return do(request, pk, lambda row, **who: move_agenda_item(row, **where, **who))


class AgendaRecord(CoordinatorPage):
    """What was said about one item: kept as one types, or by the button."""

    keeps_typed = "strategy:agenda_record"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = own_item(pk)
        begun = {"text": row.record, "outcome": row.outcome, "version": row.version}
        typed = take_typed(request)
        form = ItemRecordForm(typed, initial=begun)
        return not_kept(request, row.meeting) or self.show(row, form, is_restored=typed is not None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, form, at = own_item(pk), ItemRecordForm(request.POST), clock.now()

        def keep() -> AgendaItem:
            typed, version = form.cleaned_data, form.wanted_version(request.POST.get("over", ""))
            said = typed["text"], typed["outcome"]
            return keep_item_record(row, *said, by=request.user, at=at, version=version)

        def again(status: int, stale: StaleMeetingError | None) -> HttpResponse:
            return self.show(row, form, stale=stale, status=status)

        return keep_typed(request, form, keep, again, address_of(row.meeting_id, f"item-{pk}"))

    def show(self, row, form, *, stale=None, is_restored=False, **how) -> HttpResponse:
        context = {"meeting": row.meeting, "row": row, "form": form, "stale": stale}
        context |= {"is_restored": is_restored}
        return show(self.request, "strategy/agenda_record.html", context, **how)


def do(request: HttpRequest, pk: int, service: Callable) -> HttpResponse:
    """Do one thing to an agenda item and come back to it, or say why it cannot be."""
    row = own_item(pk)
    try:
        service(row, by=request.user, at=clock.now())
    except MeetingError as error:
        return refused(request, row, str(error), status=GONE)
    return redirect(address_of(row.meeting_id, f"item-{pk}"))


def refused(
    request: HttpRequest, row: AgendaItem, error: str, *, status: int, **told
) -> HttpResponse:
    sentence = f"{row.title}：{error}"
    return meeting_page(request, row.meeting_id, error=sentence, status=status, **told)


def own_item(pk: int) -> AgendaItem:
    """An agenda item with its meeting. Raises Http404."""
    return get_object_or_404(AgendaItem.objects.select_related("meeting__series", "owner"), pk=pk)


def units() -> list[Organisation]:
    """Everybody who may report, in official order."""
    return list(Organisation.objects.all())
