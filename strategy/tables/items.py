"""Tables of items: the seven actions and the key tasks, and what the other lists share."""

from strategy.queries.items import ItemRow
from strategy.ui.columns import StandingColumn, TextColumn

from .base import ReadingTable
from .columns import (
    DoneColumn,
    GapColumn,
    GrowthColumn,
    JudgedColumn,
    NamedColumn,
    OrdinalColumn,
    PassportColumn,
    PlainColumn,
    TickColumn,
    revision_note,
)

ORDER = (
    "tick", "number", "code", "name", "lead", "action", "...", "metric", "unit", "to_date",
    "target", "done", "expected", "gap", "growth", "growth_note", "standing", "sentence",
    "sample_marks", "revisions", "basis_label",
)  # fmt: skip


class ItemTable(ReadingTable):
    """Items of one list with their headline figure, its pace and their standing."""

    row_header = "name"

    tick = TickColumn("选")
    number = OrdinalColumn("序号", note="code")
    code = PlainColumn("编号")
    name = NamedColumn("名称", sample="is_sample_item")
    lead = TextColumn("牵头单位")
    action = TextColumn("所属行动", accessor="action_short")
    area = TextColumn("县区")
    metric = TextColumn("主要指标")
    unit = PlainColumn("计量单位")
    to_date = PassportColumn(
        "完成",
        decimals="decimals",
        unit="unit",
        figure="figure_url",
        sample="to_date_is_sample",
        revised="to_date_replaced",
    )
    target = JudgedColumn(
        "年度目标", decimals="decimals", figure="figure_url", sample="target_is_sample"
    )
    done = DoneColumn(
        "完成率", expected="expected", standing="standing", figure="figure_url", sample="is_sample"
    )
    expected = JudgedColumn("序时进度（%）", decimals=1, sample="is_sample", visible=False)
    gap = GapColumn("与序时差", figure="figure_url", sample="is_sample")
    growth = GrowthColumn("同比", figure="figure_url", sample="growth_is_sample")
    growth_note = PlainColumn("同比说明")
    standing = StandingColumn("状态", sample="is_sample", order_by="standing__severity")
    sentence = PlainColumn("说明")
    sample_marks = PlainColumn("示例项", accessor="sample_marks", empty_values=())
    revisions = PlainColumn("修订", empty_values=())
    basis_label = PlainColumn("清单依据")

    class Meta:
        sequence = ORDER

    def value_revisions(self, record: ItemRow) -> str:
        """Return what stood before a correction of late, for exports."""
        return revision_note({"完成": record.to_date_replaced}, record.decimals)

    def value_sample_marks(self, record: ItemRow) -> str:
        """Return which numbers of a row are 示例, for exports, whose cells have no tag."""
        marks = {
            "事项": record.is_sample_item,
            "完成": record.to_date_is_sample,
            "年度目标": record.target_is_sample,
            "同比": record.growth_is_sample,
            "评估": record.is_sample,
        }
        return "、".join(name for name, is_sample in marks.items() if is_sample)


NOT_OF_ACTIONS = {"tick", "number", "action", "basis_label"}


class ActionTable(ItemTable):
    """The seven actions: on no list, in no area."""

    empty_text = "没有符合条件的行动。"

    tick = None
    number = None
    basis_label = None
    action = None
    area = None
    name = NamedColumn("行动", sample="is_sample_item")

    class Meta:
        sequence = tuple(one for one in ORDER if one not in NOT_OF_ACTIONS)


class TaskTable(ItemTable):
    """The key tasks."""

    empty_text = "没有符合条件的重点工作。"

    area = PlainColumn("县区")

    class Meta:
        sequence = ORDER
