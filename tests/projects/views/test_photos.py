"""Photographs of a project: uploading, showing as of a day, taking down, and who may."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.models import Photo
from strategy.models import Event, Role
from tests.factories import OrganisationFactory, ProjectFactory, UserFactory
from tests.factories.photos import camera_jpeg, png

pytestmark = pytest.mark.django_db

PAGE = "/projects/P001/photos/"


@pytest.fixture
def project():
    return ProjectFactory(code="P001", lead=OrganisationFactory())


@pytest.fixture
def keeper(project, signed_in):
    """Staff of the unit that leads the project."""
    return signed_in(UserFactory(organisation=project.lead))


def upload(client, content=None, name="工地.jpg", **fields):
    file = SimpleUploadedFile(name, camera_jpeg() if content is None else content)
    fields = {"taken_on": "2022-07-30", "caption": "主体封顶"} | fields
    return client.post(PAGE, {"photo": file, **fields})


def pictures_on(client, address):
    return client.get(address).content.decode().count("/small.jpg")


def test_an_uploaded_photograph_shows_with_its_day(keeper):
    assert upload(keeper).status_code == 302

    page = keeper.get("/projects/P001/").content.decode()

    assert "主体封顶" in page
    assert "2022年7月30日拍摄" in page
    assert Event.objects.get(verb="上传照片").subject_key == "P001"


def test_the_picture_that_is_sent_has_no_place_in_it(keeper):
    upload(keeper)
    photo = Photo.objects.get()

    for size in ("small", "large"):
        response = keeper.get(f"/projects/P001/photos/{photo.pk}/{size}.jpg")
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"Exif" not in response.content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "工地.mov", "content": b"\0" * 10_000_000}, "照片只接受jpg、png文件"),
        ({"name": "台账.pdf", "content": b"%PDF-1.7"}, "照片只接受jpg、png文件"),
        ({"content": b"\0" * 10_000_000}, "文件内容不是jpg格式"),
        ({"content": png()}, "文件内容不是jpg格式"),
        ({"content": camera_jpeg(400, 200)[:300]}, "照片已损坏"),
        ({"content": b""}, "文件是空的"),
        ({"taken_on": ""}, "请填写拍摄日期"),
        ({"taken_on": "2022-08-11"}, "拍摄日期不能晚于今天"),
        ({"caption": ""}, "请写明照片内容"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field_and_nothing_changes(keeper, change, sentence):
    response = upload(keeper, **change)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Photo.objects.exists()


def test_the_same_photograph_is_kept_once(keeper):
    upload(keeper)

    assert "该照片已经上传" in upload(keeper).content.decode()
    assert Photo.objects.count() == 1


def test_a_photograph_taken_down_is_gone_but_on_record(keeper):
    upload(keeper)
    photo = Photo.objects.get()
    address = f"{PAGE}{photo.pk}/remove/"

    assert keeper.post(address, {"reason": ""}).status_code == 422
    assert keeper.post(address, {"reason": "传错项目"}).status_code == 302

    photo.refresh_from_db()
    assert photo.removal_reason == "传错项目"
    assert not pictures_on(keeper, "/projects/P001/")
    assert keeper.get(address).status_code == 404


def test_a_past_day_shows_no_later_photograph(keeper):
    upload(keeper)

    assert pictures_on(keeper, "/projects/P001/")
    assert not pictures_on(keeper, "/projects/P001/?asof=2022-08-09")


def test_a_photograph_of_a_later_day_than_is_read_is_not_shown(keeper):
    upload(keeper, taken_on="2022-08-10")
    Photo.objects.update(taken_on=date(2022, 8, 12))

    assert not pictures_on(keeper, "/projects/P001/")


@pytest.mark.parametrize(
    ("role", "own_unit", "status"),
    [
        (Role.STAFF, True, 200),
        (Role.STAFF, False, 403),
        (Role.COORDINATOR, False, 200),
        (Role.OFFICIAL, True, 403),
        (Role.SYSTEM_ADMINISTRATOR, False, 403),
    ],
)
def test_only_the_office_and_the_lead_unit_upload(project, signed_in, role, own_unit, status):
    unit = project.lead if own_unit else OrganisationFactory()
    client = signed_in(UserFactory(role=role, organisation=unit))

    assert client.get(PAGE).status_code == status
    assert upload(client).status_code == (302 if status == 200 else 403)
