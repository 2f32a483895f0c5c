"""The table of the key projects."""

from strategy.tables.columns import PlainColumn, RecordColumn
from strategy.tables.items import ORDER, ItemTable
from strategy.ui.columns import TextColumn


class ProjectTable(ItemTable):
    """The key projects with stage, investment and place."""

    empty_text = "没有符合条件的重点项目。"

    action = PlainColumn("所属行动", accessor="action")
    growth = None
    stage = TextColumn("阶段", accessor="stage_label", order_by="stage_rank")
    investment = RecordColumn("总投资（亿元）", decimals=2, sample="is_sample_item")
    owner = PlainColumn("业主")

    class Meta:
        sequence = tuple(name for name in ORDER if name != "growth")
