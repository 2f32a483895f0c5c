"""The form of contacts: what a telephone number may look like."""

import pytest

from strategy.forms.contacts import ContactForm


def form(**typed):
    return ContactForm({"name": "王某", "post": "科长"} | typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("18612341402", "18612341402"),
        ("186 1234 1402", "18612341402"),
        ("１８６１２３４１４０２", "18612341402"),
        ("0395-2345678", "0395-2345678"),
        ("0395—2345678", "0395-2345678"),
        ("2345678", "2345678"),
        ("", ""),
    ],
)
def test_a_number_is_kept_as_plain_digits(typed, kept):
    filled = form(phone=typed)

    assert filled.is_valid()
    assert filled.cleaned_data["phone"] == kept


@pytest.mark.parametrize("typed", ["1861234140", "12345678901", "电话", "186****1402", "0395"])
def test_what_is_no_number_is_told_at_the_field(typed):
    errors = form(phone=typed).errors

    assert list(errors) == ["phone"]
    assert "电话格式不正确" in errors["phone"][0]


def test_name_and_post_are_asked_for():
    assert form(name="", post="").errors == {"name": ["须填写姓名。"], "post": ["须填写职务。"]}
