"""Small PDFs written by hand, so that a test can draw a page as odd programs do."""

from dataclasses import dataclass, field
from itertools import pairwise

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254"
    b" 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


@dataclass
class Sheet:
    """A page in the making: y counts down from its top."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    extra: str = ""  # further entries of the page
    parts: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    images: int = 0

    def text(self, x: float, y: float, text: str, size: float = 10, turn: str = "1 0 0 1") -> "Sheet":
        """Write a line whose characters stand on y."""
        data = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F {size} Tf {turn} {x} {self.height - y} Tm <{data}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """Stroke a line."""
        self.parts.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float, colour: str = "0 g") -> "Sheet":
        """Fill an area."""
        self.parts.append(f"{colour} {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f 0 g")
        return self

    def ruled(self, xs: list[float], ys: list[float], *, without: tuple[str, ...] = ()) -> "Sheet":
        """Stroke a full grid, but for the pieces named as v<column line>:<row> or h<row line>:<column>."""
        for at, x in enumerate(xs):
            for row, (top, bottom) in enumerate(pairwise(ys)):
                if f"v{at}:{row}" not in without:
                    self.line(x, top, x, bottom)
        for at, y in enumerate(ys):
            for column, (left, right) in enumerate(pairwise(xs)):
                if f"h{at}:{column}" not in without:
                    self.line(left, y, right, y)
        return self

    def filled(self, xs: list[float], ys: list[float], texts: list[list[str]], size: float = 10) -> "Sheet":
        """Write texts into the boxes of a grid; a line break starts a line, "" writes nothing."""
        for top, row in zip(ys, texts, strict=False):
            for left, text in zip(xs, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    if line:
                        self.text(left + 3, top + 13 + 12 * number, line, size)
        return self

    def table(self, xs: list[float], ys: list[float], texts: list[list[str]]) -> "Sheet":
        """Draw a full grid with texts."""
        return self.ruled(xs, ys).filled(xs, ys, texts)


def made(*sheets: Sheet, encrypt: bool = False, font: bytes = FONT) -> bytes:
    """Write the sheets as a PDF; encrypt asks for a password that no one has."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    objects.append(image + b"\nstream\n\x80\nendstream")
    kids = []
    for sheet in sheets:
        resources = b"<</Font<</F 3 0 R>>/XObject<</I 4 0 R"
        for number, form in enumerate(sheet.forms):
            objects.append(_stream(form, b"/Type/XObject/Subtype/Form/Resources<</Font<</F 3 0 R>>>>"))
            resources += f"/X{number} {len(objects)} 0 R".encode()
        content = "\n".join([*sheet.parts, *["q 500 0 0 700 40 40 cm /I Do Q"] * sheet.images])
        objects.append(_stream(content, b""))
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
        page += f"{sheet.extra}/Contents {len(objects)} 0 R/Resources "
        objects.append(page.encode() + resources + b">>>>>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects, encrypt)


def _stream(content: str, entries: bytes) -> bytes:
    """A stream; one that begins with << has its own entries in its first line."""
    if content.startswith("<<"):
        own, _, content = content.partition("\n")
        entries += own[2:-2].encode()
    data = content.encode("latin-1")
    return b"<<" + entries + f"/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes], encrypt: bool) -> bytes:
    found = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(found))
        found += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(found)
    found += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    found += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    key = "11" * 32
    lock = (
        f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>/ID[<{key}><{key}>]" if encrypt else ""
    )
    return found + f"trailer<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{start}\n%%EOF".encode()
