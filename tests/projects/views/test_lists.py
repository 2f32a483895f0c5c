"""The project list: stage, investment known or not, and its total in 亿元."""

from decimal import Decimal

import pytest

from projects.models import Project, StageRecord
from tests.strategy.views.pages import codes_of, csv_rows, footer_of, rows_of


@pytest.fixture
def invested(world):
    """P001 costs 12.5亿元, P002 3亿元, P003's investment is not public."""
    Project.objects.filter(code="P001").update(total_investment=125000)
    StageRecord.objects.filter(project__code="P001").update(stage="signed")
    Project.objects.filter(code="P002").update(total_investment=30000)
    StageRecord.objects.filter(project__code="P003").delete()


def test_investment_is_kept_in_ten_thousands_and_shown_in_hundred_millions(invested, reader):
    first, _, third = rows_of(reader.get("/projects/"))

    assert ">12.50</span>" in first
    assert 'data-label="总投资（亿元）">--</td>' in third


def test_total_investment_says_how_many_are_known(invested, reader):
    footer = footer_of(reader.get("/projects/"))

    assert ">15.50</a>" in footer
    assert "已知2/3个" in footer


def test_projects_sort_by_stage_from_first_to_last(invested, reader):
    assert codes_of(reader.get("/projects/?sort=stage")) == ["P001", "P002", "P003"]
    assert codes_of(reader.get("/projects/?sort=-stage")) == ["P002", "P001", "P003"]


def test_stage_is_a_filter(invested, reader):
    assert codes_of(reader.get("/projects/?stage=signed")) == ["P001"]
    assert codes_of(reader.get("/projects/?stage=building")) == ["P002"]


def test_export_has_the_investment_as_a_number_and_the_owner(invested, reader):
    first, _, third = csv_rows(reader.get("/projects/?export=csv"))

    assert Decimal(first["总投资（亿元）"]) == Decimal("12.5")
    assert third["总投资（亿元）"] == ""
    assert first["业主"] == "事项E001"
