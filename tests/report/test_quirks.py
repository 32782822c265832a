"""What real reports do to their readers, each in a made-up page of our own: nothing is lost, nobody is blamed."""

import pytest

from gongkai.report.checks import check
from gongkai.report.model import Meaning
from gongkai.report.readers import read_bytes
from report.pages import COLUMNS, FOUR, LABELS, TWO, VALUES, page, requests_table

ZEROS = ["0"] * 7


def _read(text):
    return read_bytes(text.encode(), "示例.html")


def _errors(report):
    return [(one.rule, one.where) for one in check(report) if one.level.label == "错误"]


def _errors_of_document(report):
    return [
        (one.rule, one.where)
        for one in check(report)
        if one.level.label == "错误" and one.doubt == "document"
    ]


def _whole(report):
    return list(report.requests) == [*LABELS] and all(len(cells) == 7 for cells in report.requests.values())


def test_the_plain_page_has_no_error():
    report = _read(page())
    assert _whole(report)
    assert _errors(report) == []
    assert (report.unplaced, report.doubts) == ((), ())


def test_a_column_of_totals_left_blank_on_the_rows_of_outcomes():
    rows = {
        key: [*VALUES.get(key, "0000000")[:6], "&nbsp;"]
        for key in LABELS
        if key not in ("received", "carried_in", "total", "carried_out")
    }
    report = _read(page(rows))
    assert {rule for rule, _ in _errors(report)} == {"blank_total"}
    assert len(_errors(report)) == len(rows)


def test_the_columns_of_organisations_left_blank():
    rows = {key: [VALUES.get(key, "0000000")[0], *[""] * 5, VALUES.get(key, "0000000")[0]] for key in LABELS}
    report = _read(page(rows))
    assert _whole(report)
    assert _errors(report) == []


def test_a_power_that_an_office_lacks_is_a_slash():
    cell = _read(page()).disclosure["rules"]["made"]
    assert (cell.raw, cell.value, cell.meaning) == ("/", None, Meaning.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("22（其中修订 16 件）", 22),
        ("55（含自然失效 29 件）", 55),
        ("251000元", 251000),
        ("减4", -4),
        ("52.15", 52.15),
    ],
)
def test_words_inside_a_cell_of_numbers(raw, value):
    report = _read(
        page().replace(
            "<td>5</td></tr><tr><td colspan='4'>第二十条第（五）项",
            f"<td>{raw}</td></tr><tr><td colspan='4'>第二十条第（五）项",
        )
    )
    cell = report.disclosure["normative"]["in_force"]
    assert (cell.raw, float(cell.value)) == (raw, value)


def test_other_outcomes_as_one_row_in_the_form_of_2021():
    table = requests_table()
    start, end = table.index("<tr><td rowspan='3'>（六）其他处理"), table.index("<tr><td>（七）总计")
    one_row = "<tr><td colspan='2'>（六）其他处理</td>" + "<td>0</td>" * 7 + "</tr>"
    report = _read(page(table=table[:start] + one_row + table[end:]))
    assert "o" in report.requests
    assert "o1" not in report.requests
    assert report.form == "2021"
    assert _errors(report) == []


def test_the_tables_of_2019_in_a_later_year():
    two = (
        "<table><tr><td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr>"
        "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>规范性文件</td><td>1</td><td>1</td><td>5</td></tr></table>"
    )
    report = _read(page().replace(TWO, two))
    assert report.form == "2019"
    assert {column: cell.value for column, cell in report.disclosure["normative"].items()} == {
        "made": 1,
        "disclosed": 1,
        "total_disclosed": 5,
    }
    assert ("form_year", "format") in _errors(report)


def test_a_template_of_a_city_adds_a_row_and_explains_its_labels():
    text = page().replace("<td>规章</td>", "<td>规章(设区的市、自治州人民政府应提供相关数据)</td>")
    extra = "<tr><td>其他主动公开文件(可参考平台栏目数据)</td><td>3</td><td>0</td><td>9</td></tr>"
    text = text.replace("<tr><td>行政规范性文件", extra + "<tr><td>行政规范性文件")
    report = _read(text)
    assert report.disclosure["rules"]["made"].raw == "/"
    assert report.disclosure["normative"]["in_force"].value == 5
    assert [line.split(" | ")[0] for line in report.unplaced] == ["其他主动公开文件(可参考平台栏目数据)"]
    assert _errors_of_document(report) == []


@pytest.mark.parametrize(
    ("statutory", "printed"),
    [
        ("行政规范性文件", "规范性文件"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("（四）无法提供", "（四）无\n法提供"),
        ("2.其他法律行政法规禁止公开", "2.其他法律行政法规止公开"),
        ("（三）不予公开", "（三）不子公开"),
        ("1.信访举报投诉类申请", "1.信访投诉举报类申请"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "（二）部分公开（区分处理的，只记这一情形，不记其他情形）",
        ),
        ("结果维持", "结果维护"),
        ("（七）总计", "(七)总计"),
        ("四、结转下年度继续办理", "四 、结转 下年度 继续办理"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四、政府信息公开行政法复议、行政诉讼情况"),
        ("5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新出具已获\n取信息"),
    ],
)
def test_labels_in_all_their_variants(statutory, printed):
    report = _read(page().replace(statutory, printed))
    assert _whole(report)
    assert report.remedies["review"][0].value == 1
    assert _errors(report) == []


def test_a_group_repeated_where_the_table_goes_on():
    text = page().replace(
        "<tr><td rowspan='3'>（四）无法提供",
        "</table><table><tr><td rowspan='15'>三、本年度办理结果</td><td rowspan='3'>（四）无法提供",
    )
    assert "</table><table>" in text
    assert _whole(_read(text))


def test_heads_without_spans():
    assert _whole(_read(page(spans=False)))


def test_a_head_over_two_rows():
    table = requests_table().replace(
        "<td>商业企业</td><td>科研机构</td>",
        "<td>商业</td><td>科研</td>",
    )
    first = table.index("</tr>") + 5
    broken = "<tr><td></td><td></td><td></td><td></td><td>企业</td><td>机构</td><td></td><td></td><td></td><td></td></tr>"
    report = _read(page(table=table[:first] + broken + table[first:]))
    assert _whole(report)
    assert report.unplaced == ()


def test_a_head_that_names_a_column_wrongly():
    report = _read(page().replace("<td>科研机构</td>", "<td>商业企业</td>"))
    assert [cell.value for cell in report.requests["received"]] == [7, 1, 0, 0, 0, 0, 8]


def test_a_table_for_every_row_with_columns_that_have_no_names():
    head = "<tr><td>项目</td>" + "".join(f"<td>数据{number}</td>" for number in range(1, 8)) + "</tr>"
    tables = "".join(
        f"<table>{head}<tr><td>{labels[-1]}</td>"
        + "".join(f"<td>{value}</td>" for value in VALUES.get(key, "0000000"))
        + "</tr></table>"
        for key, labels in LABELS.items()
    )
    report = _read(page(table=tables))
    assert _whole(report)
    assert report.unplaced == ()


def test_numbers_away_from_their_labels_are_placed_by_their_order_and_said():
    cut = "<td>1.本机关不掌握相关政府信息</td>"
    table = requests_table({"u1": ["4", "0", "0", "0", "0", "0", "4"]})
    text = page(table=table.replace(cut, "<td></td>"))
    report = _read(text)
    assert report.requests["u1"][0].value == 4
    assert [one.where for one in report.doubts] == ["requests.u1"]


@pytest.mark.parametrize(
    ("statutory", "printed", "numbers"),
    [
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及整改措施", "123456"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及明年工作计划", "123456"),
        ("一、总体情况", "一、工作基本情况", "123456"),
        ("三、收到和处理", "三三、收到和处理", "123456"),
        ("二、主动公开政府信息情况", "一、主动公开政府信息情况", "123456"),
        ("<p>六、其他需要报告的事项</p><p>无。</p>", "", "12345"),
        ("<p>四、政府信息公开行政复议、行政诉讼情况</p>", "", "12356"),
    ],
)
def test_chapters_however_they_are_numbered_and_named(statutory, printed, numbers):
    report = _read(page().replace(statutory, printed))
    assert list(report.chapters) == list(numbers)
    assert _whole(report)
    assert report.remedies["review"][0].value == 1


def test_a_note_under_table_four():
    note = "<tr><td colspan='15'>注：复议、诉讼数量含上年度结转</td></tr></table>"
    report = _read(page().replace(FOUR, FOUR.replace("</table>", note)))
    assert report.remedies["review"][4].value == 1
    assert "复议、诉讼数量含上年度结转" in report.unplaced[0]
    assert _errors_of_document(report) == []


def test_a_fee_with_six_decimals():
    report = _read(
        page().replace(
            "<td colspan='3'>0</td></tr></table>", "<td colspan='3'>24252.311082</td></tr></table>"
        )
    )
    assert str(report.disclosure["fee"]["amount_10k"].value) == "24252.311082"


def test_words_that_a_typist_doubled():
    report = _read(
        page(title="示例市青石镇人民政府2023年政府信息信息公开工作年度报告").replace(
            "公开5条", "贯彻精神精神，公开5条"
        )
    )
    assert (report.year, report.agency) == (2023, "示例市青石镇人民政府")


def test_a_broken_index_number_of_the_page_is_not_the_year():
    text = page().replace("<h1>", "<p>索引号：000014349/2021-None</p><h1>")
    assert _read(text).year == 2023


def test_columns_are_those_of_the_form():
    assert len(COLUMNS) == len(ZEROS)
