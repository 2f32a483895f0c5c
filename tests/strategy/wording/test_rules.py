"""The text of a rule: thresholds as officials say them."""

from decimal import Decimal

import pytest

from strategy.wording.rules import rule_text
from tests.factories import RuleFactory

pytestmark = pytest.mark.django_db


def test_a_gap_rule_speaks_of_points():
    text = rule_text(RuleFactory())

    assert "不低于0个百分点为达序时" in text
    assert "不低于−10个百分点为滞后" in text
    assert "满3个月为严重滞后" in text
    assert text.endswith("自2021年1月起执行。")


def test_a_ratio_rule_speaks_of_shares():
    rule = RuleFactory(code="R2", family="ratio", on_pace_from=Decimal(80), behind_from=Decimal(60))

    assert "占序时进度80%及以上为达序时，60%及以上为滞后，低于60%为严重滞后" in rule_text(rule)
