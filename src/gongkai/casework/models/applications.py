"""Applications for information: who asked for what, what happened to it, and how it ended."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Person
from gongkai.files.sealed import EncryptedTextField
from gongkai.law.clock_standing import ClockState, Standing
from gongkai.law.lifecycle import lifecycle
from gongkai.law.outcomes import Outcome, standard
from gongkai.law.receipt import Channel
from gongkai.report.model import APPLICANTS


class ApplicantKind(models.TextChoices):
    """The six columns of table three; every applicant is exactly one of them."""

    NATURAL = "natural", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    SOCIAL = "social", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER_ORG = "other_org", "其他"


class WantedForm(models.TextChoices):
    """In what form the applicant wants the information (arts. 29, 40)."""

    AS_HELD = "as_held", _("按保存形式")
    PAPER = "paper", _("纸质")
    ELECTRONIC = "electronic", _("电子数据")
    INSPECTION = "inspection", _("安排查阅、抄录")


class WantedWay(models.TextChoices):
    """By what way the applicant wants to get it (art. 29)."""

    COLLECT = "collect", _("自行领取")
    POST = "post", _("邮寄")
    EMAIL = "email", _("电子邮件")
    FAX = "fax", _("传真")
    ON_SITE = "on_site", _("当场查阅、抄录")


class Assistance(models.TextChoices):
    """Help for who has difficulty reading, seeing or hearing (art. 43)."""

    PHONE = "phone", _("请打电话与我联系，并口头告知")
    COUNTER = "counter", _("我到办公地点来，请工作人员协助")
    LARGE = "large", _("请用大字文书")
    WRITING = "writing", _("听力不便，请用文字与我联系")


class DeliveryMode(models.TextChoices):
    """How the answer reached the applicant, and with it the day that counts (国办公开办函〔2016〕235号)."""

    DIRECT = "direct", _("直接送达（以签收之日计）")
    ENTRUSTED = "entrusted", _("委托其他行政机关代为送达（以签收之日计）")
    POST = "post", _("通过邮政企业邮寄（以交邮之日计）")
    ELECTRONIC = "electronic", _("电子送达（以到达申请人系统之日计，惯例口径）")


OPEN = Q(closed_on=None)
UNCONFIRMED = OPEN & Q(received_on=None)


def overdue_on(today: date) -> Q:
    """The one definition of overdue: open, and the last day of the period is past. One that moves on is not."""
    return OPEN & Q(due_on__lt=today, spare_days=None)


def due_between(first: date, last: date) -> Q:
    """What is open and falls due on one of the days, suspended or not."""
    return OPEN & Q(due_on__gte=first, due_on__lte=last, spare_days=None)


def suspended_on(today: date) -> Q:
    """What is open, not overdue, and waits for an opinion."""
    return OPEN & (Q(suspended_until__gte=today, due_on__gte=today) | Q(spare_days__isnull=False))


class ApplicationSet(models.QuerySet["Application"]):
    """The conditions every list and every count is made of."""

    def of(self, agencies: models.QuerySet[Agency]) -> Self:
        """Keep what belongs to the agencies in scope."""
        return self.filter(agency__in=agencies)

    def open(self) -> Self:
        """Keep what has not ended: neither answered, withdrawn nor lapsed."""
        return self.filter(OPEN)

    def closed(self) -> Self:
        """Keep what has ended."""
        return self.exclude(OPEN)

    def overdue(self, today: date) -> Self:
        """Keep what is open and past its due date."""
        return self.filter(overdue_on(today))

    def due_between(self, first: date, last: date) -> Self:
        """Keep what is open and whose period ends on one of these days."""
        return self.filter(due_between(first, last))

    def unconfirmed(self) -> Self:
        """Keep what is open and whose day of receipt is still to be confirmed (art. 31)."""
        return self.filter(UNCONFIRMED)

    def received_by(self, day: date) -> Self:
        """Keep what counts as received on the day at the latest; the unconfirmed do not."""
        return self.filter(received_on__lte=day)


class KeptClock(models.Model):
    """The columns of a law.clock_standing.Standing: what the events say until the next one, for lists.

    casework.clocks alone writes them, with every event in its transaction; the events remain the source.
    """

    clock_state = models.CharField(
        max_length=20,
        choices=[(one.value, one.label) for one in ClockState],
        default=ClockState.UNCONFIRMED.value,
    )
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    warn_on = models.DateField(null=True, blank=True)
    waits_until = models.DateField(null=True, blank=True)
    suspended_until = models.DateField(null=True, blank=True)
    spare_days = models.PositiveSmallIntegerField(null=True, blank=True)
    reason_until = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(_("暂定"), default=False)

    class Meta:
        abstract = True

    @property
    def standing(self) -> Standing:
        """Where the clock stands, as kept."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in STANDING_DATES}
        return Standing(ClockState(self.clock_state), **kept)

    @standing.setter
    def standing(self, found: Standing) -> None:
        self.clock_state = found.state.value
        for name in STANDING_DATES:
            setattr(self, name, getattr(found, name))


STANDING_DATES = (
    "due_on",
    "warn_on",
    "waits_until",
    "suspended_until",
    "spare_days",
    "reason_until",
    "provisional",
)
STANDING_COLUMNS = ("clock_state", *STANDING_DATES)
# All that the lists of what is open ask and sort by, so that they are answered from one index.
LISTED = (
    "closed_on",
    "due_on",
    "spare_days",
    "warn_on",
    "suspended_until",
    "received_on",
    "submitted_on",
)
# What a list of everything is narrowed by, so that it is answered from one index too.
NARROWED = ("closed_on", "applicant_kind", "channel", "outcome_code", "number", "former_number")


class Application(KeptClock):
    """One application. Its deadline is kept in the columns of KeptClock and can be replayed from the events.

    closed_on is the day that counts for the report: of delivery, of withdrawal, or of the end by lapse.
    version grows with every act, so that the second of two clerks is told.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="applications")
    year = models.PositiveSmallIntegerField(_("登记年度"))
    serial = models.PositiveIntegerField(_("流水号"))
    number = models.CharField(_("编号"), max_length=20)
    former_number = models.CharField(_("原编号"), max_length=60, blank=True)
    applicant_kind = models.CharField(_("申请人类别"), max_length=20, choices=ApplicantKind.choices)
    channel = models.CharField(
        _("提交渠道"), max_length=20, choices=[(one.value, one.label) for one in Channel]
    )
    submitted_on = models.DateField(_("提交日期"))
    signed_on = models.DateField(_("签收日期"), null=True, blank=True)
    confirmed_on = models.DateField(_("确认日期"), null=True, blank=True)
    received_on = models.DateField(_("收到日期"), null=True, blank=True)
    description = EncryptedTextField(_("申请内容"))
    wanted_form = models.CharField(
        _("信息形式"), max_length=12, choices=WantedForm.choices, default=WantedForm.AS_HELD
    )
    wanted_way = models.CharField(
        _("获取方式"), max_length=12, choices=WantedWay.choices, default=WantedWay.COLLECT
    )
    hardship = EncryptedTextField(_("采用书面形式确有困难的情形"), max_length=200, blank=True)
    assistance = models.CharField(_("需要的帮助"), max_length=10, choices=Assistance.choices, blank=True)
    state = models.CharField(_("状态"), max_length=20)
    outcome_code = models.CharField(_("处理结果"), max_length=40, blank=True)
    reasons = EncryptedTextField(_("理由"), blank=True)
    given = EncryptedTextField(_("提供的信息"), blank=True)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    delivery_mode = models.CharField(_("送达方式"), max_length=12, choices=DeliveryMode.choices, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("登记时间"))

    objects = ApplicationSet.as_manager()

    class Meta:
        ordering = ("-year", "-serial")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="casework_application_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(applicant_kind__in=APPLICANTS), name="casework_applicant_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[one.value for one in Channel]), name="casework_channel_known"
            ),
            models.CheckConstraint(condition=~Q(description=""), name="casework_description_given"),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("submitted_on")),
                name="casework_received_after_submission",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(received_on=None) | Q(closed_on__gte=F("received_on")),
                name="casework_closed_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(outcome_code=""), name="casework_closed_with_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(spare_days=None) | Q(due_on__isnull=False),
                name="casework_spare_days_before_a_due_date",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                name="casework_two_people_decide",
            ),
        )
        indexes = (
            models.Index(
                fields=["agency", "former_number"],
                condition=~Q(former_number=""),
                name="casework_former",
            ),
            models.Index(fields=["agency", "received_on", "closed_on"], name="casework_year"),
            models.Index(fields=["agency", "state"], name="casework_by_state"),
            models.Index(fields=["agency", "-year", "-serial", *NARROWED], name="casework_newest"),
            models.Index(fields=["agency", *LISTED], name="casework_listed"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def state_label(self) -> str:
        """The state in the clerk's words."""
        return gettext(lifecycle("application").states[self.state])

    @property
    def outcome(self) -> Outcome | None:
        """The outcome decided or drafted, with its article, letter and row."""
        return standard()[self.outcome_code] if self.outcome_code else None
