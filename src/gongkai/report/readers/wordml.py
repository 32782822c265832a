"""The words of WordprocessingML: what a paragraph prints, and what in it nobody sees."""

from typing import Any

from lxml import etree

from gongkai.kit.archives import Archive, parse_xml

Element = Any  # lxml's stubs know no more

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT, _TRANSITIONAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_PRINTED = (f"{W}t", *_SIGNS, f"{W}sym")
_UNSEEN = (
    f"{W}moveFrom",
    f"{W}del",
    f"{W}delText",
    f"{W}instrText",
    f"{MC}Fallback",
)  # the other branch prints


def part_of(archive: Archive, name: str) -> Element:
    """Give the root of a part."""
    return root_of(archive.bytes_of(name), name)


def root_of(data: bytes, name: str) -> Element:
    """Parse a part; files of the strict kind differ only in the names of their namespaces."""
    return parse_xml(data.replace(_STRICT, _TRANSITIONAL), name)


def truth(element: Element) -> bool:
    """Read a switch: present without a value means on."""
    return element.get(f"{W}val") not in ("0", "false", "off", "none")


def without_hidden(root: Element) -> None:
    """Take out deleted and moved-away text, rows that were deleted, the second branch of alternatives, hidden runs."""
    for deleted in list(root.iter(f"{W}del")):
        properties = deleted.getparent()
        if properties is not None and properties.tag == f"{W}trPr":
            _remove(properties.getparent())
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for name in ("vanish", "webHidden"):
        for mark in list(root.iter(f"{W}{name}")):
            run = mark.getparent().getparent()
            if truth(mark) and run is not None and run.tag == f"{W}r":
                _remove(run)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def paragraph_text(paragraph: Element) -> str:
    """Give what a paragraph prints; tabs and line breaks stand for themselves."""
    return "".join(
        node.text or "" if node.tag == f"{W}t" else _SIGNS.get(node.tag) or _symbol(node)
        for node in paragraph.iter(_PRINTED)
    )


def _symbol(node: Element) -> str:
    """A sign by its number in its font; private ones of old symbol fonts say nothing."""
    code = node.get(f"{W}char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 else ""
