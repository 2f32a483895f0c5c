"""What a paste is answered with before anything is kept or written."""

import re

import pytest

from tests.factories.organisations import OrganisationFactory
from tests.strategy.imports.unit import Unit, make_unit, tabbed

from .importing import paste, text

pytestmark = pytest.mark.django_db
TABLE = tabbed(["指标", "7月"], ["新签约项目", 3])


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path


@pytest.fixture
def unit() -> Unit:
    return make_unit({"name": "新签约项目", "unit": "个"})


@pytest.fixture
def clerk(unit, signed_in):
    return signed_in(unit.clerk)


def test_a_refused_row_without_a_name_has_no_former_content(clerk, unit):
    page = clerk.get(
        paste(clerk, unit, tabbed(["指标", "7月"], ["新签约项目", 3], ["没有", 4])).url
    )

    refused, new = re.findall('data-label="原内容">([^<]*)<', text(page))
    assert (refused, new) == ("--", "未填")


def test_a_paste_of_another_unit_comes_back_with_the_reason(clerk, unit):
    OrganisationFactory(name="源汇区", kind="area")

    response = paste(clerk, unit, tabbed(["源汇区2022年7月月报"]) + TABLE)

    assert response.status_code == 422
    assert f"表中单位为源汇区，与本表{unit.organisation.short_name}不符" in text(response)
