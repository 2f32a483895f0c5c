"""Stages, interruptions and annual plans of projects; those who record them."""

from datetime import date, datetime

import factory

from projects.models import AnnualPlan, Interruption, Project, StageRecord
from projects.progress import Stage
from strategy.clock import SHANGHAI
from strategy.models import Role, User

from .items import ProjectFactory, StageRecordFactory
from .organisations import OrganisationFactory, UserFactory

AT = datetime(2022, 8, 10, 9, 30, tzinfo=SHANGHAI)
BEFORE = datetime(2022, 1, 4, 9, tzinfo=SHANGHAI)


class InterruptionFactory(factory.django.DjangoModelFactory):
    """A stop from 1 July 2022 that has not ended."""

    class Meta:
        model = Interruption

    project = factory.SubFactory(ProjectFactory)
    kind = "suspended"
    starts_on = date(2022, 7, 1)
    approval = "市发改委〔2022〕8号"
    reason = "用地未落实"
    recorded_at = datetime(2022, 7, 2, 9, tzinfo=SHANGHAI)


class AnnualPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnnualPlan

    project = factory.SubFactory(ProjectFactory)
    year = 2022
    annual_class = "continued"
    image_target = "主体完工"


def led_project(**named) -> Project:
    """A project with a lead unit."""
    return ProjectFactory(lead=OrganisationFactory(), **named)


def office() -> User:
    return UserFactory(role=Role.COORDINATOR)


def staff_of(project: Project) -> User:
    """One of the staff of the lead unit."""
    return UserFactory(organisation=project.lead)


def planned(project: Project, stage: Stage, day: date, **named) -> StageRecord:
    """A stage with a plan, which was not reached."""
    known = {"is_reached": False, "planned_on": day, "recorded_at": BEFORE}
    return StageRecordFactory(project=project, stage=stage, **(known | named))


def reached(project: Project, stage: Stage, day: date | None = None, **named) -> StageRecord:
    """A stage that was reached, on a day or nobody knows when."""
    known = {"actual_on": day, "recorded_at": BEFORE}
    return StageRecordFactory(project=project, stage=stage, **(known | named))


def signed_project(**named) -> Project:
    """A project with a lead unit, signed on 1 June 2022, to be started by the 30th."""
    project = led_project(**named)
    reached(project, Stage.SIGNED, date(2022, 6, 1))
    planned(project, Stage.STARTED, date(2022, 6, 30))
    return project
