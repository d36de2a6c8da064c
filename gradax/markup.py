"""The little markup that messages use: `code` in backticks and *emphasis* in stars."""

from __future__ import annotations

import re
from collections.abc import Iterator

TEXT, CODE, EMPHASIS = "text", "code", "emphasis"

_SPAN = re.compile(
    r"``(?P<double>.+?)``|`(?P<code>[^`\n]+)`|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
)


def spans(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with its style."""
    end = 0
    for match in _SPAN.finditer(text):
        if match.start() > end:
            yield TEXT, text[end : match.start()]
        if match["emphasis"]:
            yield EMPHASIS, match["emphasis"]
        else:
            yield CODE, match["code"] or match["double"]
        end = match.end()
    if end < len(text):
        yield TEXT, text[end:]
