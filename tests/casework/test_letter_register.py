"""The register of an agency's letters: one series a year, no hole, numbers used outside entered, own templates checked."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from casework.test_letter_actions import SUPPLEMENT, draft, issue
from gongkai.audit.queries import verify
from gongkai.casework import actions
from gongkai.casework.letter_numbers import check_pattern, gaps, number_text
from gongkai.casework.letter_templates import filled_sample, template_in_use
from gongkai.casework.models import Letter
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import BadData
from support.cases import Office, make_office, moment, register
from support.factories import make_agency, make_person

DAY = date(2026, 3, 2)


@pytest.fixture
def office(db: None) -> Office:
    """A town under a county, so that its acts have a review body."""
    return make_office(under=make_agency("示例县人民政府", kind="county"), short_name="示例镇")


def outside(office: Office, first: int, last: int, **more) -> list[Letter]:
    facts = {"year": 2026, "first": first, "last": last, "title": "示例：启用前手工编号", **more}
    return actions.enter_outside(agency=office.agency, actor=office.clerk, at=moment(DAY), **facts)


def serials(office: Office) -> list[int | None]:
    return sorted(Letter.objects.filter(agency=office.agency).numbered().values_list("serial", flat=True))


def issue_some(office: Office, letters: list[Letter]) -> None:
    try:
        for letter in letters:
            issue(office, letter)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_four_clerks_who_issue_at_once_draw_every_number_once() -> None:
    office = make_office(under=make_agency("示例县人民政府", kind="county"))
    letters = [draft(office, register(office, DAY), "L02", **SUPPLEMENT) for _each in range(12)]
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(issue_some, office, letters[start::4]) for start in range(4)]:
            done.result()
    assert serials(office) == list(range(1, 13))
    assert gaps(office.agency, 2026) == []
    assert len({one.number for one in Letter.objects.all()}) == 12
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_failures_among_clerks_at_once_leave_no_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    office = make_office(under=make_agency("示例县人民政府", kind="county"))
    letters = [draft(office, register(office, DAY), "L02", **SUPPLEMENT) for _each in range(12)]
    broken = {one.pk for one in letters[::3]}
    from gongkai.casework.actions import letters as module

    freeze = module._freeze

    def _sometimes(act, document, values):
        freeze(act, document, values)
        if act.letter.pk in broken:
            raise RuntimeError("示例故障")

    monkeypatch.setattr(module, "_freeze", _sometimes)

    def _try(some: list[Letter]) -> int:
        failed = 0
        try:
            for letter in some:
                try:
                    issue(office, letter)
                except RuntimeError:
                    failed += 1
        finally:
            connection.close()
        return failed

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(_try, [letters[start::4] for start in range(4)])) == len(broken)
    assert serials(office) == list(range(1, 9))
    assert gaps(office.agency, 2026) == []


def test_every_agency_and_every_year_has_its_own_series(office: Office) -> None:
    other = make_office(under=make_agency("示例市人民政府", kind="county"))
    for one, on in ((office, DAY), (office, date(2027, 1, 4)), (other, DAY)):
        letter = issue(one, draft(one, register(one, on), "L02", on, **SUPPLEMENT), on)
        assert (letter.year, letter.serial) == (on.year, 1)


@pytest.mark.parametrize(
    "pattern", ["示例公开3号", "示例〔{年}〕号", "示例〔{年}〕{号}{号}号", "{机关}〔{年}〕{号}号"]
)
def test_a_pattern_has_the_year_and_the_serial_once(pattern: str) -> None:
    with pytest.raises(BadEntry):
        check_pattern(pattern)


def test_an_agency_sets_its_own_pattern(office: Office) -> None:
    facts = {"pattern": "示政信公开〔{年}〕第{号}号", "contact": "示例经办"}
    actions.set_numbering(agency=office.agency, actor=office.clerk, at=moment(DAY), **facts)
    letter = issue(office, draft(office, register(office, DAY), "L02", **SUPPLEMENT))
    assert letter.number == "示政信公开〔2026〕第1号"
    assert number_text(facts["pattern"], 2026, None) == "示政信公开〔2026〕第　　号"


def test_numbers_used_outside_fill_the_register_and_the_next_follows_them(office: Office) -> None:
    made = outside(office, 1, 3)
    assert [one.number for one in made][-1] == "示例镇信公开〔2026〕3号"
    assert {one.state for one in made} == {"outside"}
    assert issue(office, draft(office, register(office, DAY), "L02", **SUPPLEMENT)).serial == 4
    assert gaps(office.agency, 2026) == []


@pytest.mark.parametrize(
    ("first", "last", "more", "field"),
    [
        (0, 1, {}, "first"),
        (2, 2, {}, "first"),
        (4, 5, {}, "first"),
        (3, 2, {}, "last"),
        (3, 600, {}, "last"),
        (3, 3, {"title": " "}, "title"),
        (3, 3, {"year": 2027}, "year"),
    ],
    ids=["nought", "taken", "leaves a hole", "backwards", "too many", "no words", "next year"],
)
def test_a_wrong_number_used_outside_is_named(
    office: Office, first: int, last: int, more: dict, field: str
) -> None:
    outside(office, 1, 2)
    with pytest.raises(BadEntry) as refused:
        outside(office, first, last, **more)
    assert field in refused.value.problems


@pytest.mark.parametrize(
    "act",
    [
        lambda office, who: actions.enter_outside(
            agency=office.agency, actor=who, at=moment(DAY), year=2026, first=1, last=1, title="示例"
        ),
        lambda office, who: actions.set_numbering(
            agency=office.agency, actor=who, at=moment(DAY), pattern="示例〔{年}〕{号}号"
        ),
        lambda office, who: actions.use_built_in(agency=office.agency, actor=who, at=moment(DAY), code="L02"),
    ],
    ids=["outside", "pattern", "template"],
)
def test_another_agency_keeps_its_hands_off(office: Office, act: Callable[..., object]) -> None:
    with pytest.raises(PermissionDenied):
        act(office, make_person("clerk", make_agency()))


# own templates -----------------------------------------------------------------------------------------------------


def word(*lines: str) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


OWN = word("示例镇自备模板 {{发文字号}}", "{{主送}}：", "{{正文}}", "{{署名}}", "{{落款日期}}")


def use(office: Office, data: bytes, code: str = "L02"):
    return actions.use_template(
        agency=office.agency, actor=office.clerk, at=moment(DAY), code=code, name="模板.docx", data=data
    )


def test_a_letter_is_written_into_the_offices_own_template_until_it_goes_back(office: Office) -> None:
    use(office, OWN)
    case = register(office, DAY)
    letter = issue(office, draft(office, case, "L02", **SUPPLEMENT))
    _file, data = actions.open_letter(letter=letter, form="docx", actor=office.clerk, at=moment(DAY))
    lines = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    assert lines[:2] == ["示例镇自备模板 示例镇信公开〔2026〕1号", "示例申请人："]
    actions.use_built_in(agency=office.agency, actor=office.clerk, at=moment(DAY), code="L02")
    assert template_in_use(office.agency, "L02") is None


def test_a_new_template_takes_the_place_of_the_old_one(office: Office) -> None:
    use(office, OWN)
    second = use(office, word("第二版", "{{主送}}", "{{正文}}", "{{署名}}", "{{落款日期}}"))
    assert template_in_use(office.agency, "L02") == second


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (word("{{申请仁}}", "{{主送}}{{正文}}{{署名}}{{落款日期}}"), ["第1段", "申请仁", "申请人"]),
        (word("{{主送}}", "{{署名}}", "{{落款日期}}"), ["缺少字段", "需补正事项"]),
        (b"%PDF-1.7\nexample", ["不是 Word 文件"]),
        (b"", ["不是 Word 文件"]),
    ],
    ids=["unknown field", "what the law demands is missing", "a PDF", "empty"],
)
def test_what_is_wrong_with_a_template_is_named_with_its_place(
    office: Office, data: bytes, words: list[str]
) -> None:
    with pytest.raises((BadEntry, BadData)) as refused:
        use(office, data)
    assert [one for one in words if one not in str(refused.value)] == []
    assert template_in_use(office.agency, "L02") is None


def test_a_template_is_looked_at_with_an_example(office: Office) -> None:
    made = docx.Document(io.BytesIO(filled_sample(OWN, "L02", office.agency, DAY)))
    text = "\n".join(one.text for one in made.paragraphs)
    assert "（需补正事项）" in text
    assert "{{" not in text
