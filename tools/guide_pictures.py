"""Take the pictures that docs/guide names from where the browser tests keep them, small enough for the repository."""

import os
import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
MADE = Path(os.environ.get("GONGKAI_PICTURES") or ROOT / "build" / "pictures")
WIDE, TALL = 960, 900  # pixels
LARGEST = 150_000  # bytes
COLOURS = (96, 64, 32, 16)


def named() -> list[str]:
    """Give the names of the pictures in the guide, each once."""
    found = (
        re.findall(r"\(pictures/([\w-]+)\.png\)", page.read_text("utf-8")) for page in GUIDE.glob("*.md")
    )
    return sorted({name for names in found for name in names})


def small(path: Path) -> bytes:
    """Give a picture at the width of the guide, its foot cut off, in few colours."""
    with Image.open(path) as image:
        scaled = image.convert("RGB").resize(
            (WIDE, round(image.height * WIDE / image.width)), Image.Resampling.LANCZOS
        )
    cut = scaled.crop((0, 0, WIDE, min(scaled.height, TALL)))
    for colours in COLOURS:
        buffer = BytesIO()
        cut.quantize(colours).save(buffer, "PNG", optimize=True)
        if buffer.tell() <= LARGEST:
            return buffer.getvalue()
    raise SystemExit(f"{path.name}: more than {LARGEST} bytes even in {COLOURS[-1]} colours")


def main() -> None:
    """Write docs/guide/pictures anew; what the guide no longer names is removed."""
    folder = GUIDE / "pictures"
    folder.mkdir(exist_ok=True)
    names = named()
    missing = [name for name in names if not (MADE / f"{name}.png").exists()]
    if missing:
        sys.exit(f"no such picture in {MADE}: {', '.join(missing)}; the browser tests make them")
    for old in folder.glob("*.png"):
        if old.stem not in names:
            old.unlink()
    for name in names:
        (folder / f"{name}.png").write_bytes(small(MADE / f"{name}.png"))
    print(f"{len(names)} pictures, {sum(one.stat().st_size for one in folder.glob('*.png')) // 1000} kB")


if __name__ == "__main__":
    main()
