"""Two thousand broken notebooks, each of which ends in a verdict or in a sentence that a person understands.

The seed is fixed; GRADAX_SEED gives another one, and GRADAX_MUTATION the number of the one mutation to look at.
"""

import copy
import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
import pytest

from gradax.authoring.sample_class import MEMBERS, Material
from gradax.course import Course
from gradax.course.notebook import grade_id_of, is_by_hand, is_code
from gradax.gradebook.converters.autograded_notebook import with_cards
from gradax.gradebook.converters.feedback import write_feedback
from gradax.gradebook.database.grades import grades
from gradax.gradebook.record import record
from gradax.grading.batch import Batch
from gradax.grading.cache import ResultCache
from gradax.grading.grade import malformed_result, release_of
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict
from gradax.submission.canonical import canonicalise
from gradax.submission.parsing import CELLS_MAX, SOURCE_MAX
from gradax.submission.reconcile import is_answer
from gradax.submission.search import find_submissions
from gradax.testing.plugin import SEED_VARIABLE
from gradax.text import points

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SEED = int(os.environ.get(SEED_VARIABLE) or 2000)
ONLY = os.environ.get("GRADAX_MUTATION")
NUMBERS = [int(ONLY)] if ONLY else [*range(2000)]
HANDED_IN = ("ada", "emmy", "grace", "sofia", "blaise", "mallory")  # members whose files are whole
HONEST_EVERY, RECORDED_EVERY = 50, 40

ODD_TEXTS = {
    "NUL": "\0",
    "byte order mark": "\ufeff",
    "bidi": "\u202e\u2066# \u2069",
    "high surrogate": "\ud800",
    "low surrogate": "\udfff",
    "split pair": "\ud83d\ude00",
    "highest": "\U0010ffff",
    "not a character": "\ufffe\uffff",
    "decomposed": "e\u0301ﬁ",
    "line separators": "\u2028\u2029\x85\x0b\x0c\x1c",
    "escapes": "\x1b[31m\x07\x08",
    "markup": "</code></pre><script>alert(1)</script>",
    "percent": "%%bash\n!rm -rf /\n?",
}
# What `json.dumps` does not write, by what it writes in its place.
RAW = {
    '"<deep>"': "[" * 5000 + "]" * 5000,
    '"<nested>"': '{"a":' * 300 + "{}" + "}" * 300,
    '"<huge>"': "9" * 5000,
    '"<beyond>"': "-1e99999",
    '"<twice>"': '{"source": 1, "source": "x = 1", "source": [2]}',
}
ANYTHING = [
    *(None, True, False, 0, -1, 4, 0.5, 2**70, float("nan"), float("inf"), "", "code", "double", "test_double"),
    *([], {}, [None], ["x\n", 3], [["x"]], {"nbgrader": None}, {"nbgrader": {"grade_id": []}}, {"a": {"b": [{}]}}),
    *(json.loads(raw) for raw in RAW),
    *ODD_TEXTS.values(),
]  # fmt: skip


def cells_of(made):
    found = made.get("cells")
    return [cell for cell in found if isinstance(cell, dict)] if isinstance(found, list) else []


def any_cell(made, chance):
    return chance.choice(cells_of(made) or [{}])


def any_source(made, chance):
    """A code cell with a text of one piece, and that text."""
    cells = [cell for cell in cells_of(made) if cell.get("cell_type") == "code"]
    cell = chance.choice(cells or [{}])
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    cell["source"] = "".join(line for line in lines if isinstance(line, str))
    return cell, cell["source"]


def any_place(made, chance):
    """A container somewhere in the tree, and a key of it."""
    node, key = made, chance.choice(list(made))
    while isinstance(node[key], dict | list) and node[key] and chance.random() < 0.85:
        node = node[key]
        key = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
    return node, key


def cell_list(made):
    return made["cells"] if isinstance(made.get("cells"), list) and made["cells"] else [{}]


def delete_cell(made, chance):
    cells = cell_list(made)
    del cells[chance.randrange(len(cells))]


def copy_cell(made, chance):
    cells = cell_list(made)
    cells.insert(chance.randrange(len(cells)), copy.deepcopy(chance.choice(cells)))


def copy_cell_and_write(made, chance):
    cells = cell_list(made)
    copied = copy.deepcopy(chance.choice(cells))
    cells.append(copied | {"source": "pass"} if isinstance(copied, dict) else copied)


def move_cell(made, chance):
    cells = cell_list(made)
    cells.insert(chance.randrange(len(cells)), cells.pop(chance.randrange(len(cells))))


def shuffle_cells(made, chance):
    chance.shuffle(cell_list(made))


def retype_cell(made, chance):
    any_cell(made, chance)["cell_type"] = chance.choice(["markdown", "raw", "code", "heading", "", None, 3, ["code"]])


def swap_parts(made, chance):
    """Two cells get each other's metadata, ids or sources."""
    one, other, part = any_cell(made, chance), any_cell(made, chance), chance.choice(["metadata", "id", "source"])
    one[part], other[part] = other.get(part), one.get(part)


def set_setting(made, chance):
    metadata = any_cell(made, chance).setdefault("metadata", {})
    nbgrader = metadata.setdefault("nbgrader", {}) if isinstance(metadata, dict) else {}
    if isinstance(nbgrader, dict):
        name = chance.choice(
            ["points", "locked", "grade", "solution", "grade_id", "schema_version", "cell_type", "task"]
        )
        nbgrader[name] = chance.choice([*ANYTHING, 1000, -1e300])


def strip_metadata(made, chance):
    for cell in cells_of(made):
        if chance.random() < 0.5:
            cell["metadata"] = chance.choice([{}, None, []])


def same_id(made, chance):
    any_cell(made, chance)["id"] = any_cell(made, chance).get("id")


def odd_text(made, chance):
    cell, source = any_source(made, chance)
    at = chance.randrange(len(source) + 1)
    cell["source"] = source[:at] + chance.choice(list(ODD_TEXTS.values())) * chance.choice([1, 1, 500]) + source[at:]


def odd_source(made, chance):
    any_cell(made, chance)["source"] = chance.choice([*ANYTHING, "x" * (SOURCE_MAX + 1), ["x = 1\n"] * 5000, "(" * 500])


def cut_source(made, chance):
    cell, source = any_source(made, chance)
    cell["source"] = source[: chance.randrange(len(source) + 1)]


def lines_of_source(made, chance):
    cell, source = any_source(made, chance)
    cell["source"] = source.splitlines(keepends=True) if chance.random() < 0.5 else list(source)


def huge_output(made, chance):
    text = chance.choice(["A" * 60, "<script>alert(1)</script>\n", "\x1b[31m", "é"]) * chance.choice(
        [100, 3000, 40_000]
    )
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": text, "image/svg+xml": text}}
    any_cell(made, chance)["outputs"] = [output] * chance.choice([1, 1, 3])


def add_cells(made, chance):
    added = {
        "cell_type": "code",
        "source": chance.choice(["helper = 1", "import math", "%time 1", "def double(x): return 7"]),
    }
    cell_list(made).extend([added] * chance.choice([1, 3, 30, CELLS_MAX]))


def add_entry(made, chance):
    cell_list(made).insert(0, chance.choice(ANYTHING))


def change_value(made, chance):
    node, key = any_place(made, chance)
    node[key] = chance.choice(ANYTHING)


def prune(made, chance):
    node, key = any_place(made, chance)
    del node[key]


def change_format(made, chance):
    made[chance.choice(["nbformat", "nbformat_minor"])] = chance.choice([3, 4.0, 5, "4", 0, 99, -1, *ANYTHING])


def other_language(made, chance):
    made["metadata"] = chance.choice(
        [
            {"kernelspec": {"name": "ir", "language": "R"}},
            {"language_info": {"name": "julia"}},
            {"kernelspec": []},
            [],
            None,
        ]
    )


def flip_bytes(data, chance):
    flipped = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def truncate(data, chance):
    return data[: chance.randrange(len(data))]


def cut_out(data, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice([1, 10, 1000]) :]


def repeat_piece(data, chance):
    start = chance.randrange(len(data))
    end = start + chance.choice([1, 10, 1000])
    return data[:end] + data[start:]


def insert_junk(data, chance):
    junk = chance.choice(
        [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\0", b"\\ud800", b"\\u0000", b'"', b"}", b"NaN"]
    )
    at = chance.randrange(len(data) + 1)
    return data[:at] + junk + data[at:]


def surround(data, chance):
    before, after = chance.choice(
        [
            (b"\xef\xbb\xbf", b""),
            (b"\xef\xbb\xbf" * 2, b""),
            (b"\n\t ", b"\r\n"),
            (b"", b"{}"),
            (b"[", b"]"),
            (b"", b"\0"),
            (b"//\n", b""),
        ]
    )
    return before + data + after


def recode(data, chance):
    encoding = chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp037"])
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def other_newlines(data, chance):
    return data.replace(b"\n", chance.choice([b"\r\n", b"\r"])).replace(
        b"\\n", chance.choice([b"\\n", b"\\r\\n", b"\\r"])
    )


def repeat_keys(data, chance):
    key = chance.choice([b'"source":', b'"metadata":', b'"cells":', b'"nbformat":', b'"grade_id":', b'"cell_type":'])
    return data.replace(key, key + chance.choice([b" 1, ", b" [], ", b" {}, "]) + key, chance.choice([1, 1000]))


def nothing_left(data, chance):
    return chance.choice(
        [b"", b" \n", b"\0" * 100, b"null", b"[]", b"{}", b"\xff\xfe", b'""', b"PK\x03\x04", b"<html>"]
    )


IN_JSON = (
    *(delete_cell, copy_cell, copy_cell_and_write, move_cell, shuffle_cells, retype_cell, swap_parts, set_setting),
    *(strip_metadata, same_id, odd_text, odd_source, cut_source, lines_of_source, huge_output, add_cells, add_entry),
    *(change_value, prune, change_format, other_language),
)
IN_BYTES = (
    *(flip_bytes, truncate, cut_out, repeat_piece, insert_junk, surround, recode, other_newlines, repeat_keys),
    nothing_left,
)


@dataclass(frozen=True)
class Mutation:
    """A broken notebook: which it is of the seed's, what was done to it, and its bytes."""

    number: int
    steps: tuple[str, ...]
    data: bytes

    def told(self, problem):
        replay = f"{SEED_VARIABLE}={SEED} GRADAX_MUTATION={self.number} pytest tests/gradax/grading/test_mutations.py"
        return f"mutation {self.number} ({', '.join(self.steps)}): {problem}\n  replay it: {replay}"


def mutated(number: int, text_of: Callable[[random.Random], str]) -> Mutation:
    """The mutation of that number, of a notebook that `text_of` chooses."""
    chance = random.Random(f"{SEED} {number}")
    made = json.loads(text_of(chance))
    steps = [(IN_JSON + IN_BYTES)[number % len(IN_JSON + IN_BYTES)]]  # each has its turn
    steps += chance.choices(IN_JSON, k=chance.choice([0, 0, 1, 3])) + chance.choices(IN_BYTES, k=chance.random() < 0.2)
    for step in (step for step in steps if step in IN_JSON):
        if made:
            step(made, chance)
    text = json.dumps(made, indent=chance.choice([None, 1]), ensure_ascii=chance.random() < 0.5)
    for written, raw in RAW.items():
        text = text.replace(written, raw)
    data = text.encode("utf-8", "surrogatepass")
    for step in (step for step in steps if step in IN_BYTES):
        data = step(data, chance) if data else data
    return Mutation(number, tuple(step.__name__ for step in steps), data)


def require(condition, problem):
    if not condition:
        raise AssertionError(problem)


def require_sentence(text):
    require(text[:1].isupper() and text.endswith("."), f"no sentence: {text!r}")
    require(text.isprintable() and len(text) < 400, f"not to be read: {text!r}")
    require("Traceback" not in text and "codec" not in text, f"Python's words: {text!r}")


def as_released(cell):
    """A released cell as a canonical notebook has it, without what students may write."""
    may_change = is_answer(cell) or (is_code(cell) and grade_id_of(cell) is None)
    bare = cell | ({"outputs": [], "execution_count": None} if is_code(cell) else {})
    return {key: value for key, value in bare.items() if not (key == "source" and may_change)}


def check_form(release, canonical):
    """The canonical notebook is valid; only what students write differs from the release."""
    made = canonical.notebook
    nbformat.validate(made)
    json.dumps(made, ensure_ascii=False).encode()
    ours = [cell for cell in made["cells"] if not cell["id"].startswith("added-")]
    require([*map(as_released, ours)] == [*map(as_released, release["cells"])], "a released cell is another")
    for cell in made["cells"]:
        if cell["id"].startswith("added-"):
            bare = {"code": (("outputs", []), ("execution_count", None)), "markdown": ()}[cell["cell_type"]]
            kept = {"id": cell["id"], "cell_type": cell["cell_type"], "metadata": {}, "source": cell["source"]}
            require(cell == {**kept, **dict(bare)}, "an odd cell was added")
    require({**made, "cells": None} == {**release, "cells": None}, "the notebook's own metadata is another's")
    if canonical.malformed is None:
        expected = [grade_id_of(cell) for cell in release["cells"] if is_answer(cell) and not is_by_hand(cell)]
        require([cell.exercise for cell in canonical.cells if cell.exercise] == expected, "not each exercise, once")
    else:
        require(canonical.cells == (), "what cannot be read would run")


def check_words(canonical):
    for sentence in canonical.warnings:
        require_sentence(sentence)
    require(len(set(canonical.warnings)) == len(canonical.warnings) <= 20, "too many words")
    require("Error" not in (canonical.malformed or ""), f"Python's words: {canonical.malformed}")
    require(canonical.malformed is None or canonical.warnings == (canonical.malformed,), "no reason was given")


def check_pages(assignment, canonical):
    """The autograded notebook is valid, its HTML ours alone; the result can be kept and read again."""
    result = malformed_result(assignment, "m", "A", canonical.malformed or "")
    if canonical.malformed is None:
        exercises = [
            ExerciseResult(name=each.name, score=0.0, max_score=each.points, verdict=Verdict.FAILED)
            for each in assignment.exercises
        ]
        result = SubmissionResult(
            student="m",
            assignment=assignment.name,
            status=Status.GRADED,
            protection="A",
            score=0.0,
            max_score=100.0,
            seconds=0.1,
            warnings=list(canonical.warnings),
            exercises=exercises,
        )
    require(SubmissionResult.from_json(result.to_json()) == result, "the result does not survive its file")
    shown = with_cards(canonical.notebook, result)
    nbformat.validate(shown)
    outputs = [output["data"]["text/html"] for cell in shown["cells"] for output in cell.get("outputs", ())]
    require(len(outputs) == 1 + len(result.exercises), "not one card for each exercise")
    require(not any("<script" in html or "\x1b" in html for html in outputs), "a card is not inert")


def test_the_trusted_side_reads_whatever_was_handed_in():
    course = Course.open(ROOT)
    limit = course.config.limits.notebook_mib << 20
    releases = {each.name: release_of(each) for each in course.assignments}
    before = copy.deepcopy(releases)
    caches = {each.name: ResultCache(course, each, "A") for each in course.assignments}
    members = [member for member in MEMBERS if member.name in HANDED_IN]

    @cache
    def text(name, member):
        material = Material(course.assignment(name), releases[name], random.Random(f"{SEED} {name} {member.name}"))
        return member.hand_in(material)

    problems, malformed = [], 0
    for number in NUMBERS:
        assignment = course.assignments[number % len(course.assignments)]
        release = releases[assignment.name]
        mutation = mutated(number, lambda chance, name=assignment.name: text(name, chance.choice(members)))
        try:
            canonical = canonicalise(release, mutation.data, max_bytes=limit)
            check_form(release, canonical)
            check_words(canonical)
            check_pages(assignment, canonical)
            caches[assignment.name].key("m", canonical)
            malformed += canonical.malformed is not None
        except Exception as error:
            problems.append(mutation.told(f"{type(error).__name__}: {error}"))
    assert not problems, "\n".join(problems[:10])
    assert releases == before
    assert ONLY or 0.1 < malformed / len(NUMBERS) < 0.5


def perfect_of(hand, release):
    """The text of a submission of the small course in which everything is right."""
    made = copy.deepcopy(release)
    for name, source in hand.solutions.items():
        hand.find(made, name)["source"] = source
    return json.dumps(made)


@pytest.fixture
def graded(course_root, hand, protection):
    """Hands in and grades a class of the small course; its files stay as they came."""

    def graded(handed_in):
        submitted = course_root / "submitted"
        paths = {student: submitted / student / hand.name / f"{hand.name}.ipynb" for student in handed_in}
        for student, path in paths.items():
            path.parent.mkdir(parents=True)
            path.write_bytes(handed_in[student])
        batch = Batch(Course.open(course_root), Course.open(course_root).assignment(hand.name), protection, workers=2)
        found = [*batch.grade(find_submissions(submitted, hand.name))]
        assert {student: path.read_bytes() for student, path in paths.items()} == handed_in
        return found

    return graded


def test_a_batch_of_them_is_graded_to_its_end(graded, release, hand):
    perfect = perfect_of(hand, release)
    mutations = {f"s{number:04}": mutated(number, lambda chance: perfect) for number in NUMBERS}
    handed_in = {student: mutation.data for student, mutation in mutations.items()}
    honest = {f"{student}_honest" for student in [*mutations][::HONEST_EVERY]}
    handed_in |= dict.fromkeys(honest, perfect.encode())
    results = [each.result for each in graded(handed_in)]
    problems = []
    for result in results:
        student = result.student
        if student in honest:
            if (result.status, result.score) != (Status.GRADED, 100.0):
                problems.append(f"{student}, in the middle of the others: {result.status}, {result.score} points")
            continue
        try:
            check_result(result, canonicalise(release, handed_in[student], max_bytes=1 << 20), hand)
        except Exception as error:
            problems.append(mutations[student].told(f"{type(error).__name__}: {error}"))
    assert not problems, "\n".join(problems[:10])
    assert [result.student for result in results] == sorted(handed_in)


def test_what_became_of_them_is_recorded_and_told(graded, course_root, release, hand):
    perfect = perfect_of(hand, release)
    mutations = {f"s{number:04}": mutated(number, lambda chance: perfect) for number in NUMBERS[::RECORDED_EVERY]}
    found = graded({student: mutation.data for student, mutation in mutations.items()})
    course = Course.open(course_root)
    assignment = course.assignment(hand.name)
    record(course, assignment, found)
    recorded = {grade.student: grade.score for grade in grades(course, [assignment])}
    assert recorded == {each.result.student: each.result.score for each in found}
    for page in write_feedback(course, assignment):
        html = page.read_text(encoding="utf-8")
        student = page.parts[-3]
        assert f"{points(recorded[student] or 0)} of 100 points" in html, mutations[student].told(
            "its page lacks its points"
        )
        assert "<script" not in html, mutations[student].told("its page is not inert")


def check_result(result, canonical, hand):
    """It is graded, or malformed with a sentence; untouched code has its points."""
    require(result.status in (Status.GRADED, Status.MALFORMED), f"{result.status}: {result.warnings}")
    require((result.status is Status.MALFORMED) == (canonical.malformed is not None), f"it is {result.status}")
    for sentence in result.warnings:
        require_sentence(sentence)
    if result.status is Status.MALFORMED:
        require((result.score, result.warnings) == (0.0, [canonical.malformed]), "no reason was given")
        return
    require(sum(exercise.score for exercise in result.exercises) == result.score, "the points do not add up")
    require({one.name: one.max_score for one in result.exercises} == hand.points, "the points are not the course's")
    written = {cell.exercise or cell.name: cell.source.strip() for cell in canonical.cells}
    untouched = all(written[name] == source.strip() for name, source in hand.solutions.items())
    if untouched and set(written) == {"setup", "kept", *hand.solutions} and written["kept"] == "factor = 3":
        require(result.score == 100.0, f"{result.score} points for what is right")
