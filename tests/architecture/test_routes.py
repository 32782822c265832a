"""Every route has an access rule, and every route × role does what its rule says."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from architecture.routes import ROUTES, Route
from architecture.samples import SAMPLES
from gongkai.agencies.roles import standard
from support.factories import make_agency, make_person

SEEN = {200, 301, 302, 405}  # 405: passed the gate, but wants a POST
ROLES = tuple(standard().roles)
GUARDED = [route for route in ROUTES if route.rule and route.rule.permission]
PUBLIC = [route for route in ROUTES if route.rule and not route.rule.permission]
WITH_ARGUMENTS = [route for route in GUARDED if route.arguments]


def _address(route: Route, agency):
    kwargs = SAMPLES[route.name](agency) if route.arguments else {}
    return reverse(route.name, kwargs=kwargs)


def _client(role, agency):
    client = Client()
    client.force_login(make_person(role, agency), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _holders(route):
    return sorted(standard().granting(route.rule.permission))


def _sign_in(answer):
    return answer.status_code == 302 and answer.url.startswith(str(settings.LOGIN_URL))


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_every_route_has_an_access_rule_and_a_name(route):
    assert route.rule is not None, f"{route.path}: mark the view @public or @requires(...)"
    assert route.name, f"{route.path}: give the route a name"


def test_every_route_with_arguments_has_a_sample_and_every_sample_a_route():
    taking = {route.name for route in ROUTES if route.arguments}
    assert sorted(taking - set(SAMPLES)) == [], "add these to tests/architecture/samples.py"
    assert sorted(set(SAMPLES) - taking) == [], "these samples have no route"


@pytest.mark.django_db
@pytest.mark.parametrize("route", PUBLIC, ids=str)
def test_everybody_opens_a_public_route(route):
    address = _address(route, make_agency())
    answer = Client().get(address)
    assert answer.status_code in SEEN
    assert not _sign_in(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_who_is_not_signed_in_is_asked_to(route):
    assert _sign_in(Client().get(_address(route, make_agency())))
    assert _sign_in(Client().post(_address(route, make_agency())))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_a_role_opens_what_its_permissions_say_and_nothing_else(route, role):
    agency = make_agency()
    answer = _client(role, agency).get(_address(route, agency))
    if role in _holders(route):
        assert answer.status_code in SEEN
        assert not _sign_in(answer)
    else:
        assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_a_person_without_a_post_opens_nothing(route):
    agency = make_agency()
    assert _client(None, agency).get(_address(route, agency)).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("route", WITH_ARGUMENTS, ids=str)
def test_what_belongs_to_another_agency_is_not_there(route):
    address = _address(route, make_agency())
    for role in _holders(route):
        client = _client(role, make_agency())
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        assert answer.status_code == 404, role
