"""Labels and headings that are not those of the form."""

from collections.abc import Iterator

from gongkai.report.checks.rules import BY_THE_FORM, Found, rule
from gongkai.report.findings import Level
from gongkai.report.forms import form
from gongkai.report.labels import statutory_labels
from gongkai.report.model import Report

TABLES = {"disclosure": "表二", "requests": "表三", "remedies": "表四"}


@rule(
    "label",
    Level.HINT,
    BY_THE_FORM,
    "表格标签与格式文本一致",
    "the labels of the tables are those of the form",
)
def label(report: Report) -> Iterator[Found]:
    """Each label that differs, with the one the form prescribes."""
    known = statutory_labels(form(report.form))
    for where, printed in report.labels.items():
        wanted = known.get(where)
        if wanted:
            yield Found(
                where,
                zh=f"{TABLES.get(where.partition('.')[0], '')}标签印为“{printed}”，格式文本为“{wanted}”",
                en=f"the label at {where} is '{printed}'; the form says '{wanted}'",
                printed=printed,
                computed=wanted,
            )


@rule(
    "chapter_title", Level.HINT, BY_THE_FORM, "章名与格式文本一致", "the chapters are titled as in the form"
)
def chapter_title(report: Report) -> Iterator[Found]:
    """A chapter without a title (the reader had none) is left alone."""
    known = statutory_labels(form(report.form))
    for number, chapter in report.chapters.items():
        where = f"chapters.{number}"
        wanted = known.get(where)
        if chapter.title and wanted and chapter.title != wanted:
            yield Found(
                where,
                zh=f"第{'一二三四五六'[int(number) - 1]}章名为“{chapter.title}”，格式文本为“{wanted}”",
                en=f"chapter {number} is titled '{chapter.title}'; the form says '{wanted}'",
                printed=chapter.title,
                computed=wanted,
            )


CHECKS = (label, chapter_title)
