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
