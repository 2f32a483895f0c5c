"""What is typed about a project."""

from datetime import date

from django import forms

from enterprises.models import Enterprise, Park
from projects.models import Project
from strategy.forms.dates import DATE, date_box
from strategy.forms.items import COMMON, ByAreaField, ItemForm, NamedRowField

KNOWN = [("", "未知"), ("true", "是"), ("false", "否")]
YEAR = {"invalid": "年份须为四位整数，例如2022。"}
AMOUNT = {
    "invalid": "总投资须为数字，单位为万元，例如5000。",
    "max_decimal_places": "最多保留%(max)s位小数。",
}


class ProjectForm(ItemForm):
    """A project of the library; amounts in 万元, an unpublished one stays empty."""

    SECTIONS = (
        ("基本信息", ("code", "name", "short_name", "project_code", "level", "industry",
                  "content", "description", "source")),
        ("责任单位", ("lead", "area", "action", "programme", "supporting")),
        ("投资与业主", ("total_investment", "investment_note", "funding", "owner", "owner_name")),
        ("地点与归属", ("park", "location", "bundle")),
        ("时间与纳统", ("from_year", "to_year", "starts_on", "ends_on", "is_in_statistics",
                  "in_statistics_on")),
    )  # fmt: skip
    CAPITALS = ("code", "project_code")

    owner = NamedRowField(
        Enterprise.objects.all(), "企业", label="业主企业", required=False,
        empty_label="未定或不在名录中", help_text="名录中没有的，填写下面的“业主（按来源）”。",
    )  # fmt: skip
    park = ByAreaField(Park.objects.all(), "园区", label="所在园区", required=False)
    bundle = NamedRowField(
        Project.objects.all(), "项目", label="所属打包项目", required=False, empty_label="不属于",
        help_text="子项目归入的打包项目；打包项目自身不能再归入其他项目。",
    )  # fmt: skip
    is_in_statistics = forms.NullBooleanField(
        label="已纳统", required=False, widget=forms.Select(choices=KNOWN)
    )

    class Meta(ItemForm.Meta):
        model = Project
        fields = [
            *COMMON, "project_code", "level", "industry", "content", "total_investment",
            "investment_note", "funding", "owner", "owner_name", "park", "location", "bundle",
            "from_year", "to_year", "is_in_statistics", "in_statistics_on",
        ]  # fmt: skip
        widgets = ItemForm.Meta.widgets | {
            "content": forms.Textarea({"rows": 3}),
            "in_statistics_on": date_box(),
        }
        error_messages = ItemForm.Meta.error_messages | {
            "from_year": YEAR,
            "to_year": YEAR,
            "total_investment": AMOUNT,
            "in_statistics_on": DATE,
        }
        help_texts = ItemForm.Meta.help_texts | {
            "project_code": "在线审批监管平台的24位代码，形如2204-411100-04-01-123456。",
            "total_investment": "单位为万元，最多4位小数；未公布的留空。",
            "investment_note": "例如“一期”“含设备”。",
            "in_statistics_on": "“已纳统”选“是”的才填写。",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "bundle" in self.fields:
            self.fields["bundle"].widget.choices = self._bundles

    def clean_project_code(self) -> str | None:
        return self.refuse_taken("project_code", "项目代码")

    def clean_total_investment(self):
        amount = self.cleaned_data["total_investment"]
        if amount is not None and amount <= 0:
            raise forms.ValidationError("总投资须大于0；未公布的请留空。")
        return amount

    def clean(self) -> dict:
        typed = super().clean()
        self.check_order("from_year", "to_year", "建设终止年不能早于建设起始年。")
        self.check_day("in_statistics_on")
        self._check_statistics(typed.get("in_statistics_on"))
        return typed

    def _check_statistics(self, day: date | None) -> None:
        if day is None:
            return
        if self.cleaned_data.get("is_in_statistics") is not True:
            self.add_error("in_statistics_on", "填写纳统日期的，“已纳统”须选“是”。")
        elif day > self.on:
            self.add_error("in_statistics_on", f"纳统日期不能晚于今天（{self.on:%Y-%m-%d}）。")

    def _bundles(self) -> list[tuple[str, str]]:
        """What is offered as a bundle: no part of one, and not the project itself."""
        offered = Project.objects.filter(bundle__isnull=True).exclude(pk=self.instance.pk)
        rows = offered.order_by("code").values_list("code", "name")
        return [("", "不属于"), *((code, f"{code} {name}") for code, name in rows)]
