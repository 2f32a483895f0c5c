"""Pages of posts: all of them, everything of one, the panel on items; and the office's forms."""

import re
from datetime import date

import pytest

from strategy.models import Event, Post, Responsibility, Role, Tenure
from tests.factories.matters import MeetingFactory
from tests.factories.posts import PostFactory, TenureFactory

from .pages import codes_of, csv_rows

FORMS = [
    "/posts/new/", "/posts/vice-mayor/edit/", "/posts/vice-mayor/appoint/",
    "/posts/vice-mayor/relieve/", "/responsibilities/new/",
]  # fmt: skip
READING = ["/posts/", "/posts/vice-mayor/"]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def office(world, signed_in):
    return signed_in(world.users[Role.COORDINATOR])


def body(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def panel(page: str) -> str:
    return page.partition("责任分工")[2].partition("</section>")[0]


# Reading


def test_page_of_a_month_shows_the_person_of_that_month(reader):
    Tenure.objects.filter(person="李某").update(starts_on=date(2022, 6, 10))
    Tenure.objects.filter(person="王某").update(ends_on=date(2022, 6, 10))

    may, june = (panel(body(reader, f"/projects/P001/?month=2022-0{n}")) for n in (5, 6))

    assert ("王某" in may, "李某" in may) == (True, False)
    assert ("王某" in june, "李某" in june) == (False, True)
    assert "2022年5月31日" in body(reader, "/projects/P001/?month=2022-05")


def test_page_of_a_past_day_shows_who_it_was_then(reader):
    Tenure.objects.filter(person="李某").update(starts_on=date(2022, 7, 20))
    Tenure.objects.filter(person="王某").update(ends_on=date(2022, 7, 20))

    day = "/projects/P001/?month=2022-07&asof=2022-07-19"
    assert "王某" in panel(body(reader, day))
    assert "李某" in panel(body(reader, "/projects/P001/?month=2022-07"))
    assert "李某" not in body(reader, "/posts/vice-mayor/?month=2022-07&asof=2022-07-19")


@pytest.mark.parametrize("code", ["actions/A1", "tasks/T001", "enterprises/E001", "parks/K001"])
def test_every_kind_of_item_leads_to_the_post(reader, code):
    shown = panel(body(reader, f"/{code}/?month=2022-06"))

    assert "包联领导" in shown
    assert 'href="/posts/vice-mayor/?month=2022-06">李某</a>' in shown
    assert "2022年4月12日起" in shown


def test_panel_says_that_a_post_is_vacant(reader):
    Tenure.objects.filter(person="李某").update(ends_on=date(2022, 6, 1))

    assert "空缺" in panel(body(reader, "/projects/P001/?month=2022-06"))


def test_one_page_has_everything_of_a_post(reader):
    page = body(reader, "/posts/vice-mayor/?month=2022-06")

    assert codes_of(reader.get("/posts/vice-mayor/?month=2022-06"))[:4] == [
        "A1",
        "A2",
        "A3",
        "T001",
    ]
    for words in (
        "严重滞后",
        "未销号的督办事项",
        "30天内到期的节点",
        "历任人员",
        "任至2022年4月12日",
    ):
        assert words in page
    assert re.search(r"应完成.*实际.*差", page)


def test_meetings_in_the_chair_of_a_post_stand_on_its_page(reader):
    MeetingFactory(chair="副市长", topic="企业供热")
    other = MeetingFactory(chair="副市长（分管商务）")

    cards = body(reader, "/posts/vice-mayor/").partition("主持的会议")[2]

    assert "企业供热" in cards
    assert other.get_absolute_url() not in cards
    past = body(reader, "/posts/vice-mayor/?month=2022-05&asof=2022-05-20")
    assert "主持的会议" not in past  # nobody had entered them by then


def test_list_counts_what_its_pages_show(reader):
    page = body(reader, "/posts/?month=2022-06")

    items, red = re.findall(r'data-computed="(/posts/[^"]*)"[^>]*>(\d+)<', page)[:2]
    for address, count in (items, red):
        assert len(codes_of(reader.get(address.replace("&amp;", "&")))) == int(count) > 0


def test_items_of_a_post_are_exported_as_they_are_filtered(reader):
    address = "/posts/vice-mayor/?month=2022-06&standing=far_behind"

    rows = csv_rows(reader.get(f"{address}&export=csv"))

    assert [row["编号"] for row in rows] == codes_of(reader.get(address))
    assert {row["责任"] for row in rows} == {"包联领导"}
    assert Event.objects.filter(verb="导出", subject_kind="strategy.post").exists()
    assert reader.get(f"{address}&export=xlsx").status_code == 200


def test_post_without_items_says_so(reader):
    PostFactory(code="empty", title="局长")

    page = body(reader, "/posts/empty/")

    assert "未登记" in page
    assert "尚未登记任职人员" in page
    assert "该职务没有负责的事项" in page
    assert reader.get("/posts/nobody/").status_code == 404


# Writing


def test_new_post_is_filled_gets_an_item_and_loses_it(office):
    office.post("/posts/new/", {"title": "市工信局局长", "position": "5", "note": ""})
    post = Post.objects.get(title="市工信局局长")
    typed = {"person": "钱某", "starts_on": "2022-06-01", "source": "S01"}
    shown = office.post(f"/posts/{post.code}/appoint/", typed, follow=True).content.decode()
    assert "已登记钱某自2022年6月1日起任市工信局局长，负责的事项随之调整。" in shown
    typed = {
        "item": "t001", "role": "leader", "post": post.code, "starts_on": "2022-06-01",
        "source": "S01",
    }  # fmt: skip
    shown = office.post("/responsibilities/new/", typed, follow=True).content.decode()
    assert "责任领导" in panel(shown)
    assert "钱某" in panel(shown)

    duty = Responsibility.objects.get(post=post)
    office.post(f"/responsibilities/{duty.pk}/end/", {"ends_on": "2022-06-15"})
    office.post(f"/posts/{post.code}/relieve/", {"person": "钱某", "ends_on": "2022-06-20"})

    assert "钱某" not in panel(body(office, "/tasks/T001/?month=2022-06"))
    assert "空缺" in body(office, f"/posts/{post.code}/?month=2022-06")


@pytest.mark.parametrize(
    ("address", "typed", "field", "sentence"),
    [
        ("/posts/new/", {"title": "副市长", "position": "1"}, "title", "已有职务“副市长”"),
        ("/posts/new/", {"title": "", "position": "1"}, "title", "请填写职务名称。"),
        (
            "/posts/vice-mayor/appoint/",
            {"person": "赵某", "starts_on": "2022-04-01", "source": "S01"},
            "starts_on",
            "任职日期须晚于现任李某的任职日期",
        ),
        (
            "/posts/vice-mayor/appoint/",
            {"person": "赵某", "starts_on": "1022-04-01"},
            "starts_on",
            "日期应在2000年至2100年之间。",
        ),
        (
            "/posts/vice-mayor/appoint/",
            {"person": "赵某", "starts_on": "2022-08-01"},
            "source",
            "请选择来源。",
        ),
        (
            "/posts/vice-mayor/relieve/",
            {"person": "李某", "ends_on": "2022-04-12"},
            "ends_on",
            "离任日期须晚于李某的任职日期",
        ),
        (
            "/responsibilities/new/",
            {"item": "T999", "role": "leader", "post": "vice-mayor", "starts_on": "2022-06-01"},
            "item",
            "没有编号为“T999”的事项",
        ),
        (
            "/responsibilities/new/",
            {
                "item": "T001",
                "role": "sponsor",
                "post": "vice-mayor",
                "starts_on": "2022-06-01",
                "source": "S01",
            },
            "post",
            "副市长已是该事项的包联领导",
        ),
    ],
)
def test_what_will_not_do_is_told_at_its_field(office, address, typed, field, sentence):
    before = Event.objects.count()

    response = office.post(address, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page.partition("error-summary")[2].partition("</ul>")[0]
    assert sentence in page.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert Event.objects.count() == before


def test_page_whose_person_has_changed_relieves_nobody(office):
    response = office.post(
        "/posts/vice-mayor/relieve/", {"person": "王某", "ends_on": "2022-08-01"}
    )

    assert response.status_code == 422
    assert "在任人员已变为李某" in response.content.decode()
    assert Tenure.objects.get(person="李某").ends_on is None


@pytest.mark.parametrize("role", Role)
def test_who_reads_and_who_writes(world, signed_in, role):
    client = signed_in(world.users[role])
    duty = Responsibility.objects.first()
    may_read = role in {Role.OFFICIAL, Role.STAFF, Role.COORDINATOR}
    may_write = role == Role.COORDINATOR

    for address in READING:
        assert client.get(address).status_code == (200 if may_read else 403), address
    for address in [*FORMS, f"/responsibilities/{duty.pk}/end/"]:
        assert client.get(address).status_code == (200 if may_write else 403), address
        if not may_write:
            assert client.post(address, {}).status_code == 403, address


def test_buttons_are_the_offices_and_not_on_a_past_day(office, reader):
    address = "/posts/vice-mayor/?month=2022-06"

    assert "登记任职" in body(office, address)
    assert "登记任职" not in body(reader, address)
    assert "登记任职" not in body(office, f"{address}&asof=2022-07-20")
    assert "明确责任" in panel(body(office, "/tasks/T001/"))
    assert "明确责任" not in panel(body(reader, "/tasks/T001/"))


def test_form_names_whom_it_is_about(office):
    page = body(office, "/posts/vice-mayor/relieve/")

    assert "李某（2022年4月12日起）" in page
    assert 'value="李某"' in page
    assert 'value="T001"' in body(office, "/responsibilities/new/?item=T001&post=vice-mayor")


def test_admin_only_shows_posts(office):
    tenure = TenureFactory(post=PostFactory())

    for model, pk in (("post", tenure.post_id), ("tenure", tenure.pk)):
        address = f"/admin/strategy/{model}/"
        assert office.get(address).status_code == 200
        assert office.get(f"{address}add/").status_code == 403
        assert office.post(f"{address}{pk}/change/", {}).status_code == 403
