"""An office's own Word files for its letters: which is in use, what is wrong with one, what it looks like filled."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.casework.letters import catalogue, fields
from gongkai.casework.letters.catalogue import LetterSpec
from gongkai.casework.letters.docx_writer import write_docx
from gongkai.casework.letters.letter import Letter as Document
from gongkai.casework.letters.letter import drafted
from gongkai.casework.letters.own_template import check, fill, letter_values
from gongkai.casework.models import LetterTemplate
from gongkai.files.media_types import DOCX, media_type
from gongkai.files.queries import content
from gongkai.kit.entry import BadEntry

LARGEST = 5 * 2**20  # bytes


def in_use(agencies: QuerySet[Agency]) -> QuerySet[LetterTemplate]:
    """Give the templates that the agencies in scope use now."""
    found = LetterTemplate.objects.filter(agency__in=agencies, retired_at=None)
    return found.select_related("agency", "stored", "added_by")


def template_in_use(agency: Agency, code: str) -> LetterTemplate | None:
    """Give an agency's own template for a letter; None where it uses the built-in one."""
    found = LetterTemplate.objects.filter(agency=agency, code=code, retired_at=None)
    return found.select_related("stored").first()


def specs_by_code(on: date) -> dict[str, list[LetterSpec]]:
    """Give the letters in force on a day by their code; one code may have several cases."""
    found: dict[str, list[LetterSpec]] = {}
    for spec in catalogue.standard().all(on):
        found.setdefault(spec.code, []).append(spec)
    return found


def check_template(code: str, data: bytes, on: date) -> None:
    """Raise BadEntry under "file" with every problem of a template and its place; BadData for no Word file."""
    if len(data) > LARGEST:
        raise BadEntry({"file": _("模板超过%(most)s MB，请去掉大幅图片。") % {"most": LARGEST // 2**20}})
    if media_type(data) != DOCX:
        raise BadEntry({"file": _("不是 Word 文件（.docx），请用 Word 或者 WPS 另存为 .docx 后再上传。")})
    problems = dict.fromkeys(str(one) for spec in _kinds(code, on) for one in check(data, spec))
    if problems:
        raise BadEntry({"file": "\n".join(problems)})


def _kinds(code: str, on: date) -> Sequence[LetterSpec]:
    return specs_by_code(on)[code]


def sample(code: str, agency: Agency, on: date) -> tuple[Document, dict[str, object]]:
    """Give a letter as an example: the agency's name, and every other field by what it is called."""
    spec = _kinds(code, on)[0]
    values: dict[str, object] = {
        one.key: _example(one, on) for one in spec.fields if one.kind not in ("flag", "rows")
    }
    values |= {"agency": agency.name, "letter_on": on, "doc_number": f"示例〔{on.year}〕1号"}
    return drafted(code, values, variant=spec.variant), values


def _example(one: fields.Field, on: date) -> object:
    plain: dict[str, object] = {"date": on, "count": 5, "money": 100, "list": [f"（{one.name}）"]}
    return plain.get(one.kind, f"（{one.name}）")


def example_docx(agency: Agency, code: str, on: date) -> bytes:
    """Give the template in use, own or built-in, filled with the example, to be looked at before anything is issued."""
    own = template_in_use(agency, code)
    if own:
        return filled_sample(content(own.stored), code, agency, on)
    return write_docx(sample(code, agency, on)[0])


def filled_sample(template: bytes, code: str, agency: Agency, on: date) -> bytes:
    """Give a template filled with the example, to be looked at before anything is issued with it."""
    document, values = sample(code, agency, on)
    return fill(template, letter_values(document, values))
