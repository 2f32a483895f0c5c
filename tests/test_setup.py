"""A checkout promises: locked packages, one clear sentence for each trouble, imports one way."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["luohe_tracker", "projects", "enterprises", "strategy"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
NAME = re.compile(r'^    "([A-Za-z0-9-]+)', re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def set_up():
    """The set-up script as a module, without running it."""
    spec = spec_from_file_location("set_up", ROOT / "deploy" / "set_up.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(*command: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


# --- locks ---------------------------------------------------------------------------------------


def test_every_dependency_says_why_it_is_there():
    block = text_of("pyproject.toml").partition("dependencies = [")[2].partition("[tool.")[0]
    lines = [line for line in block.splitlines() if NAME.match(line)]

    assert len(lines) > 20
    assert [line for line in lines if not re.search(r'",\s+# \w', line)] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_hashes(lock):
    packages = re.split(r"^(?=[a-z])", text_of(lock), flags=re.MULTILINE)[1:]

    assert len(packages) > 20
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_tests_run_with_the_versions_that_are_served():
    served, tested = (
        dict(PIN.findall(text_of(name))) for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert served.items() <= tested.items()


def test_locks_hold_every_dependency():
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    names = project["dependencies"] + project["optional-dependencies"]["test"]

    locked = dict(PIN.findall(text_of("requirements-dev.txt")))

    assert {re.match(r"[A-Za-z0-9-]+", name)[0] for name in names} <= locked.keys()


def test_no_lock_names_a_registry():
    names = ["requirements.txt", "requirements-dev.txt", "package.json", "package-lock.json"]

    assert [name for name in [*names, ".npmrc"] if "://" in text_of(name)] == []


def test_light_bundle_is_locked_by_content():
    packages = json.loads(text_of("package-lock.json"))["packages"]

    assert packages["node_modules/plotly.js-basic-dist-min"]["integrity"].startswith("sha512-")


# --- troubles, each in one sentence --------------------------------------------------------------


def test_machine_without_python_is_told_which_to_install(tmp_path):
    shell = shutil.which("sh")

    result = run(shell, ROOT / "deploy" / "find_python.sh", cwd=tmp_path, env={"PATH": "/nowhere"})

    assert result.returncode == 1
    assert result.stderr.startswith("No Python 3.11 or later was found.")
    assert result.stderr.count("\n") == 1


def test_old_python_is_passed_over(tmp_path):
    old, new = tmp_path / "python3", tmp_path / "python3.12"
    for path, answer in [(old, 1), (new, 0)]:
        path.write_text(f"#!/bin/sh\nexit {answer}\n", encoding="ascii")
        path.chmod(0o755)

    shell = shutil.which("sh")
    script = ROOT / "deploy" / "find_python.sh"
    result = run(shell, script, cwd=tmp_path, env={"PATH": str(tmp_path)})

    assert result.stdout == f"{new}\n"


def start(port: object) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PORT": str(port)}
    return run(sys.executable, "deploy/run.py", cwd=ROOT, env=environment)


def test_taken_port_is_said_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        result = start(port)

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"Port {port} is taken by another program")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1"])
def test_port_that_is_none_is_refused(port):
    assert start(port).stderr == f"PORT={port} is not a port: give a number from 1 to 65535.\n"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("WARNING: Retrying (Retry(total=1)) after connection broken", "cannot be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that the lock names"),
        ("ERROR: No space left on device", "No space left on device"),
    ],
)
def test_failed_installation_is_explained(set_up, output, sentence):
    assert sentence in set_up.explain(output)


def test_machine_without_npm_is_told_once_that_the_full_bundle_serves(
    set_up, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(set_up, "BUNDLE", tmp_path / "plotly-basic.min.js")
    monkeypatch.setattr(set_up, "BUNDLE_TRIED", tmp_path / "tried-bundle.txt")
    monkeypatch.setattr(set_up.shutil, "which", lambda name: None)

    set_up.fetch_bundle()
    set_up.fetch_bundle()

    assert capsys.readouterr().out.count("full plotly.js of the Python package is served") == 1


def test_unreachable_npm_registry_stops_nothing(set_up, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(set_up, "BUNDLE", tmp_path / "plotly-basic.min.js")
    monkeypatch.setattr(set_up, "BUNDLE_TRIED", tmp_path / "tried-bundle.txt")
    monkeypatch.setattr(set_up.shutil, "which", lambda name: "/usr/bin/npm")
    monkeypatch.setattr(set_up, "run", lambda command: subprocess.CompletedProcess(command, 1))

    set_up.fetch_bundle()

    assert "npm could not fetch it" in capsys.readouterr().out


# --- imports -------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path):
    """A copy of the code, to break."""
    for package in PACKAGES:
        leave_out = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=leave_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> str:
    command = Path(sys.executable).with_name("lint-imports")
    return run(str(command), "--no-cache", cwd=folder).stdout


def import_in(folder: Path, module: str, line: str) -> None:
    """Add a line to a module, which is made if it is not there yet."""
    path = folder / f"{module.replace('.', '/')}.py"
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_code_keeps_all_import_contracts(copy):
    assert "0 broken" in lint(copy)


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("strategy.models.items", "import projects.models", "Apps point one way"),
        ("enterprises.queries.parks", "import projects.models", "Apps point one way"),
        ("strategy.models.items", "import strategy.services.figures", "Layers point down"),
        ("strategy.services.items", "import strategy.tables.items", "Layers point down"),
        ("projects.queries.projects", "import projects.views.projects", "Layers point down"),
        ("strategy.ui.marks", "import strategy.models.items", "Layers point down"),
        ("strategy.clock", "import strategy.progress.pace", "Layers point down"),
        ("strategy.models.items", "import strategy.models.figures", "Nouns point down"),
        ("strategy.queries.figures", "import strategy.queries.matters", "Nouns point down"),
        ("projects.services.items", "import projects.services.meetings", "Nouns point down"),
        ("strategy.progress.pace", "import django.utils", "The arithmetic knows neither Django"),
        ("strategy.progress.pace", "import strategy.clock", "The arithmetic knows neither Django"),
    ],
)
def test_import_that_points_up_breaks_its_contract(copy, module, line, contract):
    import_in(copy, line.split()[1], "")
    import_in(copy, module, line)

    assert re.search(rf"{contract}.* BROKEN", lint(copy))
