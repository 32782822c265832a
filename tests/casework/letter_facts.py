"""Made-up facts (示例) that fill every field of every letter."""

from datetime import date
from typing import Any

from gongkai.casework.letters import fields

ON = date(2026, 11, 23)
DUE = date(2026, 12, 18)
WORDS: dict[str, Any] = {
    "agency": "示例县自然资源局",
    "doc_word": "示自然资公复",
    "doc_serial": 3,
    "office": "示例县自然资源局办公室",
    "office_address": "示例县示例路1号",
    "office_hours": "工作日8:30至17:30",
    "office_phone": "000-00000000",
    "office_fax": "000-00000001",
    "office_email": "xxgk@example.com",
    "office_contact": "示例经办",
    "review_body": "示例县人民政府",
    "court": "示例县人民法院",
    "own_review": False,
    "letter_on": ON,
    "case_number": "2026-0012",
    "applicant": "张示例",
    "applicant_kind_label": "自然人",
    "description": "2025年示例镇高标准农田建设项目的批复、投资计划和验收报告",
    "channel_label": "互联网渠道",
    "lookup_code": "8K3M-77QX",
    "wanted_form": "电子数据",
    "wanted_way": "电子邮件",
    "supplement_items": [
        "写明所需批复的名称、文号，或者其他便于查询的特征性描述",
        "写明“验收报告”所指的项目和年度",
        "补交申请人的身份证明",
    ],
    "supplement_help": "可在本机关门户网站“政府信息公开”栏目查阅项目名称；如有疑问，可致电本机关政府信息公开工作机构咨询。",
    "volume_facts": "2026年1月1日至2026年11月20日，共提出政府信息公开申请86件，其中57件的内容为同一项目的不同环节。",
    "extension_reason": "申请公开的信息数量较多、需要逐件审查",
    "extension_days": 20,
    "third_party": "示例农业发展有限公司",
    "concerned": "《示例镇高标准农田建设项目投资概算表》中由投标单位报送的单价分析。",
    "interest": "商业秘密",
    "consulted": "第三方",
    "help_items": ["确认所附验收报告是否为最终文本", "就其中由贵机关提供的数据能否公开提出意见"],
    "organ": "示例县农业农村局",
    "fee_method": "按件计收",
    "fee_rates": [
        "第1至10件不收费",
        "第11至13件，3件，每件100元，计300元",
    ],
    "fee_amount": 300,
    "search_words": ["高标准农田", "验收报告"],
    "given": ["《关于示例镇高标准农田建设项目的批复》（示发改〔2025〕8号）", "2025年示例镇投资计划表"],
    "earlier_number": "示自然资公复〔2026〕1号",
    "reasons": "该信息系本机关内部会议的讨论记录，尚未形成最终处理意见，公开会影响决策的正常进行。",
    "where_to_get": "示例县人民政府门户网站“政府信息公开”栏目，法定主动公开内容，重大建设项目。\nhttps://www.example.com/zfxxgk/xm/2025/8.html",
    "secrecy_items": [
        ["项目批复", "不涉密，可以公开", "保密法第三十五条", "示例 11月20日"],
        ["投资计划表", "不涉密，可以公开", "保密法第三十五条", "示例 11月20日"],
    ],
    "transfer_items": [
        [
            "关于示例镇高标准农田建设项目的批复",
            "示发改〔2025〕8号",
            "2025年3月4日",
            "20-10",
            "2025年4月1日",
            "纸质1份",
        ],
    ],
    "due_note": "答复期限跨入尚未公布节假日安排的年度，届满之日以国务院办公厅公布的节假日安排为准。",
    "supplement_number": "示自然资信公开〔2026〕1号",
    "supplement_missed": "截至2026年12月7日，本机关没有收到补正材料，也没有收到正当理由的说明",
    "reason_given": "申请人于2026年11月30日书面说明，上述信息用于核对本村土地流转面积",
    "reason_rejected": "申请人说明的理由与57件申请的内容无关，且其中多数信息已经答复。",
    "delay_reason": "本机关需要对涉及的86件申请逐件检索、审查",
    "third_party_opinion": "示例农业发展有限公司于2026年12月1日书面答复不同意公开，理由是单价分析属于其投标报价的核心数据",
    "decided_content": "《示例镇高标准农田建设项目投资概算表》中的分项合计金额",
    "decided_reason": "财政资金的分项使用情况关系公共利益，不公开会对公共利益造成重大影响",
    "fee_reason": "2026年11月，申请人共提出政府信息公开申请13件",
    "fee_payment": "持本通知书到示例县政务服务中心非税收入窗口缴纳，或者扫描缴款码缴纳",
    "given_way": "电子数据，电子邮件",
    "given_when": "随本答复书一并提供",
    "form_changed": "所需图纸没有电子版本",
    "withheld": "投资计划表中由投标单位报送的单价分析",
    "withheld_basis": "《中华人民共和国政府信息公开条例》第十五条",
    "secrecy_basis": "《自然资源工作国家秘密范围的规定》第三条",
    "secrecy_result": "属于国家秘密，不得公开",
    "forbidding_rule": "《中华人民共和国统计法》第九条",
    "endangered": "公共安全",
    "internal_kind": "人事管理",
    "process_kind": "讨论记录",
    "enforcement_file": "示自然资罚〔2025〕12号案卷",
    "search_scope": "本机关公文系统、档案室2023年至2026年文书档案、耕地保护股的业务台账",
    "search_method": "关键词全文检索和人工逐卷核对",
    "other_organ": "示例县农业农村局",
    "other_organ_contact": "示例县示例路2号，电话000-00000002",
    "special_rule": "《不动产登记暂行条例》第二十七条",
    "special_way": "持身份证明和利害关系材料到示例县不动产登记中心查询窗口申请查询。",
    "still_unclear": "补正材料仍写“有关项目的全部材料”，没有写明项目的名称、年度或者其他便于查询的特征。",
    "petition_channel": "示例县信访局来访接待室（示例县示例路3号），或者国家信访局网上信访平台。",
    "publication_way": "《示例县人民政府公报》2025年第3期，可在示例县图书馆查阅，也可在县人民政府门户网站下载。",
    "earlier_given": "本机关已于2026年3月2日以示自然资公复〔2026〕1号答复书向申请人提供了该批复的复印件。",
    "withdrawn_by": "书面",
    "handled_as": "转为咨询办结",
    "correction_asked": "不动产登记信息中的姓名“张示列”应为“张示例”",
    "correction_made": "登记簿中的姓名由“张示列”更正为“张示例”，更正日期2026年11月23日。",
    "correcting_organ": "示例县不动产登记中心",
    "suggestion": "高标准农田建设项目的年度管护经费安排",
    "published_how": "自2026年12月起在本机关“政府信息公开”栏目“财政资金”中按年度公开",
    "id_kind": "居民身份证",
    "phone": "00000000000",
    "email": "zhang@example.com",
    "address": "示例县示例镇示例村1组1号",
    "postcode": "000000",
    "department": "耕地保护股",
    "handler": "示例经办",
    "proposal": "拟予公开：该信息已经形成最终文件，不涉及第三方合法权益。",
    "outcome_label": "予以公开",
    "outcome_article": "条例第三十六条第二项",
    "history": ["2026-11-23　登记", "2026-11-25　告知补正", "2026-12-04　收到补正"],
}


def every_value() -> dict[str, Any]:
    """A value for every field of the table: the words above, or its own name."""
    made = {one.key: _made(one) for one in fields.table().values() if one.source not in ("参数", "生成")}
    return {**made, **WORDS}


def _made(field: fields.Field) -> Any:
    plain: dict[str, Any] = {
        "date": DUE,
        "count": 5,
        "money": 300,
        "flag": False,
        "rows": [],
        "list": [f"示例{field.name}"],
    }
    return plain.get(field.kind, f"示例{field.name}")
