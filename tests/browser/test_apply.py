"""Applying on a phone and with a keyboard, coming back with the code, and the counter's intake, in a real browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from gongkai.casework import actions
from gongkai.casework.models import Application
from gongkai.publishing.actions import Content, add_column, import_item
from gongkai.web import today as clock
from support.cases import make_office, step
from support.factories import PASSWORD
from support.online import PNG, RESIDENT, send

FORM = "/zfxxgk/shili/ysqgk/sq/"


@pytest.fixture
def office(settings):
    settings.APPLY_POLICY = {**settings.APPLY_POLICY, "least_seconds": 1}
    office = make_office(name="示例镇人民政府", slug="shili", phone="0000-0000000", address="示例路1号")
    facts = {"agency": office.agency, "actor": office.head, "at": clock.now()}
    actions.open_channel(**facts, channel="online", notes="示例：每个工作日查看。")
    column = add_column(**facts, name="财政预决算", category_code="20-7")
    for year in (2024, 2025):
        title = f"示例镇{year}年财政预算公开表"
        content = Content(column=column, title=title, body="<p>示例正文</p>", made_on=clock.today())
        import_item(**facts, content=content, published_on=clock.today())
    return office


def _fill_in_who(page):
    told = {"name": "示例申请人", "id_number": RESIDENT, "phone": "13812345678", "email": "shili@example.com"}
    for field, value in told.items():
        page.locator(f"#id_{field}").fill(value)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "wide"])
def test_somebody_applies_and_comes_back_with_the_code(open_page, picture, axe, office, phone):
    name = "phone" if phone else "wide"
    page = open_page("/zfxxgk/shili/ysqgk/", phone=phone)
    picture(page, f"apply-0-{name}")
    axe(page)
    page.get_by_role("link", name="在线申请").click()
    page.get_by_label("您要什么信息").fill("2025年镇财政预算的明细")
    page.get_by_role("link", name="示例镇2025年财政预算公开表").wait_for()
    picture(page, f"apply-1-{name}")
    axe(page)
    page.get_by_role("button", name="下一步：谁申请").click()
    page.get_by_role("button", name="下一步：核对").click()
    assert page.get_by_role("alert").get_by_role("link").count() >= 3
    picture(page, f"apply-2-wrong-{name}")
    axe(page)
    _fill_in_who(page)
    page.get_by_label("身份证明").set_input_files(
        {"name": "证件.png", "mimeType": "image/png", "buffer": PNG}
    )
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("heading", name="要什么").wait_for()
    picture(page, f"apply-3-{name}")
    axe(page)
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("heading", name="申请已提交").wait_for()
    picture(page, f"apply-4-{name}")
    axe(page)
    number, code = page.locator(".gk-number-code dd").all_inner_texts()
    case = Application.objects.get(number=number)
    assert case.files.get().kind == "identity"

    page.get_by_role("link", name="查询办理情况").click()
    page.get_by_label("申请编号").fill(number)
    page.get_by_label("查询码").fill(code.lower())
    picture(page, f"apply-5-{name}")
    axe(page)
    page.get_by_role("button", name="查询", exact=True).click()
    page.get_by_text("已提交，待双方确认").wait_for()
    picture(page, f"apply-6-{name}")
    axe(page)
    assert code not in page.url
    step(actions.confirm, case, office.clerk, clock.today(), confirmed_on=clock.today())
    page.reload()
    page.get_by_text("为什么是这一天").click()
    picture(page, f"apply-7-{name}")
    axe(page)


def test_an_agent_and_joint_applicants_have_their_fields_on_a_phone(open_page, picture, axe, office):
    page = open_page(FORM, phone=True)
    page.get_by_label("您要什么信息").fill("示例：道路养护合同")
    page.get_by_role("button", name="下一步：谁申请").click()
    page.get_by_role("button", name="加一位共同申请人").click()
    page.get_by_role("button", name="委托他人代为申请").click()
    page.get_by_role("group", name="代理人").wait_for()
    picture(page, "apply-people-phone")
    axe(page)


def test_a_draft_is_kept_only_when_asked_and_never_the_proofs(open_page, picture, office):
    page = open_page(FORM)
    words = page.get_by_label("您要什么信息")
    words.fill("示例：道路养护合同")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.get_by_label(re.compile("把文字草稿存在这台设备")).check()
    page.get_by_role("button", name="下一步：谁申请").click()
    page.get_by_label("姓名或者名称", exact=True).fill("示例申请人")
    page.goto(FORM)
    expect(page.get_by_label("您要什么信息")).to_have_value("")
    picture(page, "apply-draft-wide")
    page.get_by_role("button", name="接着填写草稿").click()
    expect(page.get_by_label("您要什么信息")).to_have_value("示例：道路养护合同")
    page.get_by_role("button", name="下一步：谁申请").click()
    expect(page.get_by_label("姓名或者名称", exact=True)).to_have_value("示例申请人")
    page.get_by_role("button", name="清除草稿").click()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_was_found_ends_the_form(open_page, office):
    page = open_page(FORM)
    page.get_by_label("您要什么信息").fill("2025年镇财政预算")
    page.get_by_role("button", name=re.compile("不再申请.*2025年")).click()
    page.wait_for_url("**/fdzdgknr/*/")
    assert not Application.objects.exists()


def test_everything_works_without_a_script(open_page, office):
    page = open_page(FORM, javascript=False)
    page.get_by_label("您要什么信息").fill("2025年镇财政预算")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="下一步：谁申请").click()
    expect(page.get_by_role("link", name=re.compile("2025年财政预算公开表"))).to_have_count(1)
    _fill_in_who(page)
    page.get_by_label(re.compile("暂时无法上传")).check()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已提交")).to_have_count(1)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "wide"])
def test_the_counter_writes_down_what_came_in(open_page, picture, axe, office, phone):
    name = "phone" if phone else "wide"
    page = open_page("/desk/sign-in/", phone=phone)
    page.get_by_label("用户名").fill(office.clerk.username)
    page.get_by_label("口令").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    page.goto("/desk/applications/new/")
    page.get_by_label("提交渠道").select_option("counter")
    page.get_by_label("申请内容").fill("示例：道路养护合同")
    page.locator("#id_name").fill("示例申请人")
    page.locator("#id_kind").select_option("natural")
    page.get_by_text("证件、邮箱等其他信息").click()
    page.locator("#id_id_kind").select_option("居民身份证")
    page.locator("#id_id_number").fill(RESIDENT[:-1] + "9")
    page.get_by_role("button", name="加一位共同申请人").click()
    page.get_by_role("button", name="去掉最后一位共同申请人").click()
    page.get_by_role("button", name="登记申请").click()
    page.get_by_role("alert").wait_for()
    picture(page, f"intake-wrong-{name}")
    axe(page)
    page.locator("#id_id_number").fill(RESIDENT)
    page.get_by_role("button", name="登记申请").click()
    page.get_by_role("link", name="加入材料").click()
    page.locator("#id_kind").select_option("identity")
    page.locator("#id_file").set_input_files({"name": "证件.png", "mimeType": "image/png", "buffer": PNG})
    picture(page, f"intake-file-{name}")
    axe(page)
    page.get_by_role("button", name="加入材料").click()
    page.get_by_role("link", name="证件.png").wait_for()
    picture(page, f"intake-case-{name}")
    axe(page)


def test_the_office_sees_what_waits_for_confirmation_and_its_channels(open_page, picture, axe, office):
    office.agency.open_channels.update(since=clock.today() - timedelta(days=30))
    send(office, clock.now() - timedelta(days=9))
    send(office, clock.now())
    page = open_page("/desk/sign-in/")
    page.get_by_label("用户名").fill(office.clerk.username)
    page.get_by_label("口令").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("1 件已超期").wait_for()
    picture(page, "unconfirmed-home-wide")
    for path, name in (("applications/?show=unconfirmed", "list"), ("channels/", "channels")):
        page.goto(f"/desk/{path}")
        picture(page, f"unconfirmed-{name}-wide")
        axe(page)
    page.goto(f"/desk/applications/{Application.objects.first().pk}/confirm/")
    picture(page, "unconfirmed-confirm-wide")
    axe(page)
