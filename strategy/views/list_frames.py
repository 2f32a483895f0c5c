"""What stands around the rows of a list for the reader alone: kept filters, boxes to tick."""

from django.db.models import Model
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from markupsafe import Markup

from strategy.permissions import may_keep_items
from strategy.queries.saved_filters import kept_query
from strategy.ui.table import BaseTable

from .reading import KeptPage, as_of
from .saved_bar import saved_bar

OWN = "<!-- own -->"
"""Where in the kept content, which is everybody's, the reader's own parts stand."""


class FramedList(KeptPage):
    """A list whose content is kept for all; the office's has boxes to tick, and is kept apart."""

    title: str
    noun: type[Model]
    bulk_fields: tuple[str, ...] = ()
    """Fields of the model that the office may change in several rows at once."""

    def variant(self) -> tuple:
        return (self.is_ticking,) if self.bulk_fields else ()

    def frame_context(self, **kwargs) -> dict:
        own = self.own_parts()  # of the address as it was asked for: the content completes it
        context = super().frame_context(**kwargs)
        before, _, after = context["content"].partition(OWN)
        return context | {"content": before + own + after}

    def own_parts(self) -> Markup:
        """The reader's own parts; not of a list that belongs to one thing, such as a post."""
        saved = saved_bar(self.request)
        if saved is None:
            return Markup("")
        urls = {"new_url": self.office_url("new"), "import_url": self.office_url("import")}
        own = {"saved": saved, "kind": self.noun._meta.verbose_name} | urls
        return Markup(render_to_string("strategy/_list_own.html", own, self.request))

    @cached_property
    def is_ticking(self) -> bool:
        """Whether rows can be ticked: by the office, as things stand today."""
        may_tick = bool(self.bulk_fields) and may_keep_items(self.request.user)
        return may_tick and as_of(self.request).at is None

    def with_boxes(self, table: BaseTable) -> BaseTable:
        """Return a table, for the office with a box in each row."""
        if self.is_ticking:
            table.columns.show("tick")
        return table

    @property
    def bulk_url(self) -> str:
        """Where the ticked rows are sent."""
        return reverse(self._route("bulk"))

    @property
    def bulk_choices(self) -> list[tuple[str, str]]:
        """The fields that can be changed in several rows, with their labels."""
        fields = self.noun._meta
        return [(name, str(fields.get_field(name).verbose_name)) for name in self.bulk_fields]

    def office_url(self, page: str) -> str:
        """Where the office enters or imports items; nothing for others, or without a page."""
        if not self.is_ticking:
            return ""
        try:
            return reverse(self._route(page))
        except NoReverseMatch:
            return ""

    @property
    def filter_query(self) -> str:
        """What is filtered now, as it would be kept."""
        return kept_query(self.request.GET)

    @property
    def back_query(self) -> str:
        """The address of the list as it is, to come back to."""
        query: QueryDict = self.request.GET
        return query.urlencode()

    def _route(self, verb: str) -> str:
        kind = self.noun._meta
        return f"{kind.app_label}:{kind.model_name}_{verb}"
