"""Prepares a checkout: virtual environment, locked packages, and the light plotly.js by npm.

Runs on any Python 3.11 with nothing installed, and does only what is missing.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed-locks.txt"
BUNDLE_TRIED = VENV / "tried-bundle.txt"
BUNDLE = ROOT / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
RUNTIME = ROOT / "requirements.txt"
EVERYTHING = ROOT / "requirements-dev.txt"  # has the runtime packages in the same versions

NETWORK_SIGNS = ("Retrying", "NewConnectionError", "name resolution", "timed out")
HASH_SIGN = "DO NOT MATCH THE HASHES"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="what tests and checks need, too")
    parser.add_argument("--bundle", action="store_true", help="ask npm again for plotly.js")
    options = parser.parse_args()
    if options.bundle:
        BUNDLE_TRIED.unlink(missing_ok=True)
    set_up(with_tests=options.tests)


def set_up(*, with_tests: bool = False) -> None:
    """Bring the checkout to where the locks say; exits with one sentence where it cannot."""
    make_environment()
    install_packages(with_tests=with_tests)
    fetch_bundle()


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def make_environment() -> None:
    """Create .venv unless its Python runs and has pip."""
    if PYTHON.exists() and succeeds([PYTHON, "-c", "import pip"]):
        return
    say("Making a virtual environment in .venv...")
    if not succeeds([sys.executable, "-m", "venv", "--clear", VENV]):
        sys.exit(
            "This Python cannot make a virtual environment. "
            "Install its venv module (Debian: apt install python3-venv) and try again."
        )


def install_packages(*, with_tests: bool) -> None:
    """Install the lock by its hashes, unless this very lock was installed before."""
    lock = EVERYTHING if with_tests else RUNTIME
    if not lock.is_file():
        sys.exit(f"{lock.name} is missing from this checkout.")
    if fingerprint(lock) in read(INSTALLED).split():
        return
    say(f"Installing the packages of {lock.name} (a minute or two, the first time)...")
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2"]
    result = run([*command, *quiet, "--requirement", lock])
    if result.returncode:
        sys.exit(explain(result.stdout))
    locks = [RUNTIME, EVERYTHING] if with_tests else [RUNTIME]
    INSTALLED.write_text("\n".join(fingerprint(path) for path in locks) + "\n")


def explain(output: str) -> str:
    """Say in one sentence why pip failed; what it said itself comes last."""
    if HASH_SIGN in output:
        return "A downloaded package is not the one that the lock names; nothing was installed."
    if any(sign in output for sign in NETWORK_SIGNS):
        return (
            "The packages could not be downloaded: the package index cannot be reached. "
            "Connect this machine to a network, or to a mirror in pip's configuration."
        )
    return f"The packages could not be installed. pip says:\n{output.strip()}"


def fetch_bundle() -> None:
    """Let npm bring the light plotly.js; without it the full one of the Python package serves.

    A failure is remembered, so that a machine without a network does not wait at every start.
    """
    lock = fingerprint(ROOT / "package-lock.json")
    tried, _, outcome = read(BUNDLE_TRIED).strip().partition(" ")
    if tried == lock and (outcome == "missed" or BUNDLE.exists()):
        return
    npm = shutil.which("npm")
    if npm is None:
        say("npm is not here: the full plotly.js of the Python package is served.")
    else:
        say("Fetching the light plotly.js with npm...")
        limits = ["--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"]
        run([npm, "ci", "--ignore-scripts", *limits])
        if not BUNDLE.exists():
            say("npm could not fetch it: the full plotly.js is served (`make bundle` tries again).")
    BUNDLE_TRIED.write_text(f"{lock} {'fetched' if BUNDLE.exists() else 'missed'}\n")


def fingerprint(path: Path) -> str:
    """Name a file by its content and by the Python of .venv, which packages are built for."""
    config = read(VENV / "pyvenv.cfg")
    return hashlib.sha256(path.read_bytes() + config.encode()).hexdigest()


def read(path: Path) -> str:
    """Read a small file; empty where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def succeeds(command: list) -> bool:
    return run(command).returncode == 0


def run(command: list) -> subprocess.CompletedProcess:
    """Run a command in the checkout, both its outputs kept as one text."""
    return subprocess.run(
        command,
        cwd=ROOT,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
