"""Photographs of a project: the page that adds and takes down, and the pictures themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic.base import View

from projects.forms.photos import PhotoForm, PhotoRemovalForm
from projects.models import Photo, Project
from projects.queries.photos import photos_of
from projects.services.photos import NewPhoto, PhotoError, add_photo, remove_photo
from strategy import clock, kept_files
from strategy.permissions import insist, may_read, may_record_progress
from strategy.views.caching import no_store
from strategy.views.coordinating import INVALID, tell
from strategy.views.interrupted import take_typed

HOUR = 3600


@method_decorator(no_store, name="dispatch")
class PhotosPage(View):
    """For those who record the progress of the project."""

    keeps_typed = "projects:project_photos"

    def dispatch(self, request: HttpRequest, code: str) -> HttpResponse:
        insist(may_read(request.user))
        self.project = get_object_or_404(Project.objects.select_related("lead", "area"), code=code)
        insist(may_record_progress(request.user, self.project))
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PhotoForm(initial=take_typed(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PhotoForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, INVALID)
        typed = form.cleaned_data
        new = NewPhoto(typed["photo"], typed["taken_on"], typed["caption"])
        try:
            add_photo(self.project, new, by=request.user, at=clock.now())
        except PhotoError as error:
            tell(form, error)
            return self.show(form, INVALID)
        messages.success(request, f"已上传照片“{new.caption}”。")
        return redirect("projects:project_photos", self.project.code)

    def show(self, form: PhotoForm, status: int = 200) -> HttpResponse:
        photos = photos_of(self.project.pk, clock.today(), None).select_related("uploaded_by")
        context = {"project": self.project, "form": form, "photos": photos}
        return render(self.request, "projects/project_photos.html", context, status=status)


@method_decorator(no_store, name="dispatch")
class PhotoRemoval(View):
    """Take a photograph down, with a reason."""

    def dispatch(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        photos = Photo.objects.select_related("project__lead", "project__area", "uploaded_by")
        self.photo = get_object_or_404(photos, project__code=code, pk=pk, removed_at=None)
        insist(may_record_progress(request.user, self.photo.project))
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PhotoRemovalForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PhotoRemovalForm(request.POST)
        if not form.is_valid():
            return self.show(form, INVALID)
        try:
            remove_photo(self.photo, form.cleaned_data["reason"], by=request.user, at=clock.now())
        except PhotoError as error:
            tell(form, error)
            return self.show(form, INVALID)
        messages.success(request, f"已撤下照片“{self.photo.caption}”。")
        return redirect("projects:project_photos", self.photo.project.code)

    def show(self, form: PhotoRemovalForm, status: int = 200) -> HttpResponse:
        context = {"photo": self.photo, "project": self.photo.project, "form": form}
        return render(self.request, "projects/photo_remove.html", context, status=status)


@require_safe
def photo_file(request: HttpRequest, code: str, pk: int, size: str) -> HttpResponse:
    """Show a picture or its thumbnail to those who read."""
    insist(may_read(request.user))
    photo = get_object_or_404(Photo.objects.select_related("project"), project__code=code, pk=pk)
    checksum = photo.thumbnail if size == "small" else photo.checksum
    try:
        content = kept_files.path_of(checksum).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = f'inline; filename="{photo.project.code}-{pk}.jpg"'
    patch_cache_control(response, private=True, max_age=HOUR)
    return response
