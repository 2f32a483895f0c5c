"""The books of stages, as tests look into them and see that a refusal leaves them alone."""

import pytest

from projects.models import StageRecord
from projects.services.stage_steps import StageError
from strategy.models import Event, PageCounter


def books(project) -> list[tuple]:
    """Everything on the books, as it is compared after a refusal."""
    return list(StageRecord.objects.filter(project=project).order_by("pk").values_list())


def current(project, stage) -> StageRecord | None:
    return StageRecord.objects.known_at(None).filter(project=project, stage=stage).first()


def counter() -> int:
    return PageCounter.objects.values_list("value", flat=True).first() or 0


def refused(project, deed, error=StageError) -> StageError:
    """Do what is refused, and see that nothing has changed."""
    before = books(project), Event.objects.count(), counter()

    with pytest.raises(error) as caught:
        deed()

    assert (books(project), Event.objects.count(), counter()) == before
    return caught.value
