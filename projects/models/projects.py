"""Key projects 重点项目: investment, owner, place and what the project library keeps of each."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from strategy.models import TrackedItem
from strategy.models.fields import AmountField

TEN_THOUSAND = 10_000

project_code = RegexValidator(
    r"^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}\Z",
    "项目代码应为24位，形如2204-411100-04-01-123456。",
    code="project_code",
)
YEARS = [
    MinValueValidator(2000, "年份应在2000至2100之间。"),
    MaxValueValidator(2100, "年份应在2000至2100之间。"),
]


class Project(TrackedItem):
    """A project of the library 项目库. Amounts are in 万元; an unpublished one stays empty."""

    CODE_LETTER = "P"

    class Level(models.TextChoices):
        PROVINCE = "province", "省级"
        CITY = "city", "市级"
        COUNTY = "county", "县级"

    item = models.OneToOneField(
        TrackedItem,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="+",
        verbose_name="事项",
    )
    project_code = models.CharField(
        "项目代码", max_length=24, null=True, blank=True, unique=True, validators=[project_code]
    )
    content = models.CharField("建设内容和规模", max_length=500, blank=True)
    from_year = models.PositiveSmallIntegerField(
        "建设起始年", null=True, blank=True, validators=YEARS
    )
    to_year = models.PositiveSmallIntegerField(
        "建设终止年", null=True, blank=True, validators=YEARS
    )
    level = models.CharField("项目级别", max_length=8, choices=Level.choices, blank=True)
    industry = models.CharField("行业", max_length=60, blank=True)
    funding = models.CharField("资金来源", max_length=100, blank=True)
    total_investment = AmountField("总投资（万元）", null=True, blank=True)
    investment_note = models.CharField("总投资口径", max_length=100, blank=True)
    owner = models.ForeignKey(
        "enterprises.Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="业主企业",
    )
    owner_name = models.CharField("业主（按来源）", max_length=100, blank=True)
    park = models.ForeignKey(
        "enterprises.Park",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="所在园区",
    )
    location = models.CharField("建设地点", max_length=100, blank=True)
    bundle = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="所属打包项目",
    )
    is_in_statistics = models.BooleanField("已纳统", null=True, blank=True)
    in_statistics_on = models.DateField("纳统日期", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "项目", "重点项目"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_investment__isnull=True) | Q(total_investment__gt=0),
                name="project_investment_positive",
            ),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True)
                | Q(to_year__isnull=True)
                | Q(from_year__lte=F("to_year")),
                name="project_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(bundle__isnull=True) | ~Q(bundle=F("item")),
                name="project_not_its_own_bundle",
            ),
            models.CheckConstraint(
                condition=Q(in_statistics_on__isnull=True) | Q(is_in_statistics=True),
                name="project_statistics_date_flag",
            ),
        ]

    def clean(self):
        super().clean()
        if self.bundle is not None and (sentence := _misbundled(self)):
            raise ValidationError({"bundle": sentence})

    @classmethod
    def caps(cls, items: Iterable[int]) -> dict[int, Decimal]:
        """The total investment of some projects (by pk) in 万元, where it is known."""
        known = cls.objects.filter(pk__in=items, total_investment__isnull=False)
        return dict(known.order_by().values_list("pk", "total_investment"))

    @property
    def investment(self) -> Decimal | None:
        """The total investment in 亿元."""
        return in_hundred_millions(self.total_investment)


def in_hundred_millions(amount: Decimal | None) -> Decimal | None:
    """An amount of 万元 in 亿元, as the screen and the exports show it."""
    return None if amount is None else amount / TEN_THOUSAND


def _misbundled(project: Project) -> str:
    """What is wrong with the bundle of a project: a bundle is no part, a part is no bundle."""
    bundle = project.bundle
    if bundle.pk == project.pk:
        return "不能归入项目自身。"
    if project.pk is not None and bundle.bundle_id == project.pk:
        return f"{bundle.name}已归入本项目，两者不能互为打包项目。"
    if bundle.bundle_id is not None:
        return f"{bundle.name}已归入{bundle.bundle.name}，不能再作打包项目。"
    parts = project.parts.count() if project.pk is not None else 0
    return f"本项目下已有{parts}个子项目，不能再归入其他打包项目。" if parts else ""
