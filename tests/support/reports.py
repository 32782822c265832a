"""Made-up annual reports (示例) in either form, well formed and balanced."""

from datetime import date
from typing import Any

from gongkai.report.cells import not_applicable, of
from gongkai.report.forms import form
from gongkai.report.model import APPLICANTS, Cell, Chapter, Contact, FormCode, Preamble, Report

ISSUER = "示例镇人民政府"


def _requests(code: FormCode, scale: int) -> dict[str, tuple[Cell, ...]]:
    spec = form(code).requests
    values: dict[str, list[int]] = {}
    for number, key in enumerate(spec.result_keys):
        values[key] = [(number + place) % 3 * scale for place, _name in enumerate(APPLICANTS)]
    total = [sum(column) for column in zip(*values.values(), strict=True)]
    rows = {"received": total, "carried_in": [1] * len(APPLICANTS), **values}
    rows |= {"total": total, "carried_out": [1] * len(APPLICANTS)}
    return {row.key: tuple(of(n) for n in (*rows[row.key], sum(rows[row.key]))) for row in spec.rows}


def make_report(code: FormCode = "2021", *, scale: int = 1, **more: Any) -> Report:
    """Make a balanced report; scale makes its numbers large; more replaces fields."""
    spec = form(code)
    year = 2020 if code == "2019" else 2025
    disclosure = {
        row.key: {column.key: of(7 * scale) for column in block.columns}
        for block in spec.disclosure
        for row in block.rows
    }
    disclosure["rules"] = dict.fromkeys(disclosure["rules"], not_applicable())
    first = {section: f"示例：{section}的情况。" for section in spec.chapters[0].sections}
    chapters = {
        one.number: Chapter(one.title, f"示例：第{one.number}章写明了情况、问题和下一步的做法。")
        for one in spec.chapters
    }
    lines = [f"（{'一二三四五'[number]}）{head}\n{text}" for number, (head, text) in enumerate(first.items())]
    chapters["1"] = Chapter(spec.chapters[0].title, "\n".join(["示例总述。", *lines]), first)
    fields: dict[str, Any] = {
        "name": f"shili-{year}",
        "agency": ISSUER,
        "year": year,
        "form": code,
        "title": f"{ISSUER}{year}年政府信息公开工作年度报告",
        "preamble": Preamble(
            "示例前言。",
            ISSUER,
            (date(year, 1, 1), date(year, 12, 31)),
            ("http://www.example.com",),
            Contact("示例路1号", "0000-0000000", "000000"),
        ),
        "disclosure": disclosure,
        "requests": _requests(code, scale),
        "remedies": {
            group.key: tuple(of(n * scale) for n in (1, 2, 0, 1, 4)) for group in spec.remedies.groups
        },
        "chapters": chapters,
    }
    return Report(**{**fields, **more})
