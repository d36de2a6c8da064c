"""results.json: the contract, written and read back."""

import json

import msgspec
import pytest

from gradax.results import ExerciseResult, Kind, ResultError, Status, SubmissionResult, TestResult, Verdict

RESULT = SubmissionResult(
    student="ada",
    assignment="04_mlp",
    status=Status.GRADED,
    protection="A",
    score=88.0,
    max_score=100.0,
    seconds=3.1,
    exercises=[
        ExerciseResult(
            name="forward",
            score=12.0,
            max_score=12.0,
            verdict=Verdict.PASSED,
            tests=[TestResult(name="test_a", rubric="A.", verdict=Verdict.FAILED, kind=Kind.CPU_LIMIT)],
        )
    ],
)


def test_every_key_of_the_contract_is_written():
    data = json.loads(RESULT.to_json())
    assert list(data) == [
        "format_version", "student", "assignment", "status", "protection", "score", "max_score", "seconds",
        "warnings", "exercises",
    ]  # fmt: skip
    assert list(data["exercises"][0]) == ["name", "score", "max_score", "verdict", "diagnosis", "tests"]
    assert data["exercises"][0]["tests"][0] == {
        "name": "test_a", "rubric": "A.", "verdict": "failed", "kind": "cpu-limit", "message": None, "weight": 1,
    }  # fmt: skip


def test_what_was_written_is_read_back(tmp_path):
    path = tmp_path / "results.json"
    path.write_bytes(RESULT.to_json())
    assert SubmissionResult.read(path) == RESULT


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"{", "not a submission's result"),
        (RESULT.to_json().replace(b'"graded"', b'"perfect"'), "not a submission's result"),
        (RESULT.to_json().replace(b'"format_version": 1', b'"format_version": 2'), "format_version is 2"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, data, sentence):
    path = tmp_path / "results.json"
    path.write_bytes(data)
    with pytest.raises(ResultError, match=f"results.json.*{sentence}"):
        SubmissionResult.read(path)


def test_a_reason_is_written_where_there_is_one():
    data = msgspec.structs.replace(RESULT, status=Status.MALFORMED, reason="The file is empty.")
    assert json.loads(data.to_json())["reason"] == "The file is empty."
    assert SubmissionResult.from_json(data.to_json()) == data
