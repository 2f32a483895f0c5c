"""Posts, the people in them, and the items in their care."""

from collections.abc import Iterable
from datetime import date

import factory

from strategy.models import Post, Responsibility, Tenure, TrackedItem

from .organisations import SourceFactory

APRIL_12 = date(2022, 4, 12)
"""The day on which 李某 followed 王某 in the post of the small site."""


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"office-{n}")
    title = factory.Sequence(lambda n: f"第{n}职务")


class TenureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tenure

    post = factory.SubFactory(PostFactory)
    person = "王某"
    starts_on = date(2022, 1, 1)
    source = factory.SubFactory(SourceFactory)


class ResponsibilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Responsibility

    post = factory.SubFactory(PostFactory)
    role = Responsibility.Role.SPONSOR
    starts_on = date(2022, 1, 1)
    source = factory.SubFactory(SourceFactory)


def succeeded(code: str = "vice-mayor") -> Post:
    """A post that 王某 had in the spring of 2022, and 李某 has had from 12 April on."""
    post = PostFactory(code=code, title="副市长")
    if not post.tenures.exists():
        TenureFactory(post=post, ends_on=APRIL_12)
        TenureFactory(post=post, person="李某", starts_on=APRIL_12)
    return post


def put_in_care(items: Iterable[TrackedItem], role: str = Responsibility.Role.SPONSOR) -> Post:
    """Give items to the post of the small site."""
    post = succeeded()
    for item in items:
        ResponsibilityFactory(item=item, role=role, post=post)
    return post
