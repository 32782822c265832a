"""Labels that are not the statutory ones (国办公开办函〔2019〕60号、〔2021〕30号：标签以格式文本为准)."""

from collections.abc import Iterator

from gongkai.report.findings import Finding, Level, at
from gongkai.report.forms import form
from gongkai.report.model import Report


def statutory(report: Report, where: str) -> str:
    """Give the label that the form prescribes at a place."""
    table, _, key = where.partition(".")
    spec = form(report.form)
    if table == "chapters":
        return next((one.title for one in spec.chapters if one.number == key), "")
    if key.startswith("columns."):
        columns = spec.requests.columns if table == "requests" else spec.remedies.columns
        return next((one.label for one in columns if one.key == key.removeprefix("columns.")), "")
    if table == "requests":
        return next((row.label for row in spec.requests.rows if row.key == key), "")
    return next((row.label for block in spec.disclosure for row in block.rows if row.key == key), "")


def label_variant(report: Report) -> Iterator[Finding]:
    """Name each label that differs, with the one the form prescribes."""
    for where, printed in report.labels.items():
        wanted = statutory(report, where)
        yield Finding(
            "label",
            Level.HINT,
            zh=f"标签印为“{printed}”，法定文本为“{wanted}”",
            en=f"{where} is labelled '{printed}', the form says '{wanted}'",
            printed=printed,
            computed=wanted,
            cite=form(report.form).notice,
            **at(report.form, where),
        )


CHECKS = (label_variant,)
