"""Made-up applications (示例), taken through the actions of the product on the days a test names."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from gongkai.agencies.models import Agency, Person
from gongkai.casework import actions
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Application
from gongkai.casework.reviewing import Looked, items_to_review, third_person
from gongkai.kit.dates import SHANGHAI
from gongkai.reporting import actions as reporting
from gongkai.reporting.models import AnnualReport
from gongkai.reporting.queries import find as find_report
from support.factories import make_agency, make_person

CHAPTERS = {
    "1": "示例：主动公开、依申请公开、政府信息管理、平台建设、监督保障的情况；工作考核、社会评议和责任追究结果。",
    "5": "示例：主要问题是更新不够及时，下一步按月核对栏目。",
    "6": "示例：没有其他需要报告的事项。",
}


def moment(day: date) -> datetime:
    """Ten in the morning in Shanghai."""
    return datetime.combine(day, time(10), SHANGHAI)


@dataclass(frozen=True, slots=True)
class Office:
    """A town with the two people a decision needs."""

    agency: Agency
    clerk: Person
    head: Person


def make_office(**fields: Any) -> Office:
    """Create a town with a clerk and a head."""
    agency = make_agency(kind="town", **fields)
    return Office(agency, make_person("clerk", agency), make_person("head", agency))


def register(
    office: Office, on: date, *, kind: str = "natural", today: date | None = None, **intake: Any
) -> Application:
    """Register an application handed in at the counter on a day, unless the test says otherwise."""
    facts = {"channel": "counter", "submitted_on": on, "description": "示例：镇财政预算公开表", **intake}
    return actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(today or on),
        who=Who(name="示例申请人", kind=kind, phone="000-00000000"),
        intake=Intake(**facts),
    )


def step(action: Any, case: Application, who: Person, today: date, **facts: Any) -> Application:
    """Do one act on an application as it stands now."""
    case.refresh_from_db()
    found: Application = action(application=case, version=case.version, actor=who, at=moment(today), **facts)
    return found


def looked(case: Application) -> list[Looked]:
    """A secrecy review that finds nothing against any item of the present draft."""
    case.refresh_from_db()
    return [Looked(name, "clear", "示例依据") for name in items_to_review(case)]


def approve(office: Office, case: Application, on: date) -> Application:
    """Let somebody posted for it review secrecy and the head approve; the head alone in an office of two (合并审查)."""
    reviewer = third_person(case, office.head, on)
    if reviewer is None:
        return step(actions.approve_decision, case, office.head, on, items=looked(case))
    case = step(actions.review_secrecy, case, reviewer, on, items=looked(case))
    return step(actions.approve_decision, case, office.head, on)


def publish_year(office: Office, year: int) -> AnnualReport:
    """Take the report of a past year to the public: zeros entered, chapters written, compiled by one, published by two."""
    at = moment(date(year + 1, 1, 20))
    facts = {"agency": office.agency, "year": year, "actor": office.clerk, "at": at}
    reporting.enter_zeros(**facts, reason="示例：经核对均为0")
    for number, text in CHAPTERS.items():
        row = find_report(office.agency, year)
        reporting.write_chapter(**facts, version=row.version if row else 0, number=number, text=text)
    row = reporting.compile_year(**facts)
    return reporting.publish(report=row, version=row.version, actor=office.head, at=at)


def answer(office: Office, case: Application, on: date, outcome: str = "open") -> Application:
    """Draft, approve and deliver an answer on one day."""
    words = {"outcome_code": outcome, "reasons": "示例理由", "given": "示例信息"}
    case = step(actions.draft_decision, case, office.clerk, on, **words)
    case = approve(office, case, on)
    return step(actions.deliver, case, office.clerk, on, answered_on=on, mode="direct")
