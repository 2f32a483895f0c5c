"""From a bare checkout to a served site at 127.0.0.1, or as fast as it can the second time."""

import os
import socket
import subprocess
import sys

from set_up import PYTHON, ROOT, VENV, read, say, set_up

HOST = "127.0.0.1"


def main() -> None:
    port = free_port(os.environ.get("PORT") or "8000")
    # A terminal that cannot show Chinese gets question marks, not a stop.
    os.environ.setdefault("PYTHONIOENCODING", ":replace")
    choose_demo()
    set_up()
    prepare_site()
    say("Starting the server...")
    gunicorn = str(VENV / "bin" / "gunicorn")
    os.environ["BIND"] = f"{HOST}:{port}"
    os.chdir(ROOT)
    os.execv(gunicorn, [gunicorn, "--config", "deploy/gunicorn.conf.py"])


def free_port(text: str) -> int:
    """Check before anything else that the server will get its port."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT={text} is not a port: give a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            sys.exit(f"Port {text} needs an administrator's rights: choose one above 1023.")
        except OSError:
            other = int(text) + 1 if int(text) < 65535 else 8000
            sys.exit(f"Port {text} is taken by another program: try `make run PORT={other}`.")
    return int(text)


def choose_demo() -> None:
    """Serve a demo, unless the environment or .env says otherwise."""
    lines = read(ROOT / ".env").splitlines()
    if not any(line.removeprefix("export ").startswith("DEMO=") for line in lines):
        os.environ.setdefault("DEMO", "1")


def prepare_site() -> None:
    """Migrate, load an empty database, make accounts and static files: one command of ours."""
    result = subprocess.run([PYTHON, "manage.py", "prepare_site"], cwd=ROOT, check=False)
    if result.returncode:
        sys.exit("The site could not be prepared; the reason stands above.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
