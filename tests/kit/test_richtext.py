"""What people paste is stored clean."""

import pytest

from gongkai.kit.richtext import clean


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("第一行\n\n 第二行 ", "<p>第一行</p>\n<p>第二行</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ('<p class="MsoNormal">正文<o:p></o:p></p>', "<p>正文</p>"),
        ("<script>alert(1)</script>", ""),
        ('<a href="javascript:x()">点</a>', '<a rel="noopener noreferrer">点</a>'),
        ('<img src=x onerror="x()">', ""),
        (
            '<table><tr><td colspan="2" style="x">格</td></tr></table>',
            '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>',
        ),
        ("  \n ", ""),
    ],
)
def test_markup_is_reduced_to_what_is_harmless(pasted: str, stored: str) -> None:
    assert clean(pasted) == stored
