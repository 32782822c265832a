"""A county's clerk drops published reports, sees both kinds of findings, and confirms a cell beside its picture."""

import base64

import pytest
from playwright.sync_api import expect

from gongkai.report.writers import write
from gongkai.reporting.checking import actions
from gongkai.reporting.models import CheckedFile
from report.changes import clean, with_cell
from report.pages import page as html_page
from reporting.checking import OTHER, TODAY, TOWN, make_county, published
from support.factories import PASSWORD

DOUBTFUL = "requests.received.natural"
TRUE = clean().requests["received"][0].raw
DROP = """(form, files) => {
    const transfer = new DataTransfer();
    for (const {name, data} of files) {
        const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
    }
    for (const kind of ["dragenter", "dragover", "drop"]) {
        form.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
    }
}"""


@pytest.fixture
def county(on_day, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    on_day(TODAY)
    found = make_county()
    actions.remove_batch(batch=found.batch, **found.by)
    return found


@pytest.fixture(scope="module")
def files():
    """A PDF of our own writer in which one cell cannot be told, a page with a broken sum, a picture that holds no text."""
    pdf = write(published(report=with_cell(clean(), DOUBTFUL, "l2")), "pdf")
    html = html_page({"open": "6200007"}).replace("示例市青石镇人民政府", OTHER).replace("2023", "2025")
    return {"示例镇.pdf": pdf, "示例乡.html": html.encode(), "扫描件.png": b"\x89PNG\r\n\x1a\nxx"}


@pytest.fixture
def look(picture, axe):
    """Keep a picture of a page and ask axe."""

    def _look(page, name):
        picture(page, name)
        axe(page)

    return _look


def _sign_in(page, person):
    page.goto("/desk/sign-in/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("口令", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="今天").wait_for()


def _drop(page, files):
    sent = [{"name": name, "data": base64.b64encode(data).decode()} for name, data in files.items()]
    page.locator("form[data-checks-upload]").evaluate(DROP, sent)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_reports_are_dropped_checked_and_a_doubtful_cell_is_confirmed(open_page, look, county, files, phone):
    size = "-phone" if phone else ""
    page = open_page(phone=phone)
    _sign_in(page, county.clerk)
    page.get_by_role("link", name="检查年报").click()
    expect(page.get_by_text("还没有检查过年度报告")).to_be_visible()
    look(page, f"desk-checks-empty{size}")

    _drop(page, files)
    page.get_by_text("检查完毕：3 份文件。").wait_for()
    expect(page.get_by_role("listitem").filter(has_text="没有读准 1 处")).to_have_count(1)
    assert page.evaluate("document.activeElement.textContent") == "查看这一批的结果"
    look(page, f"desk-checks-dropped{size}")
    page.get_by_role("link", name="查看这一批的结果").click()
    for words in ("没有读准 1 处", "读不出"):
        expect(page.get_by_role("cell").get_by_text(words).first).to_be_visible()
    look(page, f"desk-check-batch{size}")

    page.get_by_role("link", name="示例乡.html", exact=True).click()
    expect(page.get_by_text("表中为 7").first).to_be_visible()
    look(page, f"desk-check-wrong{size}")
    page.locator("#wrong + p ~ ul a").first.click()
    expect(page.locator("td.gk-here")).to_be_visible()
    look(page, f"desk-check-table{size}")

    page.goto(f"/desk/checks/file/{CheckedFile.objects.get(path='示例镇.pdf').pk}/")
    expect(page.get_by_text("读到“l2”，看不出是什么数")).to_be_visible()
    look(page, f"desk-check-doubtful{size}")
    page.get_by_role("link", name="逐处对照确认").click()
    image = page.locator("[data-checks-source] img")
    page.wait_for_function("document.querySelector('[data-checks-source] img').naturalWidth > 500")
    assert "红框标出" in image.get_attribute("alt")
    assert page.evaluate("document.activeElement.name") == "raw"
    look(page, f"desk-check-cell{size}")
    page.keyboard.type(TRUE)
    page.keyboard.press("Enter")
    page.get_by_text("没有读准的地方都已确认").wait_for()
    expect(page.get_by_text("都已读准。")).to_be_visible()
    look(page, f"desk-check-confirmed{size}")

    page.get_by_label("对应机关").select_option(label=TOWN)
    page.get_by_role("button", name="保存对应机关").click()
    page.get_by_text("已更新对应机关。").wait_for()
    page.get_by_label("公布日期").fill("2026-02-03")
    page.get_by_role("button", name="保存公布日期").click()
    page.get_by_text("已更新公布日期。").wait_for()

    page.goto("/desk/checks/overview/?year=2025")
    expect(page.get_by_role("link", name=TOWN)).to_be_visible()
    look(page, f"desk-checks-overview{size}")
    page.goto("/desk/checks/")
    look(page, f"desk-checks{size}")


def test_one_file_that_fails_stops_none_and_can_be_sent_again(open_page, picture, county, files):
    page = open_page()
    _sign_in(page, county.clerk)
    page.goto("/desk/checks/")
    sent = []

    def break_first(route):
        sent.append(route.request.url)
        route.abort() if len(sent) == 1 else route.continue_()

    page.route("**/add/", break_first)
    _drop(page, files)
    page.get_by_text("还有 1 份没有上传成功").wait_for()
    assert CheckedFile.objects.count() == 2
    picture(page, "desk-checks-broken")
    page.get_by_role("button", name="重新上传这 1 份").click()
    page.get_by_text("检查完毕：1 份文件。").wait_for()
    assert CheckedFile.objects.count() == 3
    assert len({row.batch_id for row in CheckedFile.objects.all()}) == 1


def test_a_whole_folder_is_chosen(open_page, county, files, tmp_path):
    folder = tmp_path / "年报"
    (folder / "乡镇").mkdir(parents=True)
    for name, data in files.items():
        (folder / "乡镇" / name).write_bytes(data)
    (folder / "Thumbs.db").write_bytes(b"x")
    page = open_page()
    _sign_in(page, county.clerk)
    page.goto("/desk/checks/")
    page.get_by_label("或者选择文件夹").set_input_files(folder)
    page.get_by_role("button", name="检查这些文件").click()
    page.get_by_text("检查完毕：4 份文件。").wait_for()
    expect(page.get_by_text("系统文件，已跳过")).to_be_visible()
    assert {row.path for row in CheckedFile.objects.all()} == {f"年报/乡镇/{name}" for name in files}


def _drag(page, *paths):
    """Drag files and folders of the disk onto the form, as a person does."""
    box = page.locator("form[data-checks-upload]").bounding_box()
    devtools = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send(
            "Input.dispatchDragEvent",
            {
                "type": kind,
                "x": box["x"] + 40,
                "y": box["y"] + 40,
                "data": {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1},
            },
        )


def test_a_whole_folder_is_dropped(open_page, county, files, tmp_path):
    folder = tmp_path / "年报"
    (folder / "乡镇").mkdir(parents=True)
    for name, data in files.items():
        (folder / "乡镇" / name).write_bytes(data)
    page = open_page()
    _sign_in(page, county.clerk)
    page.goto("/desk/checks/")
    _drag(page, folder)
    page.get_by_text("检查完毕：3 份文件。").wait_for()
    assert {row.path for row in CheckedFile.objects.all()} == {f"年报/乡镇/{name}" for name in files}


def test_who_was_signed_out_meanwhile_is_told_and_keeps_what_was_checked(open_page, county, files):
    page = open_page()
    _sign_in(page, county.clerk)
    page.goto("/desk/checks/")
    page.route("**/add/", lambda route: (route.continue_(), page.context.clear_cookies(name="sessionid")))
    _drop(page, files)
    page.get_by_text("还有 2 份没有上传成功").wait_for()
    expect(page.get_by_text("登录已过期，请重新登录后继续")).to_be_visible()
    assert CheckedFile.objects.count() == 1


def test_it_works_without_a_script(open_page, county, files):
    page = open_page(javascript=False)
    _sign_in(page, county.clerk)
    page.goto("/desk/checks/")
    buffers = [{"name": n, "mimeType": "application/octet-stream", "buffer": d} for n, d in files.items()]
    page.get_by_label("选择文件", exact=False).first.set_input_files(buffers)
    page.get_by_role("button", name="检查这些文件").click()
    page.get_by_text("已检查 3 份文件。").wait_for()
    expect(page.get_by_role("link", name="示例乡.html", exact=True)).to_be_visible()
