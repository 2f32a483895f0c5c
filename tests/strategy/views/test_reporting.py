"""The page of work: who finds what on it, and where each line leads."""

import re
from datetime import date

import pytest
from django.urls import reverse

from strategy import clock
from strategy.models import Batch, MatterStatus, Notice, Role, Series, User
from strategy.queries.to_dos import to_do_counts
from tests.factories import UserFactory
from tests.factories.matters import problem, stood

HOME = "/reporting/"
CHECKSUM = "0" * 64


@pytest.fixture
def staff(world) -> User:
    return world.users[Role.STAFF]


def page(client, **query) -> str:
    response = client.get(HOME, query)
    assert response.status_code == 200
    return response.content.decode()


def test_staff_find_the_months_that_they_owe(world, signed_in, staff):
    shown = page(signed_in(staff))

    assert "填报" in shown
    assert f'href="{sheet(world.reporting)}"' in shown
    assert "还剩2天" in shown


def sheet(organisation) -> str:
    return reverse("strategy:sheet_detail", args=[date(2022, 7, 1), organisation.code])


def test_menu_and_page_count_the_same(world, signed_in, staff):
    waiting = to_do_counts(staff, clock.now())

    shown = page(signed_in(staff))

    assert waiting.to_report > 0
    assert f'<span class="menu__count">{waiting.to_report}<' in shown
    assert f'待我审核<b class="to-do__number">{waiting.to_review}</b>项' in shown


def test_rows_of_colleagues_are_shown_when_asked_for(world, signed_in, staff):
    assert "全单位" not in page(signed_in(staff))
    colleague = UserFactory(organisation=world.reporting)
    Series.objects.filter(organisation=world.reporting).update(keeper=colleague)

    assert "没有应报的数据" in page(signed_in(staff))
    assert sheet(world.reporting) in page(signed_in(staff), rows="all")


def test_notice_stands_above(world, signed_in, staff):
    Notice.objects.create(
        title="7月报送提示", text="请按时报送", from_on=clock.today(),
        posted_at=clock.now(), posted_by=world.users[Role.COORDINATOR],
    )  # fmt: skip

    assert "7月报送提示" in page(signed_in(staff))


def test_recent_batch_leads_to_its_record(world, signed_in, staff):
    now = clock.now()
    batch = Batch.objects.create(
        organisation=world.reporting, month=date(2022, 7, 1), kind=Batch.Kind.PASTE, size=9,
        checksum=CHECKSUM, number=1, made_at=now, made_by=staff, committed_at=now,
        committed_by=staff,
    )  # fmt: skip

    assert reverse("strategy:batch_detail", args=[batch.pk]) in page(signed_in(staff))


def test_headquarters_office_finds_what_to_open_lock_and_press_for(world, signed_in):
    shown = page(signed_in(world.users[Role.COORDINATOR]))

    assert "待办" in shown
    assert reverse("strategy:reminder_list", args=[date(2022, 6, 1)]) in shown
    assert "尚未锁定的报告期" in shown
    assert "打开月报" not in shown


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STAFF, Role.COORDINATOR}))
def test_who_neither_reports_nor_reviews_is_refused(world, signed_in, role):
    assert signed_in(world.users[role]).get(HOME).status_code == 403


def test_page_is_never_kept(world, signed_in, staff):
    response = signed_in(staff).get(HOME)

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "ETag" not in response


def test_page_shows_no_value_and_no_light(world, signed_in, staff):
    shown = page(signed_in(staff)).partition("<main")[2]

    assert "data-standing" not in shown
    assert "data-figure" not in shown


def test_queries_do_not_grow_with_rows(world, signed_in, staff, django_assert_max_num_queries):
    client = signed_in(staff)
    client.get(HOME)
    with django_assert_max_num_queries(13) as small:
        client.get(HOME)

    world.grow(6)

    with django_assert_max_num_queries(len(small)):
        client.get(HOME)


# Matters and meetings


def test_matter_waits_with_its_sentence_and_leads_to_its_page(world, signed_in):
    matter = problem(world.reporting, title="用地未批", due_on=date(2022, 8, 9))
    stood(matter, MatterStatus.ASSIGNED)

    shown = page(signed_in(world.users[Role.STAFF]))

    assert f'href="{matter.get_absolute_url()}">用地未批</a>' in shown
    assert "2022年7月11日交办，请签收；办理时限2022年8月9日，已逾期1天。" in shown
    assert "黄色督办" in shown


def test_menu_counts_the_matters_that_the_page_lists(world, signed_in):
    office = world.users[Role.COORDINATOR]

    shown = page(signed_in(office))

    lines = shown.partition('id="matters"')[2].partition("</section>")[0].count("<li")
    assert lines == to_do_counts(office, clock.now()).matters > 0
    assert f'href="/reporting/#matters">督办<span class="menu__count">{lines}<' in shown


def test_count_changes_with_the_day_though_nothing_was_written(world, signed_in, settings):
    stood(problem(world.reporting, due_on=date(2022, 8, 16)), MatterStatus.HANDLING)
    client = signed_in(world.users[Role.STAFF])
    before = waiting(client)

    settings.DEMO_TODAY = date(2022, 8, 11)  # a Thursday, three work days before it is due

    assert waiting(client) == before + 1


def test_count_changes_when_a_matter_is_assigned(world, signed_in):
    client = signed_in(world.users[Role.STAFF])
    before = waiting(client)

    stood(problem(world.reporting), MatterStatus.ASSIGNED)

    assert waiting(client) == before + 1


def waiting(client) -> int:
    """The number beside 督办 in the menu of another page."""
    found = re.search(
        r'督办<span class="menu__count">(\d+)<', client.get("/help/").content.decode()
    )
    return int(found[1]) if found else 0
