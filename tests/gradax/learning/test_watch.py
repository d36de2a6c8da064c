from itertools import islice

import pytest

from gradax.learning.watch import saves


def test_the_first_look_counts_as_a_save(tmp_path):
    path = tmp_path / "a.ipynb"
    path.touch()
    assert next(saves(path)) is None


def test_a_save_is_noticed_and_nothing_else(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("1")
    looks = []

    def sleep(seconds):
        looks.append(seconds)
        if len(looks) == 3:
            path.write_text("22")

    assert len(list(islice(saves(path, sleep), 2))) == 2
    assert len(looks) == 3


def test_a_file_that_is_gone_for_a_moment_is_waited_for(tmp_path):
    path = tmp_path / "a.ipynb"
    assert list(islice(saves(path, lambda _: path.touch()), 1)) == [None]


def test_it_lets_an_interrupt_through(tmp_path):
    def sleep(seconds):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(saves(tmp_path / "absent", sleep))
