"""What leaves the house: the letter of findings to an office, the overview of a county as a workbook."""

from datetime import date

from django.utils.translation import override

from gongkai.report.writers.findings_letter import findings_letter
from gongkai.report.writers.overview_xlsx import Mood, OverviewLine, overview_xlsx
from gongkai.reporting.checking.overview import Overview, OverviewRow, Seen, Standing
from gongkai.reporting.checking.queries import verdict
from gongkai.reporting.models import CheckedFile

STANDING_MOODS: dict[Standing, Mood] = {
    Standing.ON_TIME: "good",
    Standing.LATE: "bad",
    Standing.MISSING: "bad",
    Standing.UNDATED: "unsure",
    Standing.AWAITED: "",
}
SEEN_MOODS: dict[Seen, Mood] = {
    Seen.READ: "good",
    Seen.OWN: "good",
    Seen.UNREADABLE: "unsure",
    Seen.WAITING: "unsure",
    Seen.NONE: "",
}


def letter_of(
    row: CheckedFile, *, on: date, reply_by: date, to: str = "", from_: str = "", contact: str = ""
) -> bytes:
    """Write the letter on a file's findings, as they stand with what was confirmed, as a Word document.

    to: the office that is matched, or else the name the report gives; from_: the office that checks. ValueError for a file
    that was not read.
    """
    result = verdict(row)
    office = to or (row.agency.name if row.agency else "") or row.agency_name
    return findings_letter(
        result.report,
        result.findings,
        to=office,
        from_=from_ or row.batch.agency.name,
        on=on,
        reply_by=reply_by,
        doubtful=result.doubtful,
        contact=contact,
    )


def overview_sheet(found: Overview) -> bytes:
    """Write an overview as a workbook, in Chinese whoever asks, in the order it has."""
    with override("zh-hans"):
        title = f"{found.top.name}{found.year}年度政府信息公开工作年度报告公布情况"
        return overview_xlsx(title, [_line(one) for one in found.rows], on=found.today, notes=_notes(found))


def _line(row: OverviewRow) -> OverviewLine:
    return OverviewLine(
        agency=row.agency.name,
        due=row.due,
        due_note=row.due_note,
        published_on=row.published_on,
        standing=str(row.standing.label),
        standing_mood=STANDING_MOODS[row.standing],
        seen=str(row.seen.label),
        seen_mood=SEEN_MOODS[row.seen],
        errors=row.errors,
        hints=row.hints,
        to_verify=row.to_verify,
        doubts=row.doubts,
        file=row.file.path if row.file else "",
    )


def _notes(found: Overview) -> list[str]:
    notes = ["“读不准”和“未能读出”是读取文件时的情况，不是机关报告的差错。"]
    if found.unmatched:
        names = "、".join(one.path for one in found.unmatched)
        notes.append(f"另有{len(found.unmatched)}个文件没有对应到上表的机关：{names}")
    return notes
