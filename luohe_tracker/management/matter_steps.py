"""The steps of a matter as a Mermaid state diagram, for docs/matters.md."""

from strategy.models import MatterStatus, Verb
from strategy.models.matter_steps import MOVES

OFFICE, LEAD, CHECKER = "the office", "the lead unit", "the checking unit"
TAKEN_BY = {
    Verb.REGISTER: "any unit, the office, a leader",
    Verb.ASSIGN: OFFICE,
    Verb.RECEIVE: LEAD,
    Verb.OBJECT: LEAD,
    Verb.RELEASE: OFFICE,
    Verb.UPHOLD: OFFICE,
    Verb.PROGRESS: "the lead unit and those that help it",
    Verb.ASK: LEAD,
    Verb.EXTEND: OFFICE,
    Verb.REFUSE: OFFICE,
    Verb.APPLY: LEAD,
    Verb.VERIFY: CHECKER,
    Verb.RETURN: f"{CHECKER} or the office",
    Verb.CLOSE: OFFICE,
    Verb.REOPEN: "the office, or the machine",
    Verb.WITHDRAW: OFFICE,
}
"""Who takes each step; a verb without a name here cannot be drawn."""


def diagram() -> str:
    """Draw the steps of one matter; what leaves it where it is leads back to where it stood."""
    states = [f'    state "{one.label} {one.value}" as {one.value}' for one in MatterStatus]
    steps = [
        f"    {start} --> {end}: {verb.label} {verb.value} ({TAKEN_BY[verb]})"
        for verb in MOVES
        for start, end in arrows(verb)
    ]
    left = {start for verb in MOVES for start, _ in arrows(verb)}
    ends = [f"    {one.value} --> [*]" for one in MatterStatus if one.value not in left]
    return "\n".join(["stateDiagram-v2", *states, *steps, *ends])


def arrows(verb: Verb) -> list[tuple[str, str]]:
    """From where a verb leads and where to, as the diagram names it, in the order of the states."""
    move = MOVES[verb]
    origins = [one for one in MatterStatus if one in move.origins]
    if not origins:
        return [("[*]", move.target.value)]
    return [(one.value, (move.target or one).value) for one in origins]
