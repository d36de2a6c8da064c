import json
from html.parser import HTMLParser

import pytest

from gradax.course import CourseError
from gradax.gradebook.config import configure
from gradax.gradebook.converters.feedback import write_feedback
from gradax.results import Status, Verdict

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


class Page(HTMLParser):
    """What an HTML parser finds in a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def page_of(tiny_class):
    """Writes the feedback and reads one student's page."""

    def read(student):
        course = tiny_class.course()
        write_feedback(course, course.assignment(tiny_class.name))
        return (tiny_class.root / "feedback" / student / "01_tiny" / "01_tiny.html").read_text()

    return read


def test_a_page_shows_the_code_and_the_verdicts(tiny_class, make_result, page_of):
    tiny_class.hand_in("ada", "def clamp(x, low, high):\n    return 'my own words'\n")
    tiny_class.record(make_result("ada", 37.5, diagnosis="Forgets a bound."))
    text = Page(page_of("ada")).text
    for words in ("my own words", "37.5 of 100 points", "A bound holds.", "The bound.", "Forgets a bound.", "ada"):
        assert words in text


def test_nothing_of_a_students_is_live(tiny_class, make_result, page_of):
    def plant(notebook):
        notebook["cells"].append({"cell_type": "markdown", "id": "m", "metadata": {}, "source": PAYLOAD})
        output = {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": PAYLOAD, "image/svg+xml": PAYLOAD},
        }
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [output]
            cell["attachments"] = {"x.svg": {"image/svg+xml": PAYLOAD}}
        added = {"cell_type": "code", "id": "n", "metadata": {}, "outputs": [output], "execution_count": 1}
        notebook["cells"].append(added | {"source": f"%%html\n{PAYLOAD}"})
        notebook["metadata"]["title"] = PAYLOAD

    student = "<img src=x onerror=alert(1)>"
    tiny_class.hand_in(student, f"'''{PAYLOAD}'''", change=plant)
    tiny_class.record(make_result(student, 50.0, warnings=[PAYLOAD], text=PAYLOAD, diagnosis=PAYLOAD))
    html = page_of(student)
    page = Page(html)
    assert not page.tags & {"script", "img", "svg", "iframe", "object", "embed", "link", "form", "base"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [value for name, value in page.attributes if name in ("href", "src") and not value.startswith("#")]
    assert ESCAPED in html  # it is there, as the text that it is


def test_a_page_allows_no_script_and_loads_nothing(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada"))
    html = page_of("ada")
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in Page(html).attributes
    assert "http:" not in html
    assert "https:" not in html


def test_the_policy_keeps_messages_and_diagnoses_back(tiny_class, make_result, page_of):
    with (tiny_class.root / "course.yaml").open("a") as file:
        file.write("feedback: {show_messages: false, show_diagnosis: false}\n")
    tiny_class.record(make_result("ada", 50.0, text="The secret message.", diagnosis="The secret diagnosis."))
    text = Page(page_of("ada")).text
    assert "A bound holds." in text
    assert "secret" not in text


def test_only_the_page_is_in_feedback(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada"))
    page_of("ada")
    assert [path.name for path in (tiny_class.root / "feedback").rglob("*") if path.is_file()] == ["01_tiny.html"]


def test_points_and_a_comment_given_by_hand_are_on_the_page(tiny_class, make_result, page_of):
    from nbgrader.api import Gradebook

    tiny_class.record(make_result("ada", 50.0))
    page_of("ada")
    with Gradebook(f"sqlite:///{tiny_class.root / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_submission_notebook("01_tiny", "01_tiny", "ada")
        notebook.grades[0].manual_score = 61.0
        notebook.comments[0].manual_comment = f"Well tried. {PAYLOAD}"
        gradebook.db.commit()
    html = page_of("ada")
    assert "61 of 100 points" in html
    assert "Well tried. &lt;script&gt;" in html


def test_a_malformed_submission_has_a_page_that_says_why(tiny_class, make_result, page_of):
    tiny_class.hand_in("mal").write_text('{"cells": [')
    tiny_class.record(make_result("mal", 0.0, status=Status.MALFORMED, warnings=["The file was cut off."]))
    text = Page(page_of("mal")).text
    assert "The file was cut off." in text
    assert "0 of 100 points" in text
    assert "Your answer" not in text  # there is none that we could read


def test_what_we_could_not_grade_is_not_shown_as_zero(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada", 50.0, status=Status.ERROR, verdict=Verdict.ERROR))
    text = Page(page_of("ada")).text
    assert "not graded yet" in text
    assert "This is not final" in text
    assert "It is not your fault" in text


def test_a_student_with_brackets_in_the_id_gets_a_page(tiny_class, make_result, page_of):
    tiny_class.record(make_result("we[i]rd *"))
    assert "100 of 100 points" in page_of("we[i]rd *")


def test_one_student_only(tiny_class, make_result):
    tiny_class.record(make_result("ada"), make_result("bob"))
    course = tiny_class.course()
    pages = write_feedback(course, course.assignment("01_tiny"), ["bob"])
    assert pages == [tiny_class.root / "feedback" / "bob" / "01_tiny" / "01_tiny.html"]
    assert not (tiny_class.root / "feedback" / "ada").exists()


def test_a_student_who_is_not_there_is_named(tiny_class, make_result):
    tiny_class.record(make_result("ada"))
    course = tiny_class.course()
    with pytest.raises(CourseError, match="no submission of 01_tiny of nobody here"):
        write_feedback(course, course.assignment("01_tiny"), ["nobody"])


def test_one_damaged_result_does_not_keep_the_others_from_their_pages(tiny_class, make_result):
    tiny_class.record(make_result("ada"), make_result("bob"))
    damaged = tiny_class.root / "autograded/ada/01_tiny/results.json"
    damaged.chmod(0o644)
    damaged.write_text(json.dumps({"student": "ada"}))
    course = tiny_class.course()
    with pytest.raises(CourseError, match=r"1 of 2 could not be written:\nada: .*results.json"):
        write_feedback(course, course.assignment("01_tiny"))
    assert (tiny_class.root / "feedback" / "bob" / "01_tiny" / "01_tiny.html").is_file()


def test_the_page_reads_the_course_that_nbgrader_was_configured_for(tiny_class, make_result):
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config import Config

    tiny_class.record(make_result("ada", 50.0))
    config = Config()
    configure(config, tiny_class.course())
    assert NbGraderAPI(config=config).generate_feedback("01_tiny", "ada")["success"]
    assert "50 of 100 points" in (tiny_class.root / "feedback/ada/01_tiny/01_tiny.html").read_text()


def test_a_message_is_read_with_its_code_and_emphasis(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada", 50.0, text="`clamp(x)` is *too* low."))
    assert ">clamp(x)</code> is <em>too</em> low." in page_of("ada")


def test_what_a_template_puts_in_is_escaped_without_its_asking(tiny_class):
    from gradax.gradebook.converters.feedback import FeedbackExporter

    environment = FeedbackExporter().environment
    assert environment.from_string("{{ x }}").render(x="<b>\x1b[2J") == "&lt;b&gt;\N{REPLACEMENT CHARACTER}"


def test_a_page_says_what_to_do_next(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada", 37.5))
    html = page_of("ada")
    assert 'href="#clamp"' in html
    assert '<section id="clamp">' in html
    text = " ".join(Page(html).text.split())
    assert "What to do next" in text
    assert "clamp: 62.5 more points" in text
    assert "graded: 0 of 1 exercise passes" in text


def test_hints_are_offered_where_there_are_some(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada", 37.5))
    hints = tiny_class.root / "source/01_tiny/hints/clamp.md"
    offered = "gradax hint clamp"
    assert (offered in page_of("ada")) == hints.is_file()
    hints.parent.mkdir(exist_ok=True)
    hints.write_text("a\n---\nb\n---\nc\n")
    assert offered in page_of("ada")


def test_nothing_is_to_be_done_where_everything_passes(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada"))
    assert "What to do next" not in page_of("ada")


def test_the_title_is_in_words(tiny_class, make_result, page_of):
    tiny_class.record(make_result("ada"))
    title = tiny_class.course().assignment("01_tiny").entry.title
    assert f"<h1>{title}</h1>" in page_of("ada")


def test_no_instructor_is_quoted_who_said_nothing(tiny_class, make_result, page_of):
    released = json.loads((tiny_class.root / "release/01_tiny/01_tiny.ipynb").read_text())
    untouched = next("".join(cell["source"]) for cell in released["cells"] if cell["id"] == "clamp")
    tiny_class.hand_in("ada", untouched)
    tiny_class.record(make_result("ada", 0.0))
    assert "Your instructor says" not in page_of("ada")
