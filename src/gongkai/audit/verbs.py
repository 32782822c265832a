"""What can be done that the audit remembers: every event carries one of these verbs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """One verb per act; the value is stored and hashed, so that it never changes once used."""

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

    ITEM_DRAFTED = "item.drafted", _("起草公开信息")
    ITEM_REVIEWED = "item.reviewed", _("审查公开信息")
    ITEM_RELEASED = "item.released", _("发布公开信息")
    ITEM_WITHDRAWN = "item.withdrawn", _("撤下公开信息")

    APPLICATION_REGISTERED = "application.registered", _("登记申请")
    APPLICATION_CONFIRMED = "application.confirmed", _("确认收到申请")
    APPLICATION_SUPPLEMENT_ASKED = "application.supplement_asked", _("通知补正")
    APPLICATION_SUPPLEMENT_RECEIVED = "application.supplement_received", _("收到补正")
    APPLICATION_EXTENDED = "application.extended", _("延长答复期限")
    APPLICATION_CONSULTED = "application.consulted", _("征求意见")
    APPLICATION_CONSULTATION_ANSWERED = "application.consultation_answered", _("收到征求意见答复")
    APPLICATION_FEE_NOTIFIED = "application.fee_notified", _("收费告知")
    APPLICATION_FEE_PAID = "application.fee_paid", _("缴费")
    APPLICATION_REASON_ASKED = "application.reason_asked", _("要求说明理由")
    APPLICATION_REASON_GIVEN = "application.reason_given", _("收到说明理由")
    APPLICATION_DRAFTED = "application.drafted", _("拟定决定")
    APPLICATION_RETURNED = "application.returned", _("退回修改")
    APPLICATION_APPROVED = "application.approved", _("审批决定")
    APPLICATION_ANSWERED = "application.answered", _("送达答复")
    APPLICATION_WITHDRAWN = "application.withdrawn", _("申请人撤回")
    APPLICATION_LAPSED = "application.lapsed", _("视为放弃")
    APPLICATION_ARCHIVED = "application.archived", _("归档")
    APPLICATION_READ = "application.read", _("查看申请人信息")

    FIGURE_ENTERED = "figure.entered", _("填报数据")
    REPORT_WRITTEN = "report.written", _("编写年度报告")
    REPORT_COMPILED = "report.compiled", _("编制年度报告")
    REPORT_PUBLISHED = "report.published", _("发布年度报告")

    EXAMPLE_LOADED = "example.loaded", _("载入示例")
