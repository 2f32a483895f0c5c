"""Addresses of the strategy: nouns in the plural, then a code, then a verb."""

from django.urls import path

from . import converters
from .views.completeness import CompletenessPage
from .views.figures import FigureDetail
from .views.items import ActionDetail, TaskDetail
from .views.ledger import FigureList
from .views.lists import ActionList, TaskList
from .views.metrics import MetricDetail, MetricList
from .views.organisations import OrganisationDetail, OrganisationEdit
from .views.sources import SourceList

app_name = "strategy"
converters.register()

urlpatterns = [
    path("actions/", ActionList.as_view(), name="action_list"),
    path("actions/<item:code>/", ActionDetail.as_view(), name="action_detail"),
    path("tasks/", TaskList.as_view(), name="task_list"),
    path("tasks/<item:code>/", TaskDetail.as_view(), name="task_detail"),
    path("figures/", FigureList.as_view(), name="figure_list"),
    path("figures/<series:series>/<month:month>/", FigureDetail.as_view(), name="figure_detail"),
    path("metrics/", MetricList.as_view(), name="metric_list"),
    path("metrics/<slug:code>/", MetricDetail.as_view(), name="metric_detail"),
    path("organisations/<slug:code>/", OrganisationDetail.as_view(), name="organisation_detail"),
    path("organisations/<slug:code>/edit/", OrganisationEdit.as_view(), name="organisation_edit"),
    path("completeness/", CompletenessPage.as_view(), name="completeness"),
    path("sources/", SourceList.as_view(), name="source_list"),
]
