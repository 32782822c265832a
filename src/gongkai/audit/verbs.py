"""What can be done that the audit remembers: every event carries one of these verbs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """One verb per act; the value is stored and hashed, so that it never changes once used.

    What moves a lifecycle has the value "<lifecycle>.<verb>" of law/data/lifecycle.toml, as a test holds it to.
    """

    CHAIN_OPENED = "chain.opened", _("开立审计链")

    PERSON_SIGNED_IN = "person.signed_in", _("登录")
    PERSON_SIGNED_OUT = "person.signed_out", _("退出")
    PERSON_SIGN_IN_FAILED = "person.sign_in_failed", _("登录失败")
    PERSON_LOCKED_OUT = "person.locked_out", _("登录锁定")
    PERSON_CREATED = "person.created", _("设立人员账号")

    AGENCY_CREATED = "agency.created", _("设立机关")
    AGENCY_PLACED = "agency.placed", _("变更隶属关系")
    AGENCY_SUCCEEDED = "agency.succeeded", _("机关承继")
    POST_CREATED = "post.created", _("设立岗位")
    POST_ASSIGNED = "post.assigned", _("任职")
    POST_HANDED_OVER = "post.handed_over", _("岗位交接")

    COLUMN_CREATED = "column.created", _("设立栏目")
    ITEM_DRAFTED = "publication.draft", _("起草公开信息")
    ITEM_SUBMITTED = "publication.submit", _("提交审核")
    ITEM_PASSED = "publication.pass", _("业务审核通过")
    ITEM_CLEARED = "publication.clear", _("保密审查通过")
    ITEM_RETURNED = "publication.return", _("退回修改")
    ITEM_REFERRED = "publication.refer_upward", _("报请确定能否公开")
    ITEM_RULING_RECEIVED = "publication.receive_ruling", _("收到能否公开的确定")
    ITEM_RELEASED = "publication.release", _("发布公开信息")
    ITEM_SCHEDULED = "publication.schedule", _("定时发布")
    ITEM_IMPORTED = "item.imported", _("导入历史公开信息")
    ITEM_REVISED = "publication.revise", _("修订公开信息")
    ITEM_WITHDRAWN = "publication.withdraw", _("撤下公开信息")
    ITEM_REPEALED = "publication.repeal", _("标记废止")
    ITEM_EXPIRED = "publication.expire", _("标记失效")

    APPLICATION_REGISTERED = "application.register", _("登记申请")
    APPLICATIONS_IMPORTED = "application.imported", _("导入台账")
    APPLICATIONS_EXPORTED = "application.exported", _("导出台账")
    APPLICATION_CONFIRMED = "application.confirm", _("确认收到申请")
    APPLICATION_SUPPLEMENT_ASKED = "application.ask_supplement", _("通知补正")
    APPLICATION_SUPPLEMENT_RECEIVED = "application.receive_supplement", _("收到补正")
    APPLICATION_EXTENDED = "application.extend", _("延长答复期限")
    APPLICATION_CONSULTED = "application.consult", _("征求意见")
    APPLICATION_CONSULTATION_ANSWERED = "application.end_consultation", _("登记征求意见结果")
    APPLICATION_FEE_NOTIFIED = "application.ask_fee", _("收费告知")
    APPLICATION_FEE_DELIVERED = "application.note_fee_delivery", _("登记收费通知送达")
    APPLICATION_FEE_PAID = "application.receive_fee", _("登记缴费")
    APPLICATION_REASON_ASKED = "application.ask_reason", _("要求说明理由")
    APPLICATION_REASON_GIVEN = "application.receive_reason", _("收到说明理由")
    APPLICATION_DRAFTED = "application.draft", _("拟定决定")
    APPLICATION_REDRAFTED = "application.redraft", _("撤回拟稿")
    APPLICATION_SUBMITTED = "application.submit", _("提交审核")
    APPLICATION_REFERRED = "application.refer_upward", _("报请确定能否公开")
    APPLICATION_RULING_RECEIVED = "application.receive_ruling", _("收到能否公开的确定")
    APPLICATION_RETURNED = "application.return", _("退回修改")
    APPLICATION_APPROVED = "application.approve", _("审批决定")
    APPLICATION_REOPENED = "application.reopen", _("撤回批准")
    APPLICATION_ANSWERED = "application.deliver", _("送达答复")
    APPLICATION_WITHDRAWN = "application.withdraw", _("申请人撤回")
    APPLICATION_LAPSED = "application.lapse", _("按视为放弃办结")
    APPLICATION_ARCHIVED = "application.archive", _("归档")
    APPLICATION_PROPOSED = "application.proposed", _("拟为主动公开")
    APPLICATION_READ = "application.read", _("查看申请人信息")
    APPLICATION_FILE_ADDED = "application.file_added", _("加入申请材料")
    APPLICATION_REDATED = "application.redated", _("依据放假通知重新计算期限")

    LETTER_DRAFTED = "letter.drafted", _("拟写文书")
    LETTER_EDITED = "letter.edit", _("修改文书")
    LETTER_DISCARDED = "letter.discarded", _("删除文书草稿")
    LETTER_ISSUED = "letter.issue", _("签发文书")
    LETTER_VOIDED = "letter.void", _("作废文书")
    LETTER_DELIVERED = "letter.deliver", _("登记文书送达")
    LETTER_SEALED = "letter.attach_sealed", _("附上盖章件")
    LETTER_NUMBER_USED_OUTSIDE = "letter.used_outside", _("登记系统外使用的文号")
    LETTER_NUMBERING_SET = "letter.numbering_set", _("设定发文字号格式")
    LETTER_TEMPLATE_ADDED = "letter.template_added", _("启用本机关文书模板")
    LETTER_TEMPLATE_RETIRED = "letter.template_retired", _("停用本机关文书模板")

    CALENDAR_LOADED = "calendar.loaded", _("载入放假通知")
    CALENDAR_WITHDRAWN = "calendar.withdrawn", _("撤下放假通知")

    FIGURE_ENTERED = "figure.entered", _("填报数据")
    REPORT_WRITTEN = "report.written", _("编写年度报告")
    REPORT_COMPILED = "report.compiled", _("编制年度报告")
    REPORT_PUBLISHED = "report.published", _("发布年度报告")

    CHECK_OPENED = "check.opened", _("开始检查年度报告")
    CHECK_FILE_ADDED = "check.file_added", _("加入待检查的文件")
    CHECK_FILE_REREAD = "check.file_reread", _("重新读取文件")
    CHECK_FILE_REMOVED = "check.file_removed", _("移除检查的文件")
    CHECK_CELLS_CONFIRMED = "check.cells_confirmed", _("确认读不准的数据")
    CHECK_CELL_WITHDRAWN = "check.cell_withdrawn", _("撤回对数据的确认")
    CHECK_DATED = "check.dated", _("登记报告公布日期")
    CHECK_MATCHED = "check.matched", _("指定报告所属机关")
    CHECK_REMOVED = "check.removed", _("删除一批检查")

    EXAMPLE_LOADED = "example.loaded", _("载入示例")
