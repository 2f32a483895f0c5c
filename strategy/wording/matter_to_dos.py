"""What is asked of a person about a matter or a meeting, in a sentence."""

from datetime import date

from strategy.models import Verb
from strategy.progress.ladder import days_words
from strategy.queries.matter_to_dos import MatterDuty, MatterToDo
from strategy.ui.formatting import date_label

MOST_OF_A_NOTE = 60
"""So much of what a unit wrote is repeated in a list; the page of the matter has all of it."""


def to_do_sentence(one: MatterToDo, today: date) -> str:
    """What is to be done and until when: “办理时限2022年8月12日，还剩2天。”"""
    return WORDS.get(one.duty, _due)(one, today)


def due_words(due_on: date, today: date) -> str:
    """A time limit and how long it is to it: “办理时限2022年8月12日，还剩2天”."""
    return f"办理时限{date_label(due_on)}，{days_words(due_on, today)}"


def _due(one: MatterToDo, today: date) -> str:
    return f"{due_words(one.due_on, today)}。"


def _redo(one: MatterToDo, today: date) -> str:
    return f"{_part(one.note)}；{due_words(one.due_on, today)}。"


def _receive(one: MatterToDo, today: date) -> str:
    return f"{_day(one)}交办，请签收；{due_words(one.due_on, today)}。"


def _sign(one: MatterToDo, today: date) -> str:
    return f"{one.rung.label}，{_day(one)}签发，请签收；{due_words(one.due_on, today)}。"


def _verify(one: MatterToDo, today: date) -> str:
    return f"{one.unit}{_day(one)}申请销号：{_part(one.note)}。"


def _assign(one: MatterToDo, today: date) -> str:
    what = "异议成立" if one.verb == Verb.RELEASE else "登记"
    lead = f"拟由{one.unit}牵头" if one.unit else "尚未确定牵头单位"
    return f"{_day(one)}{what}，{lead}；{due_words(one.due_on, today)}。"


def _decide(one: MatterToDo, today: date) -> str:
    asks = f"申请延期至{date_label(one.due_on)}" if one.due_on else "对交办提出异议"
    return f"{one.unit}{_day(one)}{asks}：{_part(one.note)}。"


def _close(one: MatterToDo, today: date) -> str:
    return f"{one.unit}办理，{_day(one)}审核通过，请复核后销号。"


def _issue(one: MatterToDo, today: date) -> str:
    return f"{one.unit}办理，{due_words(one.due_on, today)}，可签发{one.rung.label}单。"


def _visit(one: MatterToDo, today: date) -> str:
    return f"{one.unit}办理，{_day(one)}销号，请回访企业是否满意。"


def _prepare(one: MatterToDo, today: date) -> str:
    if one.due_on < today:
        return f"原定{date_label(one.due_on)}召开，尚未确认是否召开。"
    when = "今天" if one.due_on == today else date_label(one.due_on)
    return f"{when}召开，请核定议题。"


def _minutes(one: MatterToDo, today: date) -> str:
    return f"{date_label(one.due_on)}召开，纪要尚未印发。"


WORDS = {
    MatterDuty.REDO: _redo,
    MatterDuty.RECEIVE: _receive,
    MatterDuty.SIGN: _sign,
    MatterDuty.VERIFY: _verify,
    MatterDuty.ASSIGN: _assign,
    MatterDuty.DECIDE: _decide,
    MatterDuty.CLOSE: _close,
    MatterDuty.ISSUE: _issue,
    MatterDuty.VISIT: _visit,
    MatterDuty.PREPARE: _prepare,
    MatterDuty.MINUTES: _minutes,
}
"""The sentence of each duty; one without tells its time limit."""


def _day(one: MatterToDo) -> str:
    return date_label(one.since)


def _part(note: str) -> str:
    """The beginning of a note as a part of a sentence, without the mark at its end."""
    words = " ".join(note.split())
    if len(words) > MOST_OF_A_NOTE:
        return f"{words[:MOST_OF_A_NOTE]}……"
    return words.rstrip("。；，.;, ")
