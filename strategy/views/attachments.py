"""Attached files of matters and meetings: adding to a matter, handing out, taking away."""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from strategy import clock, kept_files
from strategy.forms.evidence import EvidenceFile
from strategy.models import Attachment, Matter, Meeting
from strategy.permissions import insist, may_attach, may_read
from strategy.queries.matter_actions import Action
from strategy.services.attachments import AttachmentError, attach, detach

from .caching import no_store
from .matter_pages import Work, act
from .matter_reading import reader_verb

ATTACHED = Attachment.objects.attached().select_related("matter", "meeting")


@reader_verb
def matter_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the chosen files to a matter."""
    return act(request, pk, Action.ATTACH, add)


@reader_verb
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away; the page of its matter or meeting says whether it could be."""
    attachment = get_object_or_404(Attachment.objects.select_related("matter", "meeting"), pk=pk)
    matter = attachment.matter
    owner = matter or attachment.meeting
    insist(may_attach(request.user, matter, matter and matter.current))
    try:
        detach(attachment, by=request.user, at=clock.now())
    except AttachmentError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已移除{attachment.name}。")
    return redirect(owner)


@require_safe
@no_store
def attachment_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a file out, to be saved and never shown, to those who read."""
    insist(may_read(request.user))
    attachment = get_object_or_404(ATTACHED.all(), pk=pk)
    try:
        content = kept_files.path_of(attachment.checksum).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=attachment.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def add(work: Work) -> str:
    return attach_all(work.matter, work.typed["attachments"], **work.who)


@transaction.atomic
def attach_all(owner: Matter | Meeting, files: Iterable[EvidenceFile], **who) -> str:
    """Attach all chosen files, or none; gives their names."""
    names = [attach(owner, file.name, file.content, **who).name for file in files]
    return "、".join(names)
