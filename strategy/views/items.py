"""The pages of one item: what the five kinds share, and the two kinds of the strategy itself."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from strategy.models import Action, Task, TrackedItem, User
from strategy.permissions import may_instruct, may_keep_items, may_register
from strategy.queries.details import ItemDetail as Detail
from strategy.queries.details import item_detail, standings_in_action
from strategy.queries.matter_panels import matters_of_item
from strategy.queries.meetings import meetings_of_item
from strategy.queries.outlooks import item_outlook
from strategy.queries.posts import duties_of_item, duty_day
from strategy.queries.reporting_months import Reading
from strategy.wording import outlooks as outlook_words
from strategy.wording.actions import kind_standings
from strategy.wording.events import event_entries
from strategy.wording.rules import rule_text

from .item_charts import item_charts
from .reading import ReadingPage


class ItemDetail(ReadingPage, TemplateView):
    """One item with its figures, milestones, facts and history; a kind names model and template."""

    model: type[TrackedItem]
    links = ("lead", "area", "action", "programme", "source")

    def get_queryset(self) -> QuerySet:
        return self.model.objects.select_related(*self.links)

    def get_context_data(self, **kwargs) -> dict:
        reading = self.reading
        item = get_object_or_404(self.get_queryset(), code=kwargs["code"])
        detail = item_detail(item, reading.month, reading.on, reading.at, self.corrections)
        return super().get_context_data(
            item=item,
            detail=detail,
            rule_text=rule_text,
            history=event_entries(detail.events, series_names(detail)),
            list_title=self.model._meta.verbose_name_plural,
            list_url=f"{reverse(list_name(self.model))}?{reading.query}",
            charts=item_charts(detail),
            outlook=item_outlook(detail),
            outlook_words=outlook_words,
            matters=matters_of_item(item, reading.at),
            meetings=meetings_of_item(item.pk, reading.at),
            **may_enter_matters(self.request.user, reading),
            **duties_shown(item, self.request.user, reading),
            **self.extras(item),
            **kwargs,
        )

    def extras(self, item: TrackedItem) -> dict:
        """What the page of a kind adds."""
        return {}


class ActionDetail(ItemDetail):
    model = Action
    links = ("lead", "programme", "source")
    template_name = "strategy/action_detail.html"

    def extras(self, item: Action) -> dict:
        reading = self.reading
        counts = standings_in_action(item.pk, reading.month, reading.on, reading.at)
        return {"kinds": kind_standings(counts, item.code, reading.query)}


class TaskDetail(ItemDetail):
    model = Task
    template_name = "strategy/task_detail.html"


def list_name(model: type[TrackedItem]) -> str:
    """The route of the list on which a kind stands."""
    return f"{model._meta.app_label}:{model._meta.model_name}_list"


def may_enter_matters(user: User, reading: Reading) -> dict[str, bool]:
    """Which buttons for new matters stand on a page; a past day is only read."""
    is_now = reading.at is None
    return {
        "may_register": is_now and may_register(user),
        "may_instruct": is_now and may_instruct(user),
    }


def duties_shown(item: TrackedItem, user: User, reading: Reading) -> dict:
    """Who answers for an item at the end of the month, and whether the reader may change that."""
    day = duty_day(reading.month, reading.on)
    return {
        "duties": duties_of_item(item.pk, day),
        "duty_day": day,
        "may_keep_items": reading.at is None and may_keep_items(user),
    }


def series_names(detail: Detail) -> dict[str, str]:
    """What the codes of an item's series name, for its history."""
    return {row.series: row.metric for row in (*detail.rows, *detail.parts)}
