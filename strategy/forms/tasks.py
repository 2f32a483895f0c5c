"""What is typed about a key task."""

from strategy.models import Task

from .items import COMMON, ItemForm


class TaskForm(ItemForm):
    """A key task 重点工作."""

    SECTIONS = (
        ("基本信息", ("code", "name", "short_name", "deliverable", "description", "source")),
        ("责任单位", ("lead", "area", "action", "programme", "supporting")),
        ("时间", ("starts_on", "ends_on")),
    )

    class Meta(ItemForm.Meta):
        model = Task
        fields = [*COMMON, "deliverable"]
