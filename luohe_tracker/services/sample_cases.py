"""The matters of the sample year: which there are, who leads them, and how each goes."""

from dataclasses import dataclass, replace
from datetime import date

from strategy.models import Matter

Kind, Origin, Category = Matter.Kind, Matter.Origin, Matter.Category

# code: category, lead (None: the area of the item), what is to be done
WORK = {
    "land": (Category.LAND, None, "加快办理{name}用地手续"),
    "funds": (Category.FUNDING, "industry", "组织银企对接，落实{name}流动资金"),
    "labour": (Category.LABOUR, None, "举办专场招聘，帮助{name}解决用工需求"),
    "review": (Category.ENVIRONMENT, None, "指导{name}完善环评手续"),
    "energy": (Category.ENERGY, "reform", "研究落实{name}用能指标"),
    "permit": (Category.APPROVAL, "reform", "并联办理{name}前期手续"),
    "sales": (Category.MARKET, "commerce", "组织{name}参加产销对接活动"),
    "research": (Category.OTHER, "science", "帮助{name}对接高校院所"),
    "pace": (Category.OTHER, None, "倒排工期，推进{name}按计划实施"),
}
ITEMS = (
    "P008", "E021", "P014", "E035", "K018", "P007", "E026", "T044", "P009", "E033", "K022", "P012",
    "E041", "T035", "P010", "E047", "P013", "E029", "K012", "E024", "T052", "P011", "E038", "K021",
)  # fmt: skip
COURSES = (
    "in_time", "in_time", "late", "in_time", "extended", "in_time", "returned", "in_time",
    "refused", "in_time", "reopened", "in_time", "late", "moved", "in_time", "upheld", "extended",
)  # fmt: skip
"""How resolutions go, in turn. Where the demonstration begins, each stops."""


@dataclass(frozen=True, slots=True)
class Case:
    """A matter as it will be registered. `limit` is a class of time limits or the due day.

    `title` has a place for the name of its item, `lead` of None is the area of it.
    """

    title: str
    category: Category
    item: str
    lead: str | None
    course: str
    limit: str | date
    day: date
    kind: Kind = Kind.RESOLUTION
    origin: Origin = Origin.MEETING
    checker: str | None = None
    satisfied: bool = True


def resolutions(days: list[date]) -> list[list[Case]]:
    """What each meeting resolves on its day: two or three matters. Those of the last one differ."""
    rows, place = [], 0
    for number, day in enumerate(days):
        count = 3 if number % 4 == 1 else 2
        rows.append([_resolution(place + extra, day) for extra in range(count)])
        place += count
    rows[-1] = [
        replace(_resolution(place + extra, days[-1]), course=course, limit=limit)
        for extra, (course, limit) in enumerate(LAST_RESOLVED)
    ]
    return rows


def others() -> list[Case]:
    """Problems of enterprises and of visits, and leaders' instructions."""
    return [_other(*row) for row in OTHERS]


PROBLEM, ORDER = Kind.PROBLEM, Kind.INSTRUCTION
FIRM, VISIT, LEADER = Origin.ENTERPRISE, Origin.VISIT, Origin.LEADER
# registered, kind, origin, work, item, course, time limit, satisfied on the return visit, lead
OTHERS = [
    ("2022-02-17", PROBLEM, FIRM, "funds", "E021", "in_time", "general"),
    ("2022-03-03", PROBLEM, FIRM, "labour", "E033", "in_time", "general"),
    ("2022-03-16", PROBLEM, VISIT, "land", "P014", "extended", "major"),
    ("2022-03-24", PROBLEM, FIRM, "review", "E031", "returned", "general", False),
    ("2022-04-07", ORDER, LEADER, "pace", "P008", "in_time", "major"),
    ("2022-04-14", PROBLEM, FIRM, "energy", "E034", "late", "general"),
    ("2022-04-27", PROBLEM, VISIT, "research", "K011", "in_time", "general", True, "office"),
    ("2022-05-12", PROBLEM, FIRM, "sales", "E024", "in_time", "general"),
    ("2022-05-19", ORDER, LEADER, "permit", "P009", "in_time", "general"),
    ("2022-05-26", PROBLEM, FIRM, "permit", "E045", "withdrawn", "general"),
    ("2022-06-09", PROBLEM, FIRM, "labour", "E026", "reopened", "general", False),
    ("2022-06-22", PROBLEM, VISIT, "pace", "K019", "moved", "general"),
    ("2022-07-06", PROBLEM, FIRM, "funds", "E038", "in_time", "general"),
    ("2022-07-12", PROBLEM, FIRM, "energy", "E048", "late", "general", True, "office"),
    ("2022-07-20", PROBLEM, FIRM, "review", "E047", "slow", "general"),
    ("2022-07-26", ORDER, LEADER, "pace", "P012", "slow", "2022-08-05"),
    ("2022-08-01", PROBLEM, FIRM, "labour", "E042", "slow", "2022-08-09"),
    ("2022-08-02", PROBLEM, VISIT, "land", "P007", "silent", "2022-08-10"),
    ("2022-08-03", PROBLEM, FIRM, "sales", "E040", "slow", "2022-08-11"),
    ("2022-08-03", PROBLEM, FIRM, "funds", "E029", "asking", "2022-08-12"),
    ("2022-08-04", ORDER, LEADER, "energy", "K020", "slow", "2022-08-15"),
    ("2022-08-04", PROBLEM, FIRM, "permit", "E022", "filed", "2022-08-11"),
    ("2022-08-03", PROBLEM, FIRM, "labour", "E050", "checked", "2022-08-11"),
    ("2022-08-05", PROBLEM, VISIT, "research", "K024", "ownerless", "2022-08-19"),
    ("2022-08-08", PROBLEM, FIRM, "review", "E039", "unsigned", "major"),
    ("2022-08-09", PROBLEM, FIRM, "funds", "E051", "waiting", "general"),
]
LAST_RESOLVED = [("in_time", "general"), ("slow", "general"), ("slow", "major")]
# work days from the assignment (a) or the due day (d), hour, verb
_BEGUN = (("a1", 9, "receive"), ("a2", 10, "progress"))
_CLOSED = (("d-1", 14, "apply"), ("d0", 10, "verify"), ("d1", 16, "close"), ("d5", 10, "visit"))
PLAY = {
    "in_time": (*_BEGUN, *_CLOSED),
    "late": (
        *_BEGUN, ("d0", 8, "slip"), ("d2", 8, "slip"), ("d3", 9, "receive_slip"),
        ("d3", 15, "progress"), ("d4", 14, "apply"), ("d5", 10, "verify"), ("d6", 16, "close"),
        ("d9", 10, "visit"),
    ),
    "extended": (
        *_BEGUN, ("d-2", 11, "ask"), ("d-1", 16, "grant"), ("d3", 15, "progress"),
        ("d4", 14, "apply"), ("d5", 10, "verify"), ("d6", 16, "close"), ("d9", 10, "visit"),
    ),
    "refused": (*_BEGUN, ("d-2", 11, "ask"), ("d-2", 16, "refuse"), *_CLOSED),
    "returned": (
        *_BEGUN, ("d-2", 14, "apply"), ("d-1", 10, "send_back"), ("d-1", 15, "progress"),
        ("d0", 11, "apply"), ("d1", 10, "verify"), ("d2", 16, "close"), ("d6", 10, "visit"),
    ),
    "reopened": (
        *_BEGUN, *_CLOSED, ("d12", 9, "reopen"), ("d14", 15, "progress"), ("d18", 14, "apply"),
        ("d19", 10, "verify"), ("d20", 16, "close"), ("d23", 10, "visit"),
    ),
    "upheld": (("a1", 9, "object"), ("a1", 16, "refuse"), ("a2", 9, "receive"),
               ("a2", 10, "progress"), *_CLOSED),
    "moved": (("a1", 9, "object"), ("a1", 16, "move"), ("a2", 9, "receive"),
              ("a2", 10, "progress"), *_CLOSED),
    "ownerless": (("a1", 9, "object"), ("a2", 11, "release")),
    "withdrawn": (("a0", 15, "withdraw"),),
    "slow": (*_BEGUN, ("d-1", 8, "slip"), ("d0", 8, "slip"), ("d2", 8, "slip"),
             ("d3", 9, "receive_slip")),
    "silent": (("a1", 9, "receive"), ("d-1", 8, "slip")),
    "asking": (*_BEGUN, ("d-3", 11, "ask")),
    "filed": (*_BEGUN, ("d-2", 14, "apply")),
    "checked": (*_BEGUN, ("d-3", 14, "apply"), ("d-2", 10, "verify")),
    "unsigned": (),
    "waiting": (),
}  # fmt: skip
"""What happens to a matter in each course after its assignment."""


def _resolution(place: int, day: date) -> Case:
    category, lead, words = list(WORK.values())[place % len(WORK)]
    return Case(
        title=f"示例：{words}",
        category=category,
        item=ITEMS[place % len(ITEMS)],
        lead=lead,
        course=COURSES[place % len(COURSES)],
        limit="major" if place % 5 == 4 else "general",
        day=day,
    )


def _other(
    registered: str,
    kind: Kind,
    origin: Origin,
    work: str,
    item: str,
    course: str,
    limit: str,
    satisfied: bool = True,
    lead: str | None = None,
) -> Case:
    category, usual, words = WORK[work]
    return Case(
        title=f"示例：{words}",
        category=category,
        item=item,
        lead=lead or usual,
        course=course,
        limit=date.fromisoformat(limit) if limit[0] == "2" else limit,
        day=date.fromisoformat(registered),
        kind=kind,
        origin=origin,
        checker="industry" if lead == "office" else None,
        satisfied=satisfied,
    )
