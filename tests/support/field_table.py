"""The table of fields in docs/how-to/letter-templates.md, made from the fields the product knows.

Run it to write the table anew: python -m support.field_table
"""

from pathlib import Path

from gongkai.casework.letters import catalogue, fields, papers

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "letter-templates.md"
BEGIN, END = "<!-- fields -->", "<!-- /fields -->"
KINDS = {
    "text": "one line",
    "quote": "quoted on one line",
    "long": "paragraphs",
    "list": "items",
    "date": "date",
    "count": "number",
    "money": "yuan",
    "rows": "rows (papers only)",
    "flag": "yes or no",
}


def _letters(field: fields.Field) -> str:
    """The letters whose text names a field; "all" where each has it."""
    specs = [one for one in catalogue.standard().all(_today()) if field in one.fields]
    codes = list(dict.fromkeys(one.code for one in specs))
    every = {one.code for one in catalogue.standard().all(_today())}
    if set(codes) == every:
        return "all"
    sheets = [one.title for one in papers.specs().values() if field.name in one.names]
    return " ".join(codes) or "、".join(sheets)


def _today():
    """The day of the last text that the catalogue holds."""
    return max(one.since for one in catalogue.standard()._specs)


def table() -> str:
    """Write the table, a field a line."""
    head = ["| field | how it is written | where from | letters | what it is |", "|---|---|---|---|---|"]
    rows = [
        f"| `{{{{{one.name}}}}}` | {KINDS[one.kind]} | {one.source} | {_letters(one)} | {one.meaning} |"
        for one in fields.table().values()
    ]
    return "\n".join([*head, *rows])


def written() -> str:
    """The page with its table made anew."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
