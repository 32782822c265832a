"""Reports whose cells ran together: read where sums or the only cut tell the cells, left open where nothing does."""

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.report.forms import form
from gongkai.report.model import REMEDY_GROUPS, Meaning, Place
from gongkai.report.readers.cutting import Run
from gongkai.report.readers.flattened import place_flattened
from gongkai.report.readers.reconciling import reconcile

TWO = {
    "2019": "第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章{rules}规范性文件{normative}"
    "第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可{licence}其他对外管理服务事项{other_service}"
    "第二十条第（六）项信息内容上一年项目数量本年增/减处理决定数量行政处罚{penalty}行政强制{coercion}"
    "第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费{fee}"
    "第二十条第（九）项信息内容采购项目数量采购总金额政府集中采购{procurement}",
    "2021": "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章{rules}行政规范性文件{normative}"
    "第二十条第（五）项信息内容本年处理决定数量行政许可{licence}"
    "第二十条第（六）项信息内容本年处理决定数量行政处罚{penalty}行政强制{coercion}"
    "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费{fee}",
}
DISCLOSED = {
    "2019": {
        "rules": "000",
        "normative": "207",
        "licence": "35-23",
        "other_service": "000",
        "penalty": "/ / /",
        "coercion": "000",
        "fee": "30",
        "procurement": "5 12.50元",
    },
    "2021": {
        "rules": "000",
        "normative": "219",
        "licence": "1250",
        "penalty": "31",
        "coercion": "0",
        "fee": "12.345",
    },
}
HEAD_THREE = (
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计"
    "商业企业科研机构社会公益组织法律服务机构其他"
)
HEAD_FOUR = (
    "行政复议行政诉讼"
    + "结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
    + ("结果维持结果纠正其他结果尚未审结总计" * 2)
)
NO_REMEDY = "0" * 15


def keys_of(code):
    return [row.key for row in form(code).requests.rows]


def zeros(code="2021", **rows):
    """Table three of zeros, some rows as given."""
    return {key: rows.get(key, "0000000") for key in keys_of(code)}


def table_three(code, rows):
    """The labels of table three, each before its string; a group's label stands before its first row."""
    text, groups = "", ()
    for row in form(code).requests.rows:
        text += "".join(group for group in row.groups if group not in groups) + row.label + rows[row.key]
        groups = row.groups
    return text


def report(code="2021", rows=None, remedies=NO_REMEDY, prose="", **two):
    year = 2020 if code == "2019" else 2023
    return (
        f"示例镇{year}年政府信息公开工作年度报告\n一、总体情况{prose}\n"
        f"二、主动公开政府信息情况{TWO[code].format(**(DISCLOSED[code] | two))}三、收到和处理政府信息公开申请情况"
        f"{HEAD_THREE}{table_three(code, rows or zeros(code))}四、政府信息公开行政复议、行政诉讼情况"
        f"{HEAD_FOUR}{remedies}五、存在的主要问题及改进情况示例问题。\n六、其他需要报告的事项没有收取信息处理费。"
    )


def raws(cells):
    return " ".join(cell.raw for cell in cells)


def doubts(read):
    return {one.where: one for one in read.doubts}


# whole reports ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_a_report_in_one_string_is_read_whole(code):
    read = place_flattened(report(code))
    assert list(read.placed.requests) == keys_of(code)
    assert set(map(raws, read.placed.requests.values())) == {"0 0 0 0 0 0 0"}
    assert list(read.placed.disclosure) == list(DISCLOSED[code])
    assert list(read.placed.remedies) == list(REMEDY_GROUPS)
    assert raws(read.placed.disclosure["normative"].values()) == " ".join(DISCLOSED[code]["normative"])
    assert read.placed.unplaced == []
    assert read.prose[1:] == (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "示例问题。",
        "六、其他需要报告的事项",
        "没有收取信息处理费。",
    )


def test_signs_amounts_and_what_does_not_apply_are_cells():
    cells = place_flattened(report("2019")).placed.disclosure
    assert [cell.value for cell in cells["penalty"].values()] == [None, None, None]
    assert raws(cells["procurement"].values()) == "5 12.50元"
    assert raws(place_flattened(report("2019", fee="12减3")).placed.disclosure["fee"].values()) == "12 减3"
    fee = place_flattened(report()).placed.disclosure["fee"]["amount_10k"]
    assert str(fee.value) == "12.345"


def test_sums_tell_where_to_cut():
    rows = zeros(received="1230000015", carried_in="0000000")
    rows |= {"received": "123000015", "open": "113000014", "d1": "1000001", "total": "123000015"}
    read = place_flattened(report(rows=rows, remedies="1020312000120000 0".replace(" ", "")))
    assert raws(read.placed.requests["received"]) == "12 3 0 0 0 0 15"
    assert raws(read.placed.requests["open"]) == "11 3 0 0 0 0 14"
    assert raws(read.placed.remedies["review"]) == "1 0 2 0 3"
    assert raws(read.placed.remedies["suit_direct"]) == "12 0 0 0 12"
    assert not {one for one in doubts(read) if not one.startswith("disclosure")}


def test_two_cuts_with_right_sums_everywhere_are_left_open():
    same = dict.fromkeys(("received", "open", "total"), "113000014")
    read = place_flattened(report(rows=zeros(**same)))
    assert set(doubts(read)) == {f"requests.{key}" for key in same}
    doubt = doubts(read)["requests.open"]
    assert (doubt.printed, doubt.chosen) == ("113000014", False)
    assert [" ".join(one) for one in doubt.candidates] == ["1 13 0 0 0 0 14", "11 3 0 0 0 0 14"]
    assert {cell.meaning for cell in read.placed.requests["open"]} == {Meaning.AMBIGUOUS}
    assert {(cell.raw, cell.value) for cell in read.placed.requests["open"]} == {("113000014", None)}


def test_a_printed_error_is_kept():
    rows = zeros("2019", received="20 0 000121", open="6000017", partial="6000006", u1="4000004")
    rows |= {"u3": "7000007", "o": "3000003", "total": "20 0 00 0 121"}
    read = place_flattened(report("2019", rows=rows))
    assert raws(read.placed.requests["total"]) == "20 0 0 0 0 1 21"
    assert raws(read.placed.requests["u3"]) == "7 0 0 0 0 0 7"
    assert not any(one.startswith("requests") for one in doubts(read))


def test_a_wrong_total_that_another_cut_explains_is_told():
    rows = zeros(received="123000015", open="123000024", total="123000015")
    read = place_flattened(report(rows=rows))
    doubt = doubts(read)["requests.open"]
    assert not doubt.chosen
    assert ("12", "3", "0", "0", "0", "0", "24") in doubt.candidates
    assert ("1", "23", "0", "0", "0", "0", "24") in doubt.candidates
    assert raws(read.placed.requests["received"]) == "12 3 0 0 0 0 15"


def test_a_wrong_total_is_read_by_the_columns_with_a_doubt():
    rows = zeros(received="123000015", open="123000016", total="123000015")
    read = place_flattened(report(rows=rows))
    assert raws(read.placed.requests["open"]) == "12 3 0 0 0 0 16"
    assert [(where, one.chosen) for where, one in doubts(read).items()] == [("requests.open", True)]


def test_a_row_without_numbers_is_blank():
    read = place_flattened(report(rows=zeros(d1="", d2="")))
    assert {cell.meaning for cell in read.placed.requests["d1"]} == {Meaning.BLANK}
    assert raws(read.placed.requests["d3"]) == "0 0 0 0 0 0 0"


def test_too_few_numbers_are_not_spread_over_the_cells():
    read = place_flattened(report(rows=zeros(d1="0", d2="11")))
    assert {cell.meaning for cell in read.placed.requests["d1"]} == {Meaning.AMBIGUOUS}
    assert doubts(read)["requests.d1"].candidates[0] == ("",) * 6 + ("0",)
    assert doubts(read)["requests.d2"].candidates[0] == ("1", *("",) * 5, "1")


def test_where_blanks_hide_a_row_of_other_numbers_is_a_doubt():
    read = place_flattened(report(rows=zeros(d1="0", open="1000001", received="1 0 0 0 0 0 1")))
    assert doubts(read)["requests.open"].chosen
    assert raws(read.placed.requests["open"]) == "1 0 0 0 0 0 1"
    assert "requests.received" not in doubts(read)


# the text around -------------------------------------------------------------------------------------------------------

QUIRKS = [
    ("（四）无法提供", "（四）无\n法提供"),
    ("三、本年度办理结果", "三三、本年度办理结果"),
    ("（四）无法提供", "三、本年度办理结果（四）无法提供"),
    ("（六）其他处理1.", "(六) 其他处理 1."),
    ("2.重复申请", "2．重复申请"),
    ("2.重复申请", "2、重复申请"),
    ("2.重复申请", "重复申请"),
    ("2.重复申请", "2重复申请"),
    ("1.信访举报投诉类申请", "1.信访投诉举报类申请"),
    ("7.属于行政执法案卷", "7.属于行政执法案件"),
    ("一、本年新收政府", "一、 本年新收 政府"),
    ("申请人情况", "<!--[if !supportLists]--><!--[endif]-->申请人情况"),
    ("第二十条第（五）项", "第二十条第 （五） 项"),
    ("行政规范性文件", "行政规范性\n文件"),
    ("本年处理决定数量行政许可", "本年处理决定数 行政许可"),
    ("（七）总计", "（7）总计"),
    ("政府信息公开行政复议、", "政府信息公开行政法复议、"),
    ("行政强制0", "行政强制&nbsp;0"),
]


@pytest.mark.parametrize(("old", "new"), QUIRKS)
def test_labels_are_known_through_the_page_s_quirks(old, new):
    rows = zeros(received="7000007", n2="3000003", open="4000004", total="7000007")
    text = report(rows=rows)
    assert old in text
    plain, read = place_flattened(text), place_flattened(text.replace(old, new))
    assert {key: raws(cells) for key, cells in read.placed.requests.items()} == {
        key: raws(cells) for key, cells in plain.placed.requests.items()
    }
    assert {key: raws(cells.values()) for key, cells in read.placed.disclosure.items()} == {
        key: raws(cells.values()) for key, cells in plain.placed.disclosure.items()
    }
    assert {key: raws(cells) for key, cells in read.placed.remedies.items()} == {
        key: raws(cells) for key, cells in plain.placed.remedies.items()
    }
    assert (read.placed.unplaced, read.doubts) == ([], ())


def test_a_label_of_other_words_is_told():
    text = report().replace("1.信访举报投诉类申请", "1.信访投诉举报类申请")
    assert place_flattened(text).placed.labels["requests.n1"] == "1.信访投诉举报类申请"


def test_other_handling_may_be_one_row_in_the_form_of_2021():
    text = report()
    start, end = text.index("（六）其他处理"), text.index("（七）总计")
    read = place_flattened(text[:start] + "（六）其他处理2000002" + text[end:])
    assert raws(read.placed.requests["o"]) == "2 0 0 0 0 0 2"
    assert "o1" not in read.placed.requests
    assert list(read.placed.disclosure["normative"]) == ["made", "repealed", "in_force"]


def test_a_row_that_no_form_has_is_unplaced():
    text = report().replace("2.重复申请", "转送其他机关办理的来信1000001 2.重复申请")
    read = place_flattened(text)
    assert read.placed.unplaced == ["转送其他机关办理的来信 | 1000001"]
    assert raws(read.placed.requests["n1"]) == "0 0 0 0 0 0 0"


def test_a_missing_row_is_missing():
    text = report(rows=zeros(received="123000015", total="123000015", carried_in="0000000"))
    read = place_flattened(text.replace("2.重复申请0000000", ""))
    assert "n2" not in read.placed.requests
    assert raws(read.placed.requests["received"]) == "12 3 0 0 0 0 15"


def test_a_text_that_breaks_off_has_no_invented_blanks():
    text = report()
    read = place_flattened(text[: text.index("（五）不予处理")] + "（五）不予处理1.信访举报投诉类申请")
    assert list(read.placed.requests)[-1] == "u3"
    assert read.placed.remedies == {}


def test_the_year_after_the_last_number_is_prose():
    text = report().replace("五、存在的主要问题及改进情况", "2023年没有案件。五、存在的主要问题及改进情况")
    read = place_flattened(text)
    assert raws(read.placed.remedies["suit_after_review"]) == "0 0 0 0 0"
    assert "2023年没有案件。" in read.prose


def test_prose_that_names_results_is_not_the_table():
    told = "本年新收政府信息公开申请7件，其中予以公开4件，部分公开3件，行政许可300件，信息内容本年处理决定数量公开。"
    read = place_flattened(report(prose=told))
    assert raws(read.placed.requests["open"]) == "0 0 0 0 0 0 0"
    assert told in read.prose


@pytest.mark.parametrize(
    "text", ["", "示例", "本年新收政府信息公开申请7件，予以公开4件。", "0" * 100, "一、" * 50]
)
def test_what_holds_no_tables_is_none(text):
    assert place_flattened(text) is None


def test_cells_know_their_lines():
    text = report()
    places = [Place(line=number) for number in range(1, text.count("\n") + 2)]
    read = place_flattened(text, places)
    assert read.placed.requests["open"][0].place == Place(line=3)
    assert place_flattened(text).placed.requests["open"][0].place is None


# table two -------------------------------------------------------------------------------------------------------------


def test_a_row_that_can_be_cut_in_several_ways_is_left_open():
    read = place_flattened(report(normative="12395"))
    assert doubts(read)["disclosure.normative"].chosen is False
    assert ("12", "3", "95") in doubts(read)["disclosure.normative"].candidates
    assert len(doubts(read)["disclosure.normative"].candidates) == 6
    cells = read.placed.disclosure["normative"]
    assert {(cell.raw, cell.meaning) for cell in cells.values()} == {("12395", Meaning.AMBIGUOUS)}


def test_the_prose_tells_where_to_cut():
    told = "本年制发行政规范性文件12件，现行有效规范性文件95件。"
    read = place_flattened(report(normative="12395", prose=told))
    assert raws(read.placed.disclosure["normative"].values()) == "12 3 95"
    assert doubts(read)["disclosure.normative"].chosen
    assert doubts(read)["disclosure.normative"].candidates[0] == ("12", "3", "95")


@pytest.mark.parametrize("told", ["现行有效规范性文件5件。", "现行有效规范性文件44件。"])
def test_prose_that_fits_several_cuts_or_none_tells_nothing(told):
    read = place_flattened(report(normative="12395", prose=told))
    assert not doubts(read)["disclosure.normative"].chosen


def test_a_row_with_too_few_numbers_is_left_open():
    read = place_flattened(report(normative="12", licence=""))
    assert not doubts(read)["disclosure.normative"].chosen
    assert read.placed.disclosure["licence"]["decisions"].meaning is Meaning.BLANK


def test_columns_without_a_head_are_the_form_s_with_a_doubt():
    text = report().replace("信息内容本年制发件数本年废止件数现行有效件数", "")
    read = place_flattened(text)
    assert raws(read.placed.disclosure["licence"].values()) == "1250"


# table four ------------------------------------------------------------------------------------------------------------


def test_table_four_is_left_open_where_its_sums_do_not_tell():
    read = place_flattened(report(remedies="1000211000001000 01".replace(" ", "")))
    assert {where for where in doubts(read)} <= {f"remedies.{group}" for group in REMEDY_GROUPS}
    few = place_flattened(report(remedies="00000"))
    assert set(doubts(few)) == {f"remedies.{group}" for group in REMEDY_GROUPS}


def test_a_wrong_total_of_single_digits_is_kept():
    read = place_flattened(report(remedies="100020000000000"))
    assert raws(read.placed.remedies["review"]) == "1 0 0 0 2"
    assert read.doubts == ()


# never silently wrong ----------------------------------------------------------------------------------------------------

small = st.sampled_from([0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5, 9, 10, 11, 12, 21, 37, 100, 111, 120, 1011])
rows_of_parts = st.lists(st.lists(small, min_size=6, max_size=6), min_size=1, max_size=6)


def made(code, parts, seed, carried):
    """A consistent table: some outcomes filled, the others 0, totals and balance right."""
    chance = random.Random(seed)
    keys = list(form(code).requests.result_keys)
    table = {key: [0] * 6 for key in keys_of(code)}
    table |= dict(zip(chance.sample(keys, len(parts)), parts, strict=True))
    table["total"] = [sum(column) for column in zip(*(table[key] for key in keys), strict=True)]
    table["carried_out"] = [min(1, number) for number in carried]
    table["carried_in"] = [0] * 6
    table["received"] = [a + b for a, b in zip(table["total"], table["carried_out"], strict=True)]
    return {key: [*row, sum(row)] for key, row in table.items()}


def flat(table):
    return {key: [Run.of("".join(map(str, row)))] for key, row in table.items()}


def printed(row):
    return tuple(map(str, row))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["2019", "2021"]),
    rows_of_parts,
    st.integers(0, 99),
    st.lists(small, min_size=6, max_size=6),
)
@example("2021", [[11, 3, 0, 0, 0, 0]], 0, [0] * 6)
def test_a_right_table_is_read_right_or_is_among_the_candidates(code, parts, seed, carried):
    table = made(code, parts, seed, carried)
    for key, verdict in reconcile(flat(table)).items():
        true = printed(table[key])
        if verdict.reading is not None:
            assert verdict.reading == true
        else:
            assert true in verdict.candidates or len(verdict.candidates) in (0, 12)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["2019", "2021"]),
    rows_of_parts,
    st.integers(0, 99),
    st.lists(small, min_size=6, max_size=6),
    st.tuples(st.integers(0, 6), st.integers(1, 120)),
)
@example("2021", [[12, 3, 0, 0, 0, 0]], 0, [0] * 6, (6, 9))
def test_a_wrong_total_never_makes_another_table_certain(code, parts, seed, carried, misprint):
    column, slip = misprint
    table = made(code, parts, seed, carried)
    keys = keys_of(code)
    key = keys[seed % len(keys)]
    where = column if key == "total" else -1  # a cell of （七）总计, or a row's own total
    table[key][where] += slip
    for name, verdict in reconcile(flat(table)).items():
        if verdict.why.value == "certain":
            assert verdict.reading == printed(table[name])


@settings(max_examples=60, deadline=None)
@given(st.lists(small, min_size=12, max_size=12))
def test_table_four_is_read_right_or_is_among_the_candidates(parts):
    groups = [[*parts[n : n + 4], sum(parts[n : n + 4])] for n in (0, 4, 8)]
    read = place_flattened(report(remedies="".join(str(number) for group in groups for number in group)))
    for key, group in zip(REMEDY_GROUPS, groups, strict=True):
        cells = read.placed.remedies[key]
        if f"remedies.{key}" not in doubts(read):
            assert raws(cells) == " ".join(map(str, group))
        else:
            candidates = doubts(read)[f"remedies.{key}"].candidates
            assert printed(group) in candidates or len(candidates) in (0, 12)


@settings(max_examples=60, deadline=None)
@given(st.lists(small, min_size=3, max_size=3))
def test_table_two_is_read_right_or_is_among_the_candidates(numbers):
    read = place_flattened(report(normative="".join(map(str, numbers))))
    if "disclosure.normative" not in doubts(read):
        assert raws(read.placed.disclosure["normative"].values()) == " ".join(map(str, numbers))
    else:
        candidates = doubts(read)["disclosure.normative"].candidates
        assert printed(numbers) in candidates or len(candidates) == 12


# hostile ---------------------------------------------------------------------------------------------------------------

HELD_UP = 60  # seconds: what hangs, not what is slow
HOSTILE = [
    "1" * 1_000_000,
    "1 " * 200_000,
    "本年新收政府信息公开申请数量" * 20_000,
    "信息内容本年" * 50_000,
    "（" * 200_000,
    "<!--" * 100_000,
    report(rows=dict.fromkeys(keys_of("2021"), "1" * 60)),
    report(rows=dict.fromkeys(keys_of("2021"), "1234567891234")),
    report(rows=dict.fromkeys(keys_of("2021"), "1" * 300_000), remedies="1" * 60, normative="1" * 60),
    report(rows=dict.fromkeys(keys_of("2021"), "11111111115"), remedies="1" * 30),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_holds_the_reader_up(text):
    start = time.process_time()
    place_flattened(text)
    assert time.process_time() - start < HELD_UP
