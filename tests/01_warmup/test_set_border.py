"""Hidden tests for `set_border`: a new array instead of a changed one."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *Arrays that do not change*."
CALL = "`set_border(x, v)`"


@probe
def edits(student, x, v):
    """Where a call changed what it was given."""
    from gradax.testing.detectors import mutation

    return mutation.edits(student.set_border, x, v)


@probe
def transformed(student, x, v):
    """Whether jit and vmap change the result."""
    from gradax.testing.detectors import transformations

    return transformations.agree(student.set_border, x, v)


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
    expect(
        getattr(got, "origin", "") == "jax",
        f"{what} is a NumPy array; expected a JAX array. Work with `jnp` and `.at` from start to end. {SECTION}",
    )


def test_result_is_a_jax_array_like_x(student, rng):
    """The result has the shape and the dtype of `x`, float32 or int32, and is a JAX array."""
    floats, v = matrix(rng, 4, 6)
    integers = rng.integers(-9, 9, size=(4, 6)).astype(np.int32)
    for x, value in ((floats, v), (integers, 7)):
        got = student.set_border(x, value)
        expect_array(got, what=f"{CALL} for {x.dtype.name}", shape=(4, 6), dtype=x.dtype)
        a_jax_array(got, CALL)


@pytest.mark.weight(3)
def test_border_is_v_and_the_rest_is_x(student, rng):
    """All four sides are `v`, and the inside is as in `x`."""
    if student.raises(TypeError, "set_border", *matrix(rng, 4, 6)):
        fail(
            f"{CALL} raised TypeError, for a JAX array: `x[...] = v` is not possible, for JAX arrays do not change. "
            f"`x = x.at[...].set(v)` makes a new one. {SECTION}"
        )
    for shape in ((4, 6), (5, 3)):
        x, v = matrix(rng, *shape)
        want = bordered(x, v)
        got = student.set_border(x, v)
        empty = bordered(np.zeros_like(x), v)
        corners = x.copy()
        corners[[0, 0, -1, -1], [0, -1, 0, -1]] = v
        for wrong, because in [
            (x, "is `x` as it was: `x.at[...].set(v)` makes a new array and leaves `x` alone. Give the result a name"),
            (bordered(x, v, columns=()), "sets the first and last row only. The first and last column are missing"),
            (bordered(x, v, rows=()), "sets the first and last column only. The first and last row are missing"),
            (
                bordered(x, v, rows=(0,), columns=()),
                "sets the first row only: go on from each result with the next side",
            ),
            (
                bordered(x, v, rows=(-1,), columns=()),
                "sets the last row only: go on from each result with the next side",
            ),
            (
                bordered(x, v, rows=(), columns=(0,)),
                "sets the first column only: go on from each result with the next side",
            ),
            (
                bordered(x, v, rows=(), columns=(-1,)),
                "sets the last column only: go on from each result with the next side",
            ),
            (bordered(x, v, rows=(0,), columns=(0,)), "misses the last row and the last column. Their index is -1"),
            (corners, "sets the four corners only: `x.at[0, -1]` is a single entry, `x.at[0, :]` a whole row"),
            (empty, "has zeros inside. The inside is that of `x`"),
            (np.where(want == v, x, v), "sets the inside and leaves the border. It should be the other way round"),
            (x + bordered(np.zeros_like(x), v), "adds `v` to the border. Use `.set`"),
        ]:
            recognise(got, wrong.astype(np.float32), f"{CALL} {because}. {SECTION}", want=want)
        because = f"First and last row, first and last column are `v`; all else is as in `x`. {SECTION}"
        expect_close(got, want, what=CALL, because=because)


@pytest.mark.parametrize("shape", [(2, 2), (2, 5), (4, 2)])
def test_thin_matrices_are_all_border(student, rng, shape):
    """Of a matrix with two rows or two columns everything is border."""
    x, v = matrix(rng, *shape)
    want = np.full(shape, v, np.float32)
    because = f"With two rows, the first and the last are all there is. {SECTION}"
    expect_close(student.set_border(x, v), want, what=f"{CALL} for a small `x`", because=because)


@pytest.mark.weight(2)
def test_a_numpy_array_stays_as_it_was(student, rng):
    """`x` may be a NumPy array, and stays as it was; the result is a JAX array all the same."""
    x, v = matrix(rng, 4, 6)
    if student.raises(AttributeError, "set_border", HostArray(x), v):
        fail(
            f"{CALL} raised AttributeError for a NumPy array: `.at` belongs to JAX arrays. Make one of `x` first, "
            f"`x = jnp.asarray(x)`. {SECTION}"
        )
    got = student.set_border(HostArray(x), v)
    a_jax_array(got, f"{CALL} for a NumPy array `x`")
    own = expect_array(student.set_border(x, v), what=CALL)
    because = f"It should not matter whether `x` is a NumPy array or a JAX array. {SECTION}"
    expect_close(got, own, what=f"{CALL} for a NumPy array `x`", because=because)
    if student.probe(edits, x=HostArray(x), v=v) != []:
        fail(
            f"After {CALL} the caller's NumPy array is no longer what it was. `x[...] = v` writes into the "
            "caller's array; make a "
            f"JAX array of it, `jnp.asarray(x)`, and new ones from that with `.at`. {SECTION}"
        )


@pytest.mark.weight(2)
def test_works_under_jit_and_vmap(student, rng):
    """It works under `jit` and `vmap`, with `x` and `v` traced."""
    x, v = matrix(rng, 4, 6)
    seen = student.probe(transformed, x=x, v=np.float32(v))
    expect(
        seen == {"jit": True, "vmap": True},
        f"{CALL} gives something else under `jit` or `vmap` than without. Use `jnp` and `.at` alone. {SECTION}",
    )
