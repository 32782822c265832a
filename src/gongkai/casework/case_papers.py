"""The papers of a case (登记表, 移送明细表, 登记回执) and the blank form of an agency, as documents."""

from collections.abc import Callable, Mapping
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.casework.letter_facts import facts_of, paper_facts
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.letter import Letter, compose
from gongkai.casework.letters.papers import Paper, paper
from gongkai.casework.letters.pdf_writer import write_pdf
from gongkai.casework.models import Application
from gongkai.files.media_types import DOCX
from gongkai.law.errors import Unlawful

RECEIPT = "receipt"
PAPERS = {
    "register": "政府信息公开申请登记表",
    "transfer": "主动公开政府信息移送明细表",
    RECEIPT: "政府信息公开申请登记回执",
}
WRITERS: Mapping[str, Callable[[Letter | Paper], bytes]] = {"docx": write_docx, "pdf": write_pdf}
TYPES = {"docx": DOCX, "pdf": "application/pdf"}


def case_paper(case: Application, code: str, *, on: date, whole: bool) -> Letter | Paper:
    """Make a paper of PAPERS for a case; whole: with the applicant in full. BadData for another code."""
    if code == RECEIPT:
        return receipt(case, on=on, whole=whole)
    return paper(code, on, paper_facts(case, on=on, whole=whole))


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


def blank_form(agency: Agency, on: date) -> Paper:
    """Make the blank 申请表 of an agency (art. 29)."""
    return paper("application_form", on, {"agency": agency.name})
