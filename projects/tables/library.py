"""The table of the project library."""

from markupsafe import Markup

from projects.queries.library_row import LibraryRow
from strategy.tables.base import ReadingTable
from strategy.tables.columns import (
    DoneColumn,
    GapColumn,
    JudgedColumn,
    NamedColumn,
    PassportColumn,
    PlainColumn,
    RecordColumn,
    revision_note,
)
from strategy.ui.columns import StandingColumn, TextColumn
from strategy.ui.formatting import date_value


class StageColumn(TextColumn):
    """The stage reached; below it, where the project stands still, so."""

    css = "col-stage"

    def note(self, record: LibraryRow):
        if not record.pause_label:
            return Markup("")
        since = date_value(record.pause.starts_on)
        note = '<small class="note">{}（{}起）</small>'
        return Markup(note).format(record.pause_label, since)


class LibraryTable(ReadingTable):
    """Every project of the library."""

    row_header = "name"
    empty_text = "没有符合条件的项目。"

    code = TextColumn("编号", note="class_label")
    name = NamedColumn("项目名称", sample="is_sample_item")
    project_code = PlainColumn("项目代码")
    area = TextColumn("县区", order_by="area_position", note="industry")
    industry = PlainColumn("行业")
    level = PlainColumn("级别", accessor="level_label")
    annual_class = PlainColumn("年度类别", accessor="class_label")
    image_target = PlainColumn("年度形象目标")
    stage = StageColumn("阶段", accessor="stage_label", order_by="stage_rank")
    pause = PlainColumn("停缓建或调出", accessor="pause_label")
    investment = RecordColumn("总投资（亿元）", decimals=2, sample="is_sample_item")
    investment_note = PlainColumn("总投资口径")
    metric = TextColumn("主要指标", accessor="result__metric")
    unit = PlainColumn("计量单位", accessor="result__unit")
    to_date = PassportColumn(
        "完成",
        decimals="result__decimals",
        unit="result__unit",
        figure="figure_url",
        sample="result__to_date_is_sample",
        revised="to_date_replaced",
    )
    target = JudgedColumn(
        "年度计划", decimals="result__decimals", figure="figure_url", sample="is_sample"
    )
    done = DoneColumn(
        "完成率",
        accessor="result__done",
        expected="result__expected",
        standing="standing",
        figure="figure_url",
        sample="is_sample",
    )
    gap = GapColumn(
        "与序时差",
        figure="figure_url",
        sample="is_sample",
    )
    standing = StandingColumn("状态", sample="is_sample", order_by="standing__severity")
    in_statistics = TextColumn("纳统")
    in_statistics_on = PlainColumn("纳统日期")
    lead = TextColumn("牵头单位")
    action = PlainColumn("所属行动")
    owner = PlainColumn("业主")
    park = PlainColumn("所在园区")
    location = PlainColumn("建设地点")
    from_year = PlainColumn("建设起始年")
    to_year = PlainColumn("建设终止年")
    content = PlainColumn("建设内容和规模")
    sentence = PlainColumn("说明")
    number = PlainColumn("重点项目清单序号")
    sample_marks = PlainColumn("示例项", empty_values=())
    revisions = PlainColumn("修订", empty_values=())

    def value_sample_marks(self, record: LibraryRow) -> str:
        """Return which numbers of a row are 示例, for exports, whose cells have no tag."""
        marks = {
            "项目": record.is_sample_item,
            "完成": record.result.to_date_is_sample,
            "评估": record.is_sample,
        }
        return "、".join(name for name, is_sample in marks.items() if is_sample)

    def value_revisions(self, record: LibraryRow) -> str:
        return revision_note({"完成": record.to_date_replaced}, record.result.decimals)
