"""How text is written everywhere: harmless to show, lists cut short, names suggested, points and counts."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

STAND_IN = "\N{REPLACEMENT CHARACTER}"
_KNOWN_AT_MOST = 12

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[!-~]?")
# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and the blank of Braille.
_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_BREAKS = ("Zl", "Zp")  # Unicode's own, which some readers take for the end of a line
_ALIKE, _AS_GOOD = 0.5, 0.05  # how like a name another is, of 1, to be suggested, and how far it may be from the best


def printable(text: str) -> str:
    """`text` with nothing in it that acts on a terminal, hides, or turns the reading direction.

    Newlines and tabs stay. U+FFFD, the replacement character, stands in place of each terminal escape sequence as a
    whole, and of each other control, format, private, unassigned or surrogate character: a reader sees that something
    was there. What comes out can be encoded as UTF-8.
    """
    if text.isprintable():
        return text
    text = _ESCAPES.sub(STAND_IN, text.replace("\r\n", "\n"))
    return "".join(char if char in "\n\t" or _shows(char) else STAND_IN for char in text)


def visible(text: str) -> str:
    r"""`text` with each character that shows nothing, or acts on what shows it, written out: ``\u200b``.

    Newlines stay. No two texts become the same, but for those that already hold such an escape.
    """
    return "".join(_escaped(char) if _shows_nothing(char) else char for char in text)


def _shows_nothing(char: str) -> bool:
    return char != "\n" and (not char.isprintable() or bool(_NOTHING.match(char)))


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """`text` as `printable` has it, on one line: each run of spaces, tabs and newlines is one space."""
    return " ".join(printable(text).split())


def listed(names: Iterable[str], *, at_most: int | None = None, by_line: bool = False) -> str:
    """Names in a sentence: ``a``, ``a and b``, ``a, b and c``; no more than `at_most` of them: ``a, b and 3 more``.

    With `by_line` each stands on a line of its own, and so does ``and 3 more``.
    """
    names = list(names)
    shown = names if at_most is None else names[:at_most]
    if len(shown) < len(names):
        shown = [*shown, f"{len(names) - len(shown)} more"]
        if by_line:
            shown[-1] = f"and {shown[-1]}"
    if by_line:
        return "\n".join(shown)
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def nearest(name: str, known: Iterable[str], *, otherwise: str | None = None) -> str:
    """The end of a sentence about a name that is not known, after a semicolon.

    It suggests the names that are like it ("did you mean `a` or `b`?"). Where none is, it says `otherwise` or, without
    that, which ones there are ("there are `a`, `b` and 3 more.").
    """
    known = list(known)
    alike = _alike(name, known)
    if alike:
        return f"did you mean {' or '.join(f'`{each}`' for each in alike)}?"
    if otherwise is not None:
        return otherwise
    if not known:
        return "there are none."
    return (
        f"there {'is' if len(known) == 1 else 'are'} {listed((f'`{each}`' for each in known), at_most=_KNOWN_AT_MOST)}."
    )


def points(value: float) -> str:
    """Points as people write them: ``12``, ``7.5``, ``3.33``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def counted(number: float, noun: str) -> str:
    """A number of things: ``1 point``, ``2.5 points``."""
    return f"{points(number)} {noun}{'' if number == 1 else 's'}"


def _alike(name: str, known: Iterable[str]) -> list[str]:
    """The known names that are most like `name`, ignoring case, three at most."""
    meant = name.casefold()
    likeness = {each: difflib.SequenceMatcher(None, each.casefold(), meant).ratio() for each in known}
    least = max(_ALIKE, max(likeness.values(), default=0.0) - _AS_GOOD)
    return sorted((each for each in likeness if likeness[each] >= least), key=lambda each: (-likeness[each], each))[:3]


def _shows(char: str) -> bool:
    category = unicodedata.category(char)
    return not category.startswith("C") and category not in _LINE_BREAKS
