"""The table of the key enterprises."""

from strategy.tables.columns import PlainColumn, RecordColumn
from strategy.tables.items import ORDER, ItemTable
from strategy.ui.columns import TextColumn


class EnterpriseTable(ItemTable):
    """The key enterprises with industry, chain, scale, place and honours."""

    empty_text = "没有符合条件的重点企业。"

    lead = PlainColumn("牵头单位")
    action = PlainColumn("所属行动", accessor="action")
    industry = TextColumn("行业")
    chain = PlainColumn("所属产业链")
    scale = TextColumn("规模", accessor="scale_label", order_by="scale_rank")
    honours = RecordColumn("荣誉（项）")
    park = PlainColumn("所在园区")

    class Meta:
        sequence = ORDER
