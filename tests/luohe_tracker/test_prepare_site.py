"""`prepare_site` loads an empty database once and makes the demo accounts once."""

from functools import partial

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import CommandError, call_command

from luohe_tracker.management.commands import (
    collect_changed_static,
    create_demo_accounts,
    prepare_site,
)
from luohe_tracker.security import kind_of
from strategy.models import Organisation, User

USERNAMES = ["official", "reporter", "reviewer", "coordinator", "sysadmin", "secadmin", "auditor"]


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.DEMO = True
    return tmp_path


@pytest.fixture
def organisations(db):
    places = [
        ("指挥部", "headquarters"),
        ("指挥部办公室", "headquarters"),
        ("市工信局", "department"),
        ("召陵区", "area"),
    ]
    for position, (name, kind) in enumerate(places):
        Organisation.objects.create(
            code=f"place{position}",
            name=name,
            short_name=name,
            kind=kind,
            area_group="county" if kind == "area" else "",
            position=position,
        )


@pytest.fixture
def commands(monkeypatch):
    """Record the commands that `prepare_site` calls, instead of running them."""
    called = []
    monkeypatch.setattr(prepare_site, "call_command", lambda name, **options: called.append(name))
    return called


def kept_passwords(var) -> dict[str, str]:
    lines = (var / "demo_accounts.txt").read_text(encoding="ascii").splitlines()
    return dict(line.split(" ") for line in lines)


def test_empty_database_is_loaded_before_the_accounts_are_made(db, var, commands):
    call_command("prepare_site")

    assert commands == [
        "migrate",
        "load_fixtures",
        "load_sample_year",
        "create_demo_accounts",
        "collect_changed_static",
    ]


def test_database_with_data_is_left_alone(organisations, var, commands):
    call_command("prepare_site")

    assert commands == ["migrate", "create_demo_accounts", "collect_changed_static"]


def test_site_that_is_no_demo_gets_neither_samples_nor_accounts(db, var, settings, commands):
    settings.DEMO = False

    call_command("prepare_site")

    assert commands == ["migrate", "load_fixtures", "collect_changed_static"]


def test_interrupted_load_leaves_the_database_empty(db, var, monkeypatch):
    def load(name, **options):
        if name == "load_sample_year":
            raise KeyboardInterrupt
        if name == "load_fixtures":
            Organisation.objects.create(
                code="half", name="半", short_name="半", kind="other", position=1
            )

    monkeypatch.setattr(prepare_site, "call_command", load)

    with pytest.raises(KeyboardInterrupt):
        call_command("prepare_site")
    assert not Organisation.objects.exists()


def test_demo_accounts_are_one_of_each_role_with_strong_passwords(organisations, var):
    call_command("create_demo_accounts")

    passwords = kept_passwords(var)
    assert list(passwords) == USERNAMES
    assert all(user.check_password(passwords[user.username]) for user in User.objects.all())
    assert all(len(text) >= 12 and len(set(map(kind_of, text))) >= 3 for text in passwords.values())
    assert (var / "demo_accounts.txt").stat().st_mode & 0o777 == 0o600


def test_reporter_and_reviewer_sit_on_the_two_sides_of_the_sample_series(organisations, var):
    call_command("create_demo_accounts")

    places = dict(User.objects.values_list("username", "organisation__short_name"))
    assert (places["reporter"], places["reviewer"]) == ("召陵区", "市工信局")


def test_accounts_made_twice_keep_their_passwords(organisations, var, capsys):
    call_command("create_demo_accounts")
    first = kept_passwords(var)
    printed = capsys.readouterr().out

    call_command("create_demo_accounts")

    assert kept_passwords(var) == first
    assert first["auditor"] in printed
    assert first["auditor"] not in capsys.readouterr().out
    assert User.objects.count() == len(USERNAMES)


def test_lost_file_of_passwords_is_made_anew(organisations, var):
    call_command("create_demo_accounts")
    (var / "demo_accounts.txt").unlink()

    call_command("create_demo_accounts")

    password = kept_passwords(var)["official"]
    assert User.objects.get(username="official").check_password(password)


def test_demo_accounts_are_refused_where_demo_is_off(organisations, var, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO"):
        call_command("create_demo_accounts")


def test_demo_accounts_wait_for_the_fixtures(db, var):
    with pytest.raises(CommandError, match="load the fixtures first"):
        call_command("create_demo_accounts")
    assert not User.objects.exists()


def test_new_passwords_differ():
    assert len({create_demo_accounts.new_password() for _ in range(50)}) == 50


def test_static_files_are_collected_again_only_after_a_change(settings, tmp_path, monkeypatch):
    source, collected = tmp_path / "source", []
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    get_finder.cache_clear()
    record = partial(collected.append, "again")
    monkeypatch.setattr(collect_changed_static, "call_command", lambda *given, **options: record())

    call_command("collect_changed_static")
    call_command("collect_changed_static")
    (source / "new.css").touch()
    call_command("collect_changed_static")

    get_finder.cache_clear()
    assert len(collected) == 2
