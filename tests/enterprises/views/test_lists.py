"""The lists of enterprises and parks: honours, industry, level."""

from enterprises.models import Enterprise, Honour, Park
from tests.factories import SourceFactory
from tests.strategy.views.pages import codes_of, csv_rows, rows_of


def test_honours_are_counted_and_lead_to_the_enterprise(world, reader):
    Honour.objects.create(
        holder_id=Enterprise.objects.get(code="E001").pk, name="小巨人", level="national",
        source=SourceFactory(),
    )  # fmt: skip

    Honour.objects.filter(holder__code="E003").delete()

    first, second, third = rows_of(reader.get("/enterprises/"))

    assert 'data-computed="/enterprises/E001/?month=2022-06">2</span>' in first
    assert ">1</span>" in second
    assert 'data-label="荣誉（项）">--</td>' in third


def test_enterprises_are_filtered_by_the_level_of_an_honour(world, reader):
    Honour.objects.filter(holder__code="E002").update(level="national")

    assert codes_of(reader.get("/enterprises/?honour=national")) == ["E002"]
    assert codes_of(reader.get("/enterprises/?honour=city")) == ["E001", "E003"]


def test_an_honour_of_a_later_day_is_not_filtered_for(world, reader):
    Honour.objects.filter(holder__code="E002").update(level="national", awarded_on="2022-07-20")

    assert codes_of(reader.get("/enterprises/?honour=national&asof=2022-07-20")) == ["E002"]
    assert codes_of(reader.get("/enterprises/?honour=national&asof=2022-07-19")) == []


def test_enterprise_shows_industry_and_area(world, reader):
    Enterprise.objects.filter(code="E001").update(industry="食品")

    first, *_ = rows_of(reader.get("/enterprises/"))

    assert 'data-label="行业">食品</td>' in first
    assert f'data-label="县区">{world.areas[1].short_name}</td>' in first


def test_parks_sort_and_filter_by_level(world, reader):
    Park.objects.filter(code="K003").update(level="national")
    Park.objects.filter(code="K002").update(level="")

    assert codes_of(reader.get("/parks/?sort=level")) == ["K003", "K001", "K002"]
    assert codes_of(reader.get("/parks/?level=provincial")) == ["K001"]


def test_park_export_says_its_level_in_words(world, reader):
    first, *_ = csv_rows(reader.get("/parks/?export=csv"))

    assert first["级别"] == "省级"
