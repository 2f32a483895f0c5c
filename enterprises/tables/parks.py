"""The table of the key parks."""

from strategy.tables.columns import PlainColumn
from strategy.tables.items import ORDER, ItemTable
from strategy.ui.columns import TextColumn


class ParkTable(ItemTable):
    """The key parks with level, main industry and place."""

    empty_text = "没有符合条件的重点园区。"

    lead = PlainColumn("牵头单位")
    action = PlainColumn("所属行动", accessor="action")
    level = TextColumn("级别", accessor="level_label", order_by="level_rank")
    main_industry = TextColumn("主导产业")
    administration = PlainColumn("管理机构")
    outer = PlainColumn("上级园区")

    class Meta:
        sequence = ORDER
