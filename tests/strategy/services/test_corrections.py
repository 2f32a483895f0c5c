"""A correction corrects something: one that says what is published already is not submitted."""

from decimal import Decimal

import pytest

from strategy.models import Revision, Status
from strategy.queries.sheets import one_row
from strategy.services.figures import Entry, enter_figures
from strategy.services.submissions import CheckError, submit_revisions
from tests.factories import SeriesFactory, UserFactory, publish
from tests.factories.figures import EXPLANATION

from .raced import JUNE, LATER, figure_of

pytestmark = pytest.mark.django_db

PUBLISHED = {"value": Decimal(39), "base": Decimal(30), "base_note": "并购后可比"}


@pytest.fixture
def line():
    line = SeriesFactory(metric__accumulation="stock")
    typed = {name: PUBLISHED[name] for name in ("base", "base_note")}
    publish(line, JUNE, PUBLISHED["value"], **typed)
    return line


def corrected(line, **typed) -> Revision:
    by = UserFactory(organisation=line.organisation)
    said = {"reason": "漏报一户企业", "explanation": EXPLANATION} | PUBLISHED | typed
    return enter_figures([Entry(figure_of(line), **said)], by=by, at=LATER)[0]


def submit(draft: Revision) -> Revision:
    return submit_revisions([draft], by=draft.entered_by, at=LATER)[0]


@pytest.mark.parametrize("typed", [{}, {"note": "已投产"}])
def test_correction_that_changes_nothing_is_refused_at_its_row(line, typed):
    draft = corrected(line, **typed)

    with pytest.raises(CheckError) as refused:
        submit(draft)

    sentence = "修正后的数据与已发布数据相同，无需修正"
    assert refused.value.problems == {draft.pk: sentence}
    assert Revision.objects.get(pk=draft.pk).status == Status.DRAFT
    row = one_row(figure_of(line), LATER)
    assert [one.sentence for one in row.findings] == [sentence]
    assert not row.is_ready


@pytest.mark.parametrize(
    "typed",
    [
        {"value": Decimal(40)},
        {"base": Decimal(31)},
        {"base": None, "base_note": ""},
        {"base_note": "搬迁后可比"},
        {"value": None, "not_applicable": True, "note": "本月停产"},
    ],
)
def test_correction_that_changes_something_is_submitted(line, typed):
    assert submit(corrected(line, **typed)).status == Status.SUBMITTED


def test_correction_back_to_what_stood_first_is_submitted(line):
    publish(line, JUNE, 45, at=LATER, reason="漏报一户企业")

    assert submit(corrected(line)).status == Status.SUBMITTED


def test_returned_figure_that_was_right_is_submitted_as_it_was(line):
    fresh = SeriesFactory(metric__accumulation="stock")

    assert submit(corrected(fresh)).status == Status.SUBMITTED
