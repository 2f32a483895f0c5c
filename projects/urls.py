"""Addresses of projects."""

from django.urls import path

from .views.lists import ProjectList
from .views.projects import ProjectDetail

app_name = "projects"

urlpatterns = [
    path("", ProjectList.as_view(), name="project_list"),
    path("<item:code>/", ProjectDetail.as_view(), name="project_detail"),
]
