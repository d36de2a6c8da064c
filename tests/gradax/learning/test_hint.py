import pytest

from gradax import hint
from gradax.learning.quiet import LearningError


@pytest.fixture
def here(make, monkeypatch):
    place = make()
    monkeypatch.chdir(place.folder)
    return place


def test_it_says_which_rung_of_how_many(here, capsys):
    hint("double")
    out = capsys.readouterr().out
    assert "**Hint 1 of 3** for `double`" in out
    assert "What is twice three?" in out
    assert 'For the next hint, run `hint("double")` again.' in out


def test_the_last_rung_says_so(here, capsys):
    for _ in range(3):
        hint("double")
    assert "This is the last hint." in capsys.readouterr().out


def test_the_end_of_the_ladder_is_told_kindly(here, capsys):
    for _ in range(4):
        hint("double")
    last = capsys.readouterr().out.rpartition("**Hint")[2]
    assert "`2 * x`" in last
    assert "show your notebook to somebody" in last


def test_a_misspelt_exercise(here):
    with pytest.raises(LearningError, match="did you mean `double`"):
        hint("doubel")


def test_a_function_in_place_of_its_name(here, capsys):
    def double(): ...

    hint(double)
    assert "**Hint 1 of 3** for `double`" in capsys.readouterr().out


def test_what_is_no_name(here):
    with pytest.raises(LearningError, match=r'in quotes: hint\("forward"\)'):
        hint(3)
