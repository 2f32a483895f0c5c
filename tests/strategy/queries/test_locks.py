"""What a lock lets in."""

import pytest

from strategy.queries.locks import may_begin


@pytest.mark.parametrize(
    ("is_locked", "has_attempt", "may"),
    [(False, False, True), (False, True, True), (True, True, True), (True, False, False)],
)
def test_after_the_lock_only_a_further_attempt_is_begun(is_locked, has_attempt, may):
    assert may_begin(is_locked=is_locked, has_attempt=has_attempt) is may
