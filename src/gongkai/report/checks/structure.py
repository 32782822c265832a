"""The parts a report must have, and the form it must have them in."""

from collections.abc import Iterator

from gongkai.report.checks.rules import BY_THE_FORM, Found, rule
from gongkai.report.findings import Doubt, Level, named
from gongkai.report.forms import Form, form, form_for_year
from gongkai.report.model import REMEDY_GROUPS, Report

FEW = 3  # rows that an office may have left out; more were rather lost in the reading
COLLAPSED = "o"  # （六）其他处理 as one row
SPLIT = ("o1", "o2", "o3")


@rule(
    "form_year",
    Level.ERROR,
    BY_THE_FORM,
    "年度与格式相符：2019、2020 年用 2019 年格式，2021 年起用 2021 年格式",
    "the form follows the year: that of 2019 for 2019 and 2020, that of 2021 from 2021 on",
)
def form_year(report: Report) -> Iterator[Found]:
    """A report of before 2019 has no form to follow, and is asked for none."""
    wanted = _form_for(report)
    if wanted and wanted.code != report.form:
        yield Found(
            "format",
            zh=f"{report.year}年度报告应用{wanted.notice}的格式，表格却是{form(report.form).notice}的格式",
            en=f"a report of {report.year} uses the form of {wanted.code}; its tables are those of {report.form}",
            printed=report.form,
            computed=wanted.code,
            cite=wanted.notice,
        )


def _form_for(report: Report) -> Form | None:
    try:
        return form_for_year(report.year)
    except ValueError:
        return None


@rule(
    "before_forms",
    Level.HINT,
    BY_THE_FORM,
    "统一格式自 2019 年度起",
    "there is a form from the year 2019 on",
)
def before_forms(report: Report) -> Iterator[Found]:
    """The year may be misread or misprinted."""
    if _form_for(report) is None:
        yield Found(
            "year",
            zh=f"年度 {report.year} 早于统一格式（2019年度起），请核对年度",
            en=f"the year {report.year} is before the first form (2019); check the year",
            printed=report.year,
        )


@rule("missing_row", Level.ERROR, BY_THE_FORM, "表格各行齐全", "no row of the tables is missing")
def missing_row(report: Report) -> Iterator[Found]:
    """A table that is missing whole is said once, by missing_table."""
    places = [*_absent_requests(report), *_absent_disclosure(report)]
    doubt = _doubt(report, len(places))
    for where in places:
        yield Found(
            where, zh=f"缺少{named(report.form, where)}一行", en=f"the row {where} is missing", doubt=doubt
        )


def _doubt(report: Report, missing: int) -> Doubt:
    """Many missing rows, or words that found no place, point at the reading before they point at the office."""
    return "reading" if missing > FEW or report.unplaced else "document"


def _absent_requests(report: Report) -> Iterator[str]:
    collapsed = COLLAPSED in report.requests
    for row in form(report.form).requests.rows if report.requests else ():
        replaced = (collapsed and row.key in SPLIT) or (row.key == COLLAPSED and SPLIT[0] in report.requests)
        if row.key not in report.requests and not replaced:
            yield f"requests.{row.key}"


def _absent_disclosure(report: Report) -> Iterator[str]:
    for block in form(report.form).disclosure if report.disclosure else ():
        yield from (f"disclosure.{row.key}" for row in block.rows if row.key not in report.disclosure)


@rule("missing_table", Level.ERROR, BY_THE_FORM, "三张表齐全", "none of the three tables is missing")
def missing_table(report: Report) -> Iterator[Found]:
    """Table four is missing too where one of its groups is."""
    there = {
        "disclosure": bool(report.disclosure),
        "requests": bool(report.requests),
        "remedies": all(group in report.remedies for group in REMEDY_GROUPS),
    }
    names = {
        "disclosure": "表二（主动公开政府信息情况）",
        "requests": "表三（收到和处理政府信息公开申请情况）",
        "remedies": "表四（行政复议、行政诉讼情况）",
    }
    for table, found in there.items():
        if not found:
            yield Found(
                table,
                zh=f"没有读到{names[table]}，或其不完整",
                en=f"table {table} is missing or incomplete",
                doubt="reading",
            )


@rule(
    "missing_column",
    Level.ERROR,
    BY_THE_FORM,
    "表二各列齐全",
    "no column of table two is missing",
)
def missing_column(report: Report) -> Iterator[Found]:
    """One finding for each cell that the form has and the row has not."""
    for block in form(report.form).disclosure:
        for row in block.rows:
            cells = report.disclosure.get(row.key)
            for column in block.columns if cells is not None else ():
                where = f"disclosure.{row.key}.{column.key}"
                if cells is not None and column.key not in cells:
                    yield Found(
                        where, zh=f"缺少{named(report.form, where)}一格", en=f"the cell {where} is missing"
                    )


@rule(
    "collapsed_row",
    Level.HINT,
    "国办公开办函〔2021〕30号",
    "2021 年格式的其他处理分三行",
    "其他处理 has three rows in the form of 2021",
)
def collapsed_row(report: Report) -> Iterator[Found]:
    """The single row is that of the form of 2019."""
    if report.form == "2021" and COLLAPSED in report.requests:
        yield Found(
            f"requests.{COLLAPSED}",
            zh="表三“（六）其他处理”只有一行，2021年格式分三行填写",
            en="（六）其他处理 stands as one row; the form of 2021 has three",
        )


@rule(
    "split_row",
    Level.HINT,
    "国办公开办函〔2019〕60号",
    "2019 年格式的其他处理只有一行",
    "其他处理 is one row in the form of 2019",
)
def split_row(report: Report) -> Iterator[Found]:
    """The three rows are those of the form of 2021."""
    if report.form == "2019" and any(row in report.requests for row in SPLIT):
        yield Found(
            f"requests.{COLLAPSED}",
            zh="表三“（六）其他处理”分成三行，2019年格式只有一行",
            en="（六）其他处理 stands as three rows; the form of 2019 has one",
        )


@rule(
    "unplaced",
    Level.TO_VERIFY,
    BY_THE_FORM,
    "读到的内容都能归到格式的某一处",
    "whatever was read has its place on the form",
)
def unplaced(report: Report) -> Iterator[Found]:
    """What the reader saw and could not place is said, never swallowed."""
    for line in report.unplaced:
        yield Found(
            "unplaced", zh=f"读到但不能归位：“{line}”", en=f"could not be placed: '{line}'", doubt="reading"
        )


@rule(
    "reading_doubt",
    Level.TO_VERIFY,
    BY_THE_FORM,
    "读不准的数由人核对原文后确认",
    "what could not be read for sure is confirmed by a person",
)
def reading_doubt(report: Report) -> Iterator[Found]:
    """Our own uncertainty, never the document's fault."""
    for doubt in report.doubts:
        place = named(report.form, doubt.where)
        yield Found(
            doubt.where,
            zh=f"{place}印为“{doubt.printed}”：{doubt.zh}",
            en=f"{doubt.where} shows '{doubt.printed}': {doubt.en}",
            printed=doubt.printed,
            doubt="reading",
        )


CHECKS = (
    form_year,
    before_forms,
    missing_table,
    missing_row,
    missing_column,
    collapsed_row,
    split_row,
    unplaced,
    reading_doubt,
)
