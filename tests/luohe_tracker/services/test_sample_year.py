"""The sample year: where samples may be, what they tell, and that the arithmetic holds."""

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db.models import F, Q

from luohe_tracker.services.data_checks import find_problems
from luohe_tracker.services.recomputation import recompute, unsettled
from luohe_tracker.services.sample_courses import item_course
from luohe_tracker.services.sample_year import load_sample_year
from strategy import clock, months
from strategy.models import (
    Action,
    Assessment,
    Event,
    Figure,
    Metric,
    Milestone,
    ReportingMonth,
    Revision,
    Series,
    Status,
    Target,
    User,
)
from strategy.progress import Accumulation, Direction, January, Standing, round_half_up
from strategy.queries.due_rules import dues_by_rule
from strategy.queries.reporting_months import opening_month, readable_months
from tests.fixtures_june_2022 import FIGURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_year")]

MAY, JUNE, JULY = date(2022, 5, 1), date(2022, 6, 1), date(2022, 7, 1)
NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


def standings(month: date, letter: str, moment: datetime | None = None) -> Counter:
    """How many sample items of a kind stand how."""
    rows = Assessment.objects.known_at(moment).of_items().in_month(month)
    rows = rows.filter(item__is_sample=True, item__code__startswith=letter)
    return Counter(rows.values_list("standing", flat=True))


def standing(code: str, month: date, moment: datetime | None = None) -> str:
    """How one item stands."""
    return Assessment.objects.known_at(moment).of_items().get(item__code=code, month=month).standing


def test_no_sample_figure_or_target_is_on_a_real_item_but_the_actions():
    allowed = Q(item__is_sample=True) | Q(item__in=Action.objects.values("pk"))
    others = Series.objects.exclude(allowed)

    assert not others.exists()
    assert not Figure.objects.filter(series__in=others).exists()
    assert not Milestone.objects.filter(is_sample=True, item__is_sample=False).exists()


def test_what_is_sample_on_an_action_is_its_own_metric_or_one_named_sample():
    metrics = Metric.objects.filter(series__item__in=Action.objects.values("pk")).distinct()

    assert metrics.filter(is_sample=False).count() == 27
    assert {metric.name[:2] for metric in metrics.filter(is_sample=True)} == {"示例"}


def test_every_sample_metric_is_named_so_and_areas_report_no_other():
    assert not Metric.objects.filter(is_sample=True).exclude(name__startswith="示例").exists()
    by_areas = Series.objects.filter(organisation__kind="area")
    assert not by_areas.filter(metric__is_sample=False).exists()


def test_whatever_was_made_is_marked():
    published = FIGURES_OF_JUNE | Q(revisions__isnull=True)

    assert not Figure.objects.exclude(published).filter(is_sample=False, value__isnull=False)
    assert Revision.objects.filter(is_sample=False).count() == len(FIGURES)
    assert not Target.objects.filter(is_sample=False).exists()


FIGURES_OF_JUNE = Q(month=JUNE, series__code__in=[series for _, series, *_ in FIGURES])


def test_the_published_june_stands_unchanged():
    for _, series, value, *_ in FIGURES:
        figure = Figure.objects.get(series__code=series, month=JUNE)

        assert figure.value == Decimal(value)
        assert not figure.is_sample
        assert figure.revisions.count() == 1


def test_each_figure_equals_its_last_approved_revision():
    assert unsettled(Figure.objects.all()) == []


def test_computing_everything_anew_changes_nothing():
    assert recompute(at=NOW) == 0


def test_the_data_is_sound():
    assert find_problems(on=NOW.date(), at=NOW) == []


def test_loading_it_again_changes_nothing():
    events = Event.objects.count()

    assert load_sample_year(at=NOW) is None
    assert Event.objects.count() == events


def test_eighteen_months_are_published_and_the_nineteenth_is_open():
    opened = {one.month: one for one in readable_months(None)}
    reporting_month = ReportingMonth.objects.get(month=JULY)

    assert len(opened) == 19
    assert [month for month, one in opened.items() if not one.is_published] == [JULY]
    assert opening_month(list(opened.values()), NOW) == JUNE
    assert reporting_month.due_at == datetime(2022, 8, 12, 17, tzinfo=clock.SHANGHAI)
    assert not reporting_month.is_locked


def test_months_are_due_as_the_rule_says():
    due = {one.month: one.due_at for one in ReportingMonth.objects.all()}

    assert due == {month: dues_by_rule(month)[""] for month in due}


def test_every_moment_lies_before_the_day_of_the_demonstration():
    today = datetime(2022, 8, 10, tzinfo=clock.SHANGHAI)

    assert not Revision.objects.filter(
        Q(entered_at__gte=today) | Q(submitted_at__gte=today) | Q(decided_at__gte=today)
    ).exists()
    assert not Assessment.objects.filter(recorded_at__gte=today).exists()


def test_each_step_was_taken_by_another_hand_in_its_order():
    decided = Revision.objects.filter(is_sample=True, decided_at__isnull=False)

    assert not decided.exclude(entered_at__lt=F("submitted_at")).exists()
    assert not decided.exclude(submitted_at__lt=F("decided_at")).exists()
    assert not decided.filter(decided_by=F("entered_by")).exists()
    assert not User.objects.filter(is_active=True).exists()


def test_figures_to_date_never_fall_and_nothing_is_negative():
    rising = Series.objects.filter(metric__accumulation=Accumulation.TO_DATE, is_total=False)
    for series in rising:
        for year in (2021, 2022):
            figures = series.figures.published().filter(month__year=year).order_by("month")
            values = list(figures.values_list("value"))
            assert values == sorted(values), series.code

    assert not Figure.objects.filter(value__lt=0).exists()


def test_the_actions_stand_in_june_as_their_targets_ask():
    expected = {
        "A1": (Standing.ON_PACE, "7.0"), "A2": (Standing.ON_PACE, "2.5"),
        "A3": (Standing.ON_PACE, "0.6"), "A4": (Standing.ON_PACE, "3.3"),
        "A5": (Standing.BEHIND, "-4.5"), "A6": (Standing.ON_PACE, "16.7"),
        "A7": (Standing.NO_PLAN, None),
    }  # fmt: skip
    rows = Assessment.objects.known_at(None).of_items().in_month(JUNE)

    for code, (light, gap) in expected.items():
        row = rows.get(item__code=code)
        shown = None if row.gap is None else str(round_half_up(row.gap, 1))
        assert (row.standing, shown) == (light, gap), code
        assert row.is_sample is (gap is not None)
        assert not row.to_date_is_sample


def test_the_lists_have_every_light_and_change_from_may_to_june():
    assert standings(JUNE, "T") == {
        "on_pace": 17, "behind": 5, "far_behind": 2, "not_reported": 1, "done": 1,
    }  # fmt: skip
    assert standings(JUNE, "P") == {"on_pace": 4, "behind": 3, "far_behind": 1, "not_due": 1}
    assert standings(JUNE, "E") == {
        "on_pace": 21, "behind": 6, "far_behind": 2, "not_reported": 2,
    }  # fmt: skip
    assert standings(JUNE, "K") == {
        "on_pace": 9, "behind": 3, "far_behind": 1, "not_reported": 1,
    }  # fmt: skip
    assert standings(MAY, "T") != standings(JUNE, "T")


@pytest.mark.parametrize(
    ("code", "may", "june"),
    [
        ("P007", Standing.FAR_BEHIND, Standing.FAR_BEHIND),
        ("T041", Standing.BEHIND, Standing.FAR_BEHIND),
        ("T040", Standing.FAR_BEHIND, Standing.BEHIND),
        ("T037", Standing.BEHIND, Standing.ON_PACE),
        ("T053", Standing.ON_PACE, Standing.NOT_REPORTED),
        ("P015", Standing.NOT_DUE, Standing.NOT_DUE),
    ],
)
def test_an_item_stands_as_its_course_says(code, may, june):
    assert (standing(code, MAY), standing(code, JUNE)) == (may, june)


def test_june_reads_as_it_was_known_on_a_day_in_july():
    then = clock.end_of_day(date(2022, 7, 20))
    early = clock.end_of_day(date(2022, 7, 5))

    assert standing("A1", JUNE, then) == Standing.NOT_REPORTED
    assert standing("P007", JUNE, then) == Standing.FAR_BEHIND
    assert standing("T030", JUNE, early) == Standing.NOT_REPORTED
    assert opening_month(readable_months(early), early) == MAY


def test_no_assessment_is_from_before_its_month_was_opened():
    rows = Assessment.objects.filter(item__is_sample=True)
    for month in ReportingMonth.objects.all():
        assert not rows.filter(month=month.month, recorded_at__lt=month.opened_at).exists()


def test_there_is_a_metric_of_every_kind():
    metrics = Metric.objects.filter(is_sample=True)

    assert set(metrics.values_list("accumulation", flat=True)) == set(Accumulation)
    assert metrics.filter(direction=Direction.DOWN, accumulation=Accumulation.STOCK).exists()
    assert set(metrics.values_list("january", flat=True)) == set(January)
    assert Target.objects.filter(plan__isnull=False).exists()
    assert Target.objects.filter(version=2).exclude(reason="").exists()


def test_there_is_a_month_of_every_fate():
    revisions = Revision.objects.filter(is_sample=True, figure__month__lte=JUNE)
    later = Revision.objects.filter(number=2, status=Status.APPROVED)

    assert revisions.filter(not_applicable=True, status=Status.APPROVED).exclude(note="").exists()
    assert later.filter(reason="").exclude(explanation="").exists()
    assert later.exclude(reason="").exists()
    assert revisions.filter(base__isnull=False).exclude(base_note="").exists()
    may_due = ReportingMonth.objects.get(month=MAY).due_at
    assert revisions.filter(figure__month=MAY, submitted_at__gt=may_due).exists()


def test_area_figures_come_from_all_eight_and_add_up():
    totals = Assessment.objects.known_at(None).in_month(JUNE).filter(series__is_total=True)
    by_metric = {row.series.metric.code: row for row in totals.of_series()}

    assert {row.owed for row in by_metric.values()} == {8}
    assert by_metric["sample-funds"].standing == Standing.NOT_REPORTED
    for code in ("sample-contracts", "sample-starts", "sample-energy"):
        parts = Figure.objects.filter(series__metric__code=code, month=JUNE)
        assert by_metric[code].reported == parts.count() == 8


def test_july_leaves_work_for_everybody():
    owed = Figure.objects.filter(month=JULY)
    revisions = Revision.objects.filter(figure__month=JULY)

    def steps(area: str) -> Counter:
        rows = revisions.filter(figure__series__organisation__code=area)
        return Counter(rows.values_list("status", flat=True))

    assert owed.filter(series__organisation__code="zhaoling").count() == 14
    assert steps("zhaoling") == {Status.DRAFT: 11, Status.RETURNED: 1}
    assert owed.filter(series__organisation__code="xicheng").count() == 12
    assert steps("xicheng") == {Status.SUBMITTED: 8}
    assert steps("yuanhui") == {}
    assert not revisions.filter(status=Status.APPROVED).exists()


def test_july_has_a_leap_and_a_fall_to_explain():
    leap = Revision.objects.get(
        figure__series__code="A2-sample-funds-zhaoling", figure__month=JULY
    ).value
    former = Figure.objects.filter(
        series__code="A2-sample-funds-zhaoling", month__year=2022
    ).published()
    fallen = Figure.objects.get(series__code="P009-sample-investment-zhaoling", month=JULY)
    june = Figure.objects.get(series=fallen.series, month=JUNE)

    assert abs(leap / (sum(figure.value for figure in former) / 6) - 4) < Decimal("0.001")
    assert fallen.revisions.get().value < june.value


def test_the_same_course_is_drawn_every_time():
    assert item_course("E021").shares(2022) == item_course("E021").shares(2022)
    assert item_course("E021") != item_course("E022")
    assert (
        Figure.objects.get(series__code="P007-sample-investment-wuyang", month=JUNE).value == 15093
    )


def test_each_month_was_opened_on_the_first_of_the_next():
    for month, opened_at in ReportingMonth.objects.values_list("month", "opened_at"):
        day = months.next_month(month)
        assert opened_at == datetime.combine(day, time(9), tzinfo=clock.SHANGHAI)
