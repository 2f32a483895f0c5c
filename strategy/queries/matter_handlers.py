"""Who handled a matter 经办: nobody who did verifies or closes it, wherever they work now."""

from django.db.models import Exists, OuterRef, Q

from strategy.models import Attachment, Matter, MatterStep, User, Verb

HANDLING = (Verb.RECEIVE, Verb.OBJECT, Verb.ASK, Verb.PROGRESS, Verb.APPLY)
"""What only the lead unit, and for a report those that help it, can do to a matter."""


def handled_by(user: User) -> Q:
    """Steps of matters of which a person took such a step, or gave evidence that still stands."""
    steps = MatterStep.objects.filter(matter=OuterRef("matter"), by=user.pk, verb__in=HANDLING)
    files = Attachment.objects.attached().filter(matter=OuterRef("matter"), added_by=user.pk)
    return Q(Exists(steps)) | Q(Exists(files.filter(is_evidence=True)))


def has_handled(matter: Matter, user: User) -> bool:
    """Whether a person handled a matter. One query."""
    return MatterStep.objects.known_at(None).filter(handled_by(user), matter=matter.pk).exists()
