"""The page of one park, and of one sum over it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from enterprises.models import Enterprise, Park
from enterprises.queries.honours import honours_of
from enterprises.queries.park_places import inside, park_tree, rows_inside
from enterprises.queries.park_sums import park_sums
from enterprises.queries.pool_members import membership_of
from enterprises.wording import parks as words
from strategy.models import Metric
from strategy.views.items import ItemDetail
from strategy.views.reading import ReadingPage

SHOWN = 50
"""More items of a kind are shown when someone asks for all of them."""
A_PAGE = 100


class ParkDetail(ItemDetail):
    """A park with those around it and inside it, what lies in it, and what that sums to."""

    model = Park
    links = (*ItemDetail.links, "administration")
    template_name = "enterprises/park_detail.html"

    def extras(self, item: Park) -> dict:
        reading, tree = self.reading, park_tree(item)
        contents, membership = inside(tree), membership_of(item, reading.on)
        rows = self.corrections.marked(rows_inside(tree, reading.month, reading.on, reading.at))
        kind = Enterprise._meta.label_lower
        return {
            "tree": tree,
            "contents": contents,
            "membership": membership,
            "honours": honours_of(item, reading.on).exclude(pk__in=membership.honours),
            "sums": park_sums(tree, contents, reading.month, reading.at, self.corrections),
            "enterprises": [row for row in rows if row.kind == kind],
            "projects": [row for row in rows if row.kind != kind],
            "shown": None if "all" in self.request.GET else SHOWN,
            "park_words": words,
        }


class ParkSumDetail(ReadingPage, TemplateView):
    """One sum over a park: the lines that make it, and those that are left out, with the reason."""

    template_name = "enterprises/park_sum_detail.html"

    def get_context_data(self, **kwargs) -> dict:
        reading = self.reading
        park = get_object_or_404(Park, code=kwargs["code"])
        metric = get_object_or_404(Metric, code=kwargs["metric"])
        tree = park_tree(park)
        contents, known = inside(tree), self.corrections
        sums = park_sums(tree, contents, reading.month, reading.at, known, metric=metric.pk)
        found = sums[0] if sums else None
        lines = Paginator(found.lines if found else (), A_PAGE)
        return super().get_context_data(
            **kwargs | {"metric": metric},
            park=park,
            tree=tree,
            found=found,
            lines=lines.get_page(self.request.GET.get("page")),
            list_url=f"{reverse('enterprises:park_list')}?{reading.query}",
            words=words,
        )
