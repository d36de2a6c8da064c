"""A guess is kept, and shown beside the answer."""

import nbclient
import nbformat
import pytest

from gradax import predict
from gradax.learning import notebook
from gradax.learning.predict import NONE_YET


@pytest.fixture
def shown(monkeypatch):
    """What has been shown: text and formats, call by call."""
    calls = []
    monkeypatch.setattr(notebook, "show", lambda text, **formats: calls.append((text, formats)))
    return calls


def test_the_guess_stands_beside_the_answer(shown):
    predict("The shape of `x @ y`", (3, 4))
    predict("The shape of `x @ y`", answer=(3, 5))
    (kept, _), (text, formats) = shown
    assert kept == "Your guess is kept: (3, 4). Now run the next cell."
    assert text == "The shape of `x @ y`\n  your guess: (3, 4)\n  the answer: (3, 5)"
    assert '<pre tabindex="0">(3, 4)</pre>' in formats["html"]
    assert '<pre tabindex="0">(3, 5)</pre>' in formats["html"]
    assert "<code>x @ y</code>" in formats["html"]


def test_dots_are_no_guess_yet(shown):
    predict("How many?", 3)
    predict("How many?", ...)
    predict("How many?", answer=4)
    assert shown[1][0] == "Write your guess in place of the dots, then run this cell and the next."
    assert shown[2][0] == f"How many?\n  your guess: {NONE_YET}\n  the answer: 4"


def test_an_answer_without_a_question_before_it_is_shown(shown):
    predict("Never asked", answer=4)
    assert NONE_YET in shown[0][0]


def test_none_is_a_guess(shown):
    predict("What comes back?", None)
    predict("What comes back?", answer=None)
    assert "your guess: None\n  the answer: None" in shown[1][0]


def test_markup_in_a_guess_is_text(shown):
    predict("<b>q</b>", "<script>alert(1)</script>")
    predict("<b>q</b>", answer="<img src=x>")
    html = shown[1][1]["html"]
    assert "&lt;script&gt;" in html
    assert not any(tag in html for tag in ("<script", "<img", "<b>q"))


def test_a_guess_that_cannot_be_written_down_is_no_mistake(shown):
    class Odd:
        def __repr__(self):
            raise ValueError

    predict("q", Odd())
    predict(["not", "a", "string"], answer=Odd())  # type: ignore[arg-type]
    assert "something of type Odd" in shown[0][0]
    assert "the answer: something of type Odd" in shown[1][0]


def test_outside_of_a_notebook_it_prints(capsys):
    predict("q", 1)
    assert capsys.readouterr().out == "Your guess is kept: 1. Now run the next cell.\n"


@pytest.mark.slow
def test_a_real_kernel_shows_the_card():
    cells = ["from gradax import predict\npredict('q', 1)", "predict('q', answer=2)"]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    ran = nbclient.NotebookClient(made, kernel_name="python3").execute()
    (output,) = ran.cells[1].outputs
    assert output.data["text/plain"] == "q\n  your guess: 1\n  the answer: 2"
    assert '<pre tabindex="0">2</pre>' in output.data["text/html"]


def test_in_a_guest_it_does_nothing(zygote):
    guest = zygote.guest()
    source = "from gradax import predict\nsaid = [predict('q', 1), predict('q', answer=2)]\ndef f(): return said"
    guest.request("cell", source=source, name="mine")
    assert guest.request("call", function="f", args=[], kwargs={}) == [None, None]
    guest.close()
