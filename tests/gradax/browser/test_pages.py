"""What people open can be read by everybody: light and dark, on a telephone, on paper, and by what reads aloud."""

import msgspec
import numpy as np
import pytest

from gradax.gradebook.converters.feedback import write_feedback
from gradax.gradebook.database.grades import GradeByHand
from gradax.learning import as_html
from gradax.learning.check_card import Mark, card_of
from gradax.learning.overview import ExerciseRow, Overview, Standing
from gradax.learning.pictures import pictures_of
from gradax.report.as_html import as_html as report_html
from gradax.report.class_code import ClassCode
from gradax.report.class_report import summarise
from gradax.results import ExerciseResult, Kind, Status, Stop, SubmissionResult, TestResult, Verdict
from gradax.testing import Compared

pytestmark = pytest.mark.slow

PAGES = ("feedback", "report", "card", "overview")
PHONE = 390
LONG = "x" * 200
CODE = f'''\
# A comment, and a line that is much longer than a telephone is wide: {LONG}
@staticmethod
class Bounds:
    """A docstring."""


def clamp(x, low, high):
    text, number, yes = f"{{x!r}}", 1.5, True and not False
    for _ in range(10):
        raise ValueError(text)
'''
STOP = "`clamp` raised ValueError: the value is odd. It stopped in `clamp`, line 10: `raise ValueError(text)`."
BARE = """<!DOCTYPE html><html lang="en"><head><title>x</title><meta name="viewport" content="width=device-width">
<style>:root {{ color-scheme: light dark }}
body {{ color: CanvasText; background: Canvas }}</style></head><body><main><h1>x</h1>{}</main></body></html>"""


def outcomes(*messages):
    told = [
        TestResult(name=f"test_{n}", rubric=f"Claim *{n}* on `clamp`.", verdict=Verdict.FAILED, message=text, kind=kind)
        for n, (text, kind) in enumerate(messages)
    ]
    passed = TestResult(name="test_passed", rubric=f"It stays. {LONG}", verdict=Verdict.PASSED)
    return [passed, *told]


def partly(student):
    """A result with everything in it that a page shows."""
    tests = outcomes(
        (STOP, Kind.EXCEPTION),
        (f"`clamp(7)` is *off*.\nexpected: 1\n     got: {LONG}", None),
        ("Too slow.", Kind.TIMEOUT),
    )
    tests[1] = msgspec.structs.replace(tests[1], stop=Stop("clamp", 10))
    broken = TestResult(name="test_ours", rubric="Ours.", verdict=Verdict.ERROR, message="The test broke.")
    exercises = [
        ExerciseResult(
            name="clamp", score=37.5, max_score=100.0, verdict=Verdict.FAILED, diagnosis="Forgets a bound.",
            tests=tests, follow_through=("mse", "step"),
        ),
        ExerciseResult(name="ours", score=0.0, max_score=10.0, verdict=Verdict.ERROR, tests=[broken]),
    ]  # fmt: skip
    return SubmissionResult(
        student=student, assignment="01_tiny", status=Status.GRADED, protection=None, score=37.5, max_score=110.0,
        seconds=2.5, warnings=[f"The cell `extra` is missing. {LONG}"], exercises=exercises,
    )  # fmt: skip


def feedback(tiny_class, _folder):
    tiny_class.hand_in("ada", CODE)
    tiny_class.record(partly("ada"))
    course = tiny_class.course()
    (path,) = write_feedback(course, course.assignment("01_tiny"))
    return path


def report(_tiny_class, folder):
    by_hand = [GradeByHand("ada", "explain", 5.0, 10.0), GradeByHand(LONG, "explain", None, 10.0)]
    students = ["ada", "ben", LONG, *(f"student-{number}" for number in range(9))]
    work = ClassCode(
        {student: {"clamp": CODE + "\n".join(f"y_{n} = f_{n}({n})" for n in range(40))} for student in students}
    )
    results = [partly(student) for student in students]
    pages = {"ada": "../../feedback/ada/01_tiny/01_tiny.html"}
    made = summarise("Warm-up", "01_tiny", results, ["a file"], by_hand, work=work, pages=pages)
    (folder / "report.html").write_text(report_html(made))
    return folder / "report.html"


def pictures():
    """One of each kind, and each as large as it gets."""
    matrix = np.arange(30_000.0).reshape(100, 300)
    rows = [{"device": number, "index": [[number, number + 1]], "shape": [1]} for number in range(64)]
    pairs = [
        (matrix, -matrix),
        (matrix[0], np.full(300, np.nan)),
        ({"w": [matrix, LONG] * 20, LONG: 1}, {"w": [1.0, LONG] * 20, LONG: 2}),
        ([{**rows[0], "index": [[0, 64]], "shape": [64]}], rows),
    ]
    return tuple(picture for pair in pairs for picture in pictures_of(Compared(*pair)))


def card(_tiny_class, folder):
    cards = [
        card_of("clamp", partly("ada").exercises[0].tests, 0.1, 10, {"test_1": pictures()}),
        card_of("ours", partly("ada").exercises[1].tests, 0.1, 10),
        card_of("unwritten", [TestResult(name="t", rubric="r", verdict=Verdict.FAILED, code="not-written")], 0.1),
        card_of("fine", outcomes(), 0.1, 10),
    ]
    shown = "".join(map(as_html.check_card_html, cards)).replace("<details", "<details open")
    (folder / "card.html").write_text(BARE.format(shown))
    return folder / "card.html"


def overview(_tiny_class, folder):
    rows = tuple(
        ExerciseRow(Standing(f"exercise_{mark.value}", mark, "1 of 2 checks pass"), 10, 20, 2) for mark in Mark
    )
    shown = as_html.overview_html(Overview("01", "Warm-up", rows), "Next: `clamp`.")
    (folder / "overview.html").write_text(BARE.format(shown))
    return folder / "overview.html"


@pytest.fixture(scope="module")
def opened(chromium):
    """The pages that are open, by name."""
    pages = {}
    yield pages
    for page in pages.values():
        page.close()


@pytest.fixture
def shown(chromium, opened, tiny_class, tmp_path):
    """Shows one of the pages, on a wide and light screen."""

    def shown(name):
        if name not in opened:
            opened[name] = chromium.open(globals()[name](tiny_class, tmp_path).as_uri())
        opened[name].look()
        return opened[name]

    return shown


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_it(shown, name):
    page = shown(name)
    assert {theme: looked_at(page, theme) for theme in ("light", "dark")} == {"light": [], "dark": []}


def looked_at(page, theme):
    page.look(theme=theme)
    return page.faults()


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_telephone(shown, name):
    page = shown(name)
    page.look(width=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_the_reports_plots_follow_the_theme_and_are_never_dark_on_paper(shown):
    page = shown("report")
    ink = "getComputedStyle(document.querySelector('svg text')).fill"
    inks = []
    for theme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        page.look(theme=theme, media=media)
        inks.append(page.evaluate(ink))
    light, dark, paper = inks
    assert dark != light == paper


def test_each_plot_of_the_report_has_a_table_beside_it(shown):
    page = shown("report")
    pairs = "document.querySelectorAll('.pair:has(figure svg):has(table)')"
    assert page.evaluate(f"{pairs}.length") == page.evaluate("document.querySelectorAll('svg').length") == 4


def test_the_report_fits_on_paper(shown):
    page = shown("report")
    page.look(width=700, media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


def test_feedback_is_dark_where_one_wants_it_dark_and_never_on_paper(shown):
    page = shown("feedback")
    background = "getComputedStyle(document.body).backgroundColor"
    page.look(theme="dark")
    assert page.evaluate(background) == "rgb(13, 17, 23)"
    page.look(theme="dark", media="print")
    assert page.evaluate(background) == "rgb(255, 255, 255)"


def test_no_code_is_cut_off_on_paper(shown):
    page = shown("feedback")
    page.look(width=700, media="print")
    assert page.evaluate("[...document.querySelectorAll('pre')].every(e => e.scrollWidth <= e.clientWidth)")


def test_the_line_at_which_it_stopped_is_marked(shown):
    page = shown("feedback")
    assert page.evaluate("document.querySelector('.stopped').id") == "clamp-line-10"
    assert page.evaluate("document.querySelectorAll('.stopped').length") == 1
    assert page.evaluate("document.querySelector('.stopped').textContent.trim()") == "raise ValueError(text)"


def test_what_to_do_next_leads_to_the_answer(shown):
    page = shown("feedback")
    link = page.evaluate("document.querySelector('.next a').getAttribute('href')")
    assert page.evaluate(f"document.querySelector('{link}').textContent.includes('def clamp')")
