"""Posts: who is in them, which items they answer for, and what is refused."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Event, PageCounter, Post, Responsibility, Role, Source, Tenure
from strategy.queries.posts import duties_of_item
from strategy.services.posts import (
    PostEntry,
    PostError,
    appoint,
    assign_post,
    end_responsibility,
    keep_post,
    relieve,
)
from strategy.wording.events import event_entries
from tests.factories import OrganisationFactory, SourceFactory, TaskFactory, UserFactory
from tests.factories.posts import (
    APRIL_12,
    PostFactory,
    ResponsibilityFactory,
    TenureFactory,
    succeeded,
)

NOW = datetime(2022, 8, 10, 9, tzinfo=SHANGHAI)
AUGUST_10 = date(2022, 8, 10)
SPONSOR, OFFICER = Responsibility.Role.SPONSOR, Responsibility.Role.OFFICER

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return {"by": UserFactory(role=Role.COORDINATOR), "at": NOW}


def sample_source() -> Source:
    return SourceFactory(code="S99", kind=Source.Kind.SAMPLE)


def refused(call, *args, **who) -> tuple[str, str]:
    """The field and the sentence of a refusal; nothing was written."""
    before = counts()
    with pytest.raises(PostError) as caught:
        call(*args, **who)
    assert counts() == before
    return caught.value.field, str(caught.value)


def counts() -> list:
    rows = [list(model.objects.values().order_by("pk")) for model in (Tenure, Responsibility)]
    return [*rows, Post.objects.count(), Event.objects.count()]


# Posts


def test_new_post_has_a_code_of_its_own(who):
    posts = [keep_post(None, PostEntry(f"职务{n}"), **who) for n in range(2)]

    assert [post.code for post in posts] == ["post-1", "post-2"]
    assert Event.objects.filter(verb="新增职务").count() == 2


def test_renamed_post_keeps_its_code_and_its_people(who):
    post = succeeded()

    keep_post(post, PostEntry("常务副市长", position=3), **who)

    post.refresh_from_db()
    assert (post.code, post.title, post.position) == ("vice-mayor", "常务副市长", 3)
    assert post.tenures.count() == 2
    assert Event.objects.get().detail["changes"]["title"] == ["副市长", "常务副市长"]


def test_post_that_stays_as_it_is_leaves_no_event(who):
    post = PostFactory(title="副市长")

    keep_post(post, PostEntry("副市长", position=post.position), **who)

    assert not Event.objects.exists()


def test_title_stands_once_in_a_unit(who):
    unit = OrganisationFactory()
    post = PostFactory(title="局长", organisation=unit)
    entry = PostEntry("局长", unit)

    assert refused(keep_post, None, entry, **who) == (
        "title",
        "已有职务“局长”，不能重复登记。",
    )
    assert keep_post(post, entry, **who) == post
    assert keep_post(None, PostEntry("局长", OrganisationFactory()), **who).pk
    assert refused(keep_post, None, PostEntry("  "), **who)[0] == "title"


# People


def test_successor_takes_all_items_over(who):
    post, item = PostFactory(), TaskFactory()
    first = TenureFactory(post=post)
    ResponsibilityFactory(item=item, post=post)

    appoint(post, "李某", AUGUST_10, SourceFactory(), **who)

    first.refresh_from_db()
    assert first.ends_on == AUGUST_10
    assert [duty.person for duty in duties_of_item(item.pk, date(2022, 8, 9))] == ["王某"]
    assert [duty.person for duty in duties_of_item(item.pk, AUGUST_10)] == ["李某"]
    assert Responsibility.objects.count() == 1
    verbs = Event.objects.order_by("pk").values_list("verb", "detail__person")
    assert list(verbs) == [("离任", "王某"), ("任职", "李某")]
    assert PageCounter.objects.get().value > 0


def test_person_in_a_sample_post_is_a_sample(who):
    post = PostFactory(is_sample=True)

    assert appoint(post, "示例甲", AUGUST_10, sample_source(), **who).is_sample


@pytest.mark.parametrize("day", [APRIL_12, date(2022, 4, 11), date(2022, 1, 5)])
def test_successor_comes_after_the_one_in_the_post(who, day):
    assert refused(appoint, succeeded(), "赵某", day, SourceFactory(), **who) == (
        "starts_on",
        "任职日期须晚于现任李某的任职日期（2022年4月12日）。",
    )


@pytest.mark.parametrize("day", [date(2021, 1, 1), date(2022, 3, 1), date(2022, 4, 11)])
def test_two_people_are_never_in_a_post_at_once(who, day):
    post = PostFactory()
    TenureFactory(post=post, ends_on=APRIL_12)

    assert refused(appoint, post, "赵某", day, SourceFactory(), **who) == (
        "starts_on",
        "与王某的任期重叠：王某任职至2022年4月12日，任职日期不能早于该日。",
    )


def test_post_is_filled_on_the_day_on_which_it_became_vacant(who):
    post = PostFactory()
    TenureFactory(post=post, ends_on=APRIL_12)

    assert appoint(post, "赵某", APRIL_12, SourceFactory(), **who).ends_on is None


def test_holder_of_unknown_first_day_can_be_followed(who):
    post = PostFactory()
    TenureFactory(post=post, starts_on=None)

    assert appoint(post, "赵某", date(2015, 1, 1), SourceFactory(), **who).person == "赵某"


def test_holder_is_not_appointed_again(who):
    assert refused(appoint, succeeded(), "李某", AUGUST_10, SourceFactory(), **who) == (
        "person",
        "李某已任该职务，不必重复登记。",
    )
    assert refused(appoint, succeeded(), " ", AUGUST_10, SourceFactory(), **who)[0] == "person"


def test_relieved_post_is_vacant(who):
    post, item = succeeded(), TaskFactory()
    ResponsibilityFactory(item=item, post=post)

    relieve(post, "李某", AUGUST_10, **who)

    (duty,) = duties_of_item(item.pk, AUGUST_10)
    assert (duty.person, duty.holder, duty.since) == (None, "空缺", None)
    assert refused(relieve, post, "李某", AUGUST_10, **who) == (
        "",
        "副市长没有在任人员，不必办理离任。",
    )


def test_only_whom_the_page_showed_is_relieved_and_not_before_the_first_day(who):
    post = succeeded()

    assert refused(relieve, post, "王某", AUGUST_10, **who) == (
        "",
        "副市长的在任人员已变为李某，请核对后重新办理。",
    )
    assert refused(relieve, post, "李某", APRIL_12, **who) == (
        "ends_on",
        "离任日期须晚于李某的任职日期（2022年4月12日）。",
    )


# Items


def test_item_in_the_care_of_a_post_is_told_in_its_history(who):
    item, post = TaskFactory(), succeeded()

    duty = assign_post(item.item, SPONSOR, post, AUGUST_10, SourceFactory(), **who)

    assert (duty.starts_on, duty.ends_on, duty.is_sample) == (AUGUST_10, None, False)
    event = Event.objects.get()
    assert (event.subject_kind, event.subject_key) == ("strategy.task", item.code)
    (entry,) = event_entries([event])
    assert entry.title == "明确责任"
    assert "包联领导：副市长" in entry.note


def test_post_has_a_role_of_an_item_once_at_a_time(who):
    item, post = TaskFactory().item, succeeded()
    duty = assign_post(item, SPONSOR, post, date(2022, 3, 1), SourceFactory(), **who)

    assert refused(assign_post, item, SPONSOR, post, AUGUST_10, SourceFactory(), **who) == (
        "post",
        "副市长已是该事项的包联领导，不必重复登记。",
    )
    assert assign_post(item, OFFICER, post, AUGUST_10, SourceFactory(), **who).pk
    end_responsibility(duty, date(2022, 6, 1), **who)
    assert refused(assign_post, item, SPONSOR, post, date(2022, 5, 31), SourceFactory(), **who) == (
        "starts_on",
        "副市长担任包联领导至2022年6月1日，开始日期不能早于该日。",
    )
    assert assign_post(item, SPONSOR, post, date(2022, 6, 1), SourceFactory(), **who).pk


def test_responsibility_ends_once_and_after_it_began(who):
    duty = ResponsibilityFactory(item=TaskFactory(), post=succeeded())

    assert refused(end_responsibility, duty, duty.starts_on, **who) == (
        "ends_on",
        "结束日期须晚于开始日期（2022年1月1日）。",
    )
    end_responsibility(duty, APRIL_12, **who)
    assert refused(end_responsibility, duty, AUGUST_10, **who) == (
        "",
        "副市长的包联领导责任已于2022年4月12日结束。",
    )


def test_sample_post_never_gets_a_real_item(who):
    post = PostFactory(is_sample=True)
    real, sample = TaskFactory().item, TaskFactory(is_sample=True).item

    assert refused(assign_post, real, SPONSOR, post, AUGUST_10, SourceFactory(), **who) == (
        "post",
        "示例职务只能用于示例事项。",
    )
    assert assign_post(sample, SPONSOR, post, AUGUST_10, sample_source(), **who).is_sample


def test_samples_have_sample_sources_and_real_posts_real_ones(who):
    sample, item = PostFactory(is_sample=True), TaskFactory().item

    assert refused(appoint, sample, "示例甲", AUGUST_10, SourceFactory(), **who) == (
        "source",
        "示例内容的来源只能是示例数据。",
    )
    for call in ((appoint, PostFactory(), "王某"), (assign_post, item, SPONSOR, PostFactory())):
        assert refused(*call, AUGUST_10, sample_source(), **who) == (
            "source",
            "真实内容不能以示例数据为来源。",
        )


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_office_writes(role):
    who = {"by": UserFactory(role=role), "at": NOW}
    post, duty = succeeded(), ResponsibilityFactory(item=TaskFactory(), post=PostFactory())

    for call, args in [
        (keep_post, (None, PostEntry("局长"))),
        (appoint, (post, "赵某", AUGUST_10, SourceFactory())),
        (relieve, (post, "李某", AUGUST_10)),
        (assign_post, (duty.item, SPONSOR, post, AUGUST_10, SourceFactory())),
        (end_responsibility, (duty, AUGUST_10)),
    ]:
        with pytest.raises(PermissionDenied):
            call(*args, **who)
