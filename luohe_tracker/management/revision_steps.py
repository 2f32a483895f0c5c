"""The steps of a revision as a Mermaid state diagram, for docs/figures.md."""

from strategy.models import Status
from strategy.models.revisions import STEPS

REPORTER = "staff of the reporting unit"
REVIEWER = "staff of the reviewing unit who did not submit it"
TAKEN_BY = {
    (Status.DRAFT, Status.SUBMITTED): f"上报 submit ({REPORTER})",
    (Status.SUBMITTED, Status.DRAFT): f"撤回 recall ({REPORTER})",
    (Status.SUBMITTED, Status.APPROVED): f"通过 approve ({REVIEWER})",
    (Status.SUBMITTED, Status.RETURNED): f"退回 return with a reason ({REVIEWER})",
}
"""Who takes each step; a step without a name here cannot be drawn."""


def diagram() -> str:
    """Draw the steps of one revision."""
    states = [f'    state "{status.label} {status.value}" as {status.value}' for status in Status]
    steps = [
        f"    {status.value} --> {after.value}: {TAKEN_BY[status, after]}"
        for status in Status
        for after in Status
        if after in STEPS[status]
    ]
    ends = [f"    {status.value} --> [*]" for status in Status if not STEPS[status]]
    begun = f"    [*] --> {Status.DRAFT.value}: 录入 enter ({REPORTER})"
    return "\n".join(["stateDiagram-v2", *states, begun, *steps, *ends])
