"""Names that files come under, made fit to be kept and shown: no path, no control characters, not too long."""

import unicodedata

LONGEST = 200
_HIDDEN = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # control, direction marks, halves of characters, line ends
UNNAMED = "未命名"


def _shown(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one) not in _HIDDEN)


def cleaned(name: str) -> str:
    """Give the last part of a name without what cannot be seen; its ending survives where it is cut."""
    last = _shown(name).replace("\\", "/").rstrip("/ ").rsplit("/", 1)[-1].strip(" .")
    return _cut(last) or UNNAMED


def cleaned_path(path: str) -> str:
    """Give a relative path such as 乡镇/示例镇.docx, each part cleaned, nothing that climbs out of its folder."""
    parts = [part.strip(" ") for part in _shown(path).replace("\\", "/").split("/")]
    kept = [_cut(part) for part in parts if part.strip(" .")]
    return "/".join(kept)[-500:].lstrip("/") or UNNAMED


def _cut(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST]
    return stem[: LONGEST - len(ending) - 1] + dot + ending
