"""`predict`: a guess is kept, and shown beside the answer."""

from __future__ import annotations

from gradax.html import render
from gradax.learning import notebook
from gradax.text import printable

NONE_YET = "none yet (write one in place of the dots, and run both cells again)"
_CHARACTERS = 1000
_guesses: dict[str, str] = {}  # by question, for as long as the kernel runs; the cell keeps it longer


def predict(question: str, guess: object = ..., *, answer: object = ...) -> None:
    """Keep your guess; called again with the `answer`, show the two side by side.

    Any value is fine as a guess, a word in quotes as well as a number. Nobody grades it.

    Args:
        question: what is asked; the same in both calls.
        guess: what you think; dots where you have not made up your mind.
        answer: what came out.
    """
    asked = _shown(question)
    if answer is not ...:
        told = _guesses.get(asked, NONE_YET)
        found = _shown(answer)
        html = render("learning/prediction_card.html.j2", question=asked, guess=told, answer=found)
        notebook.show(f"{asked}\n  your guess: {told}\n  the answer: {found}", html=html)
    elif guess is ...:
        _guesses.pop(asked, None)
        notebook.show("Write your guess in place of the dots, then run this cell and the next.")
    else:
        _guesses[asked] = _shown(guess)
        notebook.show(f"Your guess is kept: {_guesses[asked]}. Now run the next cell.")


def _shown(value: object) -> str:
    """A value as one would write it down; a string without its quotes."""
    try:
        text = value if isinstance(value, str) else repr(value)
        return printable(text[:_CHARACTERS])
    except Exception:  # whatever a half-made object's `repr` may do, a guess is no mistake
        return f"something of type {type(value).__name__}"
