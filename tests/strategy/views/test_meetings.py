"""The list of meetings and the page of one: what readers see, what the office enters."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.clock import SHANGHAI
from strategy.models import Matter, MatterStep, Meeting, Role
from tests.factories import MeetingFactory, MeetingSeriesFactory, SourceFactory, UserFactory

from .meeting_desk import LAST_WEEK, TODAY, body, build_desk, client_of

pytestmark = pytest.mark.django_db
ADMINISTRATORS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def desk():
    return build_desk()


def test_list_shows_the_next_meeting_and_what_became_of_each(desk):
    page = body(client_of(desk.reader), "/meetings/")

    assert "下次会议：" in page
    assert page.index("第2次") < page.index("第1次")
    assert f'data-computed="/meetings/{desk.last.pk}/#resolutions"' in page
    assert "新建会议" not in page
    assert "新建会议" in body(client_of(desk.office), "/meetings/")


def test_list_says_why_numbers_are_missing(desk):
    MeetingFactory(series=desk.series, number=147, gap_reason="第3次至第146次未见公开报道")

    assert "第3次至第146次未见公开报道" in body(client_of(desk.reader), "/meetings/")


def test_list_can_be_narrowed_to_a_series(desk):
    other = MeetingSeriesFactory(code="special", name="专题会", position=2)
    MeetingFactory(series=other, number=3, topic="专题一")
    client = client_of(desk.reader)

    page = body(client, "/meetings/?series=special")

    assert "专题一" in page
    assert f"/meetings/{desk.last.pk}/" not in page
    assert client.get("/meetings/?series=none").status_code == 400


def test_list_of_a_past_day_knows_no_later_meeting(desk):
    page = body(client_of(desk.office), "/meetings/?asof=2022-08-04")

    assert f"/meetings/{desk.last.pk}/" in page
    assert f"/meetings/{desk.meeting.pk}/" not in page
    assert "新建会议" not in page


@pytest.mark.parametrize("role", ADMINISTRATORS)
@pytest.mark.parametrize("part", ["", "{pk}/", "{pk}/screen/", "{pk}/minutes/"])
def test_administrators_see_no_meeting(desk, role, part):
    client = client_of(UserFactory(role=role))

    assert client.get(f"/meetings/{part.format(pk=desk.last.pk)}").status_code == 403


def test_page_begins_with_what_became_of_the_last_meeting(desk):
    page = body(client_of(desk.reader), desk.address)

    overdue, _, rest = page.partition('id="follow-overdue"')[2].partition('id="follow-open"')
    assert "完成用地报批" in overdue
    assert "已逾期5天" in overdue
    assert "尚无进展说明" in overdue
    assert "落实供电方案" in rest.partition("</ul>")[0]
    assert page.index("上次会议落实情况") < page.index(">议程<")


def test_reader_gets_no_form_and_a_page_that_may_be_kept(desk):
    desk.add("项目用地")
    response = client_of(desk.reader).get(desk.address)

    assert 'method="post"' not in response.content.decode().partition("<main")[2]
    assert "ETag" in response.headers


def test_office_gets_forms_on_a_page_that_nobody_keeps(desk):
    response = client_of(desk.office).get(desk.address)

    assert "由数据生成议程" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers


def test_page_of_a_past_day_shows_what_stood_and_no_form(desk):
    page = body(client_of(desk.office), f"/meetings/{desk.last.pk}/?asof=2022-08-03")

    assert "完成用地报批" in page
    assert 'method="post"' not in page.partition("<main")[2]
    assert client_of(desk.office).get(f"{desk.address}?asof=2022-08-03").status_code == 404


def test_agenda_longer_than_the_meeting_is_told(desk):
    desk.add("项目用地", minutes=25)
    assert "超出" not in body(client_of(desk.reader), desk.address)

    desk.add("项目用电", minutes=10)

    page = body(client_of(desk.reader), desk.address)
    assert "共35分钟，会期30分钟" in page
    assert "超出5分钟" in page


def test_meeting_known_from_a_report_has_nothing_invented(desk):
    real = MeetingFactory(
        number=14, held_at=LAST_WEEK, held_by=desk.office, source=SourceFactory(), chair=""
    )

    page = body(client_of(desk.office), f"/meetings/{real.pk}/")

    assert page.count("公开报道未载明") >= 6
    assert 'method="post"' not in page.partition("<main")[2]
    assert client_of(desk.office).get(f"/meetings/{real.pk}/minutes/").status_code == 404


# Entering and changing


def new(**changes) -> dict:
    return {"number": "3", "meets_on": "2022-08-17", "gap_reason": "", **changes}


def test_next_number_is_proposed(desk):
    assert 'name="number" value="3"' in body(client_of(desk.office), "/meetings/new/?series=weekly")


def test_office_enters_a_meeting(desk):
    response = client_of(desk.office).post("/meetings/new/?series=weekly", new(topic="用工"))

    meeting = Meeting.objects.get(number=3)
    assert response.headers["Location"] == meeting.get_absolute_url()
    assert (meeting.topic, meeting.meets_on) == ("用工", date(2022, 8, 17))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": "5"}, "第3次至第4次没有登记，请填写缺号原因。"),
        ({"number": "2"}, "次数应为第3次或更大的次数。"),
        ({"meets_on": "明天"}, "日期无法识别"),
        ({"start_time": "上午"}, "时间无法识别"),
    ],
)
def test_meeting_that_will_not_do_is_told_at_its_field(desk, wrong, sentence):
    response = client_of(desk.office).post("/meetings/new/?series=weekly", new(**wrong))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Meeting.objects.count() == 2


def test_change_from_a_stale_page_is_shown_beside_what_stands(desk):
    client, address = client_of(desk.office), f"{desk.address}edit/"
    typed = {"number": "2", "meets_on": "2022-08-10", "version": "1"}
    assert client.post(address, typed | {"place": "一号会议室"}).status_code == 302

    stale = client.post(address, typed | {"place": "二号会议室"})

    assert stale.status_code == 409
    page = stale.content.decode()
    assert "一号会议室" in page
    assert 'value="二号会议室"' in page
    assert 'name="version" value="2"' in page


def test_new_meeting_typed_before_the_session_ended_comes_back_in_its_series(desk, client):
    MeetingSeriesFactory(code="special", name="专题会", position=2)
    typed = new(number="1", series="special", topic="没有保存的议题", typed_by=desk.office.pk)

    sent = client.post("/meetings/new/?series=special", typed)
    assert sent.headers["Location"].endswith("?next=/meetings/new/")
    client.force_login(desk.office)
    page = body(client, "/meetings/new/")

    assert 'value="没有保存的议题"' in page
    assert "已恢复登录超时前填写的内容" in page
    assert 'name="series" value="special"' in page
    assert "没有保存的议题" not in body(client, "/meetings/new/")
    client.post("/meetings/new/", typed)
    assert Meeting.objects.get(topic="没有保存的议题").series.code == "special"


def test_change_typed_before_the_session_ended_comes_back_on_its_version(desk, client):
    address = f"{desk.address}edit/"
    typed = {"number": "2", "meets_on": "2022-08-10", "place": "没有保存的地点", "version": "7"}
    client.post(address, typed | {"typed_by": desk.office.pk})

    client.force_login(desk.office)
    page = body(client, address)

    assert 'value="没有保存的地点"' in page
    assert "已恢复登录超时前填写的内容" in page
    assert 'name="version" value="7"' in page
    assert "没有保存的地点" not in body(client, address)


@pytest.mark.parametrize("part", ["new/", "{pk}/edit/"])
def test_meeting_typed_by_one_is_not_shown_to_another(desk, client, part):
    address = f"/meetings/{part.format(pk=desk.meeting.pk)}"
    assert f'name="typed_by" value="{desk.office.pk}"' in body(client_of(desk.office), address)
    client.post(address, new(topic="他人的议题", typed_by=desk.reader.pk, version="1"))

    client.force_login(desk.office)

    assert "他人的议题" not in body(client, address)


def test_entering_is_the_offices_alone(desk):
    for role in set(Role) - {Role.COORDINATOR}:
        client = client_of(UserFactory(role=role))
        assert client.post("/meetings/new/?series=weekly", new()).status_code == 403
        assert client.post(f"{desk.address}edit/", new()).status_code == 403


# Costs


def test_queries_stay_few_with_many_meetings_and_matters(desk):
    desk.add("项目用地")
    few = costs(desk)

    grow(desk, meetings=300, matters=10_000)

    assert costs(desk) == few
    assert max(few.values()) <= 17


def costs(desk) -> dict:
    counts = {}
    for user in (desk.reader, desk.office):
        for address in ("/meetings/", desk.address):
            client = client_of(user)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts[user.role, address] = len(captured)
    return counts


def grow(desk, *, meetings: int, matters: int) -> None:
    """Many meetings long ago, and as many matters that were closed."""
    opened = datetime(2016, 1, 4, 9, tzinfo=SHANGHAI)
    series = MeetingSeriesFactory(code="past", name="专题会", position=5)
    moments = {"opened_at": opened, "held_at": opened, "issued_at": opened}
    people = {f"{verb}_by": desk.office for verb in ("opened", "held", "issued")}
    rows = Meeting.objects.bulk_create(
        Meeting(
            series=series,
            number=number,
            meets_on=TODAY - timedelta(weeks=number),
            **moments,
            **people,
        )
        for number in range(1, meetings + 1)
    )
    shared = {"kind": "resolution", "origin": "meeting", "checker": desk.office.organisation}
    made = Matter.objects.bulk_create(
        Matter(
            year=2016, number=number, title="事项", meeting=rows[number % meetings],
            registered_at=opened, registered_by=desk.office, **shared,
        )
        for number in range(1, matters + 1)
    )  # fmt: skip
    MatterStep.objects.bulk_create(
        MatterStep(
            matter=one, number=1, verb="close", status="closed", lead=desk.lead, due_on=TODAY,
            at=opened, by=desk.office, organisation=desk.office.organisation,
            checker=desk.office.organisation,
        )
        for one in made
    )  # fmt: skip
