"""Compiling a cell as a notebook would run it, as far as that is plain Python."""

from __future__ import annotations

from types import CodeType

CELL_MAGIC = "%%"
# Their cells hold another language, or text: no Python to run.
NOT_PYTHON = frozenset(
    {"bash", "sh", "script", "cmd", "perl", "ruby", "html", "HTML", "javascript", "js"}
    | {"latex", "markdown", "svg", "SVG", "writefile", "file"}
)


def compile_cell(source: str, file: str) -> CodeType:
    """Compile a cell; where it is not Python, once more without its magics and shell lines.

    Raises:
        SyntaxError: the first one, for a cell that is not Python either way.
        ValueError: for a cell with null bytes.
    """
    try:
        return _compile(source, file)
    except SyntaxError as error:
        plain = without_magics(source)
        if plain == source:
            raise
        try:
            return _compile(plain, file)
        except SyntaxError:
            raise error from None


def without_magics(source: str) -> str:
    """The cell with each magic or shell line made a ``pass``; line numbers stay."""
    lines = source.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith(CELL_MAGIC):
        magic = lines[first].removeprefix(CELL_MAGIC).split(maxsplit=1)
        if magic and magic[0] in NOT_PYTHON:
            return "pass"
        lines[first] = ""
    return "\n".join(_pass(line) if _is_magic(line) else line for line in lines)


def _is_magic(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(("%", "!", "?")) or (stripped.endswith("?") and not stripped.startswith("#"))


def _pass(line: str) -> str:
    return line[: len(line) - len(line.lstrip())] + "pass"


def _compile(source: str, file: str) -> CodeType:
    return compile(source, file, "exec", dont_inherit=True)
