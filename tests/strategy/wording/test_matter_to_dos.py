"""What is asked of a person about a matter or a meeting, in a sentence."""

from datetime import date, datetime

import pytest

from strategy.clock import SHANGHAI
from strategy.models import Verb
from strategy.progress.ladder import Rung
from strategy.queries.matter_to_dos import MatterDuty, MatterToDo
from strategy.wording.matter_to_dos import MOST_OF_A_NOTE, to_do_sentence

TODAY = date(2022, 8, 10)
DUE = "办理时限2022年8月12日，还剩2天"
ASKED = "召陵区2022年8月8日"


def sentence(duty: MatterDuty, **named) -> str:
    told = {
        "pk": 1, "label": "督办〔2022〕1号", "title": "用地未批", "is_sample": False,
        "unit": "召陵区",
        "due_on": date(2022, 8, 12),
        "since": datetime(2022, 8, 8, 16, tzinfo=SHANGHAI),
    }  # fmt: skip
    return to_do_sentence(MatterToDo(duty=duty, **told | named), TODAY)


@pytest.mark.parametrize(
    ("duty", "named", "words"),
    [
        (MatterDuty.HANDLE, {}, f"{DUE}。"),
        (MatterDuty.REDO, {"note": "佐证不全。"}, f"佐证不全；{DUE}。"),
        (MatterDuty.VERIFY, {"note": "已批复"}, f"{ASKED}申请销号：已批复。"),
        (MatterDuty.DECIDE, {"note": "材料在途"}, f"{ASKED}申请延期至2022年8月12日：材料在途。"),
        (MatterDuty.DECIDE, {"note": "非本区", "due_on": None}, f"{ASKED}对交办提出异议：非本区。"),
        (MatterDuty.ASSIGN, {"unit": None}, f"2022年8月8日登记，尚未确定牵头单位；{DUE}。"),
        (
            MatterDuty.ASSIGN,
            {"unit": None, "verb": Verb.RELEASE},
            f"2022年8月8日异议成立，尚未确定牵头单位；{DUE}。",
        ),
        (MatterDuty.ISSUE, {"rung": Rung.BLUE}, f"召陵区办理，{DUE}，可签发蓝色督办单。"),
        (MatterDuty.PREPARE, {}, "2022年8月12日召开，请核定议题。"),
        (MatterDuty.PREPARE, {"due_on": TODAY}, "今天召开，请核定议题。"),
        (
            MatterDuty.PREPARE,
            {"due_on": date(2022, 8, 9)},
            "原定2022年8月9日召开，尚未确认是否召开。",
        ),
    ],
)
def test_sentence_says_what_and_until_when(duty, named, words):
    assert sentence(duty, **named) == words


@pytest.mark.parametrize("duty", MatterDuty)
def test_every_duty_has_a_word_and_a_sentence(duty):
    assert duty.label
    assert sentence(duty, note="情况", rung=Rung.RED).endswith("。")


def test_long_note_is_cut():
    assert "长" * (MOST_OF_A_NOTE + 1) not in sentence(MatterDuty.VERIFY, note="长" * 300)
