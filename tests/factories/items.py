"""Items of the five kinds, and what hangs on them."""

from datetime import date, datetime

import factory

from enterprises.models import Enterprise, Park
from projects.models import Project, StageRecord
from strategy.clock import SHANGHAI
from strategy.models import Action, ListEntry, Milestone, Task

from .organisations import SourceFactory


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    name = factory.LazyAttribute(lambda item: f"事项{item.code}")
    source = factory.SubFactory(SourceFactory)


class ActionFactory(ItemFactory):
    class Meta:
        model = Action

    code = factory.Sequence(lambda n: f"A{n + 1}")


class TaskFactory(ItemFactory):
    class Meta:
        model = Task

    code = factory.Sequence(lambda n: f"T{n + 1:03}")


class ProjectFactory(ItemFactory):
    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"P{n + 1:03}")


class EnterpriseFactory(ItemFactory):
    class Meta:
        model = Enterprise

    code = factory.Sequence(lambda n: f"E{n + 1:03}")


class ParkFactory(ItemFactory):
    class Meta:
        model = Park

    code = factory.Sequence(lambda n: f"K{n + 1:03}")


class ListEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListEntry

    list = ListEntry.List.TASKS
    number = factory.Sequence(lambda n: n + 1)
    item = factory.SubFactory(TaskFactory)
    basis = ListEntry.Basis.COMPILED


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    item = factory.SubFactory(ProjectFactory)
    name = "开工"
    planned_on = date(2022, 6, 30)
    source = factory.SubFactory(SourceFactory)


class StageRecordFactory(factory.django.DjangoModelFactory):
    """A stage that was reached; nobody tells when."""

    class Meta:
        model = StageRecord

    project = factory.SubFactory(ProjectFactory)
    stage = "building"
    is_reached = True
    recorded_at = datetime(2021, 1, 4, 9, tzinfo=SHANGHAI)
