"""A table as learning management systems and spreadsheets write it: CSV, of whatever kind.

Commas, semicolons or tabs; with or without a byte-order mark; with Excel's ``sep=`` line. Names in any script.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gradax.course.config import CourseError
from gradax.text import nearest, one_line

_DELIMITERS = (",", ";", "\t")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEP = "sep="


@dataclass(frozen=True)
class Row:
    """One row: the line it ends on in the file, and a cell for each heading."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file's headings and rows; cells have no space around them, and are in Unicode's usual form (NFC)."""

    path: Path
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, *names: str) -> int | None:
        """The place of the first of these headings that exists; case, spaces and underscores do not count."""
        known = [key(head) for head in self.heads]
        return next((known.index(key(name)) for name in names if key(name) in known), None)

    def named(self, name: str) -> int:
        """The place of a heading that must exist.

        Raises:
            CourseError: where it does not.
        """
        place = self.column(name)
        if place is None:
            raise CourseError(f"{self.path}: there is no column `{one_line(name)}`; {nearest(name, self.heads)}")
        return place


def key(text: str) -> str:
    """A heading as it is compared: ``First name``, ``first_name`` and ``FirstName`` are one."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def read_table(path: Path) -> Table:
    """Read a CSV file.

    Raises:
        CourseError: where it cannot be read, or where a row has more cells than there are headings.
    """
    text = _text(path)
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_SEP):
        text, delimiter = rest, first.strip()[len(_SEP) :] or ","
    else:
        delimiter = max(_DELIMITERS, key=lambda each: len(next(csv.reader([first], delimiter=each), [])))
    records = _records(path, text, delimiter)
    heads = next((cells for _, cells in records), ())
    if not any(heads):
        raise CourseError(f"{path}: the file is empty; its first line should hold the names of the columns.")
    rows = [Row(line, _fitted(path, line, cells, len(heads))) for line, cells in records if any(cells)]
    return Table(path, heads, tuple(rows))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except OSError as error:
        raise CourseError(f"{path}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CourseError(
            f"{path}: it is not in UTF-8, so that names would be garbled; save it as CSV in UTF-8."
        ) from None


def _records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for cells in reader:
            yield reader.line_num, tuple(unicodedata.normalize("NFC", cell.strip()) for cell in cells)
    except (csv.Error, TypeError) as error:
        raise CourseError(f"{path}: it cannot be read as CSV ({error}); save it as CSV again.") from None


def _fitted(path: Path, line: int, cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The cells of a row, one for each heading."""
    if any(cells[width:]):
        raise CourseError(
            f"{path}: line {line} has more cells than there are columns. A name with a comma in it needs quotes: "
            '`"Lovelace, Ada"`.'
        )
    return (*cells[:width], *[""] * (width - len(cells)))
