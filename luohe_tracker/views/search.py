"""Search over items, organisations and metrics."""

from django.views.generic import TemplateView

from luohe_tracker.queries.search import search_everything
from strategy.views.reading import ReadingPage

LONGEST_QUERY = 100


class Search(ReadingPage, TemplateView):
    template_name = "search.html"

    def get_context_data(self, **kwargs) -> dict:
        reading = self.reading
        query = self.request.GET.get("q", "").strip()[:LONGEST_QUERY]
        groups = search_everything(query, reading.month, reading.at)
        found = sum(len(group.results) for group in groups)
        return super().get_context_data(query=query, groups=groups, found=found, **kwargs)
