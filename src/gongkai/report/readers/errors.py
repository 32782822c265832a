"""Why a file cannot be read, in one line: what is wrong, why, and what to do."""

from dataclasses import dataclass


@dataclass(eq=False)
class Unreadable(ValueError):
    """A file that yields no report, said in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


def no_report() -> Unreadable:
    """Make the error for a text that is something else."""
    return Unreadable(
        "不是年度报告：没有找到年报的三张表，请核对选的文件",
        "is not an annual report: none of its three tables was found; check which file you chose",
    )


def flattened() -> Unreadable:
    """Make the error for a report whose cells ran together when its page was copied."""
    return Unreadable(
        "是年度报告，但表格文字连成一片、分不出单元格；请改用原网页，或每行一格的文本",
        "is an annual report whose tables have run together; use the original page, or a text with one cell a line",
    )


def no_year() -> Unreadable:
    """Make the error for a report that names no year."""
    return Unreadable(
        "看不出是哪一年的报告：标题和统计期限都没有年度，请补上标题",
        "its year cannot be told from title or period; add the title",
    )


def not_json() -> Unreadable:
    """Make the error for broken JSON."""
    return Unreadable(
        "不是正确的 JSON：文件可能不完整，请重新导出", "is not valid JSON; it may be cut off, export it again"
    )


def not_the_format(what: str, what_en: str) -> Unreadable:
    """Make the error for JSON of another shape."""
    return Unreadable(
        f"不是年度报告的 JSON：{what}；请用 gongkai read --json 导出的格式",
        f"is not a report in the machine format: {what_en}; use what gongkai read --json gives",
    )
