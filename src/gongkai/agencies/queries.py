"""Reading agencies: which ones a person sees, which one a text means, who stands above whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from gongkai.agencies.models import (
    Agency,
    AgencyParent,
    Department,
    Deputyship,
    Person,
    Post,
    Tenure,
    Tie,
)
from gongkai.agencies.roles import standard

CANDIDATES_SHOWN = 8


class AgencyNotFound(LookupError):
    """No agency, or more than one, is meant by a text; the message lists what it could be."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


def posts_of(person: Person, on: date) -> QuerySet[Post]:
    """Give the posts a person holds on a day, or stands in for; none for one who may not sign in."""
    if not person.is_active:
        return Post.objects.none()
    mine = {"post": OuterRef("pk"), "person": person}
    held = Exists(Tenure.objects.on(on).filter(**mine))
    stands_in = Exists(Deputyship.objects.on(on).filter(**mine))
    return Post.objects.on(on).filter(held | stands_in).select_related("agency")


def departments(agencies: QuerySet[Agency], on: date) -> QuerySet[Department]:
    """Give the departments of agencies that exist on a day."""
    return Department.objects.on(on).filter(agency__in=agencies).order_by("agency__code", "name")


def staffed(agencies: QuerySet[Agency], permission: str, on: date) -> QuerySet[Post]:
    """Give the posts of agencies whose role grants a permission, each with who holds it (holders) and who stands in
    for it (standins) on the day.
    """
    now = Tenure.objects.on(on).select_related("person")
    later = Deputyship.objects.filter(until__gt=on).select_related("person").order_by("since")
    people: list[Any] = [Prefetch("tenures", now, "holders"), Prefetch("deputyships", later, "standins")]
    found = Post.objects.on(on).filter(agency__in=agencies, role__in=standard().granting(permission))
    found = found.select_related("agency", "department").prefetch_related(*people)
    return found.order_by("agency__code", "department__name", "name")


def seat(agencies: QuerySet[Agency], permission: str, pk: int, on: date) -> Post:
    """Give one post of staffed(). Post.DoesNotExist for any other."""
    return staffed(agencies, permission, on).get(pk=pk)


def deputyship(agencies: QuerySet[Agency], permission: str, pk: int) -> Deputyship:
    """Give one deputyship for a post whose role grants a permission. Deputyship.DoesNotExist for any other."""
    posts = {"post__agency__in": agencies, "post__role__in": standard().granting(permission)}
    return Deputyship.objects.filter(**posts).select_related("post__agency").get(pk=pk)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who works in a post on a day, as its holder or standing in."""

    person_id: int
    post_id: int
    agency_id: int
    department_id: int | None
    role: str


def on_duty(agencies: Iterable[int], on: date) -> list[OnDuty]:
    """Give who works in the posts of agencies on a day and may sign in; two queries."""
    facts = ("person_id", "post_id", "post__agency_id", "post__department_id", "post__role")
    here = {"post__agency__in": list(agencies), "person__is_active": True}
    open_posts = Post.objects.on(on).values("pk")
    held = Tenure.objects.on(on).filter(**here, post__in=open_posts).values_list(*facts)
    stands_in = Deputyship.objects.on(on).filter(**here, post__in=open_posts).values_list(*facts)
    return [OnDuty(*row) for row in dict.fromkeys([*held, *stands_in])]


def people_of(agency: Agency, on: date) -> QuerySet[Person]:
    """Give the people who may sign in and hold a post in an agency on a day or later."""
    held = Tenure.objects.filter(Q(until__isnull=True) | Q(until__gt=on), post__agency=agency)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Scopes:
    """What a person may do where on one day, through the posts they hold; call it for the agencies of a permission."""

    posts: tuple[Post, ...]
    on: date

    @property
    def permissions(self) -> frozenset[str]:
        """Everything the person may do somewhere."""
        roles = standard().roles
        codes = {post.role for post in self.posts} & roles.keys()
        return frozenset(name for code in codes for name in roles[code].permissions)

    def __call__(self, permission: str) -> QuerySet[Agency]:
        """Give the agencies over which the person has a permission. KeyError for an unknown permission."""
        posts, tops = self._through(permission)
        own = [post.agency_id for post in posts]
        if not tops:
            return Agency.objects.filter(pk__in=own)
        return Agency.objects.filter(Q(pk__in=own) | Q(pk__in=_below(tops, self.on)))

    def reaches(self, permission: str, agency: Agency) -> bool:
        """Tell whether the person has a permission over an agency; asks the database only about agencies below."""
        posts, tops = self._through(permission)
        if agency.pk in {post.agency_id for post in posts}:
            return True
        return (
            bool(tops) and Agency.objects.filter(pk__in=_below(tops, self.on)).filter(pk=agency.pk).exists()
        )

    def _through(self, permission: str) -> tuple[list[Post], list[int]]:
        granting = standard().granting(permission)
        posts = [post for post in self.posts if post.role in granting]
        return posts, [post.agency_id for post in posts if standard().roles[post.role].scope == "subtree"]


def scope(person: Person, permission: str, on: date) -> QuerySet[Agency]:
    """Give the agencies over which a person has a permission on a day. KeyError for an unknown permission."""
    return scopes(person, on)(permission)


def scopes(person: Person, on: date) -> Scopes:
    """Read the posts of a person on a day once, for every question about what they may do."""
    return Scopes(tuple(posts_of(person, on)), on)


def subtree(agency: Agency, on: date) -> QuerySet[Agency]:
    """Give an agency and all below it on the line of government on a day."""
    return Agency.objects.filter(pk__in=_below([agency.pk], on))


def _below(tops: list[int], on: date) -> RawSQL:
    """The ids of the tops and of all below them on a day, as one recursive subquery; a circle ends by itself."""
    marks = ", ".join(["%s"] * len(tops))
    table = connection.ops.quote_name(AgencyParent._meta.db_table)
    agencies = connection.ops.quote_name(Agency._meta.db_table)
    sql = f"""
        WITH RECURSIVE below(id) AS (
            SELECT id FROM {agencies} WHERE id IN ({marks})
            UNION
            SELECT tie.agency_id FROM {table} AS tie JOIN below ON tie.parent_id = below.id
            WHERE tie.tie = %s AND tie.since <= %s AND (tie.until IS NULL OR tie.until > %s)
        )
        SELECT id FROM below"""  # noqa: S608 - table names of our own models; every value is a parameter
    return RawSQL(sql, (*tops, Tie.GOVERNMENT.value, on, on))  # noqa: S611 - as above


def listed(on: date) -> QuerySet[Agency]:
    """Give the agencies that exist on a day, in the order of their codes; who they are is public."""
    return Agency.objects.on(on).order_by("code")


def by_slug(slug: str, on: date) -> Agency:
    """Give the agency with an address of its own. Agency.DoesNotExist for an unknown or ended one."""
    return listed(on).get(slug=slug)


def names_of(people: Iterable[int | None]) -> dict[int, str]:
    """Give the names of people by their ids, for what is kept in a room below as an id alone."""
    return dict(Person.objects.filter(pk__in=[one for one in people if one]).values_list("pk", "name"))


def parent_of(agency: Agency, on: date, tie: Tie = Tie.GOVERNMENT) -> Agency | None:
    """Give the agency above on a line on a day, or None at the top."""
    row = AgencyParent.objects.on(on).filter(agency=agency, tie=tie).select_related("parent").first()
    return row.parent if row else None


def find_agency(text: str, among: QuerySet[Agency] | None = None) -> Agency:
    """Find the one agency meant by its code, its name, its short name, or the unique end of its name.

    AgencyNotFound lists the candidates when there are several, and says what to give when there is none.
    """
    agencies = Agency.objects.all() if among is None else among
    asked = text.strip()
    exact = list(agencies.filter(Q(code=asked.upper()) | Q(name=asked))[:1])
    if exact:
        return exact[0]
    close = list(_close(agencies, asked)[: CANDIDATES_SHOWN + 1]) if asked else []
    if len(close) == 1:
        return close[0]
    raise _several(asked, close) if close else _none(asked, agencies)


def _close(agencies: QuerySet[Agency], asked: str) -> QuerySet[Agency]:
    """The agencies whose short name is the text, or else whose name ends or starts with or has it in it."""
    for narrow in (Q(short_name=asked), Q(name__endswith=asked), Q(name__contains=asked)):
        found = agencies.filter(narrow).order_by("code")
        if found.exists():
            return found
    return agencies.none()


def _several(asked: str, close: list[Agency]) -> AgencyNotFound:
    names = [f"{agency.name}（{agency.code}）" for agency in close[:CANDIDATES_SHOWN]]
    more = "……" if len(close) > CANDIDATES_SHOWN else ""
    listed = "、".join(names) + more
    return AgencyNotFound(
        f"“{asked}”可能指多个机关：{listed}。请写全称或代码。",
        f"'{asked}' may be several agencies: {listed}. Give the full name or the code.",
    )


def _none(asked: str, agencies: QuerySet[Agency]) -> AgencyNotFound:
    known = "、".join(agencies.order_by("code").values_list("name", flat=True)[:CANDIDATES_SHOWN])
    have = (
        (f"现有：{known}。", f" Known: {known}.") if known else ("系统中还没有机关。", " There is none yet.")
    )
    return AgencyNotFound(f"没有找到机关“{asked}”。{have[0]}", f"No agency '{asked}'.{have[1]}")
