"""Receipts: a short code for what a student wrote, by which everybody can tell whether two notebooks are the same.

Students and graders compute the same one. It rests on answers and on the student's own code, as they stand in the
notebook; outputs, metadata, and cells that are as they were released do not count.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable

from gradax.submission.parsing import SubmittedCell

_BYTES = 10  # to find two notebooks of one receipt takes a million million tries
_GROUP = 4
_ALIKE = str.maketrans("018", "OIB")  # base 32 has no such digits, so these stand for the letters


def receipt_of(written: Iterable[SubmittedCell]) -> str:
    """The receipt of the cells that a student wrote, in their order: ``K7QX-23PD-M4TR-AB5C``."""
    content = [(cell.grade_id, cell.code, cell.normal) for cell in written]
    code = base64.b32encode(hashlib.sha256(json.dumps(content).encode()).digest()[:_BYTES]).decode()
    return _grouped(code)


def receipt_in(text: str) -> str | None:
    """The receipt that somebody typed or pasted, as `receipt_of` writes it; None where it is not one."""
    code = "".join(char for char in text.upper() if char.isalnum()).translate(_ALIKE)
    try:
        whole = len(base64.b32decode(code)) == _BYTES
    except ValueError:
        whole = False
    return _grouped(code) if whole else None


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
