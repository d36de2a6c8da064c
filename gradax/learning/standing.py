"""How an assignment stands: what is remembered of its notebook as it is, or else what running it shows."""

from __future__ import annotations

import hashlib
from contextlib import suppress

import msgspec

from gradax.course.notebook import grade_id_of, is_solution, source_of
from gradax.files import write_whole
from gradax.learning.check_card import Mark
from gradax.learning.overview import Overview, Standing, overview_of, standing_of, unknown
from gradax.learning.quiet import LearningError
from gradax.learning.rerun import rerun
from gradax.learning.reset import pristine, pristine_path
from gradax.learning.run_report import NotebookRun
from gradax.learning.workplace import Workplace

FILE_NAME = "standing.json"
UNSEEN = (Mark.WAITING, "not checked yet")


class _Record(msgspec.Struct):
    """The file's content: how the exercises stood in the notebook and with the checks of that `digest`."""

    digest: str
    standings: list[Standing]
    format_version: int = 1


def stand(place: Workplace, seconds: float | None = None) -> Overview:
    """The overview of an assignment as its notebook was last saved; never raises for what it holds."""
    try:
        standings = _remembered(place) or _untouched(place)
        if standings is None:
            run, digest = NotebookRun(), digest_of(place)
            for happened in rerun(place, place.exercises(), seconds=seconds):
                run.add(happened)
            standings = standings_of(run)
            remember(place, digest, run)
        return overview_of(place, standings)
    except LearningError as error:
        return unknown(place, str(error))


def standings_of(run: NotebookRun) -> list[Standing]:
    """How the exercises of a run stand."""
    return [standing_of(card, runs=run.blame(card) is None) for card in run.cards]


def remember(place: Workplace, digest: str, run: NotebookRun) -> None:
    """Remember how every exercise stood in the notebook of that `digest`, unless more time may change it.

    Nothing is remembered where the notebook or a check was saved again while it ran: who knows which one that was.
    """
    if any(card.slow for card in run.cards) or digest != digest_of(place):
        return
    record = _Record(digest, standings_of(run))
    with suppress(OSError):  # then it is run again the next time
        write_whole(place.memory / FILE_NAME, msgspec.json.encode(record), mode=None)


def _remembered(place: Workplace) -> list[Standing] | None:
    try:
        record = msgspec.json.decode((place.memory / FILE_NAME).read_bytes(), type=_Record)
    except (OSError, msgspec.DecodeError):
        return None
    return record.standings if record.digest == digest_of(place) else None


def _untouched(place: Workplace) -> list[Standing] | None:
    """That nothing is written yet, where every solution cell is as it was released."""
    try:
        released = pristine(pristine_path(place))
    except LearningError:
        return None
    as_released, as_saved = (
        {grade_id_of(cell): source_of(cell) for cell in notebook["cells"] if is_solution(cell)}
        for notebook in (released, place.notebook())
    )
    if as_released != as_saved:
        return None
    return [Standing(name, Mark.WAITING, "not written yet") for name in place.exercises()]


def digest_of(place: Workplace) -> str:
    """What changes when the notebook does, or one of its checks; raises `LearningError` where one cannot be read."""
    files = [place.notebook_path, *(place.check_path(name) for name in place.checked)]
    try:
        return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
    except OSError as error:
        raise LearningError(f"{error.filename}: cannot be read ({error.strerror}).") from None
