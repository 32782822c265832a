"""The papers of a case (登记表, 审查呈批单, 移送明细表, 登记回执) and the blank form of an agency, as documents."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from gongkai.agencies.models import Agency
from gongkai.casework.letter_facts import facts_of, paper_facts
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.letter import Letter, compose
from gongkai.casework.letters.papers import Paper, paper
from gongkai.casework.letters.pdf_writer import write_pdf
from gongkai.casework.models import Application
from gongkai.files.media_types import DOCX
from gongkai.law.errors import Unlawful

RECEIPT, APPROVAL = "receipt", "approval"
PAPERS = {
    "register": "政府信息公开申请登记表",
    APPROVAL: "政府信息公开审查呈批单",
    "transfer": "主动公开政府信息移送明细表",
    RECEIPT: "政府信息公开申请登记回执",
}
WRITERS: Mapping[str, Callable[[Letter | Paper], bytes]] = {"docx": write_docx, "pdf": write_pdf}
TYPES = {"docx": DOCX, "pdf": "application/pdf"}


def case_paper(case: Application, code: str, *, on: date, whole: bool) -> Letter | Paper:
    """Make a paper of PAPERS for a case; whole: with the applicant in full. BadData for another code."""
    if code == RECEIPT:
        return receipt(case, on=on, whole=whole)
    if code == APPROVAL and case.outcome is None:
        raise Unlawful(
            "条例第四十五条",
            "还没有拟定处理结果，不能生成审查呈批单",
            "请先拟定处理结果和理由。",
            "no approval sheet before a decision is drafted",
        )
    return paper(code, on, paper_facts(case, on=on, whole=whole))


def printable(case: Application) -> dict[str, str]:
    """Give the papers that can be printed of a case now, by code."""
    ready = {RECEIPT: case.received_on is not None, APPROVAL: case.outcome is not None}
    return {code: title for code, title in PAPERS.items() if ready.get(code, True)}


def receipt(case: Application, *, on: date, whole: bool) -> Letter:
    """Make the receipt that is handed over at the counter: without a number of its own. Unlawful before the receipt."""
    if case.received_on is None:
        raise Unlawful(
            "条例第三十一条",
            "收到日期尚待双方确认，不能出具登记回执",
            "请先确认收到日期。",
            "no receipt before the day of receipt is confirmed",
        )
    facts = {**facts_of(case, "L01", on=on, whole=whole).fixed}
    wanted = {key: value for key, value in facts.items() if key not in ("doc_number", "extension_days")}
    return compose("L01", wanted)


def blank_form(agency: Agency, fmt: str, on: date) -> bytes:
    """Make the blank 申请表 of an agency as docx or pdf (art. 29): the same for everybody who asks for it."""
    return _blank_form(agency.name, fmt, on)


@lru_cache(maxsize=64)
def _blank_form(name: str, fmt: str, on: date) -> bytes:
    return WRITERS[fmt](paper("application_form", on, {"agency": name}))
