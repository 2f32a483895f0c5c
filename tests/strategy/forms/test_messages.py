"""What forms say when something is too long or cannot be read: our own words, not Django's."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import django.conf
import pytest
from django import forms
from django.utils.translation import gettext, ngettext

from strategy.forms.agendas import RemovalForm
from strategy.forms.contacts import ContactForm
from strategy.forms.matter_moves import NoteForm
from strategy.forms.matters import NewMatterForm
from strategy.forms.meetings import MeetingForm, RecordForm, ResolutionForm
from strategy.forms.notices import NoticeForm
from strategy.forms.rows import RowForm
from strategy.forms.sheets import RowForm as SheetRowForm
from strategy.forms.whole_texts import TOO_LONG
from strategy.models import Matter, User, Verb
from tests.strategy.views.sheets import CODES, build_unit, typed

OURS = Path(__file__).parents[3] / "strategy/locale/zh_Hans/LC_MESSAGES"
DJANGOS = Path(django.conf.__file__).parent / "locale/en/LC_MESSAGES/django.po"
STRINGS = r"((?:\"(?:[^\"\\]|\\.)*\"\s*)+)"


def words(path: Path) -> list[tuple[str, str]]:
    """The messages of a catalogue with their translations, but for its heading."""
    found = re.findall(
        rf"^msgid {STRINGS}(?:msgid_plural {STRINGS})?msgstr(?:\[0\])? {STRINGS}",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return [(text(one), text(said)) for one, _, said in found if text(one)]


def text(strings: str) -> str:
    return "".join(ast.literal_eval(one) for one in strings.split("\n") if one.strip())


def filled(form: forms.Form, field: str, length: int) -> list[str]:
    """What a form says of a field with so many characters."""
    form.is_bound, form.data = True, {form.add_prefix(field): "长" * length}
    return form.errors[field]


def matter_form() -> forms.Form:
    return NewMatterForm(kind=Matter.Kind.PROBLEM, user=User())


def meeting_form() -> forms.Form:
    class Weekly:
        slot = 90

    return MeetingForm(series=Weekly())


@pytest.mark.parametrize(
    ("form", "field", "most"),
    [
        (matter_form, "title", 200),
        (matter_form, "raised_by", 60),
        (matter_form, "description", 2000),
        (lambda: NoteForm(Verb.PROGRESS), "note", 500),
        (meeting_form, "topic", 200),
        (meeting_form, "place", 80),
        (RecordForm, "text", 10000),
        (lambda: ResolutionForm(units=[], items=[]), "title", 200),
        (RemovalForm, "reason", 200),
        (ContactForm, "name", 30),
        (NoticeForm, "title", 60),
        (NoticeForm, "text", 1000),
    ],
)
@pytest.mark.django_db
def test_too_long_text_is_told_with_both_numbers(form, field, most):
    assert filled(form(), field, most + 1) == [f"不能超过{most}字，现有{most + 1}字。"]


def test_too_long_note_of_a_sheet_is_told_with_both_numbers(db):
    unit = build_unit()
    row = unit.rows()[CODES["flow"]]
    boxes = {"value": "1", "note": "长" * 301}

    assert SheetRowForm(typed(flow=boxes), row).sentences == [
        "说明或备注不能超过300字，现有301字。"
    ]


def test_every_box_of_the_row_form_keeps_the_common_sentence():
    lengths = [one for one in RowForm.base_fields.values() if getattr(one, "max_length", None)]

    assert lengths
    assert all("max_length" not in one.error_messages for one in lengths)


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        (forms.CharField(), "", "请填写此项。"),
        (forms.CharField(), "a\0", "含有无法保存的字符，请删去后重新填写。"),
        (forms.IntegerField(max_value=9), "一", "请填写整数。"),
        (forms.IntegerField(max_value=9), "10", "不能大于9。"),
        (forms.DateField(), "明天", "日期无法识别，应写作“2022-08-15”的形式。"),
        (forms.ChoiceField(choices=[("a", "甲")]), "b", "没有“b”这一项，请重新选择。"),
        (forms.FileField(), None, "请填写此项。"),
    ],
)
def test_what_will_not_do_is_told_in_plain_words(field, wrong, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(wrong)

    assert refused.value.messages == [sentence]


def test_catalogue_that_is_read_is_the_one_that_is_written():
    with (OURS / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    for message, said in words(OURS / "django.po"):
        assert said in {compiled.gettext(message), compiled.ngettext(message, "", 1)}, message
        assert said in {gettext(message), ngettext(message, "", 1)}, message


def test_what_is_checked_by_hand_is_told_in_the_words_of_the_catalogue():
    assert TOO_LONG in [said for _, said in words(OURS / "django.po")]


def test_only_messages_of_django_are_put_otherwise():
    django_says = {message for message, _ in words(DJANGOS)}

    ours = {message for message, _ in words(OURS / "django.po")}

    assert len(ours) > 20
    assert ours <= django_says
