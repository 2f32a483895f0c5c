"""Addresses of projects."""

from django.urls import path, re_path

from strategy.views.item_imports import (
    ItemImportDetail,
    ItemImportMarked,
    ItemImportNew,
    ItemRegister,
)

from .forms.projects import ProjectForm
from .models import Project
from .views.item_edits import ProjectBulk, ProjectEdit, ProjectListing, ProjectNew
from .views.library import Library
from .views.lists import ProjectList
from .views.photos import PhotoRemoval, PhotosPage, photo_file
from .views.pipeline import PipelinePage
from .views.projects import ProjectDetail
from .views.stages import StagesPage

app_name = "projects"

IMPORTING = {"model": Project, "form_class": ProjectForm, "route": "projects:project"}

urlpatterns = [
    path("", ProjectList.as_view(), name="project_list"),
    path("library/", Library.as_view(), name="library"),
    path("pipeline/", PipelinePage.as_view(), name="pipeline"),
    path("new/", ProjectNew.as_view(), name="project_new"),
    path("import/", ItemImportNew.as_view(**IMPORTING), name="project_import"),
    path("import/register/", ItemRegister.as_view(**IMPORTING), name="project_register"),
    path("import/<int:pk>/", ItemImportDetail.as_view(**IMPORTING), name="project_import_detail"),
    path(
        "import/<int:pk>/marked/",
        ItemImportMarked.as_view(**IMPORTING),
        name="project_import_marked",
    ),
    path("bulk/", ProjectBulk.as_view(), name="project_bulk"),
    path("<item:code>/edit/", ProjectEdit.as_view(), name="project_edit"),
    path("<item:code>/listing/", ProjectListing.as_view(), name="project_listing"),
    path("<item:code>/", ProjectDetail.as_view(), name="project_detail"),
    path("<item:code>/stages/", StagesPage.as_view(), name="project_stages"),
    path("<item:code>/photos/", PhotosPage.as_view(), name="project_photos"),
    path("<item:code>/photos/<int:pk>/remove/", PhotoRemoval.as_view(), name="photo_remove"),
    re_path(
        r"^(?P<code>[A-Z][0-9]+)/photos/(?P<pk>[0-9]+)/(?P<size>small|large)\.jpg$",
        photo_file,
        name="photo_file",
    ),
]
