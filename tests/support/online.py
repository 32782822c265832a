"""Made-up applications from the public column (示例): a form that is opened, filled in and sent."""

from datetime import datetime, timedelta
from typing import Any

from gongkai.casework import actions
from gongkai.casework.actions.online import Form, Sent
from gongkai.casework.online.codes import new_token
from gongkai.casework.online.filing import Filing
from gongkai.casework.parties import Parties, Who
from support.cases import Office

RESIDENT = "110101199001010015"
CREDIT = "91110000600037341L"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
PERSON = Who(
    name="示例申请人",
    kind="natural",
    id_kind="居民身份证",
    id_number=RESIDENT,
    phone="13812345678",
    address="示例路1号",
)
BODY = Who(
    name="示例公司",
    kind="business",
    id_kind="统一社会信用代码",
    id_number=CREDIT,
    contact_person="示例联系人",
    phone="010-65251234",
)


def opened(office: Office, at: datetime, address: str = "192.0.2.1", **answers: Any) -> Form:
    """Open the office's online channel long ago, and a form five minutes before a moment."""
    actions.open_channel(agency=office.agency, actor=office.head, at=at, channel="online")
    return Form(new_token(at - timedelta(minutes=5)), address, **answers)


def filing(who: Who = PERSON, **changed: Any) -> Filing:
    """Fill in a form; the proofs come later unless the test says otherwise."""
    people = {"joint": changed.pop("joint", ()), "agent": changed.pop("agent", None)}
    facts = {"description": "示例：2025年镇财政预算公开表", "proofs_later": True, **changed}
    return Filing(Parties(who, **people), **facts)


def send(office: Office, at: datetime, form: Form | None = None, **facts: Any) -> Sent:
    """Send a form."""
    form = form or opened(office, at)
    return actions.apply_online(agency=office.agency, at=at, form=form, filing=filing(**facts))
