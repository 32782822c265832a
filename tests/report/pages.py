"""Made-up web pages of a report, with the marks and the layout that offices' editors leave in theirs."""

from gongkai.report.forms import form

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
LABELS = {row.key: (*row.groups, row.label) for row in form("2021").requests.rows}
VALUES = {
    "received": "7100008",
    "open": "6100007",
    "n1": "1000001",
    "total": "7100008",
}


def requests_table(rows=None, *, spans=True):
    """Table three in HTML; rows: other cells for a row; spans: groups span their rows, else empty cells fill them."""
    given = {key: list(values) for key, values in VALUES.items()} | (rows or {})
    lines = [f"<tr><td colspan='3'>申请人情况</td>{_cells(COLUMNS)}"]
    seen: set[tuple[str, ...]] = set()
    for key, labels in LABELS.items():
        heads = [_head(labels[: depth + 1], seen, spans=spans) for depth in range(len(labels) - 1)]
        lines.append(f"<tr>{''.join(heads)}<td>{labels[-1]}</td>{_cells(given.get(key, '0000000'))}")
    return "<table>" + "".join(f"{line}</tr>" for line in lines) + "</table>"


def _head(group, seen, *, spans):
    if group not in seen:
        seen.add(group)
        under = sum(labels[: len(group)] == group for labels in LABELS.values())
        return f"<td rowspan='{under}'>{group[-1]}</td>" if spans else f"<td>{group[-1]}</td>"
    return "" if spans else "<td></td>"


def _cells(values):
    return "".join(f"<td>{value}</td>" for value in values)


TWO = (
    "<table><tr><td colspan='4'>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>/</td><td>/</td><td>/</td></tr><tr><td>行政规范性文件</td><td>1</td><td>0</td><td>5</td></tr>"
    "<tr><td colspan='4'>第二十条第（五）项</td></tr><tr><td>信息内容</td><td colspan='3'>本年处理决定数量</td></tr>"
    "<tr><td>行政许可</td><td colspan='3'>31</td></tr>"
    "<tr><td colspan='4'>第二十条第（六）项</td></tr><tr><td>信息内容</td><td colspan='3'>本年处理决定数量</td></tr>"
    "<tr><td>行政处罚</td><td colspan='3'>2</td></tr><tr><td>行政强制</td><td colspan='3'>0</td></tr>"
    "<tr><td colspan='4'>第二十条第（八）项</td></tr>"
    "<tr><td>信息内容</td><td colspan='3'>本年收费金额（单位：万元）</td></tr>"
    "<tr><td>行政事业性收费</td><td colspan='3'>0</td></tr></table>"
)
FOUR = (
    "<table><tr><td colspan='5'>行政复议</td><td colspan='10'>行政诉讼</td></tr>"
    "<tr>" + "<td rowspan='2'>结果维持</td><td rowspan='2'>结果纠正</td><td rowspan='2'>其他结果</td>"
    "<td rowspan='2'>尚未审结</td><td rowspan='2'>总计</td>"
    "<td colspan='5'>未经复议直接起诉</td><td colspan='5'>复议后起诉</td></tr><tr>"
    + "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>" * 2
    + "</tr><tr>"
    + _cells("100010000000000")
    + "</tr></table>"
)
TITLE = "示例市青石镇人民政府2023年政府信息公开工作年度报告"
PREAMBLE = (
    "本报告由示例市青石镇人民政府根据《中华人民共和国政府信息公开条例》编制。"
    "本报告所列数据的统计期限为2023年1月1日至2023年12月31日。"
)


def page(rows=None, *, charset="utf-8", title=TITLE, table=None, spans=True):
    """A whole page; charset is what it declares."""
    declared = f"<meta charset='{charset}'>" if charset else ""
    return (
        f"<html><head>{declared}</head><body><h1>{title}</h1><p>{PREAMBLE}</p>"
        "<p>一、总体情况</p><p>（一）主动公开</p><p>公开5条。</p><p>二、主动公开政府信息情况</p>"
        f"{TWO}<p>三、收到和处理政府信息公开申请情况</p>{table or requests_table(rows, spans=spans)}"
        f"<p>四、政府信息公开行政复议、行政诉讼情况</p>{FOUR}"
        "<p>五、存在的主要问题及改进情况</p><p>主要问题：更新有时不够及时。改进情况：已指定专人按月核对各栏目。</p><p>六、其他需要报告的事项</p><p>无。</p></body></html>"
    )
