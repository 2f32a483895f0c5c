"""Organisations that lead, report and review, and the people to call there."""

from django.db import models
from django.urls import reverse

from .querysets import NaturalModel, NaturalQuerySet


class OrganisationQuerySet(NaturalQuerySet):
    def areas(self):
        """The counties, districts and functional zones, in official order."""
        return self.filter(kind=Organisation.Kind.AREA)


class Organisation(NaturalModel):
    """A unit with responsibilities: the headquarters, a department, an area, or another body."""

    class Kind(models.TextChoices):
        HEADQUARTERS = "headquarters", "指挥部"
        DEPARTMENT = "department", "市直部门"
        AREA = "area", "县区"
        OTHER = "other", "其他单位"

    class AreaGroup(models.TextChoices):
        COUNTY = "county", "县（区）"
        ZONE = "zone", "功能区"

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("全称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    area_group = models.CharField("分组", max_length=6, choices=AreaGroup.choices, blank=True)
    position = models.PositiveSmallIntegerField("官方顺序")
    note = models.CharField("说明", max_length=300, blank=True)
    source = models.ForeignKey(
        "strategy.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name="来源",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任单位"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="area") | models.Q(area_group=""),
                name="organisation_group_of_areas",
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("strategy:organisation_detail", args=[self.code])


class Contact(models.Model):
    """A person of an organisation whom colleagues may call."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name="单位"
    )
    name = models.CharField("姓名", max_length=30)
    post = models.CharField("职务", max_length=60)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    is_active = models.BooleanField("在任", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "联系人"
        ordering = ["organisation", "-is_active", "pk"]

    def __str__(self):
        return f"{self.name}（{self.post}）"
