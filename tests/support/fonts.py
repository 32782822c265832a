"""Chinese fonts for a browser on a machine that has none: the same package that the PDF writer uses."""

from pathlib import Path

import pylopdf_fonts_zh_cn

CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
"""


def fontconfig(folder: Path) -> Path:
    """Write a fontconfig file into folder and return its path, for FONTCONFIG_FILE."""
    path = folder / "fonts.conf"
    fonts = pylopdf_fonts_zh_cn.sans_path().parent
    path.write_text(CONF.format(fonts=fonts, cache=folder / "cache"), "utf-8")
    return path
