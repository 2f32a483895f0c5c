"""Posts and the people in them: responsibility belongs to a post, and follows its holder."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .querysets import NaturalModel, NaturalQuerySet
from .spans import spans


def held_on(day: date, path: str = "") -> Q:
    """The row at the end of `path` held on a day."""
    return spans(day, "starts_on", "ends_on", path)


class HeldQuerySet(NaturalQuerySet):
    def on(self, day: date):
        """Rows that held on a day."""
        return self.filter(held_on(day))


class Post(NaturalModel):
    """A post such as 副市长 or 市工信局局长. Its holders come and go, its duties stay."""

    code = models.SlugField("代码", max_length=30, unique=True)
    title = models.CharField("职务", max_length=60)
    organisation = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name="所在单位",
    )
    position = models.PositiveSmallIntegerField("顺序", default=100)
    note = models.CharField("说明", max_length=200, blank=True)
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "职务"
        ordering = ["position", "code"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("strategy:post_detail", args=[self.code])


class Tenure(NaturalModel):
    """A person in a post, from when to when. One person at a time holds a post."""

    NATURAL_KEY = ("post__code", "person", "starts_on")

    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures", verbose_name="职务")
    person = models.CharField("姓名", max_length=30)
    starts_on = models.DateField("任职日期", null=True, blank=True)
    ends_on = models.DateField("离任日期", null=True, blank=True)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        related_name="tenures",
        verbose_name="来源",
    )
    is_sample = models.BooleanField("示例", default=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["post", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(ends_on__isnull=True), name="tenure_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lt=F("ends_on")),
                name="tenure_starts_before_it_ends",
            ),
        ]

    def __str__(self):
        return f"{self.person}（{self.post}）"


class Responsibility(NaturalModel):
    """What a post is to an item, from when to when: 包联领导, 首席服务官 and the like."""

    NATURAL_KEY = ("item__code", "role", "post__code", "starts_on")

    class Role(models.TextChoices):
        LEADER = "leader", "责任领导"
        SPONSOR = "sponsor", "包联领导"
        OFFICER = "officer", "首席服务官"
        TEAM = "team", "专班"
        CONTACT = "contact", "联系人"

    item = models.ForeignKey(
        "strategy.TrackedItem",
        models.PROTECT,
        related_name="responsibilities",
        verbose_name="事项",
    )
    role = models.CharField("责任", max_length=8, choices=Role.choices)
    post = models.ForeignKey(
        Post, models.PROTECT, related_name="responsibilities", verbose_name="职务"
    )
    starts_on = models.DateField("开始日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        related_name="responsibilities",
        verbose_name="来源",
    )
    is_sample = models.BooleanField("示例", default=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任分工"
        ordering = ["item", "role", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "role", "post"],
                condition=Q(ends_on__isnull=True),
                name="responsibility_once",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lt=F("ends_on")),
                name="responsibility_starts_first",
            ),
        ]

    def __str__(self):
        return f"{self.item} {self.get_role_display()} {self.post}"
