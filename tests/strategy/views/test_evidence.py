"""Attaching, removing and handing out files: who may, and how they are sent."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from strategy import kept_files
from strategy.models import Evidence, Revision, Role, Status
from strategy.services.evidence import add_evidence, remove_evidence
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    UserFactory,
)
from tests.factories.evidence import PDF
from tests.factories.figures import EXPLANATION, NOON, owed_figure

from .rows import address, fields

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)


@pytest.fixture
def figure():
    return owed_figure()


@pytest.fixture
def reporter(figure):
    return UserFactory(organisation=figure.series.organisation)


@pytest.fixture
def evidence(figure, reporter):
    entry = Entry(figure, Decimal(5), explanation=EXPLANATION)
    (draft,) = enter_figures([entry], by=reporter, at=NOON)
    return add_evidence(draft, "7月台账.pdf", PDF, by=reporter, at=NOON)


def bring_to(evidence, status, reporter):
    """Take the revision of a file to a status."""
    figure = evidence.revision.figure
    reviewer = UserFactory(organisation=figure.series.reviewer)
    if status != Status.DRAFT:
        submitted = submit_revisions([evidence.revision], by=reporter, at=NOON)
    if status == Status.APPROVED:
        approve_revisions(submitted, by=reviewer, at=NOON)
    elif status == Status.RETURNED:
        return_revision(submitted[0], "缺名单", by=reviewer, at=NOON)


def readers(figure):
    """Who asks for a file, by what they are to its figure."""
    series = figure.series
    return {
        "unit": UserFactory(organisation=series.organisation),
        "reviewer": UserFactory(organisation=series.reviewer),
        "stranger": UserFactory(),
        "official": UserFactory(role=Role.OFFICIAL),
        "coordinator": UserFactory(role=Role.COORDINATOR),
        "auditor": UserFactory(role=Role.AUDITOR),
        "official of the unit": UserFactory(organisation=series.organisation, role=Role.OFFICIAL),
    }


@pytest.mark.parametrize("status", Status)
def test_a_file_is_for_those_who_may_see_its_number(signed_in, figure, reporter, evidence, status):
    bring_to(evidence, status, reporter)

    allowed = {
        who
        for who, user in readers(figure).items()
        if signed_in(user).get(f"/evidence/{evidence.pk}/").status_code == 200
    }

    everyone = {"unit", "reviewer", "stranger", "official", "coordinator", "official of the unit"}
    assert allowed == (everyone if status == Status.APPROVED else {"unit", "reviewer"})


def test_a_file_is_sent_to_be_saved_and_not_shown(signed_in, reporter, evidence):
    response = signed_in(reporter).get(f"/evidence/{evidence.pk}/")

    assert response.content == PDF
    name = "filename*=utf-8''7%E6%9C%88%E5%8F%B0%E8%B4%A6.pdf"
    assert response.headers["Content-Disposition"] == f"attachment; {name}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Type"] == "application/pdf"


def test_a_removed_file_is_not_handed_out(signed_in, reporter, evidence):
    remove_evidence(evidence, by=reporter, at=NOON)

    assert signed_in(reporter).get(f"/evidence/{evidence.pk}/").status_code == 404


def test_a_file_that_is_not_there_is_not_found(signed_in, reporter, evidence):
    assert signed_in(reporter).get(f"/evidence/{evidence.pk + 1}/").status_code == 404
    kept_files.path_of(evidence.checksum).unlink()
    assert signed_in(reporter).get(f"/evidence/{evidence.pk}/").status_code == 404


def test_nothing_is_changed_by_a_link(signed_in, figure, reporter, evidence):
    client = signed_in(reporter)

    assert client.get(f"/evidence/{evidence.pk}/remove/").status_code == 405
    assert client.get(address(figure, "evidence/")).status_code == 405
    assert client.post(f"/evidence/{evidence.pk}/").status_code == 405


def test_a_file_is_attached_with_what_is_typed(signed_in, figure, reporter):
    typed = fields(figure, value="5", version="0")
    chosen = fields(figure, evidence=SimpleUploadedFile("a/b/台账.pdf", PDF))

    response = signed_in(reporter).post(address(figure, "evidence/"), typed | chosen)

    assert (response.status_code, response.url) == (302, address(figure))
    assert Revision.objects.get().value == 5
    assert Evidence.objects.get().name == "台账.pdf"


@pytest.mark.parametrize(
    ("typed", "content", "sentence"),
    [
        ({"value": "5"}, b"", "请先选择文件"),
        ({"value": "5"}, b"MZ", "文件内容不是pdf格式"),
        ({}, PDF, "请先填写数据，再上传佐证材料"),
    ],
)
def test_what_cannot_be_attached_is_told_at_its_field(
    signed_in, figure, reporter, typed, content, sentence
):
    chosen = {"evidence": SimpleUploadedFile("台账.pdf", content)} if content else {}
    data = fields(figure, version="0", **typed, **chosen)

    response = signed_in(reporter).post(address(figure, "evidence/"), data)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Evidence.objects.exists()


def test_the_same_file_twice_is_told_and_what_is_typed_is_kept(
    signed_in, figure, reporter, evidence
):
    data = fields(figure, value="6", explanation=EXPLANATION, version="1")
    chosen = fields(figure, evidence=SimpleUploadedFile("又名.pdf", PDF))

    response = signed_in(reporter).post(address(figure, "evidence/"), data | chosen)

    assert response.status_code == 422
    assert "该文件已经上传" in response.content.decode()
    assert Revision.objects.get().value == 6
    assert '-version" value="2"' in response.content.decode()


def test_a_file_is_removed_with_what_is_typed(signed_in, figure, reporter, evidence):
    data = fields(figure, value="6", explanation=EXPLANATION, version="1")

    response = signed_in(reporter).post(f"/evidence/{evidence.pk}/remove/", data)

    assert (response.status_code, response.url) == (302, address(figure))
    assert Revision.objects.get().value == 6
    assert not Evidence.objects.attached().exists()


def test_a_file_of_what_was_submitted_is_not_removed(signed_in, figure, reporter, evidence):
    bring_to(evidence, Status.SUBMITTED, reporter)
    data = fields(figure, value="5", explanation=EXPLANATION, version="1")

    response = signed_in(reporter).post(f"/evidence/{evidence.pk}/remove/", data)

    assert response.status_code == 409
    assert Evidence.objects.attached().exists()


@pytest.mark.parametrize("who", ["reviewer", "stranger", "official", "coordinator", "auditor"])
def test_nobody_else_attaches_or_removes(signed_in, figure, evidence, who):
    client = signed_in(readers(figure)[who])
    data = fields(figure, value="6", version="1")
    chosen = fields(figure, evidence=SimpleUploadedFile("b.pdf", PDF + b"2"))

    assert client.post(address(figure, "evidence/"), data | chosen).status_code == 403
    assert client.post(f"/evidence/{evidence.pk}/remove/", data).status_code == 403
    assert Revision.objects.get().value == 5
    assert list(Evidence.objects.attached()) == [evidence]
