"""The labels that a form prescribes, by the places that a Report's labels use."""

from gongkai.report.forms import Form


def statutory_labels(spec: Form) -> dict[str, str]:
    """Give the labels by place: chapters.<number>, requests.<row>, requests.columns.<column>, disclosure.<row> …"""
    known = {f"chapters.{one.number}": one.title for one in spec.chapters}
    known |= {f"requests.{one.key}": one.label for one in spec.requests.rows}
    known |= {f"requests.columns.{one.key}": one.label for one in spec.requests.columns}
    known |= {f"remedies.columns.{one.key}": one.label for one in spec.remedies.columns}
    for block in spec.disclosure:
        known |= {f"disclosure.{one.key}": one.label for one in block.rows}
        known |= {f"disclosure.columns.{one.key}": one.label for one in block.columns}
    return known
