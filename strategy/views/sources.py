"""Where everything comes from."""

from django.views.generic import TemplateView

from strategy.queries.sources import source_groups

from .reading import ReadingPage


class SourceList(ReadingPage, TemplateView):
    template_name = "strategy/source_list.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(groups=source_groups(), **kwargs)
