"""Words that the law's rooms give as data: in the reader's language where they have one, else in Chinese."""

from typing import Any

from django.utils.translation import get_language, gettext, gettext_noop

from gongkai.law.errors import Unlawful

# law and report know nothing of Django: what their data call states, steps, events and days is collected here.
STATES = (
    *(gettext_noop("待确认"), gettext_noop("办理中"), gettext_noop("待补正"), gettext_noop("征求意见中")),
    *(gettext_noop("待缴费"), gettext_noop("待说明理由"), gettext_noop("已拟决定"), gettext_noop("审核中")),
    *(
        gettext_noop("报请确定"),
        gettext_noop("已批准待送达"),
        gettext_noop("已答复"),
        gettext_noop("视为放弃"),
    ),
    *(gettext_noop("已撤回"), gettext_noop("已归档"), gettext_noop("今天到期"), gettext_noop("逾期")),
    *(gettext_noop("暂停中"), gettext_noop("已答复（逾期）"), gettext_noop("草稿"), gettext_noop("业务审核")),
    *(gettext_noop("保密审查"), gettext_noop("待签发"), gettext_noop("定时发布"), gettext_noop("已发布")),
    *(gettext_noop("已废止"), gettext_noop("已失效")),
)
VERBS = (
    *(gettext_noop("确认收到"), gettext_noop("告知补正"), gettext_noop("登记补正"), gettext_noop("延期答复")),
    *(gettext_noop("征求意见"), gettext_noop("登记意见"), gettext_noop("通知收费"), gettext_noop("登记缴费")),
    *(gettext_noop("登记收费通知送达"), gettext_noop("要求说明理由"), gettext_noop("登记说明")),
    *(
        gettext_noop("拟出决定"),
        gettext_noop("提交审核"),
        gettext_noop("退回修改"),
        gettext_noop("登记确定结果"),
    ),
    *(
        gettext_noop("报有关主管部门或者保密行政管理部门确定"),
        gettext_noop("批准决定"),
        gettext_noop("撤回批准"),
    ),
    *(gettext_noop("撤回拟稿"), gettext_noop("登记送达"), gettext_noop("登记撤回"), gettext_noop("归档")),
    *(gettext_noop("按视为放弃办结"), gettext_noop("审核通过"), gettext_noop("保密审查通过")),
    *(gettext_noop("签发发布"), gettext_noop("修订"), gettext_noop("紧急撤回"), gettext_noop("标记废止")),
    gettext_noop("标记失效"),
)
EVENTS = (
    *(gettext_noop("收到申请"), gettext_noop("补正告知"), gettext_noop("收到补正"), gettext_noop("收到意见")),
    *(
        gettext_noop("收费通知"),
        gettext_noop("收费通知送达"),
        gettext_noop("收到费用"),
        gettext_noop("收到说明"),
    ),
    *(gettext_noop("答复"), gettext_noop("申请人撤回"), gettext_noop("登记申请"), gettext_noop("拟定决定")),
    gettext_noop("重新计算期限"),
    gettext_noop("审批决定"),
    *(gettext_noop("网上提交申请"), gettext_noop("双方确认"), gettext_noop("从原台账导入")),
    *(gettext_noop("电话确认"), gettext_noop("当面确认"), gettext_noop("电子邮件确认")),
    *(gettext_noop("书面确认"), gettext_noop("网上确认")),
)
CHOICES = (
    *(gettext_noop("当面提交"), gettext_noop("邮寄（挂号、特快，须签收）"), gettext_noop("互联网渠道")),
    *(gettext_noop("邮寄（平常信函，无需签收）"), gettext_noop("电子邮件"), gettext_noop("传真")),
    *(gettext_noop("口头（由工作机构代为填写）"), gettext_noop("第三方"), gettext_noop("其他机关")),
    *(gettext_noop("共同制作机关"), gettext_noop("同意公开"), gettext_noop("不同意公开")),
    *(gettext_noop("同意部分公开"), gettext_noop("其他意见"), gettext_noop("撤回征求")),
)
DAYS = (
    *(
        gettext_noop("起算（当日不计）"),
        gettext_noop("计入"),
        gettext_noop("调休上班，计入"),
        gettext_noop("到期日"),
    ),
    *(gettext_noop("周末，不计"), gettext_noop("放假，不计"), gettext_noop("暂停，不计")),
)
LEVELS = (gettext_noop("错误"), gettext_noop("提示"), gettext_noop("口径待核"))
PERMISSIONS = (
    *(gettext_noop("进入工作台"), gettext_noop("查看机关、岗位和人员"), gettext_noop("维护机关、岗位和人员")),
    *(gettext_noop("查看公开信息"), gettext_noop("起草公开信息"), gettext_noop("发布公开信息")),
    *(
        gettext_noop("查看依申请公开"),
        gettext_noop("拟定答复"),
        gettext_noop("审批答复"),
        gettext_noop("送达答复"),
    ),
    *(gettext_noop("查看年度报告"), gettext_noop("填报数据"), gettext_noop("编制年度报告")),
    *(gettext_noop("发布年度报告"), gettext_noop("查看审计记录"), gettext_noop("维护安全策略")),
    *(gettext_noop("检查已公布的年度报告"), gettext_noop("分派申请"), gettext_noop("办理岗位交接和代理")),
    gettext_noop("查看完整的申请人信息"),
)
REVIEWS = (
    gettext_noop("不属于国家秘密、工作秘密，不含不应公开的内容"),
    gettext_noop("属于国家秘密"),
    gettext_noop("属于工作秘密"),
    gettext_noop("法律、行政法规禁止公开"),
    gettext_noop("公开后可能危及国家安全、公共安全、经济安全、社会稳定"),
    gettext_noop("涉及商业秘密、个人隐私，公开会损害第三方合法权益"),
    gettext_noop("属于内部事务信息"),
    gettext_noop("属于过程性信息或者行政执法案卷信息"),
    gettext_noop("不能确定是否可以公开"),
    gettext_noop("业务审核通过"),
    gettext_noop("报请确定能否公开"),
    gettext_noop("收到能否公开的确定"),
    gettext_noop("登记纸质审批"),
    gettext_noop("答复的保密审查"),
)
REMINDERS = (
    *(gettext_noop("超期未确认"), gettext_noop("5 个工作日内到期"), gettext_noop("内部期限已到")),
    *(gettext_noop("期满未补正或者未缴费，可以办结"), gettext_noop("征求意见期满，应当决定")),
    *(gettext_noop("等您审批"), gettext_noop("等您作保密审查"), gettext_noop("等您业务审核")),
    *(gettext_noop("已批准，等送达"), gettext_noop("新分派给您")),
)
LETTERS = (
    *(gettext_noop("政府信息公开申请答复书"), gettext_noop("政府信息公开申请不再处理告知书")),
    *(gettext_noop("政府信息公开申请处理告知书"), gettext_noop("政府信息更正答复书")),
    *(gettext_noop("政府信息更正请求转送告知书"), gettext_noop("政府信息更正请求告知书")),
    *(gettext_noop("政府信息主动公开建议处理告知书"), gettext_noop("政府信息公开申请登记回执")),
    *(gettext_noop("政府信息公开申请补正告知书"), gettext_noop("政府信息公开申请说明理由告知书")),
    *(gettext_noop("政府信息公开申请延期答复告知书"), gettext_noop("政府信息公开申请延迟答复告知书")),
    *(gettext_noop("政府信息公开第三方意见征询书"), gettext_noop("政府信息公开申请征求意见告知书")),
    *(gettext_noop("政府信息依申请公开告知书"), gettext_noop("政府信息公开申请征求意见函")),
    *(gettext_noop("政府信息公开申请协办函"), gettext_noop("政府信息公开信息处理费收费通知书")),
    *(gettext_noop("政府信息公开申请表"), gettext_noop("政府信息公开申请登记表")),
    *(gettext_noop("政府信息公开审查呈批单"), gettext_noop("主动公开政府信息移送明细表")),
    gettext_noop("意见征询回执"),
)


def said(thing: Any) -> str:
    """Say a word of the data, or whatever has its words in zh and en; a refusal keeps its article."""
    if not hasattr(thing, "zh"):
        return gettext(str(thing)) if thing else ""
    if (get_language() or "").startswith("zh") or not thing.en:
        return str(thing) if isinstance(thing, Exception) else str(thing.zh)
    words = f"{thing.en[:1].upper()}{thing.en[1:]}"
    return f"{words} ({thing.article})." if isinstance(thing, Unlawful) else words
