"""A student's function as one program, judged where none of their code ran."""

import numpy as np
import pytest

from gradax.testing import Failure, Student, probe
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport
from gradax.wire.values import HostArray, Key

SOURCE = """
import jax, jax.numpy as jnp
seen = []
def total(x):
    seen.append(jax.tree.map(lambda leaf: type(leaf).__name__, x))
    return {"sum": x["a"].sum() + x["b"][0]}
def draw(key):
    return jax.random.normal(key)
def printing(x):
    jax.debug.print("{}", x)
    return 2 * x
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


def test_what_prints_is_measured_and_run_where_it_is(student, transport):
    program = student.export(function, np.float32(1), name="printing")
    assert program.size > 0
    assert program(np.float32(2)) == 4
    assert set(transport.ops) == {"probe"}


@pytest.mark.parametrize("code", ["odd", 3, [1], {"a": 1}])
def test_what_is_no_program_is_a_failure(student, transport, code):
    transport.forged["_exported"] = {"program": code, "size": 1, "loops": 0}
    with pytest.raises(Failure, match="did not become a program"):
        student.export(function, np.float32(1), name="times")


@pytest.mark.parametrize("size", ["odd", None, True, 3.0])
def test_an_odd_size_is_a_failure(student, transport, size):
    transport.forged["_exported"] = {"program": None, "size": size, "loops": 0}
    with pytest.raises(Failure, match="did not become a program"):
        student.export(function, np.float32(1), name="times")


def test_odd_foreign_calls_are_a_failure(student, transport):
    transport.forged["_measured"] = {"size": 1, "loops": 0, "foreign": np.ones(3)}
    with pytest.raises(Failure, match="did not become a program"):
        student.export(function, np.float32(1), name="times")


def test_bytes_that_are_no_program_are_a_failure(student, transport):
    transport.forged["_exported"] = {"program": b"\0" * 64, "size": 1, "loops": 0}
    with pytest.raises(Failure):
        student.export(function, np.float32(1), name="times")


def test_a_program_that_calls_back_is_not_run(student, transport):
    transport.forged["_measured"] = {"size": 1, "loops": 0, "foreign": ["xla_ffi_python_cpu_callback"]}
    with pytest.raises(Failure, match="Take the callbacks out"):
        student.export(function, np.float32(1), name="times")
