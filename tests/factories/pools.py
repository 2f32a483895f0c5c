"""Pools and their members."""

from datetime import date

import factory

from enterprises.models import Pool, PoolEntry, PoolTotal
from strategy.models import Series, TrackedItem

from .items import EnterpriseFactory
from .organisations import SourceFactory


class PoolFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pool
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"pool-{n}")
    name = factory.Sequence(lambda n: f"第{n}培育库")
    members = Pool.Members.ENTERPRISES
    position = factory.Sequence(lambda n: n)
    source = factory.SubFactory(SourceFactory)


class PoolEntryFactory(factory.django.DjangoModelFactory):
    """A time in a pool that has not ended; one that has needs a reason."""

    class Meta:
        model = PoolEntry

    pool = factory.SubFactory(PoolFactory)
    member = factory.SubFactory(EnterpriseFactory)
    entered_on = date(2021, 3, 1)
    left_reason = factory.LazyAttribute(lambda entry: "年度复核未通过" if entry.left_on else "")
    left_on = None
    source = factory.SubFactory(SourceFactory)


def ladder(name: str = "专精特新") -> tuple[Pool, Pool]:
    """A ladder of two rungs."""
    lower = PoolFactory(code=f"lower-{len(name)}", name=f"{name}培育库", ladder=name, rung=1)
    upper = PoolFactory(code=f"upper-{len(name)}", name=f"{name}示范企业", ladder=name, rung=2)
    return lower, upper


def tiered() -> tuple[Pool, Pool, Pool]:
    """A collection of projects that is kept in two tiers."""
    kind = Pool.Members.PROJECTS
    whole = PoolFactory(code="collection", name="“三个五百”项目", members=kind)
    tiers = [
        PoolFactory(code=code, name=name, members=kind, parent=whole)
        for code, name in [("large", "百亿级项目"), ("middle", "50亿级项目")]
    ]
    return whole, *tiers


def put_in_pools(owner: TrackedItem, park: TrackedItem, project: TrackedItem, line: Series) -> None:
    """Let an enterprise, a park and a project of the small site into pools; `line` reports one."""
    lower, _ = ladder()
    sample = {"is_sample": owner.is_sample}
    PoolEntryFactory(pool=lower, member=owner, **sample)
    listed = PoolFactory(code="listed", name="上市企业")
    PoolEntryFactory(pool=listed, member=owner, left_on=date(2022, 5, 1), **sample)
    parks = PoolFactory(code="green-park", name="绿色园区", members=Pool.Members.PARKS)
    PoolEntryFactory(pool=parks, member=park, entered_on=None, **sample)
    PoolEntryFactory(pool=tiered()[1], member=project, entered_on=date(2022, 2, 1), **sample)
    PoolTotal.objects.get_or_create(pool=lower, measure="members", defaults={"series": line})
