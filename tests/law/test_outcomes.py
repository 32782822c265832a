"""Outcomes: what each one is, and which row of table three counts it."""

import re
from pathlib import Path

import pytest

from gongkai.law import outcomes
from gongkai.law.errors import BadData
from gongkai.report import forms
from law.case_files import cases

FORMS = ("2019", "2021")


def labels(form):
    return {row.key: row.label for row in forms.form(form).requests.rows}


@pytest.mark.parametrize("case", cases("outcomes"))
def test_outcome_counts_in_its_row(case):
    outcome = outcomes.standard()[case["outcome"]]
    assert labels("2021")[outcome.row_in("2021")] == case["row"]
    assert labels("2019")[outcome.row_in("2019")] == case.get("row_2019", case["row"])
    assert outcome.letter == case["letter"]
    assert outcome.refusal is case.get("refusal", False)
    assert case.get("states", "") in outcome.must_state
    if "shown" in case:
        assert outcome.shown == case["shown"]


def test_every_outcome_has_a_case():
    told = {param.values[0]["outcome"] for param in cases("outcomes")}
    assert told == {one.code for one in outcomes.standard().all()}


@pytest.mark.parametrize("form", FORMS)
def test_every_result_row_is_reached_and_none_is_unknown(form):
    reached = {one.row_in(form) for one in outcomes.standard().all()}
    assert reached == set(forms.form(form).requests.result_keys)


@pytest.mark.parametrize(
    ("form", "rows"), [("2019", outcomes.RESULT_ROWS_2019), ("2021", outcomes.RESULT_ROWS_2021)]
)
def test_rows_are_those_of_the_form(form, rows):
    assert rows == forms.form(form).requests.result_keys


@pytest.mark.parametrize("form", FORMS)
def test_an_outcome_stands_under_the_heading_of_its_row(form):
    rows = {row.key: row for row in forms.form(form).requests.rows}
    for outcome in outcomes.standard().all():
        row = rows[outcome.row_in(form)]
        assert outcome.group in "".join((*row.groups, row.label)), outcome.code


def test_a_label_begins_with_the_words_of_its_row():
    for outcome in outcomes.standard().all():
        words = re.sub(r"^(\d\.|（.）)", "", labels("2021")[outcome.row])
        if outcome.code not in {"already_public", "partial"}:
            assert outcome.label.startswith(words), outcome.code


def test_rows_of_a_form_find_their_outcomes():
    standard = outcomes.standard()
    assert [one.code for one in standard.in_row("u1", "2021")] == ["not_existing", "not_ours"]
    assert [one.code for one in standard.in_row("o", "2019")] == [
        "no_supplement",
        "unpaid",
        "withdrawn",
        "other",
    ]
    assert standard.in_row("o", "2021") == ()


def test_groups_hold_every_outcome_once():
    grouped = outcomes.standard().by_group()
    assert tuple(grouped) == outcomes.GROUPS
    assert sum(grouped.values(), ()) == outcomes.standard().all()


def test_refusals_are_those_under_articles_14_15_and_16():
    refusals = [one for one in outcomes.standard().all() if one.refusal]
    assert [one.row for one in refusals] == ["d1", "d2", "d3", "d4", "d5", "d6", "d7"]
    assert all(re.match("条例第十[四五六]条", one.article) for one in refusals)


@pytest.mark.parametrize("field", ["label", "article", "sentence", "must_state"])
def test_every_outcome_says_what_the_clerk_must_know(field):
    assert all(getattr(one, field) for one in outcomes.standard().all())


def test_every_letter_is_one_of_the_set():
    assert all(re.fullmatch(r"R(0[1-9]|1[0-7])[a-g]?", one.letter) for one in outcomes.standard().all())


def test_unknown_outcome_is_a_key_error():
    assert "wrong" not in outcomes.standard()
    with pytest.raises(KeyError):
        outcomes.standard()["wrong"]


@pytest.fixture
def operator(tmp_path: Path):
    def _overlaid(text: str) -> outcomes.Outcomes:
        path = tmp_path / "rows.toml"
        path.write_text(text, "utf-8")
        return outcomes.standard().overlaid(path)

    return _overlaid


def test_an_operator_moves_an_outcome_that_the_law_leaves_open(operator):
    changed = operator('already_public = "o3"\nnot_ours = "o3"\n')
    assert changed["already_public"].row == "o3"
    assert changed["already_public"].row_in("2019") == "o"
    assert changed["not_existing"].row == "u1"
    assert outcomes.standard()["already_public"].row == "open"
    assert [one.code for one in changed.all()] == [one.code for one in outcomes.standard().all()]


def test_an_operator_may_repeat_what_the_form_says(operator):
    assert operator('no_supplement = "o1"')["no_supplement"].row == "o1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('withdrown = "o3"', "rows.toml withdrown：没有这种处理结果，可用的有：already_public、open"),
        ('withdrawn = "o4"', "rows.toml withdrawn：row 应为 open、partial、d1"),
        ("withdrawn = 3", "rows.toml withdrawn：row 应为"),
        ("[withdrawn]\nrow = 'o3'", "rows.toml withdrawn：row 应为"),
        ('no_supplement = "o3"', "计入的行由表格规定（o1），不能改"),
        ("withdrawn = ", "rows.toml：不是正确的 TOML"),
    ],
)
def test_an_operators_mistake_is_named(operator, text, said):
    with pytest.raises(BadData) as problem:
        operator(text)
    assert said in str(problem.value)
