"""Pills and bars say in words and shape what their colour says."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from strategy.progress import Standing
from strategy.ui.marks import bar, pill, split_bar


def part(standing, count):
    return SimpleNamespace(standing=standing, count=count, url=f"/tasks/?standing={standing}&a=1")


def widths(drawn):
    return [float(piece.split('%"')[0]) for piece in drawn.split(' width="')[1:]]


@pytest.mark.parametrize("standing", list(Standing))
def test_pill_has_word_shape_and_value(standing):
    drawn = pill(standing)

    assert standing.label in drawn
    assert f'data-standing="{standing.value}"' in drawn
    assert "<svg" in drawn
    assert "data-sample" not in drawn


def test_pill_of_a_sample_says_so():
    drawn = pill(Standing.BEHIND, sample=True)

    assert 'data-standing="behind" data-sample' in drawn
    assert "示例" in drawn


def test_pill_escapes_its_label():
    assert "<b>" not in pill(Standing.DONE, label="<b>")


def test_bar_names_its_numbers_and_marks_the_pace():
    drawn = bar(Decimal("50.57"), expected=Decimal(50), standing=Standing.ON_PACE)

    assert 'aria-label="完成50.6%，序时进度50.0%"' in drawn
    assert 'class="bar bar--on-pace"' in drawn
    assert 'class="bar__done" width="50.6%"' in drawn
    assert 'class="bar__pace" x="50.0%"' in drawn
    assert "style" not in drawn


@pytest.mark.parametrize(("done", "width"), [("130.4", "100.0%"), ("-5", "0.0%")])
def test_bar_ends_at_its_edges_but_tells_the_true_number(done, width):
    drawn = bar(Decimal(done))

    assert f'class="bar__done" width="{width}"' in drawn
    assert f"完成{done.replace('-5', '−5.0')}%" in drawn


def test_bar_without_a_value_is_empty():
    drawn = bar(None, expected=Decimal(50))

    assert "bar__done" not in drawn
    assert "未报，序时进度50.0%" in drawn


def test_split_bar_links_each_standing_to_its_rows():
    drawn = split_bar([part(Standing.BEHIND, 9), part(Standing.ON_PACE, 46)], label="重点工作")

    assert 'href="/tasks/?standing=behind&amp;a=1"' in drawn
    assert 'aria-label="滞后9项"' in drawn
    assert 'data-standing="on_pace"' in drawn
    assert 'aria-label="重点工作"' in drawn


def test_split_bar_leaves_out_what_does_not_occur():
    drawn = split_bar([part(Standing.FAR_BEHIND, 0), part(Standing.ON_PACE, 3)])

    assert "far-behind" not in drawn
    assert widths(drawn) == [100.0]


def test_small_parts_are_wide_enough_to_read_and_all_fill_the_bar():
    drawn = split_bar([part(standing, 1 + 30 * standing.severity) for standing in Standing])

    assert sum(widths(drawn)) == pytest.approx(100, abs=0.1)
    assert min(widths(drawn)) >= 12


def test_split_bar_of_nothing_is_empty():
    assert "split__part" not in split_bar([])
