"""Verbs: add_photo, remove_photo."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from projects.models import Photo, Project
from strategy import kept_files
from strategy.clock import day_of
from strategy.models import User
from strategy.permissions import insist, may_record_progress
from strategy.pictures import Picture
from strategy.services.events import raise_page_counter, record_event
from strategy.services.refusals import RefusedError

MOST = 200
"""Photographs shown of one project."""


class PhotoError(RefusedError):
    """A photograph cannot be kept or taken down."""

    def __init__(self, message: str, field: str = "photo"):
        super().__init__(message, field)


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photograph that was made fit to keep, the day it was taken and what it shows."""

    picture: Picture
    taken_on: date
    caption: str


@transaction.atomic
def add_photo(project: Project, new: NewPhoto, *, by: User, at: datetime) -> Photo:
    """Keep a photograph. Raises PhotoError for one taken after today, kept already, or too many."""
    fresh = _hold(project, by)
    if new.taken_on > day_of(at):
        raise PhotoError("拍摄日期不能晚于今天。", "taken_on")
    if fresh.photos.filter(removed_at__isnull=True).count() >= MOST:
        raise PhotoError(f"一个项目最多保留{MOST}张照片，请先撤下不需要的照片。")
    checksum = kept_files.keep(new.picture.content)
    if fresh.photos.filter(checksum=checksum, removed_at__isnull=True).exists():
        raise PhotoError("该照片已经上传，不必重复上传。")
    photo = fresh.photos.create(
        taken_on=new.taken_on,
        caption=new.caption,
        checksum=checksum,
        thumbnail=kept_files.keep(new.picture.thumbnail),
        width=new.picture.width,
        height=new.picture.height,
        size=len(new.picture.content),
        uploaded_at=at,
        uploaded_by=by,
    )
    record_event("上传照片", fresh, fresh.code, by=by, at=at, photo=new.caption)
    raise_page_counter()
    return photo


@transaction.atomic
def remove_photo(photo: Photo, reason: str, *, by: User, at: datetime) -> None:
    """Take a photograph down with a reason; it stays on record. Raises PhotoError."""
    project = _hold(photo.project, by)
    fresh = project.photos.filter(pk=photo.pk, removed_at__isnull=True).first()
    if fresh is None:
        raise PhotoError("该照片已被撤下。", "reason")
    if not reason.strip():
        raise PhotoError("请写明撤下原因。", "reason")
    fresh.removed_at, fresh.removed_by, fresh.removal_reason = at, by, reason.strip()
    fresh.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    record_event(
        "撤下照片", project, project.code, by=by, at=at, photo=fresh.caption, reason=reason.strip()
    )
    raise_page_counter()


def _hold(project: Project, by: User) -> Project:
    """Lock the project, so that two uploads follow one another."""
    fresh = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    insist(may_record_progress(by, fresh))
    return fresh
