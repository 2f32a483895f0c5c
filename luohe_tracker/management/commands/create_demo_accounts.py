"""`create_demo_accounts`: one account for each role, their passwords kept in var/."""

import secrets
import string
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.security import kind_of
from strategy.models import Organisation, Role, User
from strategy.services.events import raise_page_counter

HEADQUARTERS = "headquarters"
# username, name, role, and the organisation by its short name, else by its kind
ACCOUNTS = [
    ("official", "示例领导", Role.OFFICIAL, HEADQUARTERS),
    ("reporter", "示例填报员", Role.STAFF, "召陵区"),
    ("reviewer", "示例审核员", Role.STAFF, "市工信局"),
    ("coordinator", "示例协调员", Role.COORDINATOR, "指挥部办公室"),
    ("sysadmin", "示例系统管理员", Role.SYSTEM_ADMINISTRATOR, HEADQUARTERS),
    ("secadmin", "示例安全管理员", Role.SECURITY_ADMINISTRATOR, HEADQUARTERS),
    ("auditor", "示例审计员", Role.AUDITOR, HEADQUARTERS),
]
# without 0 O 1 l I, which are mistaken for one another
LETTERS = "".join(set(string.ascii_letters + string.digits) - set("0O1lI"))


class Command(BaseCommand):
    help = "Creates the seven demo accounts where they are missing; refused where DEMO is off."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Demo accounts are made only where DEMO is on.")
        places = {place: organisation_at(place) for *_, place in ACCOUNTS}
        path = settings.VAR_DIR / "demo_accounts.txt"
        passwords = read_passwords(path)
        created = [username for username, *_ in ACCOUNTS if username not in passwords]
        passwords |= {username: new_password() for username in created}
        write_passwords(path, passwords)
        for username, name, role, place in ACCOUNTS:
            account = {"name": name, "role": role, "organisation": places[place]}
            set_account(username, passwords[username], account, anew=username in created)
        if created:
            raise_page_counter()
        self.report(path, passwords, created)

    def report(self, path: Path, passwords: dict[str, str], created: list[str]) -> None:
        """Print new passwords once; later only where they lie."""
        if created:
            self.stdout.write("Demo accounts (username, password):")
            for username in created:
                self.stdout.write(f"  {username:12} {passwords[username]}")
        self.stdout.write(f"The demo accounts' passwords are kept in {path}.")


def read_passwords(path: Path) -> dict[str, str]:
    """Read `username password` lines; empty where there is no file."""
    lines = path.read_text(encoding="ascii").splitlines() if path.is_file() else []
    return dict(line.split(maxsplit=1) for line in lines if line.strip())


def write_passwords(path: Path, passwords: dict[str, str]) -> None:
    """Write the file, for its owner alone before there is anything in it to read."""
    lines = [f"{username} {password}\n" for username, password in passwords.items()]
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text("".join(lines), encoding="ascii")


def new_password() -> str:
    """Make 14 characters of at least three kinds."""
    while True:
        password = "".join(secrets.choice(LETTERS) for _ in range(14))
        if len({kind_of(character) for character in password}) == 3:
            return password


def organisation_at(place: str) -> Organisation:
    """Find an organisation by its short name, or the first of a kind."""
    found = Organisation.objects.filter(short_name=place).first()
    found = found or Organisation.objects.filter(kind=place).first()
    if found is None:
        raise CommandError(f"There is no organisation {place} yet: load the fixtures first.")
    return found


def set_account(username: str, password: str, account: dict, *, anew: bool) -> None:
    """Create an account; one that exists keeps its password unless the file had lost it."""
    user = User.objects.filter(username=username).first()
    if user is None:
        User.objects.create_user(username, password, **account)
    elif anew:
        user.set_password(password)
        user.save(update_fields=["password"])
