"""Who may do what: a person through the posts they hold on a day."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency, Person, Post, Tenure
from gongkai.agencies.queries import posts_of, scopes
from gongkai.agencies.roles import standard


def permissions(person: Person, on: date) -> frozenset[str]:
    """Give everything a person may do somewhere on a day; nothing for one who may not sign in."""
    return scopes(person, on).permissions


def holds(person: Person, permission: str, on: date) -> bool:
    """Tell whether a person has a permission over any agency on a day."""
    return permission in permissions(person, on)


def can(person: Person, permission: str, agency: Agency, on: date) -> bool:
    """Tell whether a person has a permission over this agency on a day."""
    return scopes(person, on).reaches(permission, agency)


def require(person: Person, permission: str, agency: Agency, on: date) -> None:
    """Raise PermissionDenied, saying what is lacking, unless the person has the permission over the agency."""
    if not can(person, permission, agency, on):
        what = _(standard().permissions[permission])
        raise PermissionDenied(_("您在“%(agency)s”没有“%(what)s”的权限。") % {"agency": agency, "what": what})


def posts_for(person: Person, permission: str, agency: Agency, on: date) -> list[Post]:
    """Give the posts in this agency through which a person has a permission, for work that belongs to a post."""
    codes = standard().granting(permission)
    return list(posts_of(person, on).filter(agency=agency, role__in=codes))


def holders(permission: str, agency: Agency, on: date) -> list[Person]:
    """Give who is posted in the agency itself with a permission, by name."""
    posts = Post.objects.on(on).filter(agency=agency, role__in=standard().granting(permission))
    held = Tenure.objects.on(on).filter(post__in=posts, person__is_active=True).select_related("person")
    return sorted({tenure.person for tenure in held}, key=lambda person: (person.name, person.pk))


def other_holder(permission: str, agency: Agency, *, besides: Iterable[int], on: date) -> Person | None:
    """Give somebody posted in the agency with a permission whose id is none of these, or None."""
    left_out = set(besides)
    return next((one for one in holders(permission, agency, on) if one.pk not in left_out), None)
