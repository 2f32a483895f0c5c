"""What posts about a meeting share: the version they were typed on, refusals, the way back."""

from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from strategy.services.meeting_rows import MeetingError
from strategy.wording.meetings import FIELDS_OF_SERVICE

from .coordinating import tell


def tell_of_meeting(form: Form, error: MeetingError) -> None:
    """Say at its field why a step was refused, or above the form."""
    tell(form, error, FIELDS_OF_SERVICE)


def posted_version(request: HttpRequest) -> int:
    """The version that the page showed. Raises BadRequest."""
    return version_in(request.POST)


def version_in(typed: QueryDict) -> int:
    """The version that a form was typed on. Raises BadRequest."""
    try:
        return int(typed.get("version", ""))
    except ValueError as error:
        raise BadRequest("页面内容不完整，请返回页面重试。") from error


def address_of(meeting_pk: int, part: str = "") -> str:
    """The page of a meeting, at one of its parts."""
    return reverse("strategy:meeting_detail", args=[meeting_pk]) + (f"#{part}" if part else "")
