import re
from xml.etree import ElementTree

import pytest

from gradax.report import plots
from gradax.report.counts import ExerciseCount, ExerciseOutcome
from gradax.report.item_analysis import Correlation


@pytest.fixture
def exercises():
    poor, good = Correlation(-0.2, -0.5, 0.1, 30), Correlation(0.5, 0.2, 0.7, 30)
    made = [ExerciseCount(f"exercise_{n}", 10.0, shares=[n / 3], discrimination=poor if n else good) for n in range(3)]
    for exercise in made:
        exercise.outcomes.update({outcome: 2 for outcome in ExerciseOutcome})
    return [*made, ExerciseCount("nobody_wrote_it", 10.0)]


@pytest.fixture
def drawn(exercises):
    """All kinds of plots."""
    return [
        plots.histogram([0, 3], [0.0, 0.5, 1.0], unit="seconds", about="Time"),
        plots.outcomes(exercises, about="Outcomes"),
        plots.items(exercises, about="Items"),
    ]


def test_they_are_well_formed_and_say_what_they_are(drawn):
    assert [ElementTree.fromstring(svg).get("aria-label") for svg in drawn] == ["Time", "Outcomes", "Items"]


def test_their_colours_are_the_pages(drawn):
    assert not [re.findall("#[0-9a-f]{6}", svg.replace('"#', "")) for svg in drawn if re.search(": #[0-9a-f]{6}", svg)]


def test_their_texts_are_texts(drawn):
    assert all(f">{name}<" in drawn[1] for name in ("exercise_0", "passed", "not written yet"))


def test_no_two_things_on_a_page_have_one_id(drawn):
    ids = re.findall(r' id="([^"]+)"', "".join(drawn))
    assert ids
    assert len(ids) == len(set(ids))


def test_they_are_the_same_each_time(exercises, drawn):
    assert plots.outcomes(exercises, about="Outcomes") == drawn[1]


def test_a_name_is_text_and_needs_no_font(exercises):
    (one, *_) = exercises
    one.name = "$x$ <b>名前"
    assert "$x$ &lt;b&gt;名前" in plots.outcomes([one], about="Outcomes")
