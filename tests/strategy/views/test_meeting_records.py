"""What is done to a meeting: held, recorded, resolved at, its minutes issued; who attended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from strategy.models import Matter, MatterStatus, MeetingStage, Role, TrackedItem
from tests.factories import TaskFactory, UserFactory
from tests.factories.evidence import PDF

from .meeting_desk import body, build_desk, client_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def desk():
    return build_desk()


@pytest.fixture
def office(desk):
    return client_of(desk.office)


def stage(desk) -> MeetingStage:
    desk.meeting.refresh_from_db()
    return desk.meeting.stage


def test_meeting_with_an_agenda_is_held(desk, office):
    empty = office.post(f"{desk.address}hold/")
    assert empty.status_code == 409
    assert "议程为空" in empty.content.decode()

    desk.add("项目用地")
    office.post(f"{desk.address}hold/")

    assert stage(desk) == MeetingStage.HELD


def test_record_saves_itself_and_by_the_button(desk, office):
    desk.add("项目用地")
    desk.hold()
    address = f"{desk.address}record/"

    saved = office.post(address, {"record-text": "一", "record-version": "1"}, headers=HTMX)
    assert "已保存 " in saved.content.decode()
    told = office.post(address, {"record-text": "一二", "record-version": "2"}, follow=True)

    assert "已保存 " in told.content.decode()
    desk.meeting.refresh_from_db()
    assert desk.meeting.record == "一二"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_two_who_type_see_both_texts(desk, office, headers):
    desk.add("项目用地")
    desk.hold()
    address = f"{desk.address}record/"
    office.post(address, {"record-text": "甲的记录", "record-version": "1"})

    stale = office.post(
        address, {"record-text": "乙的记录", "record-version": "1"}, headers=headers
    )

    page = stale.content.decode()
    assert stale.status_code == 409
    assert "甲的记录" in page
    assert "乙的记录" in page
    assert 'name="over" value="2"' in page


def test_record_typed_before_the_session_ended_is_given_back(desk, client):
    desk.add("项目用地")
    desk.hold()
    typed = {"record-text": "没有保存的记录", "record-version": "1"}
    assert client.post(f"{desk.address}record/", typed).status_code == 302

    client.force_login(desk.office)

    page = body(client, desk.address)
    assert "没有保存的记录" in page
    assert "尚未保存" in page
    assert "没有保存的记录" not in body(client, desk.address)


# Resolutions


def test_resolution_in_one_line_is_a_matter(desk, office):
    desk.add("产业链", item=TrackedItem.objects.get(pk=TaskFactory(code="T001").pk))
    line = desk.line(item="T001", supporting=[desk.helper.code])

    answer = office.post(f"{desk.address}resolutions/", line, headers=HTMX)

    matter = Matter.objects.get(meeting=desk.meeting)
    assert "一周内完成用地报批" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert (matter.kind, matter.origin) == ("resolution", "meeting")
    assert matter.item.code == "T001"
    assert list(matter.supporting.all()) == [desk.helper]
    assert matter.current.lead == desk.lead
    assert matter.current.status == MatterStatus.REGISTERED


def test_resolution_may_take_the_time_limit_of_a_class(desk, office):
    office.post(f"{desk.address}resolutions/", desk.line(due_on="", time_limit="general"))

    matter = Matter.objects.get(meeting=desk.meeting)
    assert matter.time_limit == desk.limit
    assert matter.current.due_on.isoformat() == "2022-08-17"


@pytest.mark.parametrize(("day", "is_told"), [("2022-10-04", True), ("2022-10-08", False)])
def test_resolution_due_on_a_day_off_is_taken_and_told(desk, office, day, is_told):
    line = desk.line(due_on=day)

    answer = office.post(f"{desk.address}resolutions/", line, headers=HTMX)

    matter = Matter.objects.get(meeting=desk.meeting)
    for html in (answer.content.decode(), body(office, matter.get_absolute_url())):
        assert ("办理时限当日为休息日" in html) == is_told


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "请填写议定事项。"),
        ({"lead": ""}, "请选择牵头单位，有且只能有一个。"),
        ({"lead": "nobody"}, "没有这个单位"),
        ({"due_on": ""}, "请填写办理时限或选择时限类别。"),
        ({"due_on": "2022-08-09"}, "办理时限不能早于今天。"),
        ({"supporting": ["land"]}, "不能同时是配合单位"),
        ({"lead": "office"}, "不能由其核实，请另选核实单位"),
    ],
)
def test_resolution_that_will_not_do_is_told_at_its_field(desk, office, wrong, sentence, headers):
    answer = office.post(f"{desk.address}resolutions/", desk.line(**wrong), headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page.partition("field--error")[2]
    assert not Matter.objects.filter(meeting=desk.meeting).exists()


# Minutes


def test_issued_minutes_assign_what_was_resolved(desk, office):
    desk.add("项目用地")
    desk.hold()
    office.post(f"{desk.address}resolutions/", desk.line())
    page = body(office, desk.address)
    assert "将交办的议定事项（1）" in page
    assert "下次会议续议（1）" in page

    assert office.post(f"{desk.address}issue/").status_code == 409
    assert stage(desk) == MeetingStage.HELD

    office.post(f"{desk.address}issue/", {"carries": "on"})
    assert stage(desk) == MeetingStage.ISSUED
    assert Matter.objects.get(meeting=desk.meeting).current.status == MatterStatus.ASSIGNED
    assert 'method="post"' not in body(office, desk.address).partition("<main")[2]


# Who attends, files


def lines(*rows: tuple[str, str, str]) -> dict:
    sent = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for place, (kind, unit, person) in enumerate(rows):
        sent |= {
            f"rows-{place}-kind": kind,
            f"rows-{place}-organisation": unit,
            f"rows-{place}-person": person,
        }
    return sent


def test_those_who_attend_are_named_by_kind(desk, office):
    address = f"{desk.address}attendance/"
    rows = lines(
        ("present", "land", "局长"), ("observer", "", "企业代表"), ("leave", "power", ""),
        ("present", "", ""),
    )  # fmt: skip

    assert office.post(address, rows).status_code == 302

    page = body(client_of(desk.reader), desk.address)
    for words in ("市自然资源局局长", "企业代表", "市供电公司"):
        assert words in page
    assert desk.meeting.attendances.count() == 3


def test_units_on_the_agenda_are_proposed_as_present(desk, office):
    desk.add("项目用地", owner=desk.lead)

    page = body(office, f"{desk.address}attendance/")

    assert '<option value="land" selected>' in page


def test_same_line_twice_is_refused_and_kept_on_the_page(desk, office):
    rows = lines(("present", "land", "局长"), ("observer", "land", "局长"))

    refused = office.post(f"{desk.address}attendance/", rows)

    assert refused.status_code == 409
    assert "参会名单有重复" in refused.content.decode()
    assert refused.content.decode().count('value="局长"') == 2


def test_files_are_attached_all_at_once(desk, office):
    notice = SimpleUploadedFile("会议通知.pdf", PDF, "application/pdf")
    signed = SimpleUploadedFile("签字件.pdf", PDF + b"%", "application/pdf")

    office.post(f"{desk.address}attachments/", {"attachments": [notice, signed]})

    page = body(client_of(desk.reader), desk.address)
    assert "会议通知.pdf" in page
    assert "签字件.pdf" in page
    nothing = office.post(f"{desk.address}attachments/")
    assert nothing.status_code == 422
    assert "请先选择文件" in nothing.content.decode()


@pytest.mark.parametrize(
    "verb", ["record", "attendance", "resolutions", "attachments", "hold", "issue"]
)
def test_verbs_are_the_offices_alone(desk, verb):
    for role in set(Role) - {Role.COORDINATOR}:
        client = client_of(UserFactory(role=role))
        assert client.post(f"{desk.address}{verb}/").status_code == 403
