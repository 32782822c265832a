"""An office's own Word file as a template: {{字段}} filled wherever Word put it, what is wrong with it named and placed."""

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from gongkai.casework.letters import fields
from gongkai.casework.letters.catalogue import LetterSpec
from gongkai.casework.letters.fields import Field, Values
from gongkai.casework.letters.letter import Letter
from gongkai.kit.packed import without_times
from gongkai.law.errors import BadData

LARGEST = 50_000_000  # bytes unpacked: a template is a page or two, with the office's emblem
_P, _R, _T, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "r", "t", "tbl", "tr", "tc"))
_TEXT_BOX, _FALLBACK = (
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_PARTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_HALF = re.compile(r"\{\{[^{}]*$|^[^{}]*\}\}|[｛{]\s*[｛{]|[｝}]\s*[｝}]")
WHOLE = ("正文",)
WITH_TEXT = ("标题", "主送", "正文", "署名", "落款日期")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template: where it stands ("" for the whole), and what to do, in one sentence."""

    where: str
    zh: str

    def __str__(self) -> str:
        return f"{self.where}：{self.zh}" if self.where else self.zh


@dataclass(frozen=True, slots=True)
class _Paragraph:
    element: Any
    where: str

    @property
    def pieces(self) -> list[Any]:
        """Its own pieces of text, without those of a text box inside it."""
        return [one for one in self.element.iter(_T) if _owner(one) is self.element]

    @property
    def text(self) -> str:
        return "".join(one.text or "" for one in self.pieces)


def letter_values(letter: Letter, values: Values) -> dict[str, Any]:
    """Give what a template can name: the facts, and the letter made of them (标题, 发文字号, 主送, 正文, 救济告知 …)."""
    made: dict[str, Any] = {
        "title": letter.title,
        "doc_number": letter.number,
        "addressee": letter.addressee,
        "body": list(letter.text),
        "remedy": letter.remedy,
        "signature": letter.signature,
        "contact": letter.contact,
        "attachments": list(letter.attachments),
        "letter_on": letter.on,
    }
    return {**fields.known({**values, **made}, letter.on)}


def fill(template: bytes, values: Values) -> bytes:
    """Give the template with the values in place of its fields; a field without one is left blank.

    A long or listed field alone in a paragraph becomes one paragraph a line, each formatted like the first.
    BadData where the file is no Word document.
    """
    document = _open(template)
    for paragraph in _paragraphs(document):
        _fill(paragraph, values)
    buffer = BytesIO()
    document.save(buffer)
    return without_times(buffer.getvalue())


def check(template: bytes, spec: LetterSpec | None = None) -> tuple[Problem, ...]:
    """Name every field that is unknown or written wrong, with its place; and what a letter needs and the file lacks."""
    found = list(_paragraphs(_open(template)))
    problems = [one for paragraph in found for one in _wrong(paragraph)]
    if spec:
        named = {name for paragraph in found for name in fields.names_in(paragraph.text)}
        problems += [Problem("", f"模板缺少字段“{name}”（{spec.name}）") for name in _absent(spec, named)]
    return tuple(problems)


def _absent(spec: LetterSpec, named: set[str]) -> tuple[str, ...]:
    """With {{正文}} the facts come with the text; without it the template has to name what the law demands."""
    if "正文" in named:
        wanted: Sequence[str] = [one for one in WITH_TEXT if one != "标题"]
    else:
        wanted = [*spec.must, *(["救济告知"] if spec.remedy else []), "落款日期"]
    covers = {"主送": {"申请人", "第三方", "收文机关"}, "署名": {"机关名称"}}
    return tuple(name for name in dict.fromkeys(wanted) if not named & {name, *covers.get(name, set())})


def _open(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(one.file_size for one in packed.infolist())
        if size > LARGEST:
            raise BadData("Word 模板", "文件展开后过大，请去掉大幅图片", "unpacked too large")
        return docx.Document(BytesIO(data))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        if isinstance(problem, BadData):
            raise
        zh = "不是可以读取的 Word 文件，请用 Word 或者 WPS 另存为 .docx 后再上传"
        raise BadData("Word 模板", zh, "not a readable .docx") from problem


def _paragraphs(document: Any) -> Iterator[_Paragraph]:
    """Every paragraph of the body, tables, text boxes, headers, footers and notes, with its place."""
    yield from _below(document.element.body, "")
    seen = set()
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in _PARTS or relation.is_external or id(relation.target_part) in seen:
            continue
        part = relation.target_part
        seen.add(id(part))
        if hasattr(part, "element"):
            yield from _below(part.element, _PARTS[kind])


def _below(root: Any, part: str) -> Iterator[_Paragraph]:
    tables = {table: n for n, table in enumerate(root.iter(_TBL), start=1)}
    number = 0
    for element in root.iter(_P):
        if any(one.tag == _FALLBACK for one in element.iterancestors()):
            continue
        cell = next((one for one in element.iterancestors() if one.tag in (_TC, _TEXT_BOX)), None)
        if cell is None:
            number += 1
        yield _Paragraph(element, part + _place(cell, tables, number))


def _place(cell: Any, tables: Mapping[Any, int], number: int) -> str:
    if cell is None:
        return f"第{number}段"
    if cell.tag == _TEXT_BOX:
        return "文本框"
    row = next(one for one in cell.iterancestors() if one.tag == _TR)
    table = next(one for one in row.iterancestors() if one.tag == _TBL)
    rows, columns = list(table.iter(_TR)), [one for one in row if one.tag == _TC]
    return f"表{tables[table]}第{rows.index(row) + 1}行第{columns.index(cell) + 1}列"


def _owner(piece: Any) -> Any:
    return next(one for one in piece.iterancestors() if one.tag == _P)


def _wrong(paragraph: _Paragraph) -> Iterator[Problem]:
    text = paragraph.text
    for one in fields.unknown([text]):
        yield Problem(paragraph.where, one.zh)
    rest = fields.PLACE.sub("", text)
    if _HALF.search(rest):
        yield Problem(
            paragraph.where,
            f"字段的括号不完整或者用了全角：“{rest.strip()[:30]}”，请写成 {{{{字段名}}}}（半角、成对）",
        )


def _fill(paragraph: _Paragraph, values: Values) -> None:
    text = paragraph.text
    names = fields.names_in(text)
    if not names:
        return
    alone = fields.table().get(names[0]) if fields.PLACE.fullmatch(text.strip()) else None
    lines = _lines(alone, values) if alone else ()
    if alone and len(lines) > 1:
        _repeat(paragraph, lines)
    else:
        _replace(paragraph, values)


def _lines(field: Field, values: Values) -> tuple[str, ...]:
    if field.key not in values or field.kind not in ("list", "long"):
        return ()
    value = values[field.key]
    return fields.lines_of(value) if field.name in WHOLE else fields.apart(field, value)


def _repeat(paragraph: _Paragraph, lines: Sequence[str]) -> None:
    """One paragraph a line: copies with the format of the first run that held the field."""
    first = paragraph.element
    for line in reversed(lines[1:]):
        twin = copy.deepcopy(first)
        _set(_Paragraph(twin, paragraph.where).pieces, line)
        first.addnext(twin)
    _set(paragraph.pieces, lines[0])


def _set(pieces: Sequence[Any], text: str) -> None:
    for number, piece in enumerate(pieces):
        _write(piece, text if number == 0 else "")


def _write(piece: Any, text: str) -> None:
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _replace(paragraph: _Paragraph, values: Values) -> None:
    """Replace each field where it begins and take its rest out of the following runs, from the last to the first."""
    pieces = paragraph.pieces
    for match in reversed(list(fields.PLACE.finditer(paragraph.text))):
        field = fields.table().get(match[1])
        shown = fields.inline(field, values[field.key]) if field and field.key in values else ""
        _splice(pieces, match.start(), match.end(), shown)


def _splice(pieces: Sequence[Any], start: int, end: int, shown: str) -> None:
    offset = 0
    for piece in pieces:
        text = piece.text or ""
        begin, stop = max(start - offset, 0), min(end - offset, len(text))
        if begin < stop:
            put = shown if offset <= start else ""
            _write(piece, text[:begin] + put + text[stop:])
        offset += len(text)
