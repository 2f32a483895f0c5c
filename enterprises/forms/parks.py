"""What is typed about a park."""

from enterprises.models import Park
from strategy.forms.items import COMMON, ByAreaField, ItemForm
from strategy.forms.units import UnitField


class ParkForm(ItemForm):
    """A park, which may lie within another one."""

    SECTIONS = (
        ("基本信息", ("code", "name", "short_name", "level", "main_industry", "description",
                  "source")),
        ("管理与归属", ("administration", "administration_name", "within")),
        ("责任单位", ("lead", "area", "action", "programme", "supporting")),
        ("时间", ("starts_on", "ends_on")),
    )  # fmt: skip

    administration = UnitField(label="管理机构（单位）", required=False, empty_label="未定")
    within = ByAreaField(
        Park.objects.all(), "园区", label="所在上级园区", required=False, empty_label="无",
        help_text="本园区是区中园的，选择它所在的园区。",
    )  # fmt: skip

    class Meta(ItemForm.Meta):
        model = Park
        fields = [
            *COMMON, "level", "main_industry", "administration", "administration_name", "within",
        ]  # fmt: skip
        help_texts = ItemForm.Meta.help_texts | {
            "administration_name": "来源中的写法；单位名录中没有的也填在这里。",
        }
