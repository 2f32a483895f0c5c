"""`load_sample_year` says that all of it is invented, and takes it away again."""

from io import StringIO

import pytest
from django.core.management import call_command

from strategy.models import Metric

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_year")]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_sample_year", *arguments, stdout=out)
    return out.getvalue()


def test_the_second_time_it_changes_nothing():
    assert run() == "The sample year is here already; nothing was changed.\n"


def test_remove_prints_what_is_gone():
    lines = run("--remove").splitlines()

    assert ["series", "123"] in [line.split() for line in lines]
    assert lines[-1] == "The sample year is removed; what is real stands as before."
    assert not Metric.objects.filter(is_sample=True).exists()


def test_remove_finds_nothing_the_second_time():
    run("--remove")

    assert run("--remove") == "There is no sample year here; nothing was changed.\n"
