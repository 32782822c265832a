"""Archives of XML are read within limits."""

import io
import zipfile

import pytest

from gongkai.kit.archives import Archive, BadArchive, Sizes, parse_xml


def _zip(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def _fault(act):
    with pytest.raises(BadArchive) as caught:
        act()
    return caught.value.fault


def test_a_part_is_read():
    archive = Archive(_zip(a=b"<x>1</x>"))
    assert archive.names == {"a"}
    assert archive.xml("a").text == "1"


def test_what_is_no_archive_is_broken():
    assert _fault(lambda: Archive(b"PK\x03\x04 torn")) == "broken"


def test_a_part_that_is_not_there_is_missing():
    assert _fault(lambda: Archive(_zip(a=b"")).bytes_of("b")) == "missing"


def test_a_part_whose_bytes_are_damaged_is_broken():
    data = bytearray(_zip(a=bytes(range(256)) * 20))
    data[60] ^= 0xFF
    assert _fault(lambda: Archive(bytes(data)).bytes_of("a")) == "broken"


def test_a_locked_part_is_said():
    data = bytearray(_zip(a=b"x"))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert _fault(lambda: Archive(bytes(data)).bytes_of("a")) == "encrypted"


@pytest.mark.parametrize(
    ("content", "sizes"),
    [
        (b" " * 3_000_000, Sizes()),  # unfolds a thousand times
        (bytes(2000), Sizes(part=1000)),
        (bytes(600), Sizes(whole=500)),
    ],
)
def test_what_unfolds_too_far_is_not_unfolded(content, sizes):
    assert _fault(lambda: Archive(_zip(a=content), sizes).bytes_of("a")) == "bomb"


def test_the_parts_together_may_not_unfold_too_far():
    archive = Archive(_zip(a=bytes(400), b=bytes(400)), Sizes(whole=700))
    archive.bytes_of("a")
    assert _fault(lambda: archive.bytes_of("b")) == "bomb"


def test_too_many_parts_are_refused():
    assert _fault(lambda: Archive(_zip(a=b"", b="", c=b""), Sizes(parts=2))) == "bomb"


@pytest.mark.parametrize(
    "text",
    [b"<x", b"", b"<!DOCTYPE x><x/>", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"],
)
def test_xml_with_types_or_entities_or_broken_is_refused(text):
    assert _fault(lambda: parse_xml(text)) == "not_xml"
