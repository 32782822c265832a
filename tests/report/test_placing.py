"""Rows of cells onto the form by their labels, whatever format they come from."""

import pytest

from gongkai.report.readers.document import Line, Printed, bare
from gongkai.report.readers.matching import core
from gongkai.report.readers.placing import differing_labels, form_of, place
from gongkai.report.readers.settling import settle


def _rows(text):
    """One row a line, cells apart by |."""
    return [tuple(Printed(cell) for cell in line.split("|")) for line in text.strip("\n").splitlines()]


HEAD = """
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|申请人情况
|自然人|法人或其他组织|总计
||商业企业|科研机构|社会公益组织|法律服务机构|其他|
"""
TABLE_TWO = """
第二十条第（一）项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|/|/|/
行政规范性文件|3|1|9
第二十条第（五）项
信息内容|本年处理决定数量
行政许可|31
"""

LABELS = [
    ("一 、本年新收政府信息公开申请数量", "received"),
    ("本年新收政府信息公开申请数量", "received"),
    ("二、上年结转政府信息公开\n申请数量", "carried_in"),
    ("（一）予以公开", "open"),
    ("(一)予以公开", "open"),
    ("（二）部分公开（区分处理的，只记这一情形，不记其他情形）", "partial"),
    ("1、属于国家秘密", "d1"),
    ("1．属于国家秘密", "d1"),
    ("2.其他法律行政法规止公开", "d2"),
    ('3.危及"三安全一稳定"', "d3"),
    ("1.信访投诉举报类申请", "n1"),
    ("2.重复申请", "n2"),
    ("（六）其他处理", "o"),
    ("3.其他", "o3"),
    ("（七）总计", "total"),
    ("四、结转下年度继续办理", "carried_out"),
]


@pytest.mark.parametrize(("label", "key"), LABELS)
def test_a_row_is_known_by_its_label_in_all_its_variants(label, key):
    placed = place([*_rows(HEAD), tuple(Printed(text) for text in (label, *"1000001"))])
    assert list(placed.requests) == [key]
    assert [cell.raw for cell in placed.requests[key]] == list("1000001")
    assert placed.unplaced == []


@pytest.mark.parametrize("label", ["不予公开", "本机关其他", "重复", "2.申请", "合计数", "五、其他情况"])
def test_a_label_that_is_none_is_not_guessed(label):
    placed = place(_rows(HEAD) + _rows(f"{label}|1|0|0|0|0|0|1"))
    assert placed.requests == {}
    assert placed.unplaced == [f"{label} | 1 | 0 | 0 | 0 | 0 | 0 | 1"]


def test_empty_cells_of_merged_heads_stand_before_the_label():
    placed = place(
        _rows("三、本年度办理结果|（三）不予公开|1.属于国家秘密|1|2\n||2.其他法律行政法规禁止公开|3|4")
    )
    assert {key: [c.value for c in cells] for key, cells in placed.requests.items()} == {
        "d1": [1, 2],
        "d2": [3, 4],
    }


def test_a_row_keeps_the_cells_it_has():
    placed = place(_rows(HEAD) + _rows("（一）予以公开|0|0|0|0|1"))
    assert len(placed.requests["open"]) == 5


def test_a_row_that_comes_twice_is_placed_once_and_said():
    placed = place(_rows("2.重复申请|1|0|0|0|0|0|1\n2.重复申请|2|0|0|0|0|0|2"))
    assert placed.requests["n2"][0].value == 1
    assert placed.unplaced == ["2.重复申请 | 2 | 0 | 0 | 0 | 0 | 0 | 2"]


def test_applicants_in_another_order_are_put_in_the_forms_order():
    head = HEAD.replace("商业企业|科研机构", "科研机构|商业企业")
    placed = place(_rows(head) + _rows("（一）予以公开|1|2|3|0|0|0|6\n2.重复申请|1|2|3"))
    assert [cell.value for cell in placed.requests["open"]] == [1, 3, 2, 0, 0, 0, 6]
    assert [cell.value for cell in placed.requests["n2"]] == [1, 2, 3]


def test_table_two_is_placed_by_rows_and_by_heads():
    placed = place(_rows(TABLE_TWO))
    assert placed.disclosure["normative"]["in_force"].value == 9
    assert placed.disclosure["licence"]["decisions"].value == 31
    assert form_of(placed) == "2021"


def test_columns_of_another_order_go_by_their_heads():
    placed = place(_rows("信息内容|现行有效件数|本年制发件数|本年废止件数\n规章|9|3|1"))
    assert {key: cell.value for key, cell in placed.disclosure["rules"].items()} == {
        "in_force": 9,
        "made": 3,
        "repealed": 1,
    }


@pytest.mark.parametrize(
    "rows",
    [
        "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|0",  # a cell too few
        "信息内容|本年制发件数|甲|现行有效件数\n规章|0|0|0",  # a head that no form has
        "信息内容|本年制发件数|本年废止件数|现行有效件数\n行政许可|0|0|0",  # the head of another block
        "信息内容|本年制发件数|本年废止件数|现行有效件数\n其他主动公开文件|0|0|0",  # a row that no form has
        "信息内容|本年制发件数|本年废止件数|现行有效件数\n说明",  # a single cell
    ],
)
def test_what_does_not_fit_table_two_is_unplaced(rows):
    placed = place(_rows(rows))
    assert placed.disclosure == {}
    assert placed.empty
    assert len(placed.unplaced) == 1


def test_a_row_of_table_two_that_comes_twice_is_said():
    placed = place(_rows(TABLE_TWO + "行政许可|32"))
    assert placed.disclosure["licence"]["decisions"].value == 31
    assert placed.unplaced == ["行政许可 | 32"]


FOUR = "行政复议|行政诉讼\n结果维护|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|复议后起诉\n"


def test_the_fifteen_cells_of_table_four_are_three_groups():
    placed = place(_rows(FOUR + "|".join("100010000000000")))
    assert [cell.value for cell in placed.remedies["review"]] == [1, 0, 0, 0, 1]
    assert list(placed.remedies) == ["review", "suit_direct", "suit_after_review"]
    assert differing_labels(placed, "2021") == {"remedies.columns.upheld": "结果维护"}


@pytest.mark.parametrize("row", ["|".join("1000"), "|".join(["注：复议诉讼数量含上年度结转"] * 15)])
def test_what_does_not_fit_table_four_is_unplaced(row):
    placed = place(_rows(FOUR + row))
    assert placed.remedies == {}
    assert len(placed.unplaced) == 1


@pytest.mark.parametrize("head", ["", "第二十条第（一）项\n"])
def test_a_row_of_table_two_without_a_head_takes_the_columns_of_the_form_and_says_so(head):
    placed = place(_rows(head + "规章|1|2|3\n行政许可|4"))
    assert placed.disclosure == {}
    settle(placed, "2021")
    assert {key: cell.value for key, cell in placed.disclosure["rules"].items()} == {
        "made": 1,
        "repealed": 2,
        "in_force": 3,
    }
    assert placed.disclosure["licence"]["decisions"].value == 4
    assert [(one.where, one.chosen) for one in placed.doubts] == [("disclosure.rules", True)]


def test_a_row_of_table_two_that_the_form_does_not_know_is_unplaced():
    placed = place(_rows("规章|1|2|3\n其他对外管理服务事项|0|0|0"))
    settle(placed, "2021")
    assert list(placed.disclosure) == ["rules"]
    assert placed.unplaced == ["其他对外管理服务事项 | 0 | 0 | 0"]


def test_a_row_that_is_printed_twice_alike_says_nothing_new():
    placed = place(_rows(TABLE_TWO + "行政许可|31\n2.重复申请|1|0|0|0|0|0|1\n2.重复申请|1|0|0|0|0|0|1"))
    assert placed.unplaced == []


def _lines(text):
    """Rows where | stands, else lines."""
    return [
        tuple(Printed(cell) for cell in line.split("|")) if "|" in line else Line(line)
        for line in text.strip("\n").splitlines()
    ]


LOST = """
|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计
4.保护第三方合法权益|0|0|0|0|0|0|0
5.属于三类内部事务信
息
1.本机关不掌握相关政
1|0|0|0|0|0|1
6.属于四类过程性信息|1|0|0|0|0|0|1
8.属于行政查询事项|0|0|0|0|0|0|0
4|0|0|0|0|0|4
6|0|0|0|0|0|6
0|0|0|0|0|0|0
1.信访举报投诉类申请|0|0|0|0|0|0|0
"""


def test_rows_away_from_their_labels_go_where_the_order_of_the_form_leaves_one_place():
    placed = place(_lines(LOST))
    settle(placed, "2021")
    assert {key: placed.requests[key][0].value for key in ("d5", "u1", "u2", "u3")} == {
        "d5": 1,
        "u1": 4,
        "u2": 6,
        "u3": 0,
    }
    assert [one.where for one in placed.doubts] == [f"requests.{key}" for key in ("d5", "u1", "u2", "u3")]
    assert placed.unplaced == []


def test_rows_that_fit_no_gap_are_unplaced():
    placed = place(_lines(LOST.replace("6|0|0|0|0|0|6\n", "")))
    settle(placed, "2021")
    assert "u1" not in placed.requests
    assert placed.unplaced == ["4 | 0 | 0 | 0 | 0 | 0 | 4", "0 | 0 | 0 | 0 | 0 | 0 | 0"]


def test_a_table_of_one_row_under_its_label_is_placed_by_the_label():
    head = "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
    text = head + "（一）予以公开\n数据1|数据2|数据3|数据4|数据5|数据6|数据7\n1|0|0|0|0|0|1\n"
    placed = place(_lines(text + "2.重复申请\n数据1|数据2\n2|0|0|0|0|0|2"))
    settle(placed, "2021")
    assert {key: cells[0].value for key, cells in placed.requests.items()} == {"open": 1, "n2": 2}
    assert placed.unplaced == []


@pytest.mark.parametrize(
    "row", ["2.重复申请|1|0|0|0|0|0|1|", "2.重复申请||1|0|0|0|0|0|1", "|2.重复申请|1|0|0|0|0|0|1||"]
)
def test_empty_cells_beyond_the_seven_are_left_out(row):
    assert [cell.raw for cell in place(_rows(row)).requests["n2"]] == list("1000001")


def test_a_head_over_two_rows_is_no_row():
    head = "|自然人|商业|科研|总计\n||企业|机构|\n（一）予以公开|1|0|0|0|0|0|1"
    placed = place(_rows(head))
    assert list(placed.requests) == ["open"]
    assert placed.unplaced == []


def test_table_four_may_stand_in_three_rows():
    rows = "行政复议|1|0|0|0|1\n未经复议直接起诉|2|0|0|0|2\n复议后起诉|3|0|0|0|3"
    placed = place(_rows("|结果维持|结果纠正|其他结果|尚未审结|总计\n" + rows))
    assert [cells[0].value for cells in placed.remedies.values()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("line", "where"),
    [("行政许可 97", "licence"), ("行政事业性收费　12.5", "fee"), ("行政处罚  / ", "penalty")],
)
def test_a_line_may_spell_a_row_out(line, where):
    placed = place([Line("第二十条第（五）项"), Line(line)])
    settle(placed, "2021")
    assert list(placed.disclosure) == [where]
    assert placed.prose == []


@pytest.mark.parametrize("line", ["行政许可", "规章 数量 3", "行政许可 办理 97 件", "2023 97", "重复申请 1"])
def test_prose_is_no_row(line):
    placed = place([Line(line)])
    assert placed.empty
    assert placed.prose == [line]


def test_labels_are_kept_only_where_they_differ():
    rows = """
|自然人|合计
1、信访举报投诉类申请|0
（ 二 ）部分公开|0
一 、本年新收政府信息公开申请数量|0
"""
    assert differing_labels(place(_rows(rows)), "2021") == {
        "requests.columns.total": "合计",
        "requests.partial": "（二）部分公开",
    }


def test_the_form_is_told_by_what_only_one_has():
    assert form_of(place(_rows("信息内容|采购项目数量|采购总金额\n政府集中采购|1|2"))) == "2019"
    assert form_of(place(_rows("（六）其他处理|0"))) == "2019"
    assert form_of(place(_rows("（六）其他处理|3.其他|0"))) is None
    long = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    assert form_of(place(_rows(f"（六）其他处理|{long}|0"))) == "2021"
    assert form_of(place([])) is None


def test_labels_are_compared_without_blanks_numbers_and_asides():
    assert bare("规    章") == "规章"
    assert core("（二）部分公开（区分处理的）") == "部分公开"
    assert core("10、其他") == "其他"


def test_a_row_of_blanks_is_no_row():
    placed = place(_rows("||\n |\u3000|"))
    assert placed.empty
    assert placed.unplaced == []


def test_a_head_that_names_an_applicant_twice_tells_no_order():
    twice = ("", "其他", "商业企业", "其他", "社会公益组织", "法律服务机构", "")
    row = ("一、本年新收政府信息公开申请数量", *"1234567")
    placed = place([tuple(Printed(text) for text in one) for one in (twice, row)])
    assert [cell.value for cell in placed.requests["received"]] == [1, 2, 3, 4, 5, 6, 7]
