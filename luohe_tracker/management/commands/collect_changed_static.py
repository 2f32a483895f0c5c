"""`collect_changed_static`: collectstatic, unless no static file has changed since."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from luohe_tracker.apps import StaticFiles


class Command(BaseCommand):
    help = "Collects the static files where one was added, changed or removed."

    def handle(self, **options):
        stamp = settings.STATIC_ROOT / "collected.txt"
        state = state_of_files()
        if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
            return
        self.stdout.write("Collecting and compressing the static files...")
        self.stdout.flush()
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state, encoding="ascii")


def state_of_files() -> str:
    """Sum up names, sizes and times of all static files, and how they are to be stored."""
    state = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list(StaticFiles.ignore_patterns), key=first):
            details = (path, storage.size(path), storage.get_modified_time(path).timestamp())
            state.update(repr(details).encode())
    return state.hexdigest()


def first(found: tuple) -> str:
    return found[0]
