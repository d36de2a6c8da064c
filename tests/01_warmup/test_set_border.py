"""Hidden tests for `set_border`: a new array instead of a changed one."""

import numpy as np
import pytest
from helpers import expect_under
from probes import under

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *Arrays that do not change*."
CALL = "`set_border(x, v)`"
ON = "sets the {} only: go on from each result with the next side"


@probe
def edits(student, x, v):
    """Where a call changed what it was given."""
    from gradax.testing.detectors import mutation

    return mutation.edits(student.set_border, x, v)


@probe
def transformed(student, x, v):
    """The result under jit and vmap, both arguments traced."""
    return under(student.set_border, x, v)


def bordered(x, v, *, rows=(0, -1), columns=(0, -1)):
    """The border set, in NumPy."""
    want = x.copy()
    for row in rows:
        want[row, :] = v
    for column in columns:
        want[:, column] = v
    return want


def matrix(rng, m, n):
    """A random float32 matrix, and a value for its border."""
    return rng.normal(size=(m, n)).astype(np.float32), float(rng.uniform(5, 9))


def a_jax_array(got, what):
    """Expect an array of JAX."""
    expect_array(got, what=what)
    expect(
        getattr(got, "origin", "") == "jax",
        f"{what} is a NumPy array; expected a JAX array. Work with `jnp` and `.at` from start to end. {SECTION}",
        code="numpy-array",
    )


def known_mistakes(x, v):
    """Wrong results, each with its code and its sentence."""
    want = bordered(x, v)
    corners = x.copy()
    corners[[0, 0, -1, -1], [0, -1, 0, -1]] = v
    forgot = "is `x` as it was: `x.at[...].set(v)` makes a new array and leaves `x` alone. Give the result a name"
    no_columns = "sets the first and last row only. The first and last column are missing"
    no_rows = "sets the first and last column only. The first and last row are missing"
    last_missing = "leaves out the last row and the last column. Their index is -1"
    corner = "sets the four corners only: `x.at[0, -1]` is a single entry, `x.at[0, :]` a whole row"
    return [
        ("x-as-it-was", x, forgot),
        ("no-columns", bordered(x, v, columns=()), no_columns),
        ("no-rows", bordered(x, v, rows=()), no_rows),
        ("one-side-only", bordered(x, v, rows=(0,), columns=()), ON.format("first row")),
        ("one-side-only", bordered(x, v, rows=(-1,), columns=()), ON.format("last row")),
        ("one-side-only", bordered(x, v, rows=(), columns=(0,)), ON.format("first column")),
        ("one-side-only", bordered(x, v, rows=(), columns=(-1,)), ON.format("last column")),
        ("last-missing", bordered(x, v, rows=(0,), columns=(0,)), last_missing),
        ("corners-only", corners, corner),
        ("zeros-inside", bordered(np.zeros_like(x), v), "has zeros inside. The inside is that of `x`"),
        ("inside-out", np.where(want == v, x, v), "sets the inside and leaves the border. Do it the other way round"),
        ("adds", x + bordered(np.zeros_like(x), v), "adds `v` to the border. Use `.set`"),
    ]


@pytest.mark.core
@pytest.mark.weight(2)
def test_border_is_v_and_the_rest_is_x(student, rng):
    """All four sides are `v`, and the inside is as in `x`."""
    for shape in ((4, 6), (5, 3), (300, 150)):
        x, v = matrix(rng, *shape)
        want, got = bordered(x, v), student.set_border(x, v)
        for code, wrong, because in known_mistakes(x, v):
            recognise(got, wrong.astype(np.float32), f"{CALL} {because}. {SECTION}", want=want, code=code)
        because = f"First and last row, first and last column are `v`; all else is as in `x`. {SECTION}"
        expect_close(got, want, what=CALL, because=because)


@pytest.mark.core
def test_keeps_the_dtype_of_x(student, rng):
    """Integers stay int32, large ones to the last digit, floats stay float32, and the result is a JAX array."""
    floats, v = matrix(rng, 4, 6)
    integers = (2 * rng.integers(2**24, 2**29, size=(4, 6)) + 1).astype(np.int32)
    for sent, x, value in [
        *((x, x, value) for x, value in ((floats, v), (integers, -(2**30) - 1))),
        (HostArray(integers), integers, 7),
    ]:
        got, what = student.set_border(sent, value), f"{CALL} for {x.dtype.name}"
        expect_array(got, what=what, shape=(4, 6), dtype=x.dtype)
        a_jax_array(got, CALL)
        expect_close(got, bordered(x, value), what=what, because=f"Do not go through another dtype. {SECTION}")


def test_thin_matrices_are_all_border(student, rng):
    """A matrix with two rows or two columns is all border."""
    for shape in ((2, 2), (2, 5), (4, 2)):
        x, v = matrix(rng, *shape)
        because = f"With two rows, the first and the last are all there is. {SECTION}"
        what = f"{CALL} for `x` of shape {shape}"
        expect_close(student.set_border(x, v), np.full(shape, v, np.float32), what=what, because=because)


@pytest.mark.core
def test_inf_and_nan_stay_where_they_are(student, rng):
    """Inside, inf, nan, 0 and `v` stay as they are; on the border all is overwritten, and `v` may be inf."""
    x, v = matrix(rng, 4, 5)
    x[1, 1:4], x[2, 1:3], x[0, 3], x[3, 0] = (np.inf, 0, v), (np.nan, 0), np.nan, -np.inf
    because = f"0 times inf or nan is nan: set the border, do not multiply by masks. {SECTION}"
    for value in (v, float("inf")):
        what = f"{CALL} where `x` or `v` holds inf or nan"
        expect_close(student.set_border(x, value), bordered(x, value), what=what, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_numpy_array_stays_as_it_was(student, rng):
    """`x` may be a NumPy array, and stays as it was, as one of JAX's does; the result is a JAX array all the same."""
    x, v = matrix(rng, 4, 6)
    if student.raises(AttributeError, "set_border", HostArray(x), v):
        fail(
            f"{CALL} raised AttributeError for a NumPy array. NumPy's arrays lack some of what JAX's have, such as "
            f"`.at`. Make one of `x` first, `x = jnp.asarray(x)`. {SECTION}"
        )
    got, what = student.set_border(HostArray(x), v), f"{CALL} for a NumPy array `x`"
    a_jax_array(got, what)
    because = f"It should not matter whether `x` is a NumPy array or a JAX array. {SECTION}"
    expect_close(got, bordered(x, v), what=what, because=because)
    if student.probe(edits, x=HostArray(x), v=v) != []:
        fail(
            f"After {CALL} the caller's NumPy array has changed. `x[...] = v` writes into the caller's array; make a "
            f"JAX array of it, `jnp.asarray(x)`, and new ones from that with `.at`. {SECTION}",
            code="writes-into-x",
        )
    expect(
        student.probe(edits, x=x, v=v) == [],
        f"After {CALL} the caller's JAX array is gone. A compiled function that `x` is donated to (`donate_argnums`) "
        f"takes its memory for the result; `x` is still the caller's. {SECTION}",
        code="donates-x",
    )


@pytest.mark.core
def test_works_under_jit_and_vmap(student, rng):
    """It works under `jit` and `vmap`, with `x` and `v` traced."""
    x, v = rng.normal(size=(2, 4, 6)).astype(np.float32), rng.uniform(5, 9, size=2).astype(np.float32)
    want = np.stack([bordered(each, value) for each, value in zip(x, v, strict=True)])
    expect_under(student.probe(transformed, x=x, v=v), want, CALL, f"Use `jnp` and `.at` alone. {SECTION}")
