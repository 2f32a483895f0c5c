"""Whether the evidence stands that a close is applied for with."""

from collections.abc import Iterable

from strategy.models import Attachment, MatterStep, Verb

from .matter_page import MatterPage

GIVES = (Verb.ASSIGN, Verb.RETURN, Verb.REOPEN)
"""The steps that put a matter into the hands of its unit, each time for evidence of its own."""


def stands_for(given: MatterStep, attachments: Iterable[Attachment]) -> bool:
    """Whether a unit that handles it added a file since the matter was given to it."""
    return any(one.is_evidence and one.added_at >= given.at for one in attachments)


def no_evidence(given: MatterStep) -> str:
    """Say that there is none, and from when it has to be."""
    return (
        f"申请销号须上传佐证材料：须有牵头单位或配合单位在“{given.get_verb_display()}”之后"
        "上传的附件，请先上传。"
    )


def lacks_evidence(page: MatterPage) -> str:
    """Why nobody can apply for the close without a file; empty where one stands."""
    given = [one for one in page.steps if one.verb in GIVES]
    if not given or stands_for(given[-1], page.attachments):
        return ""
    return no_evidence(given[-1])
