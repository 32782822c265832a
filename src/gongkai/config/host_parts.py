"""Head and foot of the government site that the public column stands in, read once at the start."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def host_part(environment: Mapping[str, str], name: str) -> str:
    """Give the HTML of the file that a variable names, "" without one. ImproperlyConfigured if it cannot be read."""
    path = environment.get(name, "")
    try:
        return Path(path).read_text("utf-8") if path else ""
    except (OSError, UnicodeDecodeError) as problem:
        raise ImproperlyConfigured(
            f"{name}：读不出文件 {path}，请核对路径和编码（UTF-8）。Cannot read it: {problem}"
        ) from problem
