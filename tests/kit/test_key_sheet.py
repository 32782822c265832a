"""What was printed can be typed in again, and a slip of the finger is found in its line."""

from datetime import date

import pytest

from gongkai.kit.key_sheet import BadSheet, read_sheet, sheet, sheet_lines
from gongkai.kit.keyring import Key, Ring

KEY = Key("0a1b2c3d", date(2026, 3, 2), "active", bytes(range(32)))


def _typed(key=KEY):
    return "\n".join(sheet_lines(key))


def test_a_sheet_reads_as_it_was_printed():
    assert _typed().splitlines()[:2] == [
        "密钥 0a1b2c3d  2026-03-02  在用",
        "1  0001 0203 0405 0607  - " + _typed().splitlines()[1][-2:],
    ]
    [back] = read_sheet(_typed())
    assert (back.id, back.made, back.secret, back.state) == (KEY.id, KEY.made, KEY.secret, "reading")


def test_all_keys_of_a_ring_come_back_and_the_active_one_is_first():
    ring = Ring((Key.new(date(2025, 1, 6)),)).rotated(date(2026, 1, 5))
    text = "\n\n".join("\n".join(lines) for lines in sheet(ring))
    assert [(key.id, key.secret) for key in read_sheet(text)] == [(key.id, key.secret) for key in ring.usable]


def test_a_retired_key_is_not_on_the_sheet():
    ring = Ring((KEY,)).rotated(date(2027, 1, 4)).retired(KEY.id)
    assert KEY.id not in str(sheet(ring))


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda text: text.split("\n", 1)[0] + "\n" + text.split("\n", 1)[1].replace("0", "o"),
        lambda text: text.replace(" - ", "-"),
        lambda text: "公开系统密钥恢复单\n请妥善保管\n" + text + "\n共1页",
        lambda text: "\n".join([text.split("\n")[0], *reversed(text.split("\n")[1:])]),
        lambda text: "\n".join("   " + line for line in text.split("\n")),
    ],
    ids=["small letters", "letter O", "no blanks", "words around", "lines in another order", "set in"],
)
def test_how_people_type_is_taken(change):
    assert read_sheet(change(_typed()))[0].secret == KEY.secret


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.replace("0809", "0808"), "第2行的校验位不符"),
        (lambda t: t.replace("1011 1213", "1213 1011"), "第3行的校验位不符"),
        (lambda t: t.replace("1E1F", "1E1"), "第4行的校验位不符"),
        (lambda t: t.replace("1E1F", "1E1Z"), "第4行的校验位不符"),
        (lambda t: t.replace("0a1b2c3d", "0a1b2c3e"), "密钥 0a1b2c3e 第1行的校验位不符"),
        (lambda t: t.replace("\n2  ", "\n3  "), "第3行的校验位不符"),
        (lambda t: "\n".join(t.split("\n")[:-1]), "缺第4行"),
        (lambda t: t.split("\n")[0], "缺第1、2、3、4行"),
        (lambda _t: "", "没有读到密钥"),
        (lambda t: "\n".join(t.split("\n")[1:]), "没有读到密钥"),
    ],
)
def test_a_slip_is_named_with_its_line(change, said):
    with pytest.raises(BadSheet, match=said):
        read_sheet(change(_typed()))


def test_a_day_that_is_none_is_a_bad_sheet():
    with pytest.raises(BadSheet, match="日期 2026-13-02 不存在"):
        read_sheet(_typed().replace("2026-03-02", "2026-13-02"))
