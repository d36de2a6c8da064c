"""Submissions that are nearly the same: a list to look at, never an accusation.

What two students share counts only where it is rare: not where the course itself wrote it (in the released notebook,
its solutions or its banks), and not where more than a tenth of the class has it, too. Two are listed where they share
enough of what is left, whatever they did to names, comments, texts and the order of exercises; several where their
notebooks are the same, character for character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from gradax.report.class_code import ClassCode
from gradax.report.shape import NOTHING, Pieces, pieces
from gradax.results import SubmissionResult

ENOUGH = 60  # pieces, about ten lines: of less, two who write on their own may write the same
NEARLY = 0.7
COMMON = 0.1  # of the class, or `PAIR`, whichever is more
PAIR = 2
_CODE_AT_MOST = 100_000  # characters of a submission


@dataclass(frozen=True)
class Alike:
    """Students whose submissions are nearly the same.

    Attributes:
        students: who they are.
        share: the share of the rare pieces that two have in common, of the one who has fewer; None where the
            notebooks are the same.
        where: the exercises that they have in common, at least in part.
    """

    students: tuple[str, ...]
    share: float | None
    where: tuple[str, ...]


def alike(results: Iterable[SubmissionResult], work: ClassCode) -> list[Alike]:
    """Those that are the same, the largest group first; then those that are nearly so, the most alike first."""
    written = {student: _pieces_of(answers.items()) for student, answers in work.answers.items()}
    released = NOTHING.union(*map(pieces, work.released))
    groups = _same(results, written, released)
    together = {pair for group in groups for pair in combinations(group.students, 2)}
    known = released.union(*map(pieces, work.known))
    pairs = (pair for pair in _nearly(written, known) if pair.students not in together)
    return groups + sorted(pairs, key=lambda pair: (-(pair.share or 0), pair.students))


def _pieces_of(answers: Iterable[tuple[str, str]]) -> dict[str, Pieces]:
    left, found = _CODE_AT_MOST, {}
    for name, source in answers:
        left -= len(source)
        found[name] = pieces(source) if left >= 0 else NOTHING
    return found


def _same(results: Iterable[SubmissionResult], written: dict[str, dict[str, Pieces]], released: Pieces) -> list[Alike]:
    by_receipt: dict[str, list[str]] = {}
    for result in results:
        if result.receipt:
            by_receipt.setdefault(result.receipt, []).append(result.student)
    found = []
    for students in by_receipt.values():
        own = {name: some - released for name, some in written.get(students[0], {}).items()}
        if len(students) > 1 and len(NOTHING.union(*own.values())) >= ENOUGH:
            found.append(Alike(tuple(students), None, tuple(name for name, some in own.items() if some)))
    return sorted(found, key=lambda group: (-len(group.students), group.students))


def _nearly(written: dict[str, dict[str, Pieces]], known: Pieces) -> Iterable[Alike]:
    whole = {student: NOTHING.union(*own.values()) - known for student, own in written.items()}
    having: dict[tuple[str, ...], list[str]] = {}
    for student, own in whole.items():
        for piece in own:
            having.setdefault(piece, []).append(student)
    at_most = max(PAIR, COMMON * len(written))
    rare = {piece for piece, students in having.items() if len(students) <= at_most}
    shared = Counter(pair for piece in rare for pair in combinations(having[piece], 2))
    for (one, other), count in shared.items():
        share = count / min(len(whole[one] & rare), len(whole[other] & rare))
        if count >= ENOUGH and share >= NEARLY:
            where = (name for name, own in written[one].items() if own & written[other].get(name, NOTHING) & rare)
            yield Alike((one, other), share, tuple(where))
