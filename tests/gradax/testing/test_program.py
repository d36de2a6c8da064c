"""A student's function as one program, judged where none of their code ran."""

import numpy as np
import pytest

from gradax.testing import Failure, Student, probe
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport
from gradax.wire.values import HostArray, Key

SOURCE = """
import jax, jax.experimental, jax.numpy as jnp
from typing import NamedTuple
seen = []
def total(x):
    seen.append(jax.tree.map(lambda leaf: type(leaf).__name__, x))
    return {"sum": x["a"].sum() + x["b"][0]}
def draw(key):
    return jax.random.normal(key)
class Pair(NamedTuple):
    first: object
    second: object
def double(x):
    return 2 * x
def printing(x):
    jax.debug.print("{}", x)
    return 2 * x
@jax.jit
def inner(x):
    jax.debug.print("x is {}", x)
    return 2 * x
def printing_inside(x):
    return inner(x)
def reporting(x):
    jax.debug.callback(lambda x: None, x)
    jax.experimental.io_callback(lambda x: None, None, x, ordered=True)
    return 2 * x
def calling_back(x):
    return jax.pure_callback(lambda x: 2 * x, x, x)
faces = []
def two_faced(x):
    faces.append(x)
    if len(faces) < 3:
        return jax.pure_callback(lambda x: x, x, x)
    return jnp.stack([2 * each for each in x])
def nested(x):
    return {"pair": Pair(x, 2 * x), "list": [3 * x, None]}
def looped(x):
    return sum(jnp.sin(row) for row in x)
def scanned(x):
    return jax.lax.scan(lambda carry, row: (carry + row, None), x[0], x)[0]
def unrolled(x):
    return jax.lax.scan(lambda carry, row: (carry + row, None), x[0], x, unroll=8)[0]
"""


@probe
def function(student, name):
    """The function of that name."""
    return getattr(student, name) if name != "times" else lambda x: 3 * x


class Counting(LocalTransport):
    """Notes which operations were asked for, and may answer in the student's stead."""

    def __init__(self):
        super().__init__(notebook_performer())
        self.ops = []
        self.forged = {}

    def request(self, op, deadline=None, **fields):
        self.ops.append(op)
        if fields.get("name") in self.forged:
            return self.forged[fields["name"]]
        return super().request(op, deadline, **fields)


@pytest.fixture
def transport():
    made = Counting()
    made.request("cell", source=SOURCE, name="mine")
    made.ops.clear()
    return made


@pytest.fixture
def student(transport):
    return Student(transport)


def test_it_is_called_with_trees(student):
    args = {"a": np.arange(3, dtype=np.float32), "b": (np.float32(2),)}
    program = student.export(function, args, name="total")
    assert program(args)["sum"] == 5


def test_the_values_do_not_travel_when_it_is_made(student, transport):
    asked = []
    request = transport.request
    transport.request = lambda op, deadline=None, **fields: asked.append(fields) or request(op, deadline, **fields)
    student.export(function, np.full(3, 7.0, np.float32), name="looped")
    assert not asked[0]["data"]["args"][0].any()


def test_a_key_is_an_argument_like_any_other(student):
    program = student.export(function, Key.from_seed(1), name="draw")
    assert program(Key.from_seed(1)) != program(Key.from_seed(2))


def test_an_array_of_numpys_keeps_its_shape(student):
    x = HostArray(np.ones((2, 3), np.float32))
    assert student.export(function, x, name="looped")(x).shape == (3,)


def test_a_loop_of_pythons_grows_and_one_of_jaxs_does_not(student):
    x, longer = np.ones((3, 2), np.float32), np.ones((9, 2), np.float32)
    sizes = {
        name: [student.export(function, each, name=name).size for each in (x, longer)] for name in ("looped", "scanned")
    }
    assert sizes["looped"][0] < sizes["looped"][1]
    assert sizes["scanned"][0] == sizes["scanned"][1]
    assert student.export(function, x, name="scanned").loops == 1


def test_a_loop_written_out_outgrows_one_that_is_only_unrolled(student):
    short, long = (
        {name: student.export(function, np.ones((rounds, 2), np.float32), name=name) for name in ("looped", "unrolled")}
        for rounds in (20, 200)
    )
    assert long["looped"].outgrows(short["looped"])
    assert not long["unrolled"].outgrows(short["unrolled"])


def test_it_runs_where_no_code_of_the_students_ran(student, transport):
    program = student.export(function, np.float32(1), name="times")
    assert program(np.float32(2)) == 6
    assert transport.ops == ["probe", "clean", "clean"]


@pytest.mark.parametrize("name", ["printing", "printing_inside", "reporting"])
def test_what_only_reports_is_left_out(student, transport, name):
    program = student.export(function, np.float32(1), name=name)
    assert program.size <= 2  # the product, and the call of an inner function
    assert program(np.float32(2)) == 4
    assert transport.ops == ["probe", "clean", "clean"]


def test_what_reports_reports_again_afterwards(student, capfd):
    student.export(function, np.float32(1), name="printing_inside")
    student.printing_inside(np.float32(3))
    assert "x is 3" in capfd.readouterr().out


def test_values_out_of_a_callback_are_refused(student):
    with pytest.raises(Failure, match="Take out callbacks into Python"):
        student.export(function, np.float32(1), name="calling_back")


def test_a_function_cannot_be_one_thing_where_it_is_measured_and_another_where_it_runs(student):
    """Once, what a callback kept in its process was measured there, and called again for its values."""
    with pytest.raises(Failure, match="Take out callbacks into Python"):
        student.export(function, np.ones(3, np.float32), name="two_faced")


def test_its_answer_has_the_structure_that_the_function_returns(student):
    got = student.export(function, np.float32(3), name="nested")(np.float32(3))
    assert got == {"pair": (3, 6), "list": [9, None]}


@pytest.mark.parametrize("form", ["odd", 1, -1, 0.5, [7], {"a": np.ones(1)}])
def test_an_odd_form_is_a_failure(student, transport, form):
    request = transport.request

    def other_form(op, deadline=None, **fields):
        answer = request(op, deadline, **fields)
        return answer | {"form": form} if fields.get("name") == "_exported" else answer

    transport.request = other_form
    program = student.export(function, np.float32(1), name="times")
    with pytest.raises(Failure, match="did not become a program"):
        program(np.float32(1))


@pytest.mark.parametrize("code", ["odd", 3, [1], {"a": 1}])
def test_what_is_no_program_is_a_failure(student, transport, code):
    transport.forged["_exported"] = {"program": code, "form": 0}
    with pytest.raises(Failure, match="did not become a program"):
        student.export(function, np.float32(1), name="times")


@pytest.mark.parametrize("size", ["odd", None, True, 3.0])
def test_an_odd_size_is_a_failure(student, transport, size):
    transport.forged["_measured"] = {"size": size, "loops": 0, "foreign": []}
    with pytest.raises(Failure, match="did not become a program"):
        student.export(function, np.float32(1), name="times")


def test_odd_foreign_calls_are_a_failure(student, transport):
    transport.forged["_measured"] = {"size": 1, "loops": 0, "foreign": np.ones(3)}
    with pytest.raises(Failure, match="did not become a program"):
        student.export(function, np.float32(1), name="times")


def test_an_odd_answer_is_a_failure(student, transport):
    program = student.export(function, np.float32(1), name="times")
    transport.forged["_run"] = 3
    with pytest.raises(Failure, match="did not become a program"):
        program(np.float32(1))


def test_bytes_that_are_no_program_are_a_failure(student, transport):
    transport.forged["_exported"] = {"program": b"\0" * 64, "form": 0}
    with pytest.raises(Failure):
        student.export(function, np.float32(1), name="times")


def test_a_program_that_calls_back_is_not_run(student, transport):
    transport.forged["_measured"] = {"size": 1, "loops": 0, "foreign": ["xla_ffi_python_cpu_callback"]}
    with pytest.raises(Failure, match="Take the callbacks out"):
        student.export(function, np.float32(1), name="times")
