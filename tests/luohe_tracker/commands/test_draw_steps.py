"""The pages of docs/ tell what the code does: the steps, who takes them, and the checks."""

import re

import pytest
from django.core.management import CommandError, call_command

from luohe_tracker.management import matter_steps, revision_steps
from luohe_tracker.management.commands import draw_steps
from strategy.models import MatterStatus, Status, Verb
from strategy.models.matter_steps import MOVES
from strategy.models.revisions import STEPS
from strategy.progress import FindingCode, FindingKind
from strategy.progress.ladder import STARTS

WRONG = {
    "figures.md": ("submitted --> approved", "draft --> approved"),
    "matters.md": ("applied --> verified", "handling --> verified"),
}
"""An arrow of each page, and one that no step is."""


@pytest.fixture
def copies(tmp_path, monkeypatch):
    """Copies of the pages, to be written to."""
    for name in draw_steps.DIAGRAMS:
        (tmp_path / name).write_text(text_of(name), encoding="utf-8")
    monkeypatch.setattr(draw_steps, "DOCS", tmp_path)
    return tmp_path


def text_of(name: str) -> str:
    return (draw_steps.DOCS / name).read_text(encoding="utf-8")


def arrows(diagram: str) -> list[tuple[str, str, str]]:
    """From where to where, and the first Latin word of what it is called."""
    return re.findall(r"^    (\S+) --> (\w+): \S+ (\w+)", diagram, flags=re.MULTILINE)


def test_the_pages_show_the_steps_as_they_are():
    call_command("draw_steps", check=True)


def test_every_step_of_a_revision_and_no_other_is_drawn():
    steps = {(status, after) for status in Status for after in STEPS[status]}
    drawn = {(start, end) for start, end, _ in arrows(revision_steps.diagram()) if start != "[*]"}

    assert drawn == steps == set(revision_steps.TAKEN_BY)


def test_every_step_of_a_matter_and_no_other_is_drawn():
    steps = {
        (start, move.target or start, verb)
        for verb, move in MOVES.items()
        for start in move.origins or ["[*]"]
    }

    assert set(arrows(matter_steps.diagram())) == steps
    assert set(matter_steps.TAKEN_BY) == set(Verb)


@pytest.mark.parametrize("name", draw_steps.DIAGRAMS)
def test_a_page_with_another_diagram_is_refused(copies, name):
    page = text_of(name).replace(*WRONG[name])
    (copies / name).write_text(page, encoding="utf-8")

    with pytest.raises(CommandError, match=f"{name} is out of date"):
        call_command("draw_steps", check=True)


@pytest.mark.parametrize("name", draw_steps.DIAGRAMS)
def test_writing_puts_the_diagram_right(copies, name):
    right = text_of(name)
    (copies / name).write_text(right.replace(*WRONG[name]), encoding="utf-8")

    call_command("draw_steps")

    assert text_of(name) == right


@pytest.mark.parametrize("name", draw_steps.DIAGRAMS)
def test_a_page_without_marks_is_refused(copies, name):
    (copies / name).write_text("# Nothing\n", encoding="utf-8")

    with pytest.raises(CommandError, match="marks"):
        call_command("draw_steps")


def test_every_check_and_no_other_is_in_the_table():
    kinds = "|".join(kind.label for kind in FindingKind)
    rows = re.findall(rf"^\| (\S+) \| (?:{kinds}) \|", text_of("figures.md"), flags=re.MULTILINE)

    assert rows == [code.label for code in FindingCode]


def test_every_state_of_a_matter_and_no_other_is_in_the_table():
    rows = re.findall(r"^\| (\S+) (\w+) \|", text_of("matters.md"), flags=re.MULTILINE)

    assert [row for row in rows if row[1] in set(MatterStatus)] == [
        (one.label, one.value) for one in MatterStatus
    ]


def test_the_page_tells_from_when_each_rung_holds():
    rows = re.findall(r"^\| (\S+) \| (-?\d) \|", text_of("matters.md"), flags=re.MULTILINE)

    assert rows == [(rung.label, str(start)) for rung, start in STARTS.items()]
