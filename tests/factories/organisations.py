"""Organisations, users and sources."""

import factory

from strategy.models import Organisation, Role, Source, User


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source
        django_get_or_create = ["code"]

    code = "S01"
    kind = Source.Kind.SEED
    title = "战略进展报道"


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"unit-{n}")
    name = factory.Sequence(lambda n: f"第{n}单位")
    short_name = factory.SelfAttribute("name")
    kind = Organisation.Kind.DEPARTMENT
    position = factory.Sequence(lambda n: n)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    name = "王某"
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.STAFF
