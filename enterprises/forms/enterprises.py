"""What is typed about an enterprise."""

from enterprises.models import Enterprise, Park
from strategy.forms.items import COMMON, ByAreaField, ItemForm


class EnterpriseForm(ItemForm):
    """An enterprise that is followed, or in a pool."""

    SECTIONS = (
        ("基本信息", ("code", "name", "is_registered_name", "short_name", "credit_code",
                  "industry", "chain", "scale", "description", "source")),
        ("责任单位", ("lead", "area", "action", "programme", "supporting")),
        ("地点与时间", ("park", "starts_on", "ends_on")),
    )  # fmt: skip
    CAPITALS = ("code", "credit_code")

    park = ByAreaField(Park.objects.all(), "园区", label="所在园区", required=False)

    class Meta(ItemForm.Meta):
        model = Enterprise
        fields = [
            *COMMON, "is_registered_name", "credit_code", "industry", "chain", "scale", "park",
        ]  # fmt: skip
        help_texts = ItemForm.Meta.help_texts | {
            "is_registered_name": "名称与营业执照一致的，勾选此项。",
            "credit_code": "营业执照上的18位代码；未核实的留空。",
            "industry": "按国民经济行业分类填写。",
            "chain": "例如“休闲食品产业链”。",
        }

    def clean_credit_code(self) -> str | None:
        return self.refuse_taken("credit_code", "统一社会信用代码")
