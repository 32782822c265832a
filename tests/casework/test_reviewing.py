"""Between draft and answer: 先审查、后公开, by two people at least, through the steps of the agency's own chain."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.queries import scopes
from gongkai.casework import actions, queries
from gongkai.casework.access import held_for
from gongkai.casework.models import Application, ReviewChain, SecrecyReview
from gongkai.casework.review_queries import awaiting_approval, awaiting_pass, awaiting_review, chains
from gongkai.casework.reviewing import Looked, items_to_review
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from support.cases import Office, looked, make_office, moment, register, step
from support.factories import make_agency, make_person
from support.online import PNG

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)
DRAFT = {"outcome_code": "open", "reasons": "示例理由", "given": "示例一\n示例二"}
PDF = b"%PDF-1.7 shili"

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_agency("示例县人民政府", kind="county")


@pytest.fixture
def office(county):
    return make_office(under=county)


def drafted(office, by=None):
    return step(actions.draft_decision, register(office, DAY), by or office.clerk, DAY, **DRAFT)


def verdicts(case, *found):
    """The items of the draft with these verdicts, the last one for all that remain."""
    case.refresh_from_db()
    names = items_to_review(case)
    rest = [*found, *[found[-1]] * len(names)]
    return [Looked(name, verdict, "示例依据") for name, verdict in zip(names, rest, strict=False)]


def review(case, who, *found):
    return step(actions.review_secrecy, case, who, DAY, items=verdicts(case, *found))


def approve(case, who, items=()):
    return step(actions.approve_decision, case, who, DAY, items=items)


def set_chain(office, county, **steps):
    facts = {"department_review": False, "secrecy_held": "own", "approval_held": "own"} | steps
    return actions.set_chain(
        agency=office.agency, actor=make_person("system_admin", county), at=moment(DAY), **facts
    )


def waiting(found, person):
    return [one.pk for one in found(person, scopes(person, DAY), DAY)]


# with somebody posted for secrecy ----------------------------------------------------------------------------------


def test_what_would_go_out_is_reviewed_item_by_item_before_it_is_approved(office: Office) -> None:
    officer, case = make_person("secrecy", office.agency), drafted(office)
    with pytest.raises(Unlawful, match="还没有通过保密审查"):
        approve(case, office.head)
    case = review(case, officer, "clear")
    assert case.state == "in_review"
    made = SecrecyReview.objects.get()
    assert (made.reviewer, made.combined, made.on) == (officer, False, DAY)
    assert [one.name for one in made.items.all()] == ["答复书", "示例一", "示例二"]
    with pytest.raises(Unlawful, match="已经通过保密审查"):
        review(case, officer, "clear")
    assert approve(case, office.head).state == "approved"


def test_one_item_that_is_not_to_be_disclosed_sends_the_draft_back(office: Office) -> None:
    officer, case = make_person("secrecy", office.agency), drafted(office)
    case = review(case, officer, "clear", "withhold", "clear")
    assert case.state == "drafted"
    case = step(actions.draft_decision, case, office.clerk, DAY, **{**DRAFT, "given": "示例一"})
    with pytest.raises(Unlawful, match="还没有通过保密审查"):
        approve(case, office.head)
    assert approve(review(case, officer, "clear"), office.head).state == "approved"


def test_one_item_in_doubt_waits_for_the_authority_while_the_period_runs(office: Office) -> None:
    officer, case = make_person("secrecy", office.agency), drafted(office)
    due = case.due_on
    case = review(case, officer, "refer")
    assert (case.state, case.due_on) == ("referred", due)
    with pytest.raises(Unlawful):
        approve(case, office.head)
    ruled = {"on": NEXT, "authority": "示例县国家保密局"}
    with pytest.raises(BadEntry, match="作出确定的机关"):
        step(actions.record_ruling, case, office.clerk, NEXT, **{**ruled, "authority": " "})
    case = step(actions.record_ruling, case, office.clerk, NEXT, **ruled)
    assert case.state == "in_review"
    assert review(case, officer, "clear").state == "in_review"


def test_who_drafted_neither_reviews_nor_approves(office: Office) -> None:
    officer, case = make_person("secrecy", office.agency), drafted(office, by=office.head)
    with pytest.raises(Unlawful, match="拟稿人"):
        approve(case, office.head)
    review(case, officer, "clear")
    with pytest.raises(PermissionDenied):
        approve(case, officer)
    with pytest.raises(PermissionDenied):
        review(drafted(office), office.clerk, "clear")


@pytest.mark.parametrize(
    ("items", "says"),
    [
        pytest.param(lambda case: looked(case)[1:], "还没有审查“答复书”", id="one left out"),
        pytest.param(lambda case: verdicts(case, "perhaps"), "没有意见或者依据", id="an unknown verdict"),
        pytest.param(
            lambda case: [Looked(one.name, "clear", " ") for one in looked(case)], "依据", id="no basis"
        ),
        pytest.param(lambda _case: [], "示例二", id="nothing"),
    ],
)
def test_an_item_without_verdict_or_basis_is_named(office: Office, items, says) -> None:
    officer, case = make_person("secrecy", office.agency), drafted(office)
    with pytest.raises(BadEntry, match=says):
        step(actions.review_secrecy, case, officer, DAY, items=items(case))
    assert not SecrecyReview.objects.exists()


def test_a_file_to_be_given_is_an_item(office: Office) -> None:
    case = drafted(office)
    facts = {"actor": office.clerk, "at": moment(DAY), "kind": "given", "name": "示例.png", "data": PNG}
    actions.attach(application=case, **facts)
    assert items_to_review(case) == ["答复书", "示例一", "示例二", "示例.png"]


# two people ----------------------------------------------------------------------------------------------------------


def test_in_an_office_of_two_the_approver_reviews_in_the_same_act(office: Office) -> None:
    case = drafted(office)
    with pytest.raises(BadEntry, match="逐项审查"):
        approve(case, office.head)
    case = approve(case, office.head, looked(case))
    assert case.state == "approved"
    assert SecrecyReview.objects.get().combined


@pytest.mark.parametrize(("verdict", "state"), [("withhold", "drafted"), ("refer", "referred")])
def test_what_the_approver_finds_against_it_stops_it(office: Office, verdict, state) -> None:
    case = drafted(office)
    case = approve(case, office.head, verdicts(case, verdict))
    assert (case.state, case.approved_by) == (state, None)


# on paper ------------------------------------------------------------------------------------------------------------


def on_paper(case, who, **facts):
    paper = {"on": DAY, "name": "呈批单.pdf", "data": PDF, **facts}
    return step(actions.approve_on_paper, case, who, NEXT, **paper)


def test_a_signed_sheet_is_entered_by_another_than_the_drafter(office: Office) -> None:
    case, signed = drafted(office), {"signed_by": office.head, "reviewed_by": office.head}
    with pytest.raises(Unlawful, match="拟稿人"):
        on_paper(case, office.clerk, **signed)
    other = make_person("clerk", office.agency)
    case = on_paper(case, other, **signed)
    made = SecrecyReview.objects.get()
    assert (case.state, case.approved_by, made.combined, made.on_paper) == (
        "approved",
        office.head,
        True,
        True,
    )
    assert case.files.get().kind == "approval"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        pytest.param(
            lambda o, _s: {"signed_by": o.other, "reviewed_by": o.head}, "signed_by", id="not a head"
        ),
        pytest.param(
            lambda o, s: {"signed_by": o.head, "reviewed_by": o.head}, "reviewed_by", id="a third is posted"
        ),
        pytest.param(
            lambda o, s: {"signed_by": o.head, "reviewed_by": o.other}, "reviewed_by", id="not a reviewer"
        ),
        pytest.param(
            lambda o, s: {"signed_by": o.head, "reviewed_by": s, "data": b"MZ"}, "file", id="not a scan"
        ),
        pytest.param(
            lambda o, s: {"signed_by": o.head, "reviewed_by": s, "on": date(2026, 3, 9)}, "on", id="tomorrow"
        ),
    ],
)
def test_a_sheet_that_does_not_hold_is_refused_whole(office: Office, facts, field) -> None:
    class Desk:
        head, other = office.head, make_person("clerk", office.agency)

    officer, case = make_person("secrecy", office.agency), drafted(office)
    with pytest.raises(BadEntry) as refusal:
        on_paper(case, Desk.other, **facts(Desk, officer))
    assert set(refusal.value.problems) == {field}
    case.refresh_from_db()
    assert (case.state, case.files.count(), SecrecyReview.objects.count()) == ("in_review", 0, 0)


# the chain is data ---------------------------------------------------------------------------------------------------


def test_the_department_passes_a_draft_first_where_the_chain_says_so(office: Office, county) -> None:
    other = make_person("clerk", office.agency)
    set_chain(office, county, department_review=True)
    case = drafted(office)
    with pytest.raises(Unlawful, match="业务审核"):
        approve(case, office.head, looked(case))
    with pytest.raises(Unlawful, match="拟稿人"):
        step(actions.pass_draft, case, office.clerk, DAY)
    assert waiting(awaiting_pass, other) == [case.pk]
    assert waiting(awaiting_approval, office.head) == []
    case = step(actions.pass_draft, case, other, DAY)
    with pytest.raises(Unlawful, match="已经通过业务审核"):
        step(actions.pass_draft, case, other, DAY)
    assert (waiting(awaiting_pass, other), waiting(awaiting_approval, office.head)) == ([], [case.pk])
    assert approve(case, office.head, looked(case)).state == "approved"


def test_the_government_above_reviews_for_a_town(office: Office, county) -> None:
    above = make_person("secrecy", county)
    set_chain(office, county, secrecy_held="above")
    case = drafted(office)
    own = make_person("secrecy", office.agency)
    with pytest.raises(PermissionDenied):
        review(case, own, "clear")
    with pytest.raises(Unlawful, match="还没有"):
        approve(case, office.head, looked(case))
    assert (waiting(awaiting_review, above), waiting(awaiting_review, own)) == ([case.pk], [])
    assert approve(review(case, above, "clear"), office.head).state == "approved"


def test_the_government_above_approves_for_a_town(office: Office, county) -> None:
    chief = make_person("head", county)
    set_chain(office, county, approval_held="above")
    case = drafted(office)
    with pytest.raises(PermissionDenied):
        approve(case, office.head, looked(case))
    assert (waiting(awaiting_approval, chief), waiting(awaiting_approval, office.head)) == ([case.pk], [])
    assert approve(case, chief, looked(case)).approved_by == chief


def test_who_reviews_from_above_sees_what_is_under_review_and_no_more(office: Office, county) -> None:
    above = make_person("secrecy", county)
    set_chain(office, county, secrecy_held="above")
    new, case = register(office, DAY), drafted(office)
    scope, held = scopes(above, DAY)("casework.read"), held_for(above, DAY)
    assert queries.find(scope, case.pk, held=held) == case
    for pk, seen in ((new.pk, held), (case.pk, None)):
        with pytest.raises(Application.DoesNotExist):
            queries.find(scope, pk, held=seen)


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ({"secrecy_held": "above"}, "secrecy_held"),
        ({"approval_held": "above"}, "approval_held"),
        ({"secrecy_held": "somebody"}, "secrecy_held"),
        ({"department_review": True}, "department_review"),
    ],
)
def test_a_step_that_nobody_could_do_is_not_set(county, steps, field) -> None:
    alone = Office(
        agency := make_agency(under=county), make_person("clerk", agency), make_person("secrecy", agency)
    )
    with pytest.raises(BadEntry) as refusal:
        set_chain(alone, county, **steps)
    assert set(refusal.value.problems) == {field}
    assert not ReviewChain.objects.exists()


def test_only_who_manages_agencies_sets_a_chain(office: Office) -> None:
    facts = {"department_review": False, "secrecy_held": "own", "approval_held": "own"}
    with pytest.raises(PermissionDenied):
        actions.set_chain(agency=office.agency, actor=office.head, at=moment(DAY), **facts)


def test_the_chains_of_a_county_are_listed_with_who_has_nobody_for_secrecy(office: Office, county) -> None:
    make_person("secrecy", county)
    set_chain(office, county, approval_held="own")
    rows = {row.agency: row for row in chains(type(county).objects.all(), DAY)}
    assert (rows[county].combined, rows[county].chain.pk) == (False, None)
    assert rows[office.agency].combined


def test_an_approval_waits_for_the_head_once_it_is_reviewed(office: Office) -> None:
    case = drafted(office)
    assert waiting(awaiting_approval, office.head) == [case.pk]
    officer = make_person("secrecy", office.agency)
    assert waiting(awaiting_approval, office.head) == []
    assert waiting(awaiting_review, officer) == [case.pk]
    review(case, officer, "clear")
    assert waiting(awaiting_review, officer) == []
    assert waiting(awaiting_approval, office.head) == [case.pk]
