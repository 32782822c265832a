"""A report is compiled from the ledgers, opens onto its cases, is published by a second person, and then stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.agencies.models import Agency
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from gongkai.report.checks import check
from gongkai.report.model import Meaning
from gongkai.reporting import actions, queries
from gongkai.reporting.access import may
from gongkai.reporting.compiler import compile_report
from gongkai.reporting.facts import suggestions
from gongkai.reporting.models import AnnualReport, Figure
from gongkai.reporting.places import number
from support.cases import Office, answer, moment, register, step
from support.factories import make_person
from support.lives import live, lives, undone

END, NEXT = date(2026, 12, 31), date(2027, 1, 15)
CONTACT = {
    "address": "示例路1号",
    "phone": "000-00000000",
    "postcode": "000000",
    "website": "http://www.example.gov.cn",
}


def by(who: Any, office: Office, day: date = NEXT) -> dict[str, Any]:
    return {"agency": office.agency, "year": 2026, "actor": who, "at": moment(day)}


def write(office: Office, chapter: str, text: str, sections: Any = None, who: Any = None) -> AnnualReport:
    row = queries.find(office.agency, 2026)
    return actions.write_chapter(
        **by(who or office.clerk, office),
        version=row.version if row else 0,
        number=chapter,
        text=text,
        sections=sections,
    )


def finished(office: Office) -> AnnualReport:
    """A whole report, compiled by the clerk."""
    Agency.objects.filter(pk=office.agency.pk).update(**CONTACT)
    office.agency.refresh_from_db()
    actions.enter_zeros(**by(office.clerk, office), reason="示例：没有发生")
    heads = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    write(
        office,
        "1",
        "示例总体情况。",
        {head: f"{head}：示例，含工作考核、社会评议和责任追究。" for head in heads},
    )
    write(office, "5", "示例：公开不够及时；将加强培训，做好人员交接。")
    return actions.compile_year(**by(office.clerk, office))


def publish(office: Office, row: AnnualReport, who: Any = None, **facts: Any) -> AnnualReport:
    return actions.publish(
        report=row, version=row.version, actor=who or office.head, at=moment(NEXT), **facts
    )


def test_the_year_of_an_office_becomes_a_report_without_a_finding(office: Office) -> None:
    answer(office, register(office, date(2026, 3, 2)), date(2026, 3, 10))
    row = finished(office)
    report = queries.frozen_report(row)
    assert check(report) == ()
    assert report.requests["open"][0].value == report.requests["total"][-1].value == 1
    assert report.form == "2021"
    assert "未收取信息处理费" in report.chapters["6"].text
    assert report.preamble.contact.address == "示例路1号"


def test_a_published_report_does_not_move(office: Office) -> None:
    row = publish(office, finished(office))
    assert row.published_at == moment(NEXT)
    register(office, date(2026, 6, 1), today=NEXT)
    assert compile_report(office.agency, 2026, today=NEXT).requests["received"][-1].value == 1
    assert queries.report_of(office.agency, 2025, today=NEXT).year == 2025
    assert queries.report_of(office.agency, 2026, today=NEXT).requests["received"][-1].value == 0
    assert queries.public_report(office.agency, 2026, moment(NEXT)) == row
    with pytest.raises(Unlawful, match="已经发布"):
        write(office, "5", "改一改")


def test_nothing_is_public_before_it_is_published(office: Office) -> None:
    row = finished(office)
    assert not queries.public(office.agency, moment(NEXT)).exists()
    assert list(queries.visible(Agency.objects.all())) == [row]
    published = publish(office, row, history=date(2027, 1, 10))
    assert published.history
    assert not queries.public(office.agency, moment(date(2027, 1, 9))).exists()


def test_who_compiled_does_not_publish(office: Office) -> None:
    finished(office)
    row = actions.compile_year(**by(office.head, office))
    with pytest.raises(Unlawful, match="编制人"):
        publish(office, row)


def test_a_year_that_is_not_over_is_not_published(office: Office) -> None:
    row = finished(office)
    with pytest.raises(Unlawful, match="尚未届满"):
        actions.publish(report=row, version=row.version, actor=office.head, at=moment(END))


def test_a_draft_is_compiled_first(office: Office) -> None:
    finished(office)
    with pytest.raises(Unlawful, match="编制中"):
        publish(office, write(office, "5", "示例：又改了一次，改进更新不及时的问题。"))


def test_missing_figures_hold_a_report_back(office: Office) -> None:
    finished(office)
    Figure.objects.filter(where="disclosure.licence.decisions").delete()
    row = actions.compile_year(**by(office.clerk, office))
    with pytest.raises(actions.NotReady, match="1项没有填报"):
        publish(office, row)


def test_errors_hold_a_report_back_and_are_named(office: Office) -> None:
    finished(office)
    write(office, "5", "无")
    row = actions.compile_year(**by(office.clerk, office))
    with pytest.raises(actions.NotReady) as refusal:
        publish(office, row)
    assert {one.rule for one in refusal.value.findings} == {"stub_chapter"}


def test_a_ledger_that_moved_asks_for_a_new_compilation(office: Office) -> None:
    row = finished(office)
    register(office, date(2026, 6, 1), today=NEXT)
    with pytest.raises(actions.NotReady, match="重新编制"):
        publish(office, row)


def test_the_second_editor_is_told(office: Office) -> None:
    row = finished(office)
    with pytest.raises(actions.Stale):
        actions.publish(report=row, version=row.version - 1, actor=office.head, at=moment(NEXT))
    with pytest.raises(actions.Stale):
        actions.write_chapter(**by(office.clerk, office), version=0, number="5", text="示例")


def test_a_cell_opens_onto_the_cases_it_counts(office: Office) -> None:
    case = answer(office, register(office, date(2026, 3, 2)), date(2026, 3, 10))
    register(office, date(2026, 3, 3), kind="social")
    for where, number_, cases in (
        ("requests.open.natural", 1, [case]),
        ("requests.received.total", 2, None),
        ("requests.carried_out.social", 1, None),
    ):
        source = queries.cell_source(office.agency, 2026, where, today=END)
        assert source.cell.value == number_
        assert source.cases is not None
        assert source.cases.count() == number_
        assert cases is None or list(source.cases) == cases
    assert queries.cell_source(office.agency, 2026, "requests.open.natural", today=END).labels[0] == "表三"


def test_a_cell_of_a_figure_opens_onto_its_entry(office: Office) -> None:
    where = "disclosure.fee.amount_10k"
    assert queries.cell_source(office.agency, 2026, where, today=END).missing
    actions.enter_figure(
        **by(office.clerk, office), where=where, value=Decimal("25.10"), reason="财政所台账（示例）"
    )
    source = queries.cell_source(office.agency, 2026, where, today=END)
    assert (source.cell.value, source.cell.raw, source.missing) == (Decimal("25.1"), "25.1", False)
    assert source.figure is not None
    total = queries.cell_source(office.agency, 2026, "remedies.review.total", today=END)
    assert (total.cell.meaning, total.missing, total.figure) == (Meaning.BLANK, False, None)


@pytest.mark.parametrize(
    "where",
    [
        "requests.open.martian",
        "requests.nowhere.natural",
        "remedies.review.lost",
        "disclosure.licence.lost",
        "elsewhere.a.b",
    ],
)
def test_a_place_that_does_not_exist_is_refused(office: Office, where: str) -> None:
    with pytest.raises(KeyError):
        queries.cell_source(office.agency, 2026, where, today=END)


def test_what_does_not_apply_is_a_stroke_and_the_total_a_sum(office: Office) -> None:
    entered = {
        "disclosure.coercion.decisions": actions.Entered(None, "没有行政强制权（示例）"),
        "remedies.review.upheld": actions.Entered(Decimal(2)),
        "remedies.review.corrected": actions.Entered(Decimal(1)),
        "remedies.review.other": actions.Entered(Decimal(0)),
        "remedies.review.pending": actions.Entered(Decimal(0)),
    }
    actions.enter_figures(**by(office.clerk, office), entered=entered)
    report = compile_report(office.agency, 2026, today=END)
    assert report.disclosure["coercion"]["decisions"].raw == "/"
    assert [cell.value for cell in report.remedies["review"]] == [2, 1, 0, 0, 3]


@pytest.mark.parametrize(
    ("where", "value", "reason"),
    [
        ("requests.open.natural", Decimal(1), ""),
        ("remedies.review.total", Decimal(1), ""),
        ("disclosure.licence.decisions", Decimal("1.5"), ""),
        ("disclosure.licence.decisions", Decimal(-1), ""),
        ("disclosure.licence.decisions", None, " "),
        ("disclosure.fee.amount_10k", Decimal(-1), ""),
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_its_place(
    office: Office, where: str, value: Any, reason: str
) -> None:
    with pytest.raises(BadEntry) as refusal:
        actions.enter_figure(**by(office.clerk, office), where=where, value=value, reason=reason)
    assert set(refusal.value.problems) == {where}


def test_zeros_fill_only_what_is_missing(office: Office) -> None:
    where = "disclosure.licence.decisions"
    actions.enter_figure(**by(office.clerk, office), where=where, value=Decimal(7))
    missing = len(queries.missing_figures(office.agency.pk, 2026))
    assert actions.enter_zeros(**by(office.clerk, office), reason="示例") == missing
    assert queries.figures(office.agency.pk, 2026)[where].value == 7
    assert queries.missing_figures(office.agency.pk, 2026) == ()


@pytest.mark.parametrize(
    ("chapter", "sections", "field"), [("9", None, "number"), ("1", {"闲话": "x"}, "sections")]
)
def test_a_chapter_the_form_does_not_have_is_refused(
    office: Office, chapter: str, sections: Any, field: str
) -> None:
    with pytest.raises(BadEntry) as refusal:
        write(office, chapter, "示例", sections)
    assert set(refusal.value.problems) == {field}


def test_a_year_that_has_not_begun_or_has_no_form_is_refused(office: Office) -> None:
    facts = {**by(office.clerk, office, END), "year": 2027}
    with pytest.raises(BadEntry, match="还没有开始"):
        actions.compile_year(**facts)
    with pytest.raises(ValueError, match="还没有开始"):
        compile_report(office.agency, 2027, today=END)
    with pytest.raises(ValueError, match="2018"):
        compile_report(office.agency, 2018, today=END)


def test_another_form_may_be_asked_for(office: Office) -> None:
    assert "o" in compile_report(office.agency, 2026, today=END, form="2019").requests


def test_facts_are_offered_as_sentences(office: Office) -> None:
    answer(office, register(office, date(2026, 3, 2)), date(2026, 3, 10), "needs_making")
    register(office, date(2026, 12, 30))
    found = suggestions(office.agency, 2026)
    assert found["1.依申请公开"] == (
        "2026年新收政府信息公开申请2件，上年结转0件。",
        "年内办结1件（没有现成信息需要另行制作1件），结转下年度1件。",
    )
    assert found["1.主动公开"] == ("2026年主动公开政府信息0条。",)
    assert found["1.政府信息公开平台建设"] == ()


def test_a_year_with_fees_is_stated_by_hand(office: Office) -> None:
    from gongkai.casework.actions import ask_fee

    day = date(2026, 3, 3)
    step(ask_fee, register(office, date(2026, 3, 2)), office.clerk, day, on=day)
    assert suggestions(office.agency, 2026)["6"] == ()
    assert "信息处理费" not in compile_report(office.agency, 2026, today=END).chapters["6"].text


def test_a_chapter_is_written_again_from_what_was_written(office: Office) -> None:
    assert queries.written(office.agency, 2026, "1").text == ""
    write(office, "1", "总述", {"主动公开": "示例"})
    again = queries.written(office.agency, 2026, "1")
    assert (again.title, again.text, again.sections) == ("总体情况", "总述", {"主动公开": "示例"})
    compiled = compile_report(office.agency, 2026, today=END).chapters["1"]
    assert compiled.text == "总述\n（一）主动公开\n示例"


def test_the_statement_of_fees_is_not_said_twice(office: Office) -> None:
    write(office, "6", "本年度未收取信息处理费，没有其他事项。")
    assert compile_report(office.agency, 2026, today=END).chapters["6"].text.count("信息处理费") == 1


def test_an_outsider_does_nothing(office: Office) -> None:
    stranger = make_person("clerk")
    with pytest.raises(PermissionDenied):
        actions.compile_year(**by(stranger, office))
    assert not may(stranger, "compile", office.agency, END)
    assert queries.find(office.agency, 2026) is None


def test_a_report_never_compiled_has_nothing_frozen(office: Office) -> None:
    with pytest.raises(ValueError, match="not been compiled"):
        queries.frozen_report(write(office, "5", "示例"))


@pytest.mark.parametrize(("text", "value"), [("1,200", 1200), (" 3.5 ", Decimal("3.5")), ("-4", -4)])
def test_typed_numbers_are_read(text: str, value: Any) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "三", "NaN", "1e999999999x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        number(text)


@given(many=st.lists(lives(), min_size=1, max_size=3))
@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
def test_the_tables_of_any_lawful_year_pass_every_check(office: Office, many: list[dict[str, Any]]) -> None:
    with undone():
        for life in many:
            live(office, life)
        actions.enter_zeros(**{**by(office.clerk, office), "year": 2025}, reason="示例")
        findings = check(compile_report(office.agency, 2025, today=END))
        assert [one for one in findings if one.where.startswith(("requests", "disclosure", "remedies"))] == []
