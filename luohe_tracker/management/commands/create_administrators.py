"""`create_administrators`: the three separated administrators of a new site."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from luohe_tracker.management.commands.create_demo_accounts import new_password
from strategy.models import Organisation, Role, User
from strategy.services.events import raise_page_counter

ADMINISTRATORS = {
    "sysadmin": ("系统管理员", Role.SYSTEM_ADMINISTRATOR),
    "secadmin": ("安全管理员", Role.SECURITY_ADMINISTRATOR),
    "auditor": ("审计员", Role.AUDITOR),
}


class Command(BaseCommand):
    help = "Creates the system and security administrators and the auditor where a role is free."

    def add_arguments(self, parser):
        parser.add_argument("organisation", help="the code of the unit they belong to")

    @transaction.atomic
    def handle(self, organisation: str, **options):
        unit = Organisation.objects.filter(code=organisation).first()
        if unit is None:
            raise CommandError(f"There is no organisation {organisation}: load the fixtures first.")
        for username, (name, role) in ADMINISTRATORS.items():
            if User.objects.filter(role=role, is_active=True).exists():
                self.stdout.write(f"{name} exists already.")
                continue
            password = new_password()
            User.objects.create_user(username, password, name=name, role=role, organisation=unit)
            raise_page_counter()
            self.stdout.write(f"{username:10} {password}  (shown once; to be changed at sign-in)")
