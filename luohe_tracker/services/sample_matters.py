"""How the matters of the sample year are followed: each case one step after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from strategy import clock, workdays
from strategy.models import Matter, Organisation, TimeLimit, TrackedItem, User
from strategy.services import matters
from strategy.services.attachments import attach
from strategy.services.matter_requests import (
    ask_extension,
    grant_request,
    object_to,
    refuse_request,
)
from strategy.services.new_matters import NewMatter
from strategy.services.return_visits import make_return_visit
from strategy.services.slips import issue_slip, receive_slip

from .sample_actors import Actors
from .sample_cases import PLAY, Case
from .sample_lines import INDUSTRY, OFFICE

CUT = datetime(2022, 8, 10, tzinfo=clock.SHANGHAI)
"""The demonstration begins: what would come later has not happened."""
NOT_ASSIGNED = {"withdrawn", "waiting"}
PROOF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
TO_ATTACH = timedelta(minutes=10)
MORE_TIME = timedelta(days=10)
SAID = {
    "progress": "示例：已与有关方面对接，正在按计划推进。",
    "apply": "示例：已办理完毕，佐证材料见附件。",
    "return": "示例：佐证材料不完整，请补充后重报。",
    "ask": "示例：涉及环节较多，需再协调，申请延期。",
    "grant": "示例：情况属实，请抓紧办理。",
    "refuse": "示例：理由不充分，请按期办理。",
    "object": "示例：该事项不属本单位职责，建议另行交办。",
    "move": "示例：异议成立，改由市工信局牵头。",
    "release": "示例：异议成立，另行研究牵头单位。",
    "reopen": "示例：回访发现问题反复，重新办理。",
    "withdraw": "示例：与已有事项重复登记。",
}
VISITED = {True: "示例：企业表示满意。", False: "示例：企业认为尚未彻底解决。"}


@dataclass
class Followed:
    """One case and, once it is registered, its matter."""

    case: Case
    actors: Actors
    item: TrackedItem
    lead: Organisation
    checker: Organisation | None
    limit: TimeLimit | None
    due_on: date
    matter: Matter | None = None

    @property
    def name(self) -> str:
        """Its item without the words in brackets."""
        return self.item.name.partition("（")[0]

    @property
    def new(self) -> NewMatter:
        """What is registered."""
        case, name = self.case, self.name
        raised_by = {"enterprise": name, "leader": "示例领导"}.get(case.origin, "")
        return NewMatter(
            case.kind, case.title.format(name=name), self.lead, due_on=self.due_on,
            time_limit=self.limit, origin=case.origin, category=case.category,
            raised_by=raised_by, checker=self.checker, item=self.item, is_sample=True,
        )  # fmt: skip

    @property
    def handler(self) -> User:
        """Who acts for the lead unit as it is now."""
        code = self.lead.code
        return self.actors.reviewers[OFFICE] if code == OFFICE else self.actors.reporters[code]

    @property
    def judge(self) -> User:
        """Who checks what was handled."""
        return self.actors.reviewers[INDUSTRY if self.checker else OFFICE]

    @property
    def closer(self) -> User:
        """Who closes: the office, but for what it handled itself."""
        return self.judge if self.lead.code == OFFICE else self.actors.coordinator

    def register(self, at: datetime) -> None:
        registers = matters.instruct if self.case.kind == "instruction" else matters.register_matter
        self.matter = registers(self.new, by=self.actors.coordinator, at=at)

    def assign(self, at: datetime) -> None:
        if self.matter.current.status == "registered":
            matters.assign(self.matter, self.lead, self.due_on, by=self.actors.coordinator, at=at)

    def receive(self, at: datetime) -> None:
        matters.receive(self.matter, by=self.handler, at=at)

    def progress(self, at: datetime) -> None:
        matters.report_progress(self.matter, SAID["progress"], by=self.handler, at=at)

    def apply(self, at: datetime) -> None:
        count = self.matter.attachments.count()
        content = PROOF + f"% {count + 1}\n".encode()
        attach(self.matter, f"示例佐证{count + 1}.pdf", content, by=self.handler, at=at - TO_ATTACH)
        matters.apply_to_close(self.matter, SAID["apply"], by=self.handler, at=at)

    def verify(self, at: datetime) -> None:
        matters.verify(self.matter, by=self.judge, at=at)

    def send_back(self, at: datetime) -> None:
        matters.send_back(self.matter, SAID["return"], by=self.judge, at=at)

    def close(self, at: datetime) -> None:
        matters.close_matter(self.matter, by=self.closer, at=at)

    def reopen(self, at: datetime) -> None:
        due_on = workdays.add_workdays(at.date(), 10)
        matters.reopen(self.matter, SAID["reopen"], due_on, by=self.actors.coordinator, at=at)

    def withdraw(self, at: datetime) -> None:
        matters.withdraw(self.matter, SAID["withdraw"], by=self.actors.coordinator, at=at)

    def ask(self, at: datetime) -> None:
        due_on = workdays.roll(self.due_on + MORE_TIME, workdays.RollRule.LATER)
        ask_extension(self.matter, SAID["ask"], due_on, by=self.handler, at=at)

    def object(self, at: datetime) -> None:
        object_to(self.matter, SAID["object"], by=self.handler, at=at)

    def grant(self, at: datetime) -> None:
        grant_request(self.asked, answer=SAID["grant"], by=self.actors.coordinator, at=at)

    def refuse(self, at: datetime) -> None:
        refuse_request(self.asked, SAID["refuse"], by=self.actors.coordinator, at=at)

    def release(self, at: datetime) -> None:
        grant_request(self.asked, answer=SAID["release"], by=self.actors.coordinator, at=at)

    def move(self, at: datetime) -> None:
        asked, self.lead = self.asked, self.actors.reporters[INDUSTRY].organisation
        by = self.actors.coordinator
        grant_request(asked, answer=SAID["move"], lead=self.lead, by=by, at=at)

    def slip(self, at: datetime) -> None:
        issue_slip(self.matter, by=self.actors.coordinator, at=at)

    def receive_slip(self, at: datetime) -> None:
        receive_slip(self.matter.slips.latest("pk"), by=self.handler, at=at)

    def visit(self, at: datetime) -> None:
        if self.case.origin == Matter.Origin.ENTERPRISE:
            words, by = VISITED[self.case.satisfied], self.actors.coordinator
            make_return_visit(self.matter, self.case.satisfied, words, by=by, at=at)

    @property
    def asked(self):
        """What the lead unit has asked and nobody has answered."""
        return self.matter.requests.get(decided_at__isnull=True)


def follow(cases: list[Case], actors: Actors) -> list[Followed]:
    """What is needed to play each case."""
    units = {one.code: one for one in Organisation.objects.all()}
    limits = {one.code: one for one in TimeLimit.objects.all()}
    codes = {case.item for case in cases}
    found = TrackedItem.objects.filter(code__in=codes, is_sample=True).select_related("area")
    items = {item.code: item for item in found}
    followed = []
    for case in cases:
        item, limit = items[case.item], limits.get(case.limit)
        lead = units[case.lead] if case.lead else item.area or units[INDUSTRY]
        due_on = limit.due_on(case.day) if limit else case.limit
        checker = units[case.checker] if case.checker else None
        followed.append(Followed(case, actors, item, lead, checker, limit, due_on))
    return followed


def registering(one: Followed) -> Iterator[tuple[datetime, Callable]]:
    """The steps that bring a case that no meeting resolved to its unit."""
    yield moment(one.case.day, 9), partial(_play, one=one, verb="register")
    if one.case.course not in NOT_ASSIGNED:
        yield moment(one.case.day, 16), partial(_play, one=one, verb="assign")


def handling(one: Followed) -> Iterator[tuple[datetime, Callable]]:
    """All steps after the assignment, as far as the demonstration has come."""
    anchors = {"a": one.case.day, "d": one.due_on}
    for when, hour, verb in PLAY[one.case.course]:
        at = moment(workdays.add_workdays(anchors[when[0]], int(when[1:])), hour)
        if at < CUT:
            yield at, partial(_play, one=one, verb=verb)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in Luohe."""
    return datetime.combine(day, time(hour, minute), tzinfo=clock.SHANGHAI)


def _play(desk: object, *, one: Followed, verb: str, at: datetime) -> None:
    getattr(one, verb)(at)
