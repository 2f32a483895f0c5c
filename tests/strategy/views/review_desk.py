"""A reviewer at the review page, and figures that were submitted to it."""

from datetime import date, datetime
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from strategy import clock
from strategy.models import Figure, Revision, Series
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
    publish,
)
from tests.factories.figures import EXPLANATION

JUNE, JULY = date(2022, 6, 1), date(2022, 7, 1)
AT = datetime(2022, 8, 6, 9, tzinfo=clock.SHANGHAI)
PAGE = "/review/"
REASON = "与入统名单不符，请核对"


class Desk:
    """Two units, a reviewer who is signed in, and figures to be submitted to them."""

    def __init__(self):
        RuleFactory()
        for month in (JUNE, JULY):
            ReportingMonthFactory(month=month)
        self.unit = OrganisationFactory(code="zhaoling", short_name="召陵区")
        self.reviewing = OrganisationFactory(code="industry", short_name="市工信局")
        self.reporter = UserFactory(organisation=self.unit, name="填报员甲")
        self.reviewer = UserFactory(organisation=self.reviewing, name="审核员乙")
        self.metric = MetricFactory(name="产值", accumulation="stock")
        self.client = Client()
        self.client.force_login(self.reviewer)

    def line(self, **given) -> Series:
        given = {"metric": self.metric, "organisation": self.unit} | given
        return SeriesFactory(reviewer=self.reviewing, **given)

    def draft(self, value=5, *, line: Series | None = None, month=JULY, **typed) -> Revision:
        line = line or self.line()
        figure, _ = Figure.objects.get_or_create(series=line, month=month)
        (draft,) = enter_figures([Entry(figure, Decimal(value), **typed)], by=self.reporter, at=AT)
        return draft

    def submit(self, value=5, *, at=AT, on_behalf_of=None, **given) -> Revision:
        draft = self.draft(value, **given)
        kept = {"by": self.reporter, "at": at, "on_behalf_of": on_behalf_of}
        return submit_revisions([draft], **kept)[0]

    def flagged(self) -> Revision:
        """A revision that is twenty times last year's."""
        line = self.line(metric=MetricFactory(accumulation="stock"))
        publish(line, date(2021, 7, 1), 5)
        return self.submit(100, line=line, explanation=EXPLANATION)

    def returned_and_sent_again(self) -> Revision:
        line = self.line()
        first = self.submit(5, line=line)
        return_revision(first, "与名单不符，请核对", by=self.reviewer, at=AT)
        return self.submit(4, line=line)

    def get(self, **query) -> str:
        return self.client.get(PAGE, query).content.decode()

    def approve(self, *revisions: Revision, **more):
        return self.client.post(
            reverse("strategy:review_approve"), {"revision": pairs(*revisions)} | more
        )

    def approve_all(self, *revisions: Revision):
        data = {"all": "yes", "unquestioned": pairs(*revisions)}
        return self.client.post(reverse("strategy:review_approve"), data)

    def give_back(self, revision: Revision, reason=REASON):
        data = {"revision": pairs(revision), "reason": reason}
        return self.client.post(reverse("strategy:review_return"), data)


def pairs(*revisions: Revision) -> list[str]:
    return [f"{one.pk}:{one.version}" for one in revisions]


def status_of(revision: Revision) -> str:
    return Revision.objects.get(pk=revision.pk).status


def row_of(page: str, revision: Revision) -> str:
    return page.partition(f'id="row-{revision.pk}"')[2].partition("</tr>")[0]
