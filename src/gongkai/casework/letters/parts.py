"""The measures both writers share: 信函格式 of GB/T 9704-2012 in millimetres and points, and the place of name and date."""

from dataclasses import dataclass

from gongkai.casework.letters.letter import Letter

PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
HEAD_TOP = 30  # upper edge of the agency's name
RULE_BELOW_HEAD, RULE_FROM_BOTTOM, RULE_WIDTH = 4, 20, 170
BODY_SIZE, TITLE_SIZE, NOTE_SIZE = 16, 22, 14  # 3号, 2号, 4号
LINE = 28.95  # 22 lines fill the 225 mm of the page
TIGHTER = (
    27.5,
    26,
    25,
)  # where seal and date would stand on a page of their own (7.3.5.4 lets the lines be drawn together)
TRACKING = -0.2  # 28 characters fill its 156 mm
POINT = 25.4 / 72
THICK, THIN, RULE_GAP = 2.5, 0.8, 1.2  # points
RULE_HEIGHT = round(THICK + RULE_GAP + THIN, 1)
PAPER_TOP, PAPER_BOTTOM, PAPER_SIDE = 25, 20, 25  # of papers; the sides of one across the page
DATE_INDENT = 4
# Blank lines over the name: a seal of 42 mm over name and date ends a line below the text.
SEAL_ROOM, PLAIN_ROOM = 2, 1
CLOSING, SHORT = 24, 112  # characters: 特此告知。, or a line of thanks; four lines
_LARGEST_HEAD, _HEAD_WIDTH = 42, 150


@dataclass(frozen=True, slots=True)
class Signed:
    """How far name and date stand from the right edge, in characters of the body."""

    name: float
    date: float


def width(text: str) -> float:
    """Give the width of a text in characters of its own size; Latin letters and digits are half."""
    return sum(0.5 if one < "\u0100" else 1 for one in text)


def leads(text: str) -> bool:
    """Tell whether a paragraph leads to what follows it, and so does not end a page."""
    return text.endswith(("：", ":"))


def together(letter: Letter) -> int:
    """Give how many paragraphs at the end stay on the page of name and date: the closing words bring a short one along."""
    text = letter.text
    short = len(text) > 1 and len(text[-1]) <= CLOSING and len(text[-2]) <= SHORT
    return 2 if short else 1


def head_size(name: str) -> float:
    """Give the size in points of the agency's name in red, so that it fits on one line."""
    return round(min(_LARGEST_HEAD, _HEAD_WIDTH / POINT / max(width(name), 1)), 1)


def rule_top(name: str) -> float:
    """Give the place of the upper double line, in millimetres from the top of the page."""
    return round(HEAD_TOP + head_size(name) * POINT + RULE_BELOW_HEAD, 2)


def signed(letter: Letter) -> Signed:
    """Place the date four characters from the right and the name centred over it (7.3.5.1), neither past the edge."""
    name, day = width(letter.signature), width(letter.dated)
    middle = max(DATE_INDENT + day / 2, name / 2)
    return Signed(name=round(middle - name / 2, 2), date=round(middle - day / 2, 2))


def paper_width(*, landscape: bool) -> int:
    """Give the width of a paper's table in millimetres."""
    return PAGE[1] - 2 * PAPER_SIDE if landscape else TEXT_WIDTH
