"""The English interface: everything has a text, placeholders survive, and no Chinese word of the frame is left."""

import re
import shutil
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from gongkai.agencies.roles import standard as roles
from gongkai.casework import actions
from gongkai.casework.queries import OFFICE_LABELS
from gongkai.law.clock import ClockState
from gongkai.law.clock_events import ANSWER_LABELS, CONSULTATION_LABELS, EVENT_TYPES
from gongkai.law.clock_marks import MARK_LABELS
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.lifecycle import lifecycle
from gongkai.law.receipt import Channel
from gongkai.publishing.actions import Content, add_column, draft_item, import_item
from gongkai.report.findings import Level
from gongkai.report.forms import form
from gongkai.reporting.facts import suggestions
from gongkai.reporting.places import figure_places
from gongkai.web.management.commands.compile_translations import compile_catalogue
from gongkai.web.words import said
from support.cases import answer, make_office, moment, publish_year, register, step
from support.catalogue import HAN, PLACEHOLDER, PO, SOURCES, asked_for, english
from support.factories import make_agency

DAY = date(2026, 11, 23)
ENGLISH = english()
MESSAGES = [message for message in ENGLISH if message.id]


@pytest.fixture
def compiled(tmp_path, settings):
    """Serve the catalogue as it stands, compiled apart from the tree."""
    copy = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    copy.parent.mkdir(parents=True)
    shutil.copy(PO, copy)
    compile_catalogue(copy)
    settings.LOCALE_PATHS = [tmp_path]


# the catalogue -----------------------------------------------------------------------------------------------------


def test_everything_that_is_asked_for_has_an_english_text():
    texts = {(one.id[0] if one.pluralizable else one.id): one for one in MESSAGES}
    missing = sorted({f"{file}: {text}" for file, text in asked_for() if text not in texts})
    assert not missing, "make messages, then translate"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: str(one.id)[:30])
def test_a_text_is_there_is_sure_and_keeps_its_placeholders(message):
    ids = message.id if message.pluralizable else (message.id,)
    texts = message.string if message.pluralizable else (message.string,)
    assert all(texts), "no English text"
    assert not message.fuzzy, "guessed by makemessages, not yet read by anybody"
    assert len(texts) == len(ids)
    for text in texts:
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(ids[0]))
        assert not HAN.search(text)


def test_english_has_two_numbers():
    assert ENGLISH.plural_forms == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([*lifecycle("application").states.values()], id="states of an application"),
        pytest.param([*lifecycle("publication").states.values()], id="states of an item"),
        pytest.param([*lifecycle("application").verbs.values()], id="verbs on an application"),
        pytest.param([*lifecycle("publication").verbs.values()], id="verbs on an item"),
        pytest.param([one.label for one in ClockState], id="states of the clock"),
        pytest.param([one.label for one in EVENT_TYPES.values()], id="events"),
        pytest.param([*OFFICE_LABELS.values()], id="steps of the office"),
        pytest.param([one.label for one in Channel], id="channels"),
        pytest.param([*CONSULTATION_LABELS.values(), *ANSWER_LABELS.values()], id="consultations"),
        pytest.param([one for one in MARK_LABELS.values() if one], id="days of a count"),
        pytest.param([one.label for one in Level], id="levels of a finding"),
        pytest.param([*roles().permissions.values()], id="permissions"),
    ],
)
def test_what_the_data_calls_things_has_english_words(compiled, words):
    with override("en"):
        assert [word for word in words if HAN.search(said(word))] == []


# saying a thing ----------------------------------------------------------------------------------------------------


def test_a_refusal_is_said_in_the_language_of_the_reader(compiled):
    no = Unlawful("条例第三十条", "只能补正一次", "请作出决定。", "asked for a supplement already")
    assert said(no) == "只能补正一次（条例第三十条）。请作出决定。"
    with override("en"):
        assert said(no) == "Asked for a supplement already (条例第三十条)."
        assert said(BadData("here", "坏了", "it is broken")) == "It is broken"
        assert said(Unlawful("条例第三十条", "不行")) == "不行（条例第三十条）。"
        assert said("") == said(None) == ""


# the pages ---------------------------------------------------------------------------------------------------------


class _Words(HTMLParser):
    """The words of a page: texts, and the attributes that are read out or shown."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [
            value for name, value in attrs if name in {"aria-label", "placeholder", "title", "data-label"}
        ]

    def handle_data(self, data):
        self.found.append(data)


DATA = [
    page for room in ("law", "report", "portal") for page in sorted((SOURCES / room / "data").rglob("*.toml"))
]
LAW = "".join(page.read_text("utf-8") for page in DATA if page.name != "lifecycle.toml")
LABELS = "".join(form("2021").label(where) for where in figure_places(form("2021"))) + "表三信息内容"
NUMERAL = "[一二三四五六七八九十百零至、第（）条款项]"
CITE = re.compile(rf"《[^》]+》|[^\s，。]*第{NUMERAL}+|\S+〔\d+〕\d*号?|惯例口径")


def _chinese(page, content=""):
    """Give the Chinese that is neither content (made up, or named), nor of the law's data, nor a citation."""
    words = _Words()
    words.feed(page)
    known = LAW + LABELS + content + "中文"
    shown = [CITE.sub("", text) for text in words.found if "示例" not in text]
    return [run for text in shown for run in HAN.findall(text) if run not in known]


def _facts(office, year):
    return "".join(text for texts in suggestions(office.agency, year).values() for text in texts)


def _english(client):
    client.post("/language/", {"language": "en", "next": "/"})
    return client


def _page(client, address, status=200):
    answered = client.get(address)
    assert answered.status_code == status, address
    page = answered.content.decode()
    assert '<html lang="en">' in page
    return page


@pytest.fixture
def office(db, compiled, on_day):
    """An office with something of everything."""
    on_day(DAY)
    county = make_agency("示例县人民政府", kind="county")
    return make_office(under=county, address="示例路1号")


@pytest.fixture
def cases(office):
    """Applications in different states."""
    answer(office, register(office, date(2026, 9, 1)), date(2026, 9, 21))
    waiting = register(office, date(2026, 9, 25))
    step(
        actions.notice_supplement,
        waiting,
        office.clerk,
        date(2026, 9, 28),
        on=date(2026, 9, 28),
        reply_by=DAY,
    )
    asked = register(office, date(2026, 9, 24), kind="business")
    step(actions.extend, asked, office.clerk, date(2026, 9, 28), **_extension(date(2026, 9, 28)))
    step(actions.consult, asked, office.clerk, date(2026, 9, 29), on=date(2026, 9, 29), whom="third_party")
    register(office, DAY, channel="online")
    drafted = register(office, date(2026, 11, 2))
    facts = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}
    step(actions.draft_decision, drafted, office.clerk, date(2026, 11, 3), **facts)
    return office.agency.applications.all()


def _extension(day):
    return {"on": day, "told_on": day, "days": 20, "head_agreed": True}


@pytest.fixture
def items(office):
    """A draft and a published item."""
    facts = {"agency": office.agency, "at": moment(DAY)}
    column = add_column(**facts, actor=office.head, name="示例栏目", category_code="20-7")
    content = Content(column=column, title="示例标题", body="<p>示例正文</p>", made_on=DAY)
    draft = draft_item(**facts, actor=office.clerk, content=content)
    return draft, import_item(**facts, actor=office.head, content=content, published_on=DAY)


def test_the_desk_speaks_english_about_applications(office, cases, client_as):
    for person in (office.clerk, office.head):
        client = _english(client_as(person))
        addresses = [reverse("desk:home"), reverse("desk:applications") + "?show=all"]
        addresses += [reverse("desk:application", args=[one.pk]) for one in cases]
        for address in addresses:
            assert _chinese(_page(client, address)) == [], address


def test_every_form_of_an_application_is_in_english(office, cases, client_as):
    client = _english(client_as(office.clerk))
    assert _chinese(_page(client, reverse("desk:register"))) == []
    for verb in ("confirm", "ask_supplement", "receive_supplement", "extend", "consult", "end_consultation", "ask_fee",
                 "note_fee_delivery", "ask_reason", "receive_reason", "draft", "return", "deliver", "withdraw"):  # fmt: skip
        address = reverse("desk:step", args=[cases[2].pk, verb])
        assert _chinese(_page(client, address)) == [], verb


def test_an_empty_form_is_refused_in_english(office, client_as):
    client = _english(client_as(office.clerk))
    page = client.post(reverse("desk:register"), {"name": ""}).content.decode()
    assert re.search(r"\d+ things? to correct", page)
    assert _chinese(page) == []


def test_the_law_refuses_in_english(office, cases, client_as):
    case = next(one for one in cases if one.state == "answered")
    client = _english(client_as(office.clerk))
    facts = {"version": case.version, "on": "2026-11-23"}
    page = client.post(reverse("desk:step", args=[case.pk, "withdraw"]), facts).content.decode()
    assert "annot withdraw" in page
    assert _chinese(page) == []


def test_the_desk_speaks_english_about_items(office, items, client_as):
    client = _english(client_as(office.clerk))
    draft, public = items
    addresses = [
        reverse("desk:items"),
        reverse("desk:write_item"),
        reverse("desk:edit_item", args=[draft.pk]),
    ]
    addresses += [reverse("desk:item", args=[one.pk]) for one in (draft, public)]
    addresses += [
        reverse("desk:item_step", args=[draft.pk, verb]) for verb in ("submit", "review", "release")
    ]
    for address in addresses:
        assert _chinese(_page(client, address)) == [], address


def test_the_desk_speaks_english_about_reports(office, cases, client_as):
    client = _english(client_as(office.clerk))
    base = reverse("desk:report", args=[office.agency.pk, 2026])
    cells = [
        f"cell/?where={where}" for where in ("requests.received.natural", figure_places(form("2021"))[0])
    ]
    for part in ("", "zeros/", "chapter/1/", "chapter/5/", *cells):
        assert _chinese(_page(client, base + part), _facts(office, 2026)) == [], part
    assert _chinese(_page(client, reverse("desk:reports"))) == []


def test_the_public_pages_speak_english(office, items):
    publish_year(office, 2025)
    client = _english(Client())
    base = reverse("portal:home", args=[office.agency.slug])
    parts = (
        "",
        "zn/",
        "zd/",
        "ysqgk/",
        "fdzdgknr/",
        f"fdzdgknr/{items[1].pk}/",
        "fdzdgknr/?q=nothing",
        "nb/",
        "nb/2025/",
    )
    for address in ("/zfxxgk/", "/zfxxgk/?q=nothing", *(base + part for part in parts)):
        assert _chinese(_page(client, address), _facts(office, 2025)) == [], address


@pytest.mark.parametrize(("address", "status"), [("/desk/sign-in/", 200), ("/nowhere/", 404)])
def test_who_is_not_signed_in_reads_english(db, compiled, address, status):
    assert _chinese(_page(_english(Client()), address, status)) == []


def test_a_missing_permission_is_named_in_english(office, client_as):
    client = _english(client_as("secrecy", office.agency))
    assert "no permission for “Register an application”" in _page(client, reverse("desk:register"), 403)


def test_chinese_pages_need_no_catalogue(db, settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    assert "登录" in Client().get("/desk/sign-in/").content.decode()
