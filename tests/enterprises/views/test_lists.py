"""The lists of enterprises and parks: honours, industry, level."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from enterprises.models import Enterprise, Honour, Park, Pool, PoolEntry
from strategy.models import Assessment, ListEntry, TrackedItem
from strategy.services.events import raise_page_counter
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


def test_enterprises_are_filtered_by_park_with_those_inside_it(world, reader):
    Park.objects.filter(code="K002").update(within=Park.objects.get(code="K001"))
    Park.objects.filter(code="K003").update(within=Park.objects.get(code="K002"))

    assert codes_of(reader.get("/enterprises/?park=K001")) == ["E001", "E002", "E003"]
    assert codes_of(reader.get("/enterprises/?park=K003")) == ["E003"]


def test_enterprises_are_filtered_by_chain_and_scale(world, reader):
    Enterprise.objects.filter(code="E002").update(chain="食品加工", scale="large")

    assert codes_of(reader.get("/enterprises/?chain=食品加工")) == ["E002"]
    assert codes_of(reader.get("/enterprises/?scale=large")) == ["E002"]
    assert "没有“机械”这一项" in reader.get("/enterprises/?chain=机械").content.decode()


def test_lists_are_filtered_by_who_was_in_a_pool_on_the_day(world, reader):
    for members, code in [(Pool.Members.ENTERPRISES, "E002"), (Pool.Members.PARKS, "K002")]:
        parent, pool = (
            Pool.objects.create(
                code=f"{name}-{code.lower()}", name=name, members=members, position=1,
                source=SourceFactory(),
            )
            for name in ("whole", "tier")
        )  # fmt: skip
        Pool.objects.filter(pk=pool.pk).update(parent=parent)
        member = TrackedItem.objects.get(code=code)
        PoolEntry.objects.create(
            pool=pool, member=member, entered_on="2022-07-20", source=SourceFactory()
        )

    assert codes_of(reader.get("/enterprises/?pool=tier-e002")) == ["E002"]
    assert codes_of(reader.get("/enterprises/?pool=whole-e002")) == ["E002"]
    assert codes_of(reader.get("/enterprises/?pool=tier-e002&asof=2022-07-19")) == []
    assert codes_of(reader.get("/parks/?pool=tier-k002")) == ["K002"]


def test_parks_are_filtered_by_the_park_they_lie_in_and_export_it(world, reader):
    Park.objects.filter(code="K002").update(
        within=Park.objects.get(code="K001"), administration_name="某管委会"
    )

    assert codes_of(reader.get("/parks/?within=K001")) == ["K002"]
    _, second, _ = csv_rows(reader.get("/parks/?export=csv"))
    assert second["管理机构"] == "某管委会"
    assert second["上级园区"] == Park.objects.get(code="K001").name


def test_enterprises_show_their_scale_and_sort_by_it(world, reader):
    Enterprise.objects.filter(code="E003").update(scale="large")
    Enterprise.objects.filter(code="E001").update(scale="small")

    assert codes_of(reader.get("/enterprises/?sort=scale"))[:2] == ["E003", "E001"]


def test_five_thousand_enterprises_ask_no_more_queries(world, reader):
    addresses = ("/enterprises/", "/enterprises/E001/", "/parks/", "/parks/K001/")

    def queries() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert reader.get(address).status_code == 200
            found.append(len(captured))
        return found

    few = queries()
    settle(5000, park=Park.objects.get(code="K001"))

    assert ">5003</a>" in reader.get("/enterprises/").content.decode()
    assert queries() == few


def settle(size: int, *, park: Park) -> None:
    """Let many enterprises on the list, all in one park."""
    like = Enterprise.objects.get(code="E001")
    TrackedItem.objects.bulk_create(
        TrackedItem(code=f"E{n + 1000}", name=f"企业{n}", kind=like.kind, source=like.source)
        for n in range(size)
    )
    items = list(TrackedItem.objects.filter(code__gte="E1000", kind=like.kind))
    for item in items:
        Enterprise(item=item, park=park).save_base(raw=True)
    ListEntry.objects.bulk_create(
        ListEntry(list="enterprises", number=n, item=item, basis="official")
        for n, item in enumerate(items, 100)
    )
    Assessment.objects.bulk_create(
        Assessment(**result | {"item_id": item.pk}) for result in results_of(like) for item in items
    )
    raise_page_counter()


def results_of(item: Enterprise) -> list[dict]:
    """The results of an item in all months, to be given to others."""
    rows = Assessment.objects.known_at(None).of_items().filter(item=item.pk).values()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]
