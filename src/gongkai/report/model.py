"""The annual report as values: a Report holds cells, a Cell holds what was printed and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

FormCode = Literal["2019", "2021"]
Number = int | Decimal

APPLICANTS = ("natural", "business", "research", "social", "legal_service", "other_org")
REQUEST_COLUMNS = (*APPLICANTS, "total")
REMEDY_COLUMNS = ("upheld", "corrected", "other", "pending", "total")
REMEDY_GROUPS = ("review", "suit_direct", "suit_after_review")


class Meaning(StrEnum):
    """What a printed cell says."""

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"  # "/" or "—"
    ANNOTATED = "annotated"  # 22（其中修订 16 件）
    WITH_UNIT = "with_unit"  # 251000元
    SIGNED = "signed"  # 减4, -15
    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"  # the source does not tell which of several numbers; see Report.doubts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its source; what a format does not have is None. All counts from 1.

    box: left, top, right, bottom on the page, each as a share of its width or height (0 to 1, from the top left).
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: raw as printed (blanks squeezed), the number meant or None, the meaning, the place."""

    raw: str
    value: Number | None
    meaning: Meaning
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact block of the preamble; "" is what the document does not print."""

    address: str = ""
    phone: str = ""
    postcode: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Preamble:
    """The opening paragraph: legal basis, issuer, period, where the electronic version is, contact."""

    text: str = ""
    issuer: str = ""
    period: tuple[date, date] | None = None
    download: tuple[str, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as printed: its heading (without the number), its text, and its sub-heads with their texts."""

    title: str
    text: str
    sections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader could not tell for sure, to be confirmed by a person beside the source.

    where: key of a row (requests.d1, disclosure.normative, remedies.review) or of one cell;
    printed: what the source shows; candidates: the readings it allows, each as the raw cells of that place in order
    (empty where anything may stand there); chosen: whether the first candidate was taken into the report for the
    reason given, else its cells are AMBIGUOUS.
    """

    where: str
    printed: str
    candidates: tuple[tuple[str, ...], ...]
    chosen: bool
    zh: str
    en: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A statutory annual report (条例第四十九、五十条) in the 2019 or the 2021 form.

    disclosure: row -> column -> Cell; requests: row -> cells (seven when the row is well formed);
    remedies: group -> five cells; chapters: "1".."6" -> Chapter. The keys are those of report.forms.
    labels: where-key -> label as printed, only where it differs from the statutory one.
    unplaced: lines the reader saw and could not place; doubts: what the reader could not tell for sure.
    """

    name: str
    agency: str
    year: int
    form: FormCode
    agency_code: str = ""
    title: str = ""
    preamble: Preamble = Preamble()
    disclosure: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    requests: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    remedies: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
