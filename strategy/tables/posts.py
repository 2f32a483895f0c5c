"""The table of the items in the care of a post."""

from strategy.ui.columns import TextColumn

from .items import ORDER, ItemTable

FIRST = ("number", "code", "name", "kind", "roles", "lead")
LEFT_OUT = {"growth", "growth_note"}
AFTER = ORDER[ORDER.index("...") :]


class PostItemTable(ItemTable):
    """Items of all kinds, each with what the post is to it."""

    empty_text = "没有符合条件的事项。"

    kind = TextColumn("类别", accessor="kind_name")
    roles = TextColumn("责任")
    action = None
    growth = None
    growth_note = None

    class Meta:
        sequence = (*FIRST, *(name for name in AFTER if name not in LEFT_OUT))
