"""Forms of the headquarters' office: posts, who is in them, and what they answer for."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from django.urls import reverse

from strategy import clock
from strategy.forms.posts import AppointForm, AssignForm, EndForm, PostForm, RelieveForm
from strategy.models import Post, Responsibility, Tenure
from strategy.services.posts import (
    PostEntry,
    appoint,
    assign_post,
    end_responsibility,
    keep_post,
    relieve,
)
from strategy.ui.formatting import date_label

from .office_forms import OfficeForm


class PostWork(OfficeForm):
    """A form about posts."""

    def steps(self) -> list[tuple[str, str]]:
        return [("一套班子", reverse("strategy:post_list"))]

    def back(self) -> str:
        return reverse("strategy:post_list")


class PostNew(PostWork):
    """A new post."""

    keeps_typed = "strategy:post_new"
    title, button, form_class = "新增职务", "保存", PostForm

    def take(self, typed: dict, at: datetime) -> str:
        self.subject = keep_post(None, PostEntry(**typed), by=self.request.user, at=at)
        return f"已新增职务“{self.subject}”。"

    def back(self) -> str:
        return self.subject.get_absolute_url() if self.subject else super().back()


class OfPost(PostWork):
    """A form about a post."""

    subject: Post

    def find(self, code: str) -> Post:
        return get_object_or_404(Post, code=code)

    @property
    def holder(self) -> Tenure | None:
        """Whoever has no last day."""
        return self.subject.tenures.filter(ends_on__isnull=True).first()

    def about(self) -> list[tuple[str, str]]:
        return [("职务", self.subject.title), ("现任", held_words(self.holder))]

    def back(self) -> str:
        return self.subject.get_absolute_url()


class PostEdit(OfPost):
    """What a post is called; whatever hangs on it stays."""

    keeps_typed = "strategy:post_edit"
    title, button, form_class = "修改职务", "保存", PostForm

    def form(self, data=None, **options) -> PostForm:
        # A copy: a ModelForm writes into what it is given, and the page still names the post.
        return PostForm(data, instance=Post.objects.get(pk=self.subject.pk))

    def take(self, typed: dict, at: datetime) -> str:
        post = keep_post(self.subject, PostEntry(**typed), by=self.request.user, at=at)
        return f"已保存职务“{post}”。"


class PostAppoint(OfPost):
    """A person in a post; the items of the post follow."""

    keeps_typed = "strategy:post_appoint"
    title, button, form_class = "登记任职", "登记", AppointForm

    def initial(self) -> dict:
        return {"starts_on": clock.today()}

    def take(self, typed: dict, at: datetime) -> str:
        person, day = typed["person"], typed["starts_on"]
        appoint(self.subject, person, day, typed["source"], by=self.request.user, at=at)
        return f"已登记{person}自{date_label(day)}起任{self.subject}，负责的事项随之调整。"


class PostRelieve(OfPost):
    """A post without a person."""

    keeps_typed = "strategy:post_relieve"
    title, button, form_class = "登记离任", "登记", RelieveForm

    def initial(self) -> dict:
        holder = self.holder
        return {"ends_on": clock.today(), "person": holder.person if holder else ""}

    def take(self, typed: dict, at: datetime) -> str:
        person, day = typed["person"], typed["ends_on"]
        relieve(self.subject, person, day, by=self.request.user, at=at)
        return f"已登记{person}自{date_label(day)}起不再任{self.subject}，该职务空缺。"


class ResponsibilityNew(PostWork):
    """An item in the care of a post; the page that one comes from names the item or the post."""

    keeps_typed = "strategy:responsibility_new"
    title, button, form_class = "明确责任", "保存", AssignForm

    def initial(self) -> dict:
        asked = {name: self.request.GET.get(name, "")[:30] for name in ("item", "post")}
        return asked | {"starts_on": clock.today()}

    def take(self, typed: dict, at: datetime) -> str:
        item, role, post = typed["item"], typed["role"], typed["post"]
        self.subject = assign_post(
            item, role, post, typed["starts_on"], typed["source"], by=self.request.user, at=at
        )
        return f"已明确{post}为“{item}”的{self.subject.get_role_display()}。"

    def back(self) -> str:
        return self.subject.item.get_absolute_url() if self.subject else super().back()


class ResponsibilityEnd(PostWork):
    """A post answers for an item no longer."""

    keeps_typed = "strategy:responsibility_end"
    title, button, form_class = "结束责任", "结束", EndForm
    subject: Responsibility

    def find(self, pk: int) -> Responsibility:
        return get_object_or_404(Responsibility.objects.select_related("item", "post"), pk=pk)

    def initial(self) -> dict:
        return {"ends_on": clock.today()}

    def about(self) -> list[tuple[str, str]]:
        one = self.subject
        since = f"，自{date_label(one.starts_on)}起" if one.starts_on else ""
        duty = f"{one.get_role_display()}：{one.post}{since}"
        return [("事项", f"{one.item.code} {one.item.name}"), ("责任", duty)]

    def take(self, typed: dict, at: datetime) -> str:
        end_responsibility(self.subject, typed["ends_on"], by=self.request.user, at=at)
        one, since = self.subject, date_label(typed["ends_on"])
        return f"{one.post}自{since}起不再是“{one.item}”的{one.get_role_display()}。"

    def back(self) -> str:
        return self.subject.item.get_absolute_url()


def held_words(tenure: Tenure | None) -> str:
    """Who is in a post, since when."""
    if tenure is None:
        return "无"
    since = f"（{date_label(tenure.starts_on)}起）" if tenure.starts_on else ""
    return f"{tenure.person}{since}"
