"""Hidden tests for `batched` and `per_pair`: vectorised, in step and over all pairs."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *One at a time, all at once: `vmap`*."


@probe
def results(student, name, u, v, a, b):
    """What the function called `name` makes of a function of two vectors, called on two matrices."""
    import jax.numpy as jnp

    def f(a, b):
        return jnp.tanh(a @ u) * (b @ v) + 2 * a[0] - 3 * b[0]

    made = (student.batched if name == "batched" else student.per_pair)(f)
    try:
        return made(a, b) if callable(made) else "no function"
    except (TypeError, ValueError) as error:
        if type(error) not in (TypeError, ValueError):  # a tracer's error has a lesson of its own
            raise
        return "no fit"


@probe
def equations(student, name, sizes):
    """Equations of the jaxpr, and the loops in it, for several numbers of rows."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def f(a, b):
        return jnp.tanh(a[0]) * jnp.sum(b) - a[1]

    made = (student.batched if name == "batched" else student.per_pair)(f)
    if not callable(made):
        return {"equations": [], "loops": 0}
    rows = [(jnp.ones((n, 3)), jnp.ones((n, 2))) for n in sizes]
    found = jaxpr.primitives(made, *rows[0])
    return {
        "equations": [jaxpr.count_equations(made, *each) for each in rows],
        "loops": sum(found.get(loop, 0) for loop in ("scan", "while")),
    }


@probe
def handed(student, n):
    """The shapes of what `f` is called with, by each of the two."""
    import jax.numpy as jnp

    seen = []

    def f(a, b):
        seen.append([list(jnp.shape(a)), list(jnp.shape(b))])
        return jnp.sum(a) - 2 * jnp.sum(b)

    shapes = []
    for make in (student.batched, student.per_pair):
        seen.clear()
        made = make(f)
        if callable(made):
            made(jnp.ones((n, 3)), jnp.ones((n, 2)))
        shapes.append(seen[0] if seen else None)
    return shapes


def f(u, v, a, b):
    """The function of one pair, in NumPy."""
    return np.tanh(a @ u) * (b @ v) + 2 * a[0] - 3 * b[0]


def problem(rng, n, k, p=3, q=2):
    """Two matrices, and what the function is made of."""
    return {
        name: rng.normal(size=shape).astype(np.float32)
        for name, shape in zip("uvab", (p, q, (n, p), (k, q)), strict=True)
    }


def in_step(given):
    """F of row i with row i."""
    pairs = zip(given["a"], given["b"], strict=True)
    return np.array([f(given["u"], given["v"], a, b) for a, b in pairs], np.float32)


def all_pairs(given):
    """F of row i with row j."""
    return np.array([[f(given["u"], given["v"], a, b) for b in given["b"]] for a in given["a"]], np.float32)


def result(student, name, given):
    """What the student's function gives."""
    got = student.probe(results, name=name, **given)
    if isinstance(got, str) and got == "no fit":
        axes = "both axes 0 in step" if name == "batched" else "`A` in one `vmap` and `B` in another, each along axis 0"
        fail(
            f"`{name}(f)(A, B)` raised an error about sizes that do not fit: `f` wants one row of `A` and one row of "
            f"`B`, and `vmap` is to take {axes}. {SECTION}"
        )
    if isinstance(got, str):
        fail(
            f"`{name}(f)` is not a function; expected one that takes `A` and `B`. Return it without calling it. "
            f"{SECTION}"
        )
    return got


def vectorised(student, name):
    """The jaxpr does not grow, and nothing in it loops."""
    seen = student.probe(equations, name=name, sizes=[4, 8, 24])
    counts, loops = seen["equations"], seen["loops"]
    if not isinstance(counts, list) or len(counts) != 3:
        fail(f"`{name}(f)` is not a function; expected one that takes `A` and `B`. {SECTION}")
    expect(
        len(set(counts)) == 1,
        f"The jaxpr of `{name}(f)` grows with the number of rows: a Python loop writes its body down again for "
        "each. `jax.vmap` "
        f"makes the same equations work on larger arrays. {SECTION}",
    )
    expect(
        loops == 0,
        f"The jaxpr of `{name}(f)` has a loop in it, from `lax.map`, `lax.scan` or `lax.fori_loop`: one example "
        "after the other. "
        f"`jax.vmap` computes all at once. {SECTION}",
    )


@pytest.mark.weight(2)
def test_batched_pairs_row_i_with_row_i(student, rng):
    """Entry i of `batched(f)(A, B)` is f(A[i], B[i])."""
    given = problem(rng, 6, 6)
    got, want = result(student, "batched", given), in_step(given)
    first = {**given, "b": np.repeat(given["b"][:1], 6, axis=0)}
    for wrong, because in [
        (all_pairs(given), "pairs every row of `A` with every row of `B`; expected row i with row i, shape (n,)"),
        (all_pairs(given).T, "pairs every row of `B` with every row of `A`; expected row i with row i, shape (n,)"),
        (want[:, None], "has shape (n, 1); expected (n,)"),
        (np.float32(want.sum()), "is the sum over the rows; expected an entry for each row"),
        (np.float32(want.mean()), "is the mean over the rows; expected an entry for each row"),
        (in_step(first), "takes the first row of `B` for all rows of `A`"),
    ]:
        recognise(got, wrong, f"`batched(f)(A, B)` {because}. {SECTION}", want=want)
    because = f"`jax.vmap(f)` maps along the first axis of both arguments, in step. {SECTION}"
    expect_close(got, want, what="`batched(f)(A, B)`", because=because)


@pytest.mark.weight(2)
def test_batched_is_vectorised(student):
    """The jaxpr of `batched(f)` has as many equations for 4 rows as for 24, and no loop."""
    vectorised(student, "batched")


@pytest.mark.weight(3)
@pytest.mark.parametrize(("n", "k"), [(4, 4), (4, 7), (5, 2)])
def test_per_pair_has_rows_of_a_by_rows_of_b(student, rng, n, k):
    """Entry [i, j] of `per_pair(f)(A, B)` is f(A[i], B[j])."""
    given = problem(rng, n, k)
    got, want = result(student, "per_pair", given), all_pairs(given)
    recognise(
        got,
        want.T,
        "`per_pair(f)(A, B)` is transposed: the rows of the result belong to `B`. The outer `vmap` makes the "
        "first axis; let it go "
        f"over `A`, `in_axes=(0, None)`. {SECTION}",
        want=want,
    )
    recognise(got, want.ravel(), f"`per_pair(f)(A, B)` is flat; expected shape (n, k). {SECTION}")
    if n == k:
        recognise(
            got,
            in_step(given),
            f"`per_pair(f)(A, B)` pairs row i with row i only; expected all pairs, shape (n, k). {SECTION}",
        )
    because = f"Hold one row of `A`, map over all rows of `B`; then map that over the rows of `A`. {SECTION}"
    expect_close(got, want, what="`per_pair(f)(A, B)`", because=because)


@pytest.mark.weight(2)
def test_per_pair_is_vectorised(student):
    """The jaxpr of `per_pair(f)` has as many equations for 4 rows as for 24, and no loop."""
    vectorised(student, "per_pair")


def test_f_gets_one_row_of_each(student):
    """`f` gets one row of `A` first and one row of `B` second."""
    both = student.probe(handed, n=5)
    expect(isinstance(both, list) and len(both) == 2, f"`batched` and `per_pair` did not call `f`. {SECTION}")
    for name, shapes in zip(("batched", "per_pair"), both, strict=True):
        if shapes == [[2], [3]]:
            fail(f"`{name}(f)` hands `f` a row of `B` first. Keep the order of the arguments. {SECTION}")
        expect(
            shapes == [[3], [2]],
            f"`{name}(f)` does not hand `f` one row of `A` and one row of `B`. `f` is written for a single pair; "
            "`jax.vmap` takes the "
            f"rows apart. {SECTION}",
        )


def test_one_row_is_enough(student, rng):
    """With one row each the shapes are (1,) and (1, 1), float32."""
    given = problem(rng, 1, 1)
    expect_array(result(student, "batched", given), what="`batched(f)(A, B)`", shape=(1,), dtype=np.float32)
    expect_array(result(student, "per_pair", given), what="`per_pair(f)(A, B)`", shape=(1, 1), dtype=np.float32)
