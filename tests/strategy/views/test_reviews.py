"""The review page: what stands there, and what it costs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from strategy.models import Evidence
from strategy.queries.reviews import review_queue
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    ActionFactory,
    FigureFactory,
    MetricFactory,
    OrganisationFactory,
    UserFactory,
    publish,
)
from tests.factories.figures import EXPLANATION

from .review_desk import AT, JULY, JUNE, PAGE, Desk, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


# What stands there


def test_row_shows_old_beside_new_and_why_it_was_returned(desk):
    revision = desk.returned_and_sent_again()

    row = row_of(desk.get(), revision)

    assert "<del" in row
    assert row.index(">5</del>") < row.index("<b>4</b>")
    assert "上次退回：</b>与名单不符，请核对" in row
    assert "再次上报" in row


def test_correction_shows_the_published_value_and_its_reason(desk):
    line = desk.line()
    publish(line, JULY, 8, at=AT)
    revision = desk.submit(9, line=line, reason="漏报一户企业")

    row = row_of(desk.get(), revision)

    assert ">8</del>" in row
    assert "漏报一户企业" in row


def test_correction_that_was_returned_still_shows_the_published_value(desk):
    line = desk.line()
    publish(line, JULY, 8, at=AT)
    again = desk.submit(9, line=line, reason="漏报一户企业")
    return_revision(again, "请附名单后重报", by=desk.reviewer, at=AT)
    revision = desk.submit(10, line=line, reason="漏报两户企业")

    row = row_of(desk.get(), revision)

    assert "已发布 8" in row
    assert ">9</del>" in row


def test_row_shows_last_month_last_year_and_growth(desk):
    line = desk.line()
    publish(line, date(2021, 7, 1), 40)
    publish(line, JUNE, 44)
    revision = desk.submit(50, line=line)

    row = row_of(desk.get(), revision)

    assert 'data-label="上月">44<' in row
    assert 'data-label="上年同期">40<' in row
    assert "+25.0%" in row


def test_unapproved_last_month_is_marked_provisional(desk):
    line = desk.line()
    desk.submit(44, line=line, month=JUNE)
    revision = desk.submit(50, line=line)

    row = row_of(desk.get(), revision)

    assert 'data-label="上月">44<small class="note">初步</small>' in row


def test_row_shows_findings_with_their_explanation(desk):
    flagged = desk.flagged()

    row = row_of(desk.get(), flagged)

    assert "为上年同期的20.0倍，请说明原因" in row
    assert EXPLANATION in row


def test_row_says_who_submitted_for_whom_and_how_long_ago(desk, settings):
    settings.DEMO, settings.DEMO_TODAY = True, date(2022, 8, 10)
    colleague = UserFactory(organisation=desk.unit, name="科长丙")
    revision = desk.submit(on_behalf_of=colleague)

    row = row_of(desk.get(), revision)

    assert "填报员甲" in row
    assert "受科长丙委托" in row
    assert "已等4天" in row


def test_row_leads_to_evidence_and_passport(desk):
    revision = desk.submit()
    evidence = Evidence.objects.create(
        revision=revision, name="名单.pdf", content_type="application/pdf", size=9,
        checksum="0" * 64, added_at=AT, added_by=desk.reporter,
    )  # fmt: skip

    row = row_of(desk.get(), revision)

    assert reverse("strategy:evidence_file", args=[evidence.pk]) in row
    assert f'href="{revision.figure.get_absolute_url()}"' in row


def test_page_shows_no_target_and_no_light(desk):
    desk.submit()

    content = desk.get().partition("<main")[2]

    assert "目标" not in content
    assert "data-standing" not in content


def test_page_is_never_kept(desk):
    assert desk.client.get(PAGE)["Cache-Control"] == "private, no-store"
    assert "ETag" not in desk.client.get(PAGE)


def test_questionable_rows_stand_first_and_are_counted(desk):
    clear, flagged = desk.submit(), desk.flagged()

    page = desk.get()

    assert page.index(f"row-{flagged.pk}") < page.index(f"row-{clear.pk}")
    assert "通过全部无疑问项（1）" in page
    queue = review_queue(desk.reviewer, AT.date())
    assert (queue.count, queue.questionable) == (2, 1)


def test_rows_of_others_do_not_show(desk):
    other = UserFactory(organisation=OrganisationFactory())
    figure = FigureFactory(
        series__reviewer=OrganisationFactory(), series__organisation=other.organisation
    )
    submit_revisions(enter_figures([Entry(figure, Decimal(5))], by=other, at=AT), by=other, at=AT)

    assert "没有待审核的数据" in desk.get()


def test_filter_takes_a_unit_a_month_and_only_what_is_questionable(desk):
    july, june, flagged = desk.submit(), desk.submit(month=JUNE), desk.flagged()

    assert f"row-{june.pk}" not in desk.get(month="2022-07")
    assert f"row-{july.pk}" in desk.get(month="2022-07", unit="zhaoling")
    only = desk.get(questionable="on")
    assert f"row-{flagged.pk}" in only
    assert f"row-{july.pk}" not in only


def test_filter_says_that_a_unit_does_not_exist(desk):
    desk.submit()

    assert "没有“nowhere”这一项" in desk.get(unit="nowhere")


# What it costs


def test_page_takes_the_same_queries_for_any_number_of_rows(desk, django_assert_max_num_queries):
    action = ActionFactory()

    def fill(times: int) -> None:
        for _ in range(times):
            line = desk.line(item=action, metric=MetricFactory(), is_headline=False)
            desk.submit(line=line)

    fill(2)
    with django_assert_max_num_queries(20) as few:
        desk.get()
    fill(20)
    desk.flagged()
    with django_assert_max_num_queries(len(few)):
        desk.get()


def test_most_needed_rows_are_shown_first_where_there_are_too_many(desk):
    flagged = desk.flagged()
    for day in range(3):
        desk.submit(at=AT - timedelta(days=day))

    queue = review_queue(desk.reviewer, AT.date(), most=2)

    assert [row.revision for row in queue.doubtful] == [flagged]
    assert (len(queue.unquestioned), queue.left_out, queue.count) == (1, 2, 4)
