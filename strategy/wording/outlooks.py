"""Sentences about where the year will end."""

from strategy.progress.outlook import Method, Outlook, Prospect
from strategy.ui.formatting import number

NOTE = (
    "本表按已发布数据简单推算，不是预测，不计入任何合计；不足三个月、时点数和位次不推算。"
    "“以往最好月份”取本年和上年各月。"
)


def landing_words(outlook: Outlook, unit: str, decimals: int) -> str:
    """Where the year ends: one number, or the range of the methods."""
    low, high = number(outlook.low, decimals), number(outlook.high, decimals)
    return f"{low}{unit}" if low == high else f"{low}～{high}{unit}"


def method_words(outlook: Outlook, unit: str, decimals: int) -> str:
    """Each method with what it gives."""
    return "；".join(
        f"{Method(landing.method).label}为{number(landing.value, decimals)}{unit}"
        for landing in outlook.landings
    )


def outlook_sentence(outlook: Outlook, unit: str, decimals: int) -> str:
    """What the months left need, and whether that was ever reached."""
    landing = f"照此进度，年底约{landing_words(outlook, unit, decimals)}"
    if outlook.prospect == Prospect.NO_TARGET:
        return f"{landing}；未下达年度目标。"
    target = f"年度目标{number(outlook.target, decimals)}{unit}"
    if outlook.prospect in {Prospect.REACHED, Prospect.EXCEEDED}:
        return f"{landing}；{target}，{outlook.prospect.label}。"
    return f"{landing}；{target}。{needed_words(outlook, unit, decimals)}"


def needed_words(outlook: Outlook, unit: str, decimals: int) -> str:
    """The monthly need, its multiple of the pace so far, and the warning where it is too much."""
    verb = "不超过" if outlook.is_limit else "完成"
    words = f"后{outlook.months_left}个月月均需{verb}{number(outlook.needed, decimals)}{unit}"
    if outlook.multiple is not None:
        words += f"，为前{outlook.month_number}个月月均的{number(outlook.multiple, 2)}倍"
    if outlook.prospect != Prospect.HARD:
        return f"{words}。"
    than = "低于以往最低月份" if outlook.is_limit else "高于以往最好月份"
    return f"{words}，{than}（{number(outlook.best, decimals)}{unit}），年底难完成。"
