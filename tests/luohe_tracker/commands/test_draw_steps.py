"""docs/figures.md tells what the code does: the steps, who takes them, and the checks."""

import re

import pytest
from django.core.management import CommandError, call_command

from luohe_tracker.management.commands import draw_steps
from strategy.models import Status
from strategy.models.revisions import STEPS
from strategy.progress import FindingCode, FindingKind


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the page, to be written to."""
    copy = tmp_path / "figures.md"
    copy.write_text(draw_steps.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(draw_steps, "PAGE", copy)
    return copy


def test_the_page_shows_the_steps_as_they_are():
    call_command("draw_steps", check=True)


def test_every_step_and_no_other_is_drawn():
    steps = {(status, after) for status in Status for after in STEPS[status]}
    arrows = re.findall(r"^    (\w+) --> (\w+):", draw_steps.diagram(), flags=re.MULTILINE)

    assert set(arrows) == steps == set(draw_steps.TAKEN_BY)


def test_a_page_with_another_diagram_is_refused(copy):
    page = copy.read_text(encoding="utf-8").replace("submitted --> approved", "draft --> approved")
    copy.write_text(page, encoding="utf-8")

    with pytest.raises(CommandError, match="out of date"):
        call_command("draw_steps", check=True)


def test_writing_puts_the_diagram_right(copy):
    right = copy.read_text(encoding="utf-8")
    copy.write_text(right.replace("submitted --> approved", "draft --> approved"), encoding="utf-8")

    call_command("draw_steps")

    assert copy.read_text(encoding="utf-8") == right


def test_a_page_without_marks_is_refused(copy):
    copy.write_text("# Figures\n", encoding="utf-8")

    with pytest.raises(CommandError, match="marks"):
        call_command("draw_steps")


def test_every_check_and_no_other_is_in_the_table():
    page = draw_steps.PAGE.read_text(encoding="utf-8")
    kinds = "|".join(kind.label for kind in FindingKind)
    rows = re.findall(rf"^\| (\S+) \| (?:{kinds}) \|", page, flags=re.MULTILINE)

    assert rows == [code.label for code in FindingCode]
