"""The page of one row: what it shows, saves and submits, and for whom."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from strategy.models import Evidence, Revision, Role, Status
from strategy.services.publications import return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    ReportingMonthFactory,
    TargetFactory,
    UserFactory,
    publish,
)
from tests.factories.evidence import PDF
from tests.factories.figures import EXPLANATION, NOON, owed_figure
from tests.pages.markup import Page

from .rows import address, enter, fields, page_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return owed_figure(metric__name="新签约额")


@pytest.fixture
def reporter(figure):
    return UserFactory(organisation=figure.series.organisation, name="王经办")


@pytest.fixture
def client(signed_in, reporter):
    return signed_in(reporter)


def test_the_page_tells_what_is_asked_and_shows_no_target(client, figure):
    TargetFactory(series=figure.series, value=98765)
    figure.series.metric.definition = "签订正式合同的金额。"
    figure.series.metric.save()

    response = client.get(address(figure))

    page = page_of(response)
    for words in (
        "新签约额",
        "未填",
        "本月无此项",
        "签订正式合同的金额。",
        "保存并上报",
        "佐证材料",
    ):
        assert words in page
    for hidden in ("98,765", "98765", "目标", "完成率", "序时", "data-standing"):
        assert hidden not in page.partition('id="content"')[2]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_what_is_saved_is_a_draft(client, figure):
    response = post(client, figure, value="1,234", note="主体完工", version="0")

    assert (response.status_code, response.url) == (302, address(figure))
    draft = Revision.objects.get()
    assert (draft.status, draft.value, draft.note) == (Status.DRAFT, 1234, "主体完工")
    assert 'value="1234"' in page_of(client.get(address(figure)))


def test_a_bad_value_comes_back_with_its_sentence_and_all_that_was_typed(client, figure):
    response = post(client, figure, value="很多", note="主体完工", version="0")

    assert response.status_code == 422
    page = page_of(response)
    assert "“很多”不是数字" in page
    assert 'value="很多"' in page
    assert "主体完工" in page
    assert not Revision.objects.exists()


def test_what_is_submitted_waits_for_the_reviewer_and_can_be_recalled(client, figure):
    post(client, figure, action="submit", value="5", explanation=EXPLANATION, version="0")

    page = page_of(client.get(address(figure)))
    assert Revision.objects.get().status == Status.SUBMITTED
    assert "请先撤回" in page
    assert "保存草稿" not in page
    post(client, figure, action="recall")
    assert Revision.objects.get().status == Status.DRAFT


def test_what_is_said_not_to_exist_stands_alone_and_can_be_recalled(client, figure):
    post(client, figure, action="submit", none="on", note="本月没有签约", version="0")

    page = page_of(client.get(address(figure)))
    assert Page(page).all(css="row__stands")[0].text.split() == ["本月", "本月无此项", "初步"]
    assert page.count("<b>") == page.count("</b>")


def test_what_a_check_asks_about_is_saved_and_asked_at_the_explanation(client, figure):
    for month in range(1, 6):
        ReportingMonthFactory(month=date(2022, month, 1))
        publish(figure.series, date(2022, month, 1), 5 + month % 2)

    response = post(client, figure, action="submit", value="90000", version="0")

    page = page_of(response)
    assert response.status_code == 422
    assert "须对审核提示作出说明" in page
    assert "需要说明" in page
    draft = Revision.objects.get(figure=figure)
    assert (draft.status, draft.value) == (Status.DRAFT, 90000)
    assert f'-version" value="{draft.version}"' in page


def test_what_a_check_forbids_cannot_be_submitted(client, figure):
    response = post(client, figure, action="submit", value="-5", version="0")

    assert response.status_code == 422
    assert "必须改正" in page_of(response)
    assert Revision.objects.get().status == Status.DRAFT


def test_nothing_at_all_cannot_be_submitted(client, figure):
    response = post(client, figure, action="submit", version="0")

    assert response.status_code == 422
    assert "尚未填报" in page_of(response)


def test_an_unknown_button_is_refused(client, figure):
    assert post(client, figure, action="approve", value="5").status_code == 400


def test_what_came_back_tells_why_and_offers_what_was_typed(client, figure, reporter):
    (submitted,) = submit_revisions(enter(figure, reporter, 41), by=reporter, at=NOON)
    reviewer = UserFactory(organisation=figure.series.reviewer)
    return_revision(submitted, "与名单相差1家", by=reviewer, at=NOON)

    page = page_of(client.get(address(figure)))

    assert "与名单相差1家" in page
    assert 'value="41"' in page
    post(client, figure, action="submit", value="40", explanation=EXPLANATION, version="0")
    assert Revision.objects.get(number=2).status == Status.SUBMITTED


def test_a_chosen_file_is_saved_with_the_draft(client, figure):
    name = f"{figure.series.code}-evidence"
    data = fields(figure, value="5", version="0") | {name: SimpleUploadedFile("台账.pdf", PDF)}

    client.post(address(figure), data)

    assert Evidence.objects.get().name == "台账.pdf"
    assert "台账.pdf" in page_of(client.get(address(figure)))


def test_a_file_of_21_megabytes_gets_a_sentence(client, figure):
    large = SimpleUploadedFile("台账.pdf", PDF + bytes(21 * 1024 * 1024))
    data = fields(figure, value="5", version="0") | {f"{figure.series.code}-evidence": large}

    response = client.post(address(figure), data)

    assert response.status_code == 422
    assert "文件为21.0MB，超过20MB" in page_of(response)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.STAFF])
def test_no_other_role_of_the_unit_opens_the_page(signed_in, figure, role):
    user = UserFactory(organisation=figure.series.organisation, role=role)

    assert signed_in(user).get(address(figure)).status_code == 403
    assert post(signed_in(user), figure, value="5", version="0").status_code == 403


@pytest.mark.parametrize("whose", ["reviewer", "stranger"])
def test_no_other_unit_opens_the_page(signed_in, figure, whose):
    user = (
        UserFactory(organisation=figure.series.reviewer) if whose == "reviewer" else UserFactory()
    )

    assert signed_in(user).get(address(figure)).status_code == 403
    assert post(signed_in(user), figure, value="5", version="0").status_code == 403
    assert not Revision.objects.exists()


def test_an_address_that_names_another_unit_is_not_found(client, figure):
    place = ["2022-06", figure.series.reviewer.code, figure.series.code]

    assert client.get(reverse("strategy:row_edit", args=place)).status_code == 404


@pytest.mark.parametrize("tail", ["", "evidence/"])
def test_what_was_typed_is_there_after_the_sign_in(figure, reporter, tail):
    client = Client()
    data = fields(figure, value="1234", note="主体完工", version="0")
    chosen = {f"{figure.series.code}-evidence": SimpleUploadedFile("台账.pdf", PDF)}

    sent = client.post(address(figure, tail), data | chosen)
    assert sent.url == f"/accounts/login/?next={address(figure)}"
    client.force_login(reporter)
    page = page_of(client.get(address(figure)))

    assert "已恢复登录超时前填写的内容" in page
    assert 'value="1234"' in page
    assert "主体完工" in page
    assert not Revision.objects.exists()
