"""The forms of an import."""

from strategy.forms.batches import CommitForm, PasteForm


def test_a_paste_keeps_its_blanks_and_refuses_nothing_but_blanks():
    kept, blank = PasteForm({"text": "\t3\n\n"}), PasteForm({"text": " \n"})

    assert kept.is_valid()
    assert kept.cleaned_data["text"] == "\t3\n\n"
    assert "没有内容" in blank.errors["text"][0]


def test_a_start_is_a_number_from_one_on():
    for start in ("0", "-1", "x", "10000"):
        assert "start" in PasteForm({"text": "3", "start": start}).errors


def test_only_the_reasons_that_are_needed_are_asked_for():
    form = CommitForm({"fingerprint": "a"}, needs_note=0, needs_reason=2)

    assert [one.name for one in form.shown] == ["reason"]
    assert form.errors == {"reason": ["有2项须说明原因，请填写。"]}
