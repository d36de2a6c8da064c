import pytest

from gradax.learning.check_card import Mark
from gradax.learning.rerun import rerun
from gradax.learning.standing import stand


@pytest.fixture
def runs(monkeypatch):
    """Counts how often a notebook was run."""
    calls = []
    monkeypatch.setattr(
        "gradax.learning.standing.rerun", lambda *args, **options: calls.append(args) or rerun(*args, **options)
    )
    return calls


def stands(place, **options):
    return [(row.standing.exercise, row.standing.summary) for row in stand(place, **options).rows]


def test_it_runs_the_notebook_once_for_each_change(make, runs):
    place = make()
    both = [("double", "both checks pass"), ("last", "passed")]
    assert stands(place) == stands(place) == both
    assert len(runs) == 1
    assert stands(make("1 / 0")) == [("double", "its cell does not run"), ("last", "passed")]
    place.check_path("last").write_text("def test_x(student): pass")
    assert len(runs) == 2
    stands(place)
    assert len(runs) == 3


def test_an_untouched_notebook_is_not_run(make, runs, stub):
    assert stands(make(stub, "")) == [("double", "not written yet"), ("last", "not written yet")]
    assert runs == []


def test_what_more_time_may_change_is_not_remembered(make, runs):
    place = make("def double(x):\n    while True: pass")
    for _ in range(2):
        stands(place, seconds=0.3)
    assert len(runs) == 2


def test_what_was_saved_while_it_ran_is_not_remembered(make, monkeypatch):
    place = make()

    def save_meanwhile(*args, **options):
        yield from rerun(*args, **options)
        make("1 / 0")

    monkeypatch.setattr("gradax.learning.standing.rerun", save_meanwhile)
    assert stands(place)[0] == ("double", "both checks pass")
    assert not (place.memory / "standing.json").exists()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"digest": 3}', b"\xff"])
def test_a_damaged_record_is_not_believed(make, content):
    place = make()
    stands(place)
    (place.memory / "standing.json").write_bytes(content)
    assert stands(place)[1] == ("last", "passed")


def test_a_folder_that_cannot_be_written_to(make):
    place = make()
    place.memory.write_text("in the way")
    assert stands(place)[1] == ("last", "passed")


def test_a_notebook_that_cannot_be_read_is_told_of(make):
    place = make()
    place.notebook_path.write_text("?")
    overview = stand(place)
    assert "not a notebook" in overview.trouble
    assert [row.standing.mark for row in overview.rows] == [Mark.BROKEN, Mark.BROKEN]


def test_a_folder_without_its_notebook_is_told_of(make):
    place = make()
    place.notebook_path.unlink()
    assert "There is no notebook" in stand(place).trouble
