"""What holds for every agenda: samples, earlier days, unpublished numbers, queries, minutes."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy import clock
from strategy.models import (
    AgendaReason,
    Assessment,
    Matter,
    MatterStatus,
    MatterStep,
    Meeting,
    Revision,
    Verb,
)
from strategy.progress import Standing
from strategy.queries.agendas import proposals
from tests.factories import (
    FigureFactory,
    MeetingFactory,
    OrganisationFactory,
    SeriesFactory,
    TaskFactory,
    UserFactory,
)
from tests.factories.agendas import (
    JULY,
    JULY_OUT,
    JUNE,
    TODAY,
    assess,
    handled,
    listed,
    noon,
    on_agenda,
    stands,
    subjects,
)
from tests.factories.matters import coordinator, office, stood

DAY = timedelta(days=1)
FAR, BEHIND, ON_PACE = Standing.FAR_BEHIND, Standing.BEHIND, Standing.ON_PACE


def test_sample_marks_what_rests_on_it_and_nothing_else(published, meetings):
    real, sample = listed(TaskFactory, "T901", "实"), listed(TaskFactory, "T902", "示例计划")
    stands(real, FAR, gap=-30)
    stands(sample, FAR, gap=-20, is_sample=True)
    stands(listed(TaskFactory, "T903", "示例事项", is_sample=True), FAR, gap=-15)
    once = listed(TaskFactory, "T904", "曾含示例")
    assess(once, JUNE, FAR, noon(date(2022, 7, 11)), is_sample=True)
    assess(once, JULY, FAR, JULY_OUT, gap=-10)
    then = listed(TaskFactory, "T905", "上次含示例")
    assess(then, JUNE, ON_PACE, noon(date(2022, 7, 11)), is_sample=True)
    assess(then, JULY, BEHIND, JULY_OUT, gap=-1)
    handled("实事项", date(2022, 8, 6))
    handled("示例督办", date(2022, 8, 6), is_sample=True)
    series = SeriesFactory(organisation=OrganisationFactory(name="舞阳县"))
    FigureFactory(series=series, month=JUNE)
    FigureFactory(series=series, month=JULY, is_sample=True)

    found = {one.title: one.is_sample for one in proposals(meetings[2], TODAY)}

    assert found == {
        "实": False,
        "示例计划": True,
        "示例事项": True,
        "曾含示例": True,
        "上次含示例": True,
        "实事项": False,
        "示例督办": True,
        "舞阳县2022年6月数据报送": False,
        "舞阳县2022年7月数据报送": True,
    }


def test_everything_on_the_agenda_of_a_sample_meeting_is_a_sample(db):
    handled("用地", date(2022, 8, 6))
    meeting = MeetingFactory(number=1, meets_on=TODAY, is_sample=True)

    assert [one.is_sample for one in proposals(meeting, TODAY)] == [True]


def test_earlier_day_is_proposed_from_what_was_known_then(published, meetings):
    second, third = meetings[1:]
    item = listed(TaskFactory, "T901", "招商")
    stands(item, BEHIND, FAR, gap=-12)
    matter = handled("用地", date(2022, 8, 6))
    stood(matter, MatterStatus.CLOSED, at=noon(date(2022, 8, 14)))
    on_agenda(second, "added:2:1", "continued", title="展会筹备")

    then = clock.end_of_day(date(2022, 8, 7))
    assert subjects(third, date(2022, 8, 7), then) == [(AgendaReason.OVERDUE, "用地")]
    assert subjects(third) == [
        (AgendaReason.LEFT_OPEN, "展会筹备"),
        (AgendaReason.NEWLY_RED, "招商"),
    ]


def test_number_that_is_not_published_never_appears(published, third):
    area = OrganisationFactory(code="wuyang", name="舞阳县")
    figure = FigureFactory(series=SeriesFactory(organisation=area), month=JUNE)
    Revision.objects.create(
        figure=figure, number=1, value=Decimal(456789), entered_at=JULY_OUT,
        entered_by=UserFactory(),
    )  # fmt: skip

    found = proposals(third, TODAY)

    assert [one.owner for one in found] == [area]
    assert "456789" not in repr(found)
    assert "987654" not in repr(found)


def test_long_sentence_is_cut_to_fit(published, third):
    item = listed(TaskFactory, "T901", "招商")
    Assessment.objects.filter(pk=stands(item, FAR).pk).update(sentence="长" * 300)

    (one,) = proposals(third, TODAY)

    assert len(one.sentence) == 300
    assert one.sentence.startswith("7月新增严重滞后：长")
    assert one.sentence.endswith("长…")


def test_queries_stay_twelve_with_ten_thousand_matters(published, meetings):
    item, worse = listed(TaskFactory, "T901", "招商"), listed(TaskFactory, "T902", "外贸")
    stands(item, FAR, gap=-12)
    stands(worse, ON_PACE, BEHIND, gap=-5)
    on_agenda(meetings[1], "added:2:1", "continued", title="展会筹备")
    FigureFactory(series=SeriesFactory(), month=JUNE)
    assert queries_of(meetings[2]) <= 12

    many_matters(10_000)

    assert queries_of(meetings[2]) <= 12
    overdue = [one for one in proposals(meetings[2], TODAY) if one.reason == AgendaReason.OVERDUE]
    assert len(overdue) == 5_000


def queries_of(meeting: Meeting) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        proposals(meeting, TODAY)
    return len(captured)


def many_matters(count: int) -> None:
    """Matters of one unit that handles them; every second one is overdue."""
    unit, at, by = OrganisationFactory(), noon(date(2022, 7, 20)), coordinator()
    matters = Matter.objects.bulk_create(
        Matter(
            year=2022, number=number, kind="problem", origin="visit", title=f"事项{number}",
            checker=office(), registered_at=at, registered_by=by,
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    MatterStep.objects.bulk_create(
        MatterStep(
            matter=matter, number=1, verb=Verb.PROGRESS, note="办理中", lead=unit, at=at, by=by,
            checker=office(),
            status=MatterStatus.HANDLING, organisation=by.organisation,
            due_on=TODAY - DAY if matter.number % 2 else TODAY + 90 * DAY,
        )
        for matter in matters
    )  # fmt: skip
