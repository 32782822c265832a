"""What every writer prints outside the tables: title, preamble, chapters with their texts in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.report.cells import squeeze
from gongkai.report.forms import form
from gongkai.report.grids import Grid, grids
from gongkai.report.model import Report

PartKind = Literal["title", "text", "chapter", "section", "table"]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the document in reading order; a table carries its grid."""

    kind: PartKind
    text: str
    grid: Grid | None = None


def clean(text: str) -> str:
    """Drop the control characters that no document format can carry."""
    return "".join(one for one in text if one >= " " or one in "\n\t")


def title_of(report: Report) -> str:
    """The title as printed, or made from agency and year by the form's template."""
    template = form(report.form).title
    return clean(report.title or template.format(issuer=report.agency, year=report.year))


def parts(report: Report) -> Iterator[Part]:
    """Walk the document: title, preamble, then the six chapters with their tables."""
    yield Part("title", title_of(report))
    yield from _paragraphs(report.preamble.text)
    drawn = grids(report)
    for spec in form(report.form).chapters:
        chapter = report.chapters.get(spec.number)
        yield Part("chapter", spec.heading)
        if chapter:
            yield from _body(chapter.text, tuple(chapter.sections))
        if spec.number in drawn:
            yield Part("table", drawn[spec.number].caption, drawn[spec.number])


def _body(text: str, sections: tuple[str, ...]) -> Iterator[Part]:
    heads = {"".join(name.split()) for name in sections}
    for part in _paragraphs(text):
        name = "".join(part.text.split())
        head = next(
            (one for one in heads if name.endswith(one) and name[:1] in "（(" and len(name) <= len(one) + 3),
            None,
        )
        yield Part("section", part.text) if head else part


def _paragraphs(text: str) -> Iterator[Part]:
    for line in clean(text).split("\n"):
        shown = squeeze(line)
        if shown:
            yield Part("text", shown)
