"""All posts with their people 一套班子, and everything in the care of one post."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from strategy import months
from strategy.filters.posts import PostItemFilter
from strategy.models import Milestone, Post, Tenure
from strategy.permissions import may_keep_items
from strategy.progress import Standing
from strategy.queries import post_items, posts
from strategy.queries.items import standings_in
from strategy.queries.matters import MatterRow
from strategy.queries.meeting_lists import ListedMeeting
from strategy.queries.post_meetings import meetings_chaired
from strategy.tables.posts import PostItemTable

from .lists import REPORTED_BY, ListPage
from .reading import ReadingPage


class PostList(ReadingPage, TemplateView):
    """Every post by unit: who is in it, how many items it has, how many are red."""

    template_name = "strategy/post_list.html"

    def get_context_data(self, **kwargs) -> dict:
        reading = self.reading
        day = posts.duty_day(reading.month, reading.on)
        groups = post_items.post_groups(day, reading.month, reading.on, reading.at)
        return super().get_context_data(
            groups=groups, day=day, may_keep_items=is_office(self), **kwargs
        )


class PostDetail(ListPage):
    """What one post answers for: its items, what is red and why, what is due, its meetings."""

    noun = Post
    filter_class = PostItemFilter
    table_class = PostItemTable
    template_name = "strategy/post_detail.html"
    content_template_name = "strategy/_post_content.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        self.post_shown = get_object_or_404(Post.objects.select_related("organisation"), code=code)
        return super().get(request)

    def frame_context(self, **kwargs) -> dict:
        office = is_office(self)
        return super().frame_context(may_keep_items=office, post=self.post_shown, **kwargs)

    @property
    def title(self) -> str:
        return f"{self.post_shown.title}负责的事项"

    @property
    def source_note(self) -> str:
        return REPORTED_BY

    @property
    def day(self) -> date:
        """The day whose people and duties are shown."""
        return posts.duty_day(self.reading.month, self.reading.on)

    @cached_property
    def roles(self) -> dict[str, tuple[str]]:
        """What the post is to its items, by their codes."""
        return post_items.items_of_post(self.post_shown, self.day)

    def results(self, month: date):
        return post_items.results_of_items(self.roles, month, self.reading.on, self.reading.at)

    def rows(self, results) -> list[post_items.PostRow]:
        return post_items.post_rows(results, self.roles, self.former())

    def former(self) -> dict[str, Standing]:
        """How the items stood the month before, where a filter asks for the change."""
        if not self.filters.asks_for_change:
            return {}
        return standings_in(self.results(months.previous_month(self.reading.month)))

    @cached_property
    def every_row(self) -> list[post_items.PostRow]:
        """The items of the post, whatever is filtered."""
        return self.marked(self.rows(self.results(self.reading.month)))

    @cached_property
    def found(self) -> list[post_items.PostRow]:
        return [] if self.filters.errors else self.filters.narrow(self.every_row)

    @property
    def red(self) -> list[post_items.PostRow]:
        """The items that are 严重滞后."""
        return [row for row in self.every_row if row.standing == Standing.FAR_BEHIND]

    @cached_property
    def holder(self) -> Tenure | None:
        """Who is in the post on the day."""
        return posts.holder_of(self.post_shown, self.day)

    @property
    def holder_words(self) -> str:
        if self.holder:
            return self.holder.person
        began = [one for one in self.holders if one.starts_on is None or one.starts_on <= self.day]
        return posts.holder_words(None, was_held=bool(began))

    @cached_property
    def holders(self) -> list[posts.Holder]:
        """Who was in the post, as far as the day of reading."""
        return posts.holders_of(self.post_shown, self.reading.on)

    @cached_property
    def matters(self) -> list[MatterRow]:
        """What is not closed about the items, by its due day."""
        return post_items.open_matters(self.roles, self.reading.on, self.reading.at)

    @property
    def overdue(self) -> int:
        """How many of them are past their due day."""
        return sum(row.days_left is not None and row.days_left < 0 for row in self.matters)

    @cached_property
    def meetings(self) -> list[ListedMeeting]:
        """The latest meetings in the chair of the post."""
        return meetings_chaired(self.post_shown, self.reading.at)

    @cached_property
    def milestones(self) -> list[Milestone]:
        """What is to be reached within 30 days of the day of reading."""
        return post_items.milestones_ahead(self.roles, self.reading.on)


def is_office(page: ReadingPage) -> bool:
    """Whether the reader may change posts; a past day is only read."""
    return page.reading.at is None and may_keep_items(page.request.user)
