"""Changing agencies, posts and people: each verb checks, writes and is audited in one transaction."""

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gongkai.agencies.codes import checked
from gongkai.agencies.models import (
    Agency,
    AgencyParent,
    Department,
    Deputyship,
    Person,
    Post,
    Succession,
    Tenure,
    Tie,
)
from gongkai.agencies.queries import subtree
from gongkai.agencies.roles import standard
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.law.agency_kinds import kinds


class Refused(ValueError):
    """A change that cannot be made; the message says why and what to do."""


class Contact(TypedDict, total=False):
    """What an agency prints about itself; every entry may be left out."""

    short_name: str
    region_code: str
    office_name: str
    office_hours: str
    address: str
    phone: str
    postcode: str
    fax: str
    email: str
    website: str
    slug: str


@transaction.atomic
def create_agency(
    *,
    code: str,
    name: str,
    kind: str,
    since: date,
    actor: Person | None,
    at: datetime,
    government: Agency | None = None,
    system: Agency | None = None,
    **contact: Unpack[Contact],
) -> Agency:
    """Create an agency, under its government and its system where it has them. BadCode or Refused."""
    code = checked(code)
    contact.setdefault("slug", slugify(code))
    _check_new(name, code, contact["slug"], kind)
    agency = Agency.objects.create(code=code, name=name, kind=kind, since=since, **contact)
    for tie, parent in ((Tie.GOVERNMENT, government), (Tie.SYSTEM, system)):
        if parent is not None:
            AgencyParent.objects.create(agency=agency, parent=parent, tie=tie, since=since)
    _record(agency, Verb.AGENCY_CREATED, actor, ("agency", agency.pk), at, code=code, name=name, kind=kind)
    return agency


def _check_new(name: str, code: str, slug: str, kind: str) -> None:
    """Refuse a kind the law does not know, and what another agency has already."""
    if kind not in {one.code for one in kinds()}:
        known = "、".join(f"{one.label}（{one.code}）" for one in kinds())
        raise Refused(_("没有“%(kind)s”这一机关类别，可用的有：%(known)s。") % {"kind": kind, "known": known})
    taken = {"name": (name, _("名称")), "code": (code, _("代码")), "slug": (slug, _("网址名"))}
    for field, (value, label) in taken.items():
        other = Agency.objects.filter(**{field: value}).first()
        if other is not None:
            raise Refused(
                _("%(label)s“%(value)s”已被“%(other)s”使用。")
                % {"label": label, "value": value, "other": other}
            )


@transaction.atomic
def place_agency(
    *, agency: Agency, parent: Agency | None, tie: Tie, on: date, actor: Person | None, at: datetime
) -> None:
    """Hang an agency under another parent on one line from a day; None takes it off the line."""
    if parent is not None and subtree(agency, on).filter(pk=parent.pk).exists() and tie == Tie.GOVERNMENT:
        raise Refused(
            _("“%(parent)s”是“%(agency)s”自身或其下级，不能作为它的上级。")
            % {"parent": parent, "agency": agency}
        )
    row = AgencyParent.objects.filter(agency=agency, tie=tie, until=None).first()
    if row is not None:
        _end(row, on)
    if parent is not None:
        AgencyParent.objects.create(agency=agency, parent=parent, tie=tie, since=on)
    parent_id = parent.pk if parent else None
    _record(
        agency, Verb.AGENCY_PLACED, actor, ("agency", agency.pk), at, tie=tie.value, parent=parent_id, on=on
    )


@transaction.atomic
def succeed_agency(
    *, predecessor: Agency, successor: Agency, on: date, actor: Person | None, at: datetime
) -> Succession:
    """Pass an agency's duties to another on a day; the predecessor ends with it."""
    if predecessor == successor:
        raise Refused(_("机关不能由自己承继。"))
    _end(predecessor, on)
    succession = Succession.objects.create(predecessor=predecessor, successor=successor, on=on)
    subject = ("agency", predecessor.pk)
    _record(predecessor, Verb.AGENCY_SUCCEEDED, actor, subject, at, successor=successor.pk, on=on)
    return succession


@transaction.atomic
def create_department(
    *, agency: Agency, name: str, since: date, actor: Person | None, at: datetime
) -> Department:
    """Open a department of an agency, to which applications can be given."""
    if not name.strip() or Department.objects.filter(agency=agency, name=name.strip(), until=None).exists():
        raise Refused(_("“%(agency)s”已有“%(name)s”部门，或者名称为空。") % {"agency": agency, "name": name})
    department = Department.objects.create(agency=agency, name=name.strip(), since=since)
    subject = ("department", department.pk)
    _record(agency, Verb.DEPARTMENT_CREATED, actor, subject, at, name=department.name)
    return department


@transaction.atomic
def place_post(*, post: Post, department: Department | None, actor: Person | None, at: datetime) -> Post:
    """Put a post into a department of its agency, or (None) directly under the agency."""
    if department is not None and department.agency_id != post.agency_id:
        raise Refused(_("部门“%(name)s”不属于“%(agency)s”。") % {"name": department, "agency": post.agency})
    post.department = department
    post.save(update_fields=["department"])
    subject, placed = ("post", post.pk), department.pk if department else None
    _record(post.agency, Verb.POST_PLACED, actor, subject, at, department=placed)
    return post


@transaction.atomic
def create_post(
    *, agency: Agency, name: str, role: str, since: date, actor: Person | None, at: datetime
) -> Post:
    """Open a post with a role in an agency."""
    if role not in standard().roles:
        known = "、".join(f"{item.label}（{item.code}）" for item in standard().roles.values())
        raise Refused(_("没有“%(role)s”这一角色，可用的有：%(known)s。") % {"role": role, "known": known})
    if Post.objects.filter(agency=agency, name=name, until=None).exists():
        raise Refused(_("“%(agency)s”已有“%(name)s”岗位。") % {"agency": agency, "name": name})
    post = Post.objects.create(agency=agency, name=name, role=role, since=since)
    _record(agency, Verb.POST_CREATED, actor, ("post", post.pk), at, name=name, role=role)
    return post


@transaction.atomic
def create_person(
    *, username: str, name: str, password: str | None, agency: Agency, actor: Person | None, at: datetime
) -> Person:
    """Open an account; password None means that it cannot sign in by password. ValidationError for a weak one."""
    if Person.objects.filter(username=username).exists():
        raise Refused(_("用户名“%(username)s”已被使用。") % {"username": username})
    person = Person(username=username, name=name)
    if password is not None:
        validate_password(password, person)
    person.set_password(password)
    person.save()
    _record(agency, Verb.PERSON_CREATED, actor, ("person", person.pk), at, username=username, name=name)
    return person


@transaction.atomic
def assign_post(*, post: Post, person: Person, since: date, actor: Person | None, at: datetime) -> Tenure:
    """Give a vacant post to a person from a day."""
    from_then = Q(until__isnull=True) | Q(until__gt=since)
    holder = Tenure.objects.filter(from_then, post=post).select_related("person").first()
    if holder is not None:
        raise Refused(
            _("“%(post)s”由%(holder)s任职，请用岗位交接。") % {"post": post, "holder": holder.person}
        )
    tenure = Tenure.objects.create(post=post, person=person, since=since)
    _record(post.agency, Verb.POST_ASSIGNED, actor, ("post", post.pk), at, person=person.pk, since=since)
    return tenure


@transaction.atomic
def hand_over(*, post: Post, to: Person, on: date, actor: Person | None, at: datetime) -> Tenure:
    """Pass a held post to another person on a day: the one tenure ends, the other begins, the work stays."""
    held = Tenure.objects.filter(post=post, until=None).first()
    if held is None:
        raise Refused(_("“%(post)s”目前空缺，请直接任职。") % {"post": post})
    if held.person_id == to.pk:
        raise Refused(_("%(person)s已在“%(post)s”任职。") % {"person": to, "post": post})
    _end(held, on)
    tenure = Tenure.objects.create(post=post, person=to, since=on)
    subject = ("post", post.pk)
    _record(post.agency, Verb.POST_HANDED_OVER, actor, subject, at, by=held.person_id, to=to.pk, on=on)
    return tenure


@transaction.atomic
def take_over(*, post: Post, to: Person, on: date, actor: Person | None, at: datetime) -> Tenure:
    """Give a post to a person from a day, whether somebody holds it until then or nobody does."""
    if Tenure.objects.filter(post=post, until=None).exists():
        return hand_over(post=post, to=to, on=on, actor=actor, at=at)
    return assign_post(post=post, person=to, since=on, actor=actor, at=at)


@transaction.atomic
def vacate_post(*, post: Post, on: date, actor: Person | None, at: datetime) -> None:
    """Let the holder of a post leave it on a day (not included); the post stays, and so does its work."""
    held = Tenure.objects.filter(post=post, until=None).first()
    if held is None:
        raise Refused(_("“%(post)s”目前空缺，无人离任。") % {"post": post})
    _end(held, on)
    _record(post.agency, Verb.POST_VACATED, actor, ("post", post.pk), at, by=held.person_id, on=on)


@transaction.atomic
def appoint_deputy(
    *, post: Post, person: Person, since: date, until: date, actor: Person | None, at: datetime
) -> Deputyship:
    """Let a person stand in for a post from a day until another (not included), with all the post may do."""
    if until <= since:
        raise Refused(
            _("代理结束日期%(until)s应当晚于起始日期%(since)s。") % {"until": until, "since": since}
        )
    overlapping = {"since__lt": until, "person": person, "post": post}
    if Tenure.objects.filter(Q(until=None) | Q(until__gt=since), **overlapping).exists():
        raise Refused(_("%(person)s就是“%(post)s”的任职人，无须代理。") % {"person": person, "post": post})
    if Deputyship.objects.filter(until__gt=since, **overlapping).exists():
        raise Refused(_("%(person)s在这段时间已经代理“%(post)s”。") % {"person": person, "post": post})
    made = Deputyship.objects.create(post=post, person=person, since=since, until=until)
    facts = {"person": person.pk, "since": since, "until": until}
    _record(post.agency, Verb.DEPUTY_APPOINTED, actor, ("post", post.pk), at, **facts)
    return made


@transaction.atomic
def end_deputy(*, deputyship: Deputyship, on: date, actor: Person | None, at: datetime) -> None:
    """End a deputyship on a day (not included) before its time; one that has not begun is taken back whole."""
    post, person = deputyship.post, deputyship.person_id
    if on <= deputyship.since:
        deputyship.delete()
    else:
        deputyship.until = min(on, deputyship.until)
        deputyship.save(update_fields=["until"])
    _record(post.agency, Verb.DEPUTY_ENDED, actor, ("post", post.pk), at, person=person, on=on)


@transaction.atomic
def note_sign_in(*, username: str, verb: Verb, at: datetime) -> None:
    """Audit a sign-in, a failure, a lockout or a sign-out on the system's chain; a name nobody has stays unnamed."""
    person = Person.objects.filter(username=username).first()
    authentic = verb in {Verb.PERSON_SIGNED_IN, Verb.PERSON_SIGNED_OUT}
    record(
        chain_agency_id=None,
        verb=verb,
        actor_id=person.pk if person and authentic else None,
        subject_kind="person",
        subject_id=person.pk if person else "unknown",
        at=at,
    )


def _end(row: Agency | AgencyParent | Tenure, on: date) -> None:
    """Let a row hold until the day, not included."""
    if on <= row.since:
        raise Refused(_("变更日期%(on)s不能早于或等于起始日期%(since)s。") % {"on": on, "since": row.since})
    row.until = on
    row.save(update_fields=["until"])


def _record(
    agency: Agency, verb: Verb, actor: Person | None, subject: tuple[str, int], at: datetime, **fields: Any
) -> None:
    """Audit on the agency's chain; actor None is the program itself (the example, the command line)."""
    record(
        chain_agency_id=agency.pk,
        verb=verb,
        actor_id=actor.pk if actor else None,
        subject_kind=subject[0],
        subject_id=subject[1],
        fields=fields,
        at=at,
    )
