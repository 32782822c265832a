"""Every letter composes, names what it lacks, and tells the remedy that the law gives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from casework.letter_facts import DUE, ON, every_value
from gongkai.casework.letters import catalogue, fields
from gongkai.casework.letters.letter import (
    Edits,
    Incomplete,
    compose,
    is_heading,
    lost,
    missing,
    outcome_of,
    review_values,
    spec_of,
)
from gongkai.law import outcomes
from gongkai.law.errors import BadData
from gongkai.law.params import defaults

SPECS = catalogue.standard().all(ON)
CODES = (
    *(f"L{n:02}" for n in range(1, 5)),
    *("L04b", *(f"L{n:02}" for n in range(5, 11))),
    *(f"R{n:02}" for n in range(1, 4)),
    *(f"R04{one}" for one in "abcdefg"),
    *(f"R{n:02}" for n in range(5, 18)),
)
PROCEDURAL = {"L01", "L02", "L03", "L04", "L04b", "L05", "L06", "L08", "L09", "L10", "R17"}
by_name = pytest.mark.parametrize("spec", SPECS, ids=lambda one: f"{one.code}{one.variant}")


def made(spec, **changes):
    """The letter with every field filled, except what the test changes."""
    return compose(spec.code, {**every_value(), **changes}, variant=spec.variant)


def test_the_set_of_the_law_is_whole():
    assert tuple(dict.fromkeys(one.code for one in SPECS)) == CODES


@by_name
def test_a_letter_composes_with_every_field_filled(spec):
    letter = made(spec)
    assert letter.title.endswith(("书", "函", "回执"))
    assert letter.number == "示自然资公复〔2026〕3号"
    assert not any("{{" in one for one in (letter.title, letter.addressee, *letter.text))
    assert not any(bad in one for one in letter.text for bad in ("。。", "；。", "，。", "。，"))
    assert letter.addressee == {"applicant": "张示例", "third_party": "示例农业发展有限公司"}.get(
        spec.to, "示例县农业农村局"
    )


@by_name
def test_a_letter_composes_without_what_is_optional(spec):
    values = every_value()
    for name in spec.optional:
        values.pop(fields.table()[name].key)
    letter = compose(spec.code, values, variant=spec.variant)
    assert not any("{{" in one for one in letter.text)


@by_name
def test_every_missing_field_is_named(spec):
    for field in spec.required:
        values = {
            **every_value(),
            field.key: "  " if field.kind in ("text", "long", "quote", "list") else None,
        }
        with pytest.raises(Incomplete) as caught:
            compose(spec.code, values, variant=spec.variant)
        assert caught.value.names == (field.name,)
        assert field.name in str(caught.value)
    head = {"letter_on": ON}
    wanted = tuple(one.name for one in spec.required if one.name != "落款日期")
    assert missing(spec, head) == wanted


@by_name
def test_a_letter_says_what_the_law_demands(spec):
    letter = made(spec)
    assert spec.elements
    assert spec.cite
    assert lost(spec, every_value(), letter) == ()


@by_name
def test_only_a_decision_tells_the_remedy(spec):
    letter = made(spec)
    procedural = spec.code in PROCEDURAL or spec.variant in ("transferred", "directed")
    assert bool(letter.remedy) is not procedural
    if letter.remedy:
        assert letter.remedy in letter.text
        assert "示例县人民政府申请行政复议" in letter.remedy
        assert letter.remedy_cite
        assert spec.itself in letter.remedy


@pytest.mark.parametrize("outcome", outcomes.standard().all(), ids=lambda one: one.code)
def test_every_outcome_has_its_letter(outcome):
    spec = spec_of(outcome, ON)
    assert spec.code == outcome.letter
    assert outcome_of(spec) == outcome
    assert ("应当" in made(spec).remedy) is (outcome.remedy in ("refusal", "partial"))


def test_the_remedy_follows_the_day_of_the_letter():
    assert "应当" not in compose("R04e", {**every_value(), "letter_on": date(2023, 12, 31)}).remedy
    assert "应当" in compose("R04e", {**every_value(), "letter_on": date(2024, 1, 1)}).remedy


@pytest.mark.parametrize(
    ("kind", "parents", "body", "own"),
    [
        ("department", {"government": "示例县人民政府"}, "示例县人民政府", False),
        ("town", {"government": "示例县人民政府"}, "示例县人民政府", False),
        ("vertical", {"system": "示例市税务局"}, "示例市税务局", False),
        ("province", {}, "示例省人民政府", True),
    ],
)
def test_the_review_body_follows_the_kind_of_agency(kind, parents, body, own):
    found = review_values(kind, on=ON, agency="示例省人民政府", **parents)
    assert (found["review_body"], found["own_review"]) == (body, own)
    letter = compose("R04e", {**every_value(), **found})
    assert f"向{body}申请行政复议" in letter.remedy
    assert found["court"] in letter.remedy
    assert ("国务院申请裁决" in letter.remedy) is own


def test_a_review_body_that_is_not_known_is_said():
    with pytest.raises(BadData, match="本级政府"):
        review_values("department", on=ON, agency="示例局")


def test_days_come_from_the_law():
    for code, key in (("L01", "response_days"), ("L05", "third_party_days"), ("L08", "co_maker_days")):
        assert f"{defaults().number(key, ON)}个工作日" in "".join(compose(code, every_value()).text)


def test_an_extension_beyond_the_law_is_refused():
    with pytest.raises(BadData, match="延期天数：应为1至20"):
        compose("L04", {**every_value(), "extension_days": 21})


@pytest.mark.parametrize(("kind", "you"), [("自然人", "你"), ("商业企业", "你单位"), (None, "你（单位）")])
def test_the_letter_addresses_a_person_and_an_organisation(kind, you):
    letter = compose("L02", {**every_value(), "applicant_kind_label": kind})
    assert f"收到{you}提出" in letter.text[0]


def test_an_organ_is_addressed_with_respect_and_several_applicants_as_the_office_says():
    assert "贵机关" in "".join(compose("L08", every_value()).text)
    assert "收到你们提出" in compose("L02", {**every_value(), "you": "你们"}).text[0]


def test_the_organ_that_should_be_asked_is_named_or_said_to_be_unknown():
    assert "由示例县农业农村局负责公开" in "".join(compose("R06", every_value()).text)
    unknown = compose("R06", {**every_value(), "other_organ": "", "other_organ_contact": ""})
    assert "不能确定负责公开" in "".join(unknown.text)


def test_the_remedy_stands_before_the_closing_words():
    assert compose("R01", every_value()).text[-2:] == (compose("R01", every_value()).remedy, "特此答复。")


def test_a_number_used_outside_is_kept_and_one_not_drawn_stays_blank():
    assert compose("L02", {**every_value(), "doc_number": "示函〔2025〕8号"}).number == "示函〔2025〕8号"
    assert compose("L02", {**every_value(), "doc_serial": None}).number == "示自然资公复〔2026〕　　号"
    assert compose("L02", {**every_value(), "doc_word": ""}).number == ""


def test_a_long_title_has_the_agency_on_a_line_of_its_own():
    letter = compose("R01", {**every_value(), "agency": "示例省示例市示例县人力资源和社会保障局"})
    assert letter.title_lines == (letter.head, "政府信息公开申请答复书")
    assert compose("L02", every_value()).title_lines == ("政府信息公开申请补正告知书",)


def test_lists_are_numbered_and_addresses_of_the_net_get_no_stop():
    text = compose("L02", every_value()).text
    assert [one[:2] for one in text if one[:1] in "123"] == ["1．", "2．", "3．"]
    assert any(one.endswith("8.html") for one in compose("R01", every_value()).text)


def test_headings_are_told_from_text():
    assert is_heading("一、予以公开的部分")
    assert not is_heading("一、予以公开的部分。其余不予公开。")


def test_a_clerk_edits_the_text_and_fields_are_still_filled():
    edits = Edits("关于补正的告知", ("请{{称呼}}于{{补正期限日}}前补正。", "第一段\n第二段"))
    letter = compose("L02", every_value(), edits)
    assert letter.title == "关于补正的告知"
    assert letter.text == ("请你于2026年12月18日前补正。", "第一段", "第二段")


def test_an_edited_text_that_lost_what_the_law_demands_is_told():
    spec = catalogue.standard().letter("L02", ON)
    letter = compose("L02", every_value(), Edits(paragraphs=("请补正。",)))
    found = lost(spec, every_value(), letter)
    assert found[:2] == ("需补正事项", "补正期限日")
    assert "视为放弃申请" in found[2]


def test_an_edit_needs_only_what_it_names():
    values = {key: every_value()[key] for key in ("agency", "letter_on", "applicant")}
    assert compose("L02", values, Edits(paragraphs=("请补正。",))).text == ("请补正。",)
    with pytest.raises(Incomplete, match="补正期限日"):
        compose("L02", values, Edits(paragraphs=("请于{{补正期限日}}前补正。",)))


def test_an_unknown_field_in_an_edit_is_named_with_a_suggestion():
    with pytest.raises(BadData, match="没有名为“补正期限”的字段，是不是“补正期限日”"):
        compose("L02", every_value(), Edits(paragraphs=("请于{{补正期限}}前补正。",)))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("received_on", "2026-11-23", "收到日期：应为日期"),
        ("doc_serial", True, "流水号：应为整数"),
        ("applicant", 5, "申请人：应为文字"),
        ("nonsense", "x", "没有这些字段：nonsense"),
    ],
)
def test_a_value_that_does_not_fit_is_named(key, value, words):
    with pytest.raises(BadData, match=words):
        compose("L02", {**every_value(), key: value})


def test_a_letter_without_a_date_or_of_an_unknown_kind_is_refused():
    with pytest.raises(Incomplete, match="落款日期"):
        compose("L02", {**every_value(), "letter_on": None})
    with pytest.raises(BadData, match="没有这种文书"):
        compose("L99", every_value())
    with pytest.raises(BadData, match="没有这种文书"):
        compose("L02", {**every_value(), "letter_on": date(2019, 5, 14)})
    with pytest.raises(BadData, match="no_supplement（逾期不补正）"):
        compose("R15", every_value())


def test_what_an_applicant_wrote_is_never_read_as_a_field():
    letter = compose("L02", {**every_value(), "description": "“{{证件号码}}”\n的\x00材料。"})
    assert "申请公开“‘{{证件号码}}’ 的材料”" in letter.text[0]


def test_values_are_written_as_documents_write_them():
    table = fields.table()
    assert fields.inline(table["收到日期"], date(2026, 3, 5)) == "2026年3月5日"
    assert fields.inline(table["收费金额"], Decimal("1200.50")) == "1200.50"
    assert fields.inline(table["检索关键词"], ["甲；", "乙。"]) == "甲；乙"
    assert fields.apart(table["理由"], "甲\n\n乙；") == ("甲。", "乙；")
    assert fields.apart(table["申请人"], "甲") == ("甲",)
    assert fields.fill("{{没有}}{{理由}}", {}) == "{{没有}}{{理由}}"


def test_every_field_is_documented_once():
    table = fields.table()
    assert len({one.key for one in table.values()}) == len(table)
    assert all(one.meaning and one.kind in fields.KINDS for one in table.values())


def test_contact_and_copies_stand_on_the_letter():
    letter = compose("L02", {**every_value(), "copy_to": ["甲", "乙"]})
    assert letter.contact == "（联系人：示例经办，联系电话：000-00000000，地址：示例县示例路1号）"
    assert letter.copy_to == "甲，乙"
    bare = {key: value for key, value in every_value().items() if not key.startswith("office_")}
    assert compose("L02", bare).contact == ""


def test_the_slip_goes_with_the_letter_to_a_third_party():
    letter = compose("L05", {**every_value(), "attachments": []})
    assert letter.attachments == ("意见征询回执",)
    assert letter.slip is not None
    assert letter.slip.above[0] == "征询书文号：示自然资公复〔2026〕3号"
    assert "张示例" not in "".join(letter.text)


OWN = """
[[letter]]
code = "L04"
since = 2019-05-15
body = ["因{{延期理由}}，答复期限由{{原答复期限日}}延长{{延期天数}}个工作日至{{延长后期限日}}。"]

[[letter]]
code = "L04"
since = 2027-01-01
title = "延期告知"
body = ["延长{{延期天数}}个工作日，由{{原答复期限日}}至{{延长后期限日}}。"]
"""


def test_an_operator_changes_a_text_from_a_day_on(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    own = catalogue.standard().overlaid(path)
    now = compose("L04", every_value(), catalogue=own)
    assert now.title == "政府信息公开申请延期答复告知书"
    assert now.text[0].startswith("因申请公开的信息")
    later = compose("L04", {**every_value(), "letter_on": date(2027, 1, 4)}, catalogue=own)
    assert (later.title, len(later.text)) == ("延期告知", 1)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('code = "L99"\nbody = []', "没有这种文书"),
        ('code = "L04"\nbody = ["延期。"]', "正文缺少字段：原答复期限日"),
        ('code = "L06"\nbody = ["{{征求意见对象}}{{征求意见日期}}"]', "正文缺少后果告知"),
        ('code = "L04"\nbody = ["{{申请人名}}"]', "是不是“申请人"),
        ('code = "L04"\nsince = "now"', "since 应为日期"),
        ('code = "L04"\nbody = 5', "字段缺少或者不对"),
    ],
)
def test_an_operators_text_that_cannot_be_used_is_refused(tmp_path, row, words):
    path = tmp_path / "own.toml"
    path.write_text(f"[[letter]]\n{row}\n", "utf-8")
    with pytest.raises(BadData, match=words):
        catalogue.standard().overlaid(path)


def test_a_letter_is_a_value():
    letter = compose("L02", every_value())
    assert replace(letter, copy_to="") != letter or letter.copy_to == ""
    assert compose("L02", every_value()) == letter
    assert letter.dated == "2026年11月23日"
    assert DUE.day == 18
