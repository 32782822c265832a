"""The gate of every view: who passes, who is sent where, and what a view behind it finds."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from gongkai.agencies import actions
from gongkai.agencies.queries import posts_of
from gongkai.config.urls import urlpatterns as product_routes
from gongkai.web.access import AccessRule, public, requires, rule_of
from support.factories import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@requires("casework.approve")
def approve(request):
    """Show what the view finds."""
    return HttpResponse("、".join(agency.name for agency in request.scope))


def forgotten(request):
    """A view nobody marked."""
    return HttpResponse("secret")


urlpatterns = [path("forgotten/", forgotten), path("", include(product_routes))]


@pytest.fixture
def ask(rf):
    """Call the guarded view as a person."""

    def _ask(person):
        request = rf.get("/desk/approve/?a=1")
        request.user = person
        return approve(request)

    return _ask


def test_who_is_not_signed_in_signs_in_and_comes_back(ask):
    answer = ask(AnonymousUser())
    assert (answer.status_code, answer.url) == (302, "/desk/sign-in/?next=/desk/approve/%3Fa%3D1")


def test_who_lacks_the_permission_is_told_which(ask, make_person, agency):
    with pytest.raises(PermissionDenied, match="没有“审批答复”的权限"):
        ask(make_person("clerk", agency))


def test_who_holds_it_finds_the_agencies_in_scope(ask, make_person, agency):
    assert ask(make_person("head", agency)).content.decode() == agency.name


def test_the_permission_goes_with_the_post_on_the_day(ask, make_person, agency, on_day):
    head, successor = make_person("head", agency), make_person(agency=agency)
    post = posts_of(head, TODAY).get()
    actions.hand_over(post=post, to=successor, on=TODAY, actor=None, at=AT)
    on_day(TODAY)
    assert ask(successor).status_code == 200
    with pytest.raises(PermissionDenied):
        ask(head)


def test_a_permission_that_does_not_exist_is_an_error_at_once():
    with pytest.raises(KeyError, match="没有“casework"):
        requires("casework.fly")


def test_a_view_carries_its_rule():
    assert rule_of(approve) == AccessRule("casework.approve")
    assert rule_of(public(lambda request: None)) == AccessRule(None)
    assert rule_of(forgotten) is None


@pytest.mark.urls(__name__)
def test_a_view_without_a_rule_is_never_served():
    with pytest.raises(ImproperlyConfigured, match="forgotten has no access rule"):
        Client().get("/forgotten/")
