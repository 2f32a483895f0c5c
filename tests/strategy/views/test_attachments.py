"""Attached files: checked, sent to be saved, taken away while nothing rests on them."""

from datetime import timedelta

import pytest

from strategy import kept_files
from strategy.models import Attachment, MatterStatus, Role
from strategy.services.attachments import attach, detach
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.evidence import PDF, package
from tests.factories.matters import MeetingFactory, coordinator, problem, staff_of, stood

from .matters import NOW, client_of, errors_at, page_of, send, upload

pytestmark = pytest.mark.django_db
ADMINISTRATORS = sorted(set(Role) - {Role.OFFICIAL, Role.STAFF, Role.COORDINATOR})


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = NOW.date()


@pytest.fixture
def lead():
    return OrganisationFactory()


@pytest.fixture
def matter(lead):
    return stood(problem(lead), MatterStatus.HANDLING)


@pytest.fixture
def attachment(matter, lead) -> Attachment:
    return attach(matter, "7月台账.pdf", PDF, by=staff_of(lead), at=NOW)


def test_several_files_are_attached_at_once(matter, lead):
    client = client_of(staff_of(lead))
    files = [upload("台账.pdf"), upload("名单.xlsx", package("xlsx"))]

    response = send(client, "attach", matter, {"attachments": files})

    assert response.status_code == 302
    assert [one.name for one in matter.attachments.all()] == ["台账.pdf", "名单.xlsx"]
    assert "已上传台账.pdf、名单.xlsx。" in page_of(client, matter)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("木马.exe", b"MZ", "不接受“exe”文件"),
        ("假的.pdf", b"MZ", "文件内容不是pdf格式"),
        ("空的.pdf", b"", "文件是空的"),
        ("双.exe.pdf", PDF, "两个扩展名"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused_and_named(matter, lead, name, content, words):
    files = [upload("台账.pdf"), upload(name, content)]

    response = send(client_of(staff_of(lead)), "attach", matter, {"attachments": files})

    assert response.status_code == 422
    (error,) = errors_at(response.content.decode()).values()
    assert error.startswith(f"{name}：")
    assert words in error
    assert not matter.attachments.exists()


def test_no_file_is_asked_for(matter, lead):
    response = send(client_of(staff_of(lead)), "attach", matter, {})

    assert errors_at(response.content.decode()) == {
        "attach_attachments": "请先选择文件，再点“上传”。"
    }


def test_same_file_twice_is_refused_whole(matter, lead, attachment):
    files = [upload("新的.pdf", PDF + b"2"), upload("旧的.pdf")]

    response = send(client_of(staff_of(lead)), "attach", matter, {"attachments": files})

    assert response.status_code == 422
    assert "该文件已经上传" in response.content.decode()
    assert matter.attachments.count() == 1


def test_file_is_sent_to_be_saved_and_not_shown(attachment):
    response = client_of(UserFactory(role=Role.OFFICIAL)).get(f"/attachments/{attachment.pk}/")

    assert response.content == PDF
    name = "filename*=utf-8''7%E6%9C%88%E5%8F%B0%E8%B4%A6.pdf"
    assert response["Content-Disposition"] == f"attachment; {name}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_file_whose_bytes_are_gone_is_not_found(attachment):
    kept_files.path_of(attachment.checksum).unlink()

    assert client_of(UserFactory()).get(f"/attachments/{attachment.pk}/").status_code == 404


def test_unit_and_office_take_a_file_away_and_nobody_else(attachment, matter, lead):
    address = f"/attachments/{attachment.pk}/remove/"
    for user in (UserFactory(), UserFactory(role=Role.OFFICIAL, organisation=lead)):
        assert client_of(user).post(address).status_code == 403
        assert address not in page_of(client_of(user), matter)
    client = client_of(staff_of(lead))
    assert address in page_of(client, matter)

    assert client.post(address).url == f"/matters/{matter.pk}/"

    assert "已移除7月台账.pdf。" in page_of(client, matter)
    assert client.get(f"/attachments/{attachment.pk}/").status_code == 404


def test_file_stays_once_the_close_was_applied_for(attachment, matter, lead):
    stood(matter, MatterStatus.APPLIED, at=NOW)
    client = client_of(staff_of(lead))
    address = f"/attachments/{attachment.pk}/remove/"
    assert address not in page_of(client, matter)

    client.post(address)

    assert "该事项正在审核销号，附件不能移除" in page_of(client, matter)
    assert client.get(f"/attachments/{attachment.pk}/").status_code == 200


def test_file_of_a_meeting_is_taken_away_by_the_office_alone():
    meeting = MeetingFactory()
    attachment = attach(meeting, "通知.pdf", PDF, by=coordinator(), at=NOW)
    address = f"/attachments/{attachment.pk}/remove/"

    assert client_of(UserFactory()).post(address).status_code == 403
    assert client_of(coordinator()).post(address).url == meeting.get_absolute_url()
    assert not meeting.attachments.attached().exists()


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_administrators_get_no_file(attachment, lead, role):
    client = client_of(UserFactory(role=role, organisation=lead))

    assert client.get(f"/attachments/{attachment.pk}/").status_code == 403
    assert client.post(f"/attachments/{attachment.pk}/remove/").status_code == 403


def test_file_removed_since_is_named_without_a_link(matter, lead, attachment, settings):
    detach(attachment, by=staff_of(lead), at=NOW + timedelta(days=1))
    settings.DEMO_TODAY = NOW.date() + timedelta(days=2)
    html = client_of(staff_of(lead)).get(f"/matters/{matter.pk}/?asof={NOW.date()}")
    html = html.content.decode()

    assert "7月台账.pdf（后已移除）" in html
    assert attachment.get_absolute_url() not in html
