"""Django admin's change lists beside which ours are measured.

That of enterprises has the columns, the search and the filters of our list. It joins and prefetches
all that it shows, so that its number of queries does not grow with rows; its cells say what ours
say, but it draws no bars and pills, adds no totals, counts no standings and offers no actions.

That of revisions is an editable sheet of drafts: a box for each value and note. It computes nothing
to date and no growth, checks nothing and keeps no versions.
"""

from datetime import date
from decimal import Decimal

from django.contrib import admin
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.utils.html import format_html

from enterprises.models import Enterprise
from enterprises.tables.enterprises import EnterpriseTable
from strategy.models import Assessment, ListEntry
from strategy.ui.formatting import number, percent, points

JUNE = date(2022, 6, 1)
OURS = {"name": "named"}  # the admin prints a field of the model without asking its function


class EnterprisePeer(admin.ModelAdmin):
    """The 51 key enterprises with their results of June 2022."""

    list_display = [
        OURS.get(name, name) for name, one in EnterpriseTable.base_columns.items() if one.visible
    ]
    list_select_related = ["lead", "area"]
    list_filter = ["lead", "area", "action"]
    search_fields = ["name", "short_name", "code"]
    list_per_page = 100
    actions = None

    def get_queryset(self, request):
        results = Assessment.objects.known_at(None).of_items().in_month(JUNE)
        numbers = ListEntry.objects.filter(item=OuterRef("pk"), delisted_on=None).values("number")
        return (
            Enterprise.objects.annotate(place=Subquery(numbers), held=Count("honours"))
            .filter(place__isnull=False)
            .prefetch_related(
                Prefetch("assessments", results.select_related("series__metric"), to_attr="found")
            )
            .order_by("place")
        )

    @admin.display(description="序号", ordering="place")
    def number(self, item):
        return f"{item.place} {item.code}"

    @admin.display(description="名称", ordering="name")
    def named(self, item):
        return format_html("{}{}<br>{}", item.name, tag(item.is_sample), item.found[0].sentence)

    @admin.display(description="荣誉（项）", ordering="held")
    def honours(self, item):
        return item.held

    @admin.display(description="主要指标")
    def metric(self, item):
        return item.found[0].series and item.found[0].series.metric.name

    @admin.display(description="完成")
    def to_date(self, item):
        result = item.found[0]
        if result.series is None:
            return None
        address = result.series.passport_url(result.month)
        shown = f"{amount(result, result.to_date)}{tag(result.to_date_is_sample)}"
        return format_html('<a href="{}">{}</a>', address, shown)

    @admin.display(description="年度目标")
    def target(self, item):
        return judged(item.found[0], amount(item.found[0], item.found[0].target))

    @admin.display(description="完成率")
    def done(self, item):
        return judged(item.found[0], percent(item.found[0].done))

    @admin.display(description="与序时差")
    def gap(self, item):
        return judged(item.found[0], points(item.found[0].gap))

    @admin.display(description="同比")
    def growth(self, item):
        growth = item.found[0].growth_note or number(item.found[0].growth, 1)
        return f"{growth}{tag(item.found[0].growth_is_sample)}"

    @admin.display(description="状态")
    def standing(self, item):
        return judged(item.found[0], item.found[0].get_standing_display())


class RevisionPeer(admin.ModelAdmin):
    """The drafts of a unit and month, all in one form, or each in its own."""

    list_display = ["figure", "item", "unit", "value", "note", "explanation"]
    list_editable = ["value", "note", "explanation"]
    list_select_related = ["figure__series__metric", "figure__series__item"]
    list_per_page = 500
    fields = ["value", "note", "explanation"]
    actions = None

    def has_module_permission(self, request):
        return True

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return True

    def lookup_allowed(self, lookup, value, request=None):
        return True

    @admin.display(description="事项")
    def item(self, revision):
        return revision.figure.series.item.name

    @admin.display(description="单位")
    def unit(self, revision):
        return revision.figure.series.metric.unit


def amount(result: Assessment, value: Decimal | None) -> str | None:
    """An amount with its unit."""
    if result.series is None:
        return None
    metric = result.series.metric
    return f"{number(value, metric.decimals)}{metric.unit}"


def judged(result: Assessment, words: str | None) -> str | None:
    """What rests on the judgement, marked where that is a sample."""
    return words and f"{words}{tag(result.is_sample)}"


def tag(is_sample: bool) -> str:
    """The mark of a sample."""
    return "示例" if is_sample else ""
