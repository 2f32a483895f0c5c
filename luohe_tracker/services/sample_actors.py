"""The accounts that stand behind the sample year. None of them can sign in."""

from dataclasses import dataclass

from strategy.models import Organisation, Role, User

from .sample_lines import INDUSTRY, OFFICE

PREFIX = "sample-"


@dataclass(frozen=True, slots=True)
class Actors:
    """Reporters and reviewers by the code of their organisation, and the coordinator."""

    reporters: dict[str, User]
    reviewers: dict[str, User]
    coordinator: User


def make_actors() -> Actors:
    """Save one reporter for each reporting organisation, two reviewers and a coordinator."""
    organisations = {one.code: one for one in Organisation.objects.all()}
    areas = [one.code for one in Organisation.objects.areas()]
    return Actors(
        reporters={code: _actor(organisations[code], "示例填报员") for code in [INDUSTRY, *areas]},
        reviewers={
            code: _actor(organisations[code], "示例审核员", "-review")
            for code in [INDUSTRY, OFFICE]
        },
        coordinator=_coordinator(organisations[OFFICE]),
    )


def sample_actors():
    """The accounts that `make_actors` has made."""
    return User.objects.filter(username__startswith=PREFIX, is_active=False)


def _actor(
    organisation: Organisation, name: str, suffix: str = "", role: Role = Role.STAFF
) -> User:
    return User.objects.create_user(
        f"{PREFIX}{organisation.code}{suffix}",
        name=name,
        organisation=organisation,
        role=role,
        is_active=False,
    )


def _coordinator(office: Organisation) -> User:
    coordinator = _actor(office, "示例协调员", role=Role.COORDINATOR)
    coordinator.is_active = True  # while months are opened and targets set; it is not saved
    return coordinator
