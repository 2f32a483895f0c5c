"""How the projects of the library come along 项目推进情况."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from projects.charts.timeline import timeline
from projects.models import in_hundred_millions
from projects.queries.collections import Measure, collections
from projects.queries.library import library_rows
from projects.queries.library_row import Scope
from projects.queries.pipeline import pipeline
from projects.queries.pipeline_groups import DIMENSIONS
from projects.wording.pipeline import comparison, report
from strategy.views.reading import KeptPage

SHOWN_BY = ("area", "industry", "stage")
"""The dimensions that the page has tables of; the sentences tell of others too."""


class PipelinePage(KeptPage):
    """Stages, plans, investment, rates and collections, each number with its list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "projects/pipeline.html", self.frame_context())

    def content(self) -> str:
        return render_to_string("projects/_pipeline.html", self.context(), self.request)

    def context(self) -> dict:
        """Everything that the page shows of a month. Ten queries."""
        reading = self.reading
        rows = self.corrections.marked(library_rows(reading.month, reading.on, reading.at))
        found = collections(reading.month, reading.at, self.corrections)
        result = pipeline(rows, found, reading.query)
        return {
            "reading": reading,
            "pipeline": result,
            "report": report(result.origins, reading),
            "timeline": timeline(Scope.COUNTED.of(rows), reading.on),
            "dimensions": [one for one in DIMENSIONS if one.name in SHOWN_BY],
            "measures": list(Measure),
            "comparison": comparison,
            "in_hundred_millions": in_hundred_millions,
        }
