"""Agencies, their dated parents and successors, the posts in them and the people who hold the posts."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class DatedSet(models.QuerySet[M]):
    """Rows that hold from a day (since, included) to a day (until, not included; empty: still)."""

    def on(self, day: date) -> Self:
        """Keep what holds on the day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def _since_before_until(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(since__lt=F("until")), name=f"agencies_{name}_since_before_until"
    )


class Agency(models.Model):
    """A public body that owes disclosure. Its kind (law.agency_kinds) decides which duties."""

    code = models.CharField(_("机构代码"), max_length=18, unique=True)
    name = models.CharField(_("名称"), max_length=100, unique=True)
    short_name = models.CharField(_("简称"), max_length=50, blank=True)
    slug = models.SlugField(_("网址名"), max_length=50, unique=True)
    region_code = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    kind = models.CharField(_("机关类别"), max_length=40)
    office_name = models.CharField(_("政府信息公开工作机构"), max_length=100, blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=100, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=50, blank=True)
    postcode = models.CharField(_("邮编"), max_length=6, blank=True)
    fax = models.CharField(_("传真"), max_length=50, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    website = models.URLField(_("网站"), blank=True)
    since = models.DateField(_("设立日期"))
    until = models.DateField(_("撤销日期"), null=True, blank=True)

    objects = DatedSet["Agency"].as_manager()

    class Meta:
        ordering = ("code",)
        constraints = (
            _since_before_until("agency"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="agencies_agency_named"),
        )

    def __str__(self) -> str:
        return self.name


class Tie(models.TextChoices):
    """The two lines an agency hangs on."""

    GOVERNMENT = "government", _("本级政府")
    SYSTEM = "system", _("主管系统")


class AgencyParent(models.Model):
    """Who is above an agency, on which line, from when to when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="parent_rows")
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="child_rows")
    tie = models.CharField(max_length=10, choices=Tie.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedSet["AgencyParent"].as_manager()

    class Meta:
        constraints = (
            _since_before_until("parent"),
            models.CheckConstraint(condition=~Q(agency=F("parent")), name="agencies_parent_is_another"),
            models.CheckConstraint(condition=Q(tie__in=Tie.values), name="agencies_parent_tie_known"),
            models.UniqueConstraint(
                fields=["agency", "tie"], condition=Q(until__isnull=True), name="agencies_parent_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} ← {self.parent}（{self.get_tie_display()}）"


class Succession(models.Model):
    """An agency's duties passed to another on a day (after a merger or a renaming)."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inheritances")
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor"], name="agencies_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="agencies_successor_is_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}（{self.on}）"


class PersonManager(BaseUserManager["Person"]):
    """People are made by agencies.actions."""


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from the posts they hold, never from here."""

    username = models.CharField(_("用户名"), max_length=50, unique=True)
    name = models.CharField(_("姓名"), max_length=50)
    is_active = models.BooleanField(_("可登录"), default=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(username="") & ~Q(name=""), name="agencies_person_named"),
        )

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A section of an agency that work is given to as a whole; the posts in it do the work."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("承办部门"), max_length=50)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedSet["Department"].as_manager()

    class Meta:
        constraints = (
            _since_before_until("department"),
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=Q(until__isnull=True),
                name="agencies_department_name_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}{self.name}"


class Post(models.Model):
    """A seat in an agency with a role (roles.toml). Work belongs to posts; people come and go."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(_("岗位"), max_length=50)
    role = models.CharField(_("角色"), max_length=40)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedSet["Post"].as_manager()

    class Meta:
        constraints = (
            _since_before_until("post"),
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(until__isnull=True), name="agencies_post_name_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}{self.name}"


class Tenure(models.Model):
    """A person holds a post from a day to a day: a staff change is one such row."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedSet["Tenure"].as_manager()

    class Meta:
        constraints = (
            _since_before_until("tenure"),
            models.UniqueConstraint(
                fields=["post"], condition=Q(until__isnull=True), name="agencies_tenure_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}：{self.post}"


class Deputyship(models.Model):
    """A person stands in for a post between two days, while its holder is away: the post's work goes on."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deputyships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputyships")
    since = models.DateField(_("代理起始日期"))
    until = models.DateField(_("代理结束日期"))

    objects = DatedSet["Deputyship"].as_manager()

    class Meta:
        constraints = (_since_before_until("deputyship"),)

    def __str__(self) -> str:
        return f"{self.person}（代理）：{self.post}"
