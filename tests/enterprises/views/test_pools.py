"""The pages of pools: what they show, what they export, and the forms of the office."""

import re
from datetime import date

import pytest
from django.urls import reverse

from enterprises.models import Enterprise, Honour, Pool, PoolEntry
from strategy.models import Role, Source
from tests.factories import EnterpriseFactory, SourceFactory
from tests.factories.pools import PoolEntryFactory, PoolFactory, ladder
from tests.strategy.views.pages import codes_of, csv_rows

MARKUP = re.compile(r"<[^>]+>")
PASSWORD = "Shaoling-2022"
LOWER = "/enterprises/pools/lower-4/"


@pytest.fixture
def office(world, signed_in):
    return signed_in(world.users[Role.COORDINATOR])


def text(response) -> str:
    """What a page says, without its markup."""
    return MARKUP.sub("", response.content.decode())


def entry_of(code: str, pool: str = "lower-4") -> PoolEntry:
    return PoolEntry.objects.get(pool__code=pool, member__code=code)


# Reading


def test_list_shows_size_change_and_published_number_with_its_passport(world, reader):
    page = reader.get("/enterprises/pools/").content.decode()

    size = 'data-computed="/enterprises/pools/lower-4/?month=2022-06&amp;state=in"'
    assert re.search(f"{re.escape(size)}[^>]*>3</a>", page)
    assert re.search(r'data-figure="/figures/E001-output-industry/2022-06/"[^>]*>601</a>', page)
    assert "专精特新梯队" in page


def test_number_with_a_sample_in_it_is_marked(world, reader):
    PoolEntry.objects.filter(pool__code="green-park").update(is_sample=False)

    page = reader.get("/enterprises/pools/").content.decode()

    assert re.search(r'pools/lower-4/[^"]*state=in"[^>]*data-sample>3</a>', page)
    assert re.search(r'pools/green-park/[^"]*state=in"[^>]* href="[^"]*">3</a>', page)


def test_members_are_listed_with_days_reasons_and_source(world, reader):
    PoolEntry.objects.filter(pk=entry_of("E002").pk).update(
        left_on="2022-05-20", left_reason="升规入统", entered_reason="第一批"
    )

    page = reader.get(LOWER)

    assert codes_of(page) == ["E001", "E003", "E002"]  # who has left comes last
    assert "2021年3月1日" in text(page)
    assert "2022年5月20日升规入统" in re.sub(r"\s+", "", text(page))
    assert 'href="/sources/#S01"' in page.content.decode()


def test_member_of_a_past_day_had_not_left_yet(world, reader):
    PoolEntry.objects.filter(pk=entry_of("E002").pk).update(
        left_on="2022-07-15", left_reason="升规入统"
    )

    assert "升规入统" not in text(reader.get(LOWER, {"asof": "2022-07-14"}))
    assert "升规入统" in text(reader.get(LOWER, {"asof": "2022-07-15"}))


@pytest.mark.parametrize(
    ("state", "codes"), [("in", {"E001", "E003"}), ("left", {"E002"}), ("exited", {"E002"})]
)
def test_members_are_filtered(world, reader, state, codes):
    PoolEntry.objects.filter(pk=entry_of("E002").pk).update(left_on="2022-05-20", left_reason="停")

    assert set(codes_of(reader.get(LOWER, {"state": state}))) == codes


def test_file_has_the_rows_of_the_page(world, reader):
    PoolEntry.objects.filter(pk=entry_of("E002").pk).update(
        left_on="2022-05-20", left_reason="升规入统"
    )

    page = codes_of(reader.get(LOWER, {"sort": "-code"}))
    rows = csv_rows(reader.get(LOWER, {"sort": "-code", "export": "csv"}))

    assert [row["编号"] for row in rows] == page == ["E003", "E002", "E001"]
    left = next(row for row in rows if row["编号"] == "E002")
    assert (left["出库"], left["出库原因"], left["来源"]) == ("2022年5月20日", "升规入统", "S01")
    assert left["示例项"] == "示例"


def test_workbook_is_given_too(world, reader):
    response = reader.get(LOWER, {"export": "xlsx"})

    assert response["Content-Type"].endswith("spreadsheetml.sheet")


def test_honour_behind_an_entry_is_shown_once(world, reader):
    owner = Enterprise.objects.get(code="E001")
    Honour.objects.filter(holder=owner.pk).delete()
    title = {"holder_id": owner.pk, "level": "national", "source": SourceFactory()}
    behind = Honour.objects.create(name="小巨人称号", **title)
    Honour.objects.create(name="别的称号", **title)
    PoolEntry.objects.filter(pk=entry_of("E001").pk).update(honour=behind)

    page = text(reader.get("/enterprises/E001/"))

    assert page.count("小巨人称号") == 1
    assert page.count("别的称号") == 1


def test_enterprise_shows_its_pools_ladder_code_and_unlisted_projects(world, reader):
    Enterprise.objects.filter(code="E001").update(
        credit_code="91411100MA3XXXXX0X", chain="休闲食品", scale="large"
    )

    page = text(reader.get("/enterprises/E001/"))

    for words in ("91411100MA3XXXXX0X", "休闲食品", "大型", "专精特新梯队", "上市企业", "已出库"):
        assert words in page


# The office


def test_office_lets_a_member_in_and_is_led_back(world, office):
    member = EnterpriseFactory(code="E901", name="新厂")

    typed = {
        "member": "e901", "entered_on": "2022-08-01", "entered_reason": "第二批名单",
        "source": "S01",
    }  # fmt: skip
    response = office.post(f"{LOWER}enter/", typed, follow=True)

    assert response.redirect_chain == [(LOWER, 302)]
    assert "新厂已入专精特新培育库。" in text(response)
    assert "新厂" in text(response)
    assert entry_of(member.code).entered_on == date(2022, 8, 1)


def test_refusal_stands_at_its_field_and_nothing_is_written(world, office):
    before = PoolEntry.objects.count()

    response = office.post(
        f"{LOWER}enter/",
        {"member": "E001", "entered_on": "2022-08-01", "entered_reason": "一", "source": "S01"},
    )

    assert response.status_code == 422
    assert "事项E001已在专精特新培育库，不能重复入库。" in text(response)
    assert 'href="#id_member"' in response.content.decode()
    assert PoolEntry.objects.count() == before


def test_office_lets_a_member_out_and_up(world, office):
    out, up = entry_of("E001"), entry_of("E002")  # the second is a sample
    SourceFactory(code="S09", kind=Source.Kind.SAMPLE)

    office.post(f"{LOWER}{out.pk}/leave/", {"left_on": "2022-08-01", "left_reason": "迁出"})
    office.post(
        f"{LOWER}{up.pk}/climb/",
        {"upper": "upper-4", "entered_on": "2022-08-02", "source": "S09"},
    )

    assert entry_of("E001").left_reason == "迁出"
    assert entry_of("E002").left_on == entry_of("E002", "upper-4").entered_on == date(2022, 8, 2)


def test_day_of_a_climb_that_is_refused_is_told_at_its_field(world, office):
    up = entry_of("E001")

    response = office.post(
        f"{LOWER}{up.pk}/climb/",
        {"upper": "upper-4", "entered_on": "2021-01-01", "source": "S01"},
    )

    assert response.status_code == 422
    assert 'href="#id_entered_on"' in response.content.decode()
    assert not PoolEntry.objects.filter(pool__code="upper-4").exists()


def test_office_corrects_a_day(world, office):
    kept = entry_of("E001")

    office.post(
        f"{LOWER}{kept.pk}/correct/",
        {"entered_on": "2021-04-01", "entered_reason": "第一批", "why": "原登记笔误"},
    )

    assert entry_of("E001").entered_on == date(2021, 4, 1)


def test_who_has_left_or_stands_on_top_has_no_form(world, office):
    gone = PoolEntryFactory(pool=Pool.objects.get(code="lower-4"), left_on=date(2022, 5, 1))
    top = PoolEntryFactory(pool=ladder()[1])

    assert office.get(f"{LOWER}{gone.pk}/leave/").status_code == 404
    assert office.get(f"/enterprises/pools/upper-4/{top.pk}/climb/").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF])
def test_others_find_no_forms(world, signed_in, role):
    client = signed_in(world.users[role])

    assert "办理入库" not in text(client.get(LOWER))
    assert client.get(reverse("enterprises:pool_keep", args=["lower-4"])).status_code == 403


def test_past_day_is_only_read(world, office):
    assert "办理入库" in text(office.get(LOWER))
    assert "办理入库" not in text(office.get(LOWER, {"asof": "2022-07-20"}))


def test_pool_that_is_none_is_not_found(world, reader):
    assert reader.get("/enterprises/pools/nothing/").status_code == 404


def test_empty_pool_says_so(world, reader):
    PoolFactory(code="empty", name="空库")

    assert "空库没有登记成员。" in text(reader.get("/enterprises/pools/empty/"))


def test_what_was_typed_into_any_form_survives_the_end_of_the_session(world, office):
    keeper = world.users[Role.COORDINATOR]
    keeper.set_password(PASSWORD)
    keeper.save()
    pk = entry_of("E001").pk
    forms = {f"{LOWER}enter/": "entered_reason", f"{LOWER}{pk}/leave/": "left_reason",
             f"{LOWER}{pk}/climb/": "entered_on", f"{LOWER}{pk}/correct/": "why"}  # fmt: skip

    for address, field in forms.items():
        office.logout()
        typed = "2022-08-03" if field == "entered_on" else "登录超时前所写"
        sent = office.post(address, {field: typed, "typed_by": keeper.pk})
        login = {"username": keeper.username, "password": PASSWORD}
        page = office.post(sent.url, login, follow=True).content.decode()
        assert "已恢复登录超时前填写的内容" in page, address
        assert typed in page, address
