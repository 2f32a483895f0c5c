"""Addresses of projects."""

from django.urls import path, re_path

from .views.item_edits import ProjectBulk, ProjectEdit, ProjectListing, ProjectNew
from .views.library import Library
from .views.lists import ProjectList
from .views.photos import PhotoRemoval, PhotosPage, photo_file
from .views.pipeline import PipelinePage
from .views.projects import ProjectDetail
from .views.stages import StagesPage

app_name = "projects"

urlpatterns = [
    path("", ProjectList.as_view(), name="project_list"),
    path("library/", Library.as_view(), name="library"),
    path("pipeline/", PipelinePage.as_view(), name="pipeline"),
    path("new/", ProjectNew.as_view(), name="project_new"),
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
