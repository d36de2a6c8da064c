import json

import pytest

from gradax.learning import bookmarks
from gradax.learning.bookmarks import open_next_hint, opened_hints


def test_each_call_opens_the_next_rung(tmp_path):
    assert [open_next_hint(tmp_path, "f", 3) for _ in range(4)] == [(1, True), (2, True), (3, True), (3, False)]


def test_exercises_have_ladders_of_their_own(tmp_path):
    open_next_hint(tmp_path, "f", 3)
    open_next_hint(tmp_path, "g", 3)
    assert opened_hints(tmp_path) == {"f": 1, "g": 1}


def test_it_is_written_down(tmp_path):
    open_next_hint(tmp_path / "memory", "f", 3)
    assert json.loads((tmp_path / "memory" / "progress.json").read_text()) == {"format_version": 1, "hints": {"f": 1}}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"hints": 3}', b'{"hints": {"f": "x"}}', b"\xff\xfe"])
def test_a_damaged_file_begins_anew(tmp_path, content):
    (tmp_path / "progress.json").write_bytes(content)
    assert open_next_hint(tmp_path, "f", 3) == (1, True)


@pytest.mark.parametrize(("written", "rung"), [(-5, 1), (99, 3)])
def test_an_impossible_count_is_brought_within_the_ladder(tmp_path, written, rung):
    (tmp_path / "progress.json").write_text(json.dumps({"hints": {"f": written}}))
    assert open_next_hint(tmp_path, "f", 3)[0] == rung


def test_where_nothing_can_be_written_it_is_kept_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(bookmarks, "_unsaved", {})
    blocked = tmp_path / "file"
    blocked.touch()
    assert [open_next_hint(blocked / "memory", "f", 3)[0] for _ in range(2)] == [1, 2]
