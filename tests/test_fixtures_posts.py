"""The shipped posts: no real person, no sample in charge of anything real, one change of holder."""

from datetime import date

import pytest

from luohe_tracker.services.data_checks import find_problems
from luohe_tracker.services.fixture_records import fixture_paths
from luohe_tracker.services.fixtures import load_fixtures
from strategy import clock
from strategy.models import Post, Responsibility, Role, Source, Tenure, TrackedItem
from strategy.queries.posts import duties_of_item
from strategy.services.posts import PostEntry, appoint, end_responsibility, keep_post
from tests.factories import UserFactory
from tests.factories.posts import ResponsibilityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixtures_loaded")]


def test_the_one_real_post_has_no_person_and_no_item():
    (post,) = Post.objects.filter(is_sample=False)

    assert (post.code, post.title) == ("vice-mayor", "副市长")
    assert not post.tenures.exists()
    assert not post.responsibilities.exists()


def test_every_person_is_a_sample_in_name_flag_and_source():
    for tenure in Tenure.objects.select_related("post", "source"):
        assert tenure.person.startswith("示例")
        assert tenure.post.title.startswith("示例")
        assert (tenure.is_sample, tenure.post.is_sample) == (True, True)
        assert tenure.source.code == "SAMPLE"


def test_no_sample_post_has_a_real_item():
    assert Responsibility.objects.count() > 30
    assert not Responsibility.objects.filter(item__is_sample=False).exists()
    assert not Responsibility.objects.filter(is_sample=False).exists()


def test_a_sample_post_with_a_real_item_is_found():
    real = TrackedItem.objects.get(code="P001")
    ResponsibilityFactory(item=real, post=Post.objects.get(code="sample-team"), is_sample=True)

    problems = find_problems(on=date(2022, 8, 10), at=clock.now())

    assert any("sample posts answer for real work" in problem for problem in problems)


@pytest.mark.parametrize(
    ("day", "people"),
    [
        (date(2022, 3, 31), ["示例甲", "示例丁", "示例己", "示例庚"]),
        (date(2022, 4, 30), ["示例乙", "示例丁", "示例己", "示例庚"]),
    ],
)
def test_the_sponsor_of_a_sample_project_changed_in_april(day, people):
    item = TrackedItem.objects.get(code="P007")

    assert [duty.holder for duty in duties_of_item(item.pk, day)] == people


def test_loading_again_keeps_what_the_office_has_changed():
    who = {"by": UserFactory(role=Role.COORDINATOR), "at": clock.now()}
    post = Post.objects.get(code="sample-industry")
    keep_post(post, PostEntry("示例副市长（分管工业和商务）", position=11), **who)
    appoint(post, "示例辛", date(2022, 8, 1), Source.objects.get(code="SAMPLE"), **who)
    duty = Responsibility.objects.filter(post=post, ends_on=None).first()
    end_responsibility(duty, date(2022, 8, 2), **who)

    loaded = load_fixtures(fixture_paths(), at=clock.now())

    post.refresh_from_db()
    duty.refresh_from_db()
    assert post.title == "示例副市长（分管工业和商务）"
    assert post.tenures.get(ends_on=None).person == "示例辛"
    assert duty.ends_on == date(2022, 8, 2)
    assert not loaded.counts["strategy.tenure"]["updated"]
