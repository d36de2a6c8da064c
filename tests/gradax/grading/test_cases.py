"""Notebooks as people really save them, that once lost points: 04's solutions with one thing more in each."""

import json
from pathlib import Path

import pytest

from gradax.course import Course
from gradax.course.notebook import grade_id_of, is_solution
from gradax.grading.grade import grade_submission, release_of
from gradax.grading.judge import judge
from gradax.grading.references import settle_jax
from gradax.grading.sandboxes import open_zygote
from gradax.results import Verdict
from gradax.submission.canonical import canonicalise

MLP = Course.open(Path(__file__).parents[3]).assignment("04_mlp")
RELU = "def relu(z):\n    return jnp.maximum(z, 0)\n"
WITH_RELU = """\
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = relu(x @ layer["w"] + layer["b"])
    return x @ last["w"] + last["b"]
"""
QUESTION = """\
%%time
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])  # relu here, but not after the last one?
    return x @ last["w"] + last["b"]
"""
MODULO = """\
%%time
def mse(params, x, y):
    predictions = forward(params, x)
    index = (jnp.arange(8)
             % 4)
    return jnp.mean((predictions - y.reshape(predictions.shape)) ** 2)
"""
EXPORTED = """\
import ipywidgets as widgets
from IPython.display import display, HTML, clear_output
clear_output()
display(HTML('<b>hi</b>'))
from IPython import get_ipython
get_ipython().run_line_magic('matplotlib', 'inline')
"""


@pytest.fixture(scope="module")
def mlp_zygote(protection):
    with open_zygote(MLP.course, protection) as zygote:
        yield zygote


@pytest.fixture
def judged(mlp_zygote):
    """Judges one exercise of 04 where solution cells have other sources, and a cell is added before `forward`."""

    def judged(exercise, added=None, **sources):
        notebook = json.loads(json.dumps(release_of(MLP)))
        solutions = {each.name: each.solution for each in MLP.exercises} | sources
        cells = notebook["cells"]
        for cell in cells:
            if is_solution(cell) and grade_id_of(cell) in solutions:
                cell["source"] = solutions[grade_id_of(cell)]
        if added is not None:
            place = next(i for i, cell in enumerate(cells) if grade_id_of(cell) == "forward")
            cells.insert(place, {"cell_type": "code", "metadata": {}, "outputs": [], "source": added})
        canonical = canonicalise(release_of(MLP), json.dumps(notebook).encode(), max_bytes=8 << 20)
        settle_jax(MLP.course)
        return judge(MLP, canonical, mlp_zygote, [MLP.exercise(exercise)])

    return judged


@pytest.mark.parametrize(
    ("added", "forward"),
    [
        ("!pip install -q \\\n    optax \\\n    flax\nimport optax\n" + RELU, WITH_RELU),
        (EXPORTED + RELU, WITH_RELU),
        ("import jax\njax.config.update('jax_platform_name', 'gpu')\n" + RELU, WITH_RELU),
        (None, QUESTION),
    ],
    ids=["pip-continuation", "get-ipython-import", "gpu-asked-for", "magic-line-dropped"],
)
def test_a_right_forward_has_every_point(judged, added, forward):
    (exercise,) = judged("forward", added, forward=forward).exercises
    assert (exercise.verdict, exercise.score) == (Verdict.PASSED, exercise.max_score)


def test_a_continuation_that_begins_with_a_percent_sign_is_no_magic(judged):
    (exercise,) = judged("mse", mse=MODULO).exercises
    assert exercise.verdict is Verdict.PASSED


def test_a_platform_that_is_not_there_is_named(judged):
    graded = judged("forward", "import jax\njax.config.update('jax_platform_name', 'gpu')")
    assert any("`jax_platform_name`" in sentence and "set back" in sentence for sentence in graded.warnings)


@pytest.mark.parametrize(
    ("added", "because"),
    [
        (
            "from google.colab import drive\ndrive.mount('/content/drive')\n\n" + RELU,
            "imports `google.colab`, which is not there when work is graded. It stopped in line 1: "
            "`from google.colab import drive`.",
        ),
        ("n = int(input('how many? '))\n" + RELU, "It stopped in line 1: `n = int(input('how many? '))`."),
        (
            "%%capture\nfrom tqdm.notebook import tqdm\nfor _ in tqdm(range(3)): pass\n" + RELU,
            "imports `tqdm.notebook`, which is not there when work is graded. It stopped in line 2: "
            "`from tqdm.notebook import tqdm`.",
        ),
    ],
    ids=["colab", "input", "tqdm"],
)
def test_a_helper_whose_cell_stopped_is_connected_with_what_misses_it(judged, added, because):
    graded = judged("forward", added, forward=WITH_RELU)
    (exercise,) = graded.exercises
    message = exercise.tests[0].message
    assert message.startswith("`relu` is missing: its cell did not run to its end. The cell that you added after ")
    assert because in message
    assert message.endswith("Move what defines `relu` into a cell of its own.")
    assert any(because in sentence for sentence in graded.warnings)


def test_slow_cells_below_the_last_exercise_take_no_time_of_an_exercise(course_root, zygote, submitted, hand):
    settings = course_root / "course.yaml"
    settings.write_text(settings.read_text().replace("limits: {", "limits: {added_seconds: 2, "))
    submitted["cells"] += [
        {"cell_type": "code", "metadata": {}, "source": f"import time; time.sleep(1) # {i}"} for i in range(6)
    ]
    small = Course.open(course_root).assignment("01_small")
    result = grade_submission(
        small, "ada", canonicalise(release_of(small), hand.data(submitted), max_bytes=1 << 20), zygote
    )
    assert result.score == 100.0
    assert any("more than 2 s together" in sentence and "did not run" in sentence for sentence in result.warnings)


def test_a_guess_costs_nothing_and_is_no_warning(judged):
    graded = judged("forward", "predict('q', (3, 4))\npredict('q', answer=5)")
    (exercise,) = graded.exercises
    assert (exercise.verdict, graded.warnings) == (Verdict.PASSED, [])
