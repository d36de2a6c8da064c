"""Hidden tests for `batched` and `per_pair`: vectorised, in step and over all pairs."""

import numpy as np
import pytest
from helpers import is_text

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *One at a time, all at once: `vmap`*."
NAMES = ("batched", "per_pair")


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
def made(student, name):
    """What the function called `name` makes of a function of two vectors, which needs two more."""
    import jax.numpy as jnp

    def g(u, v, a, b):
        def f(a, b):
            return jnp.tanh(a @ u) * (b @ v) + 2 * a[0] - 3 * b[0]

        return (student.batched if name == "batched" else student.per_pair)(f)(a, b)

    return g


@probe
def handed(student, a, b):
    """The shapes of what `f` is called with by each of the two, and what comes of it."""
    import jax.numpy as jnp

    seen = []

    def f(a, b):
        seen.append([list(jnp.shape(a)), list(jnp.shape(b))])
        return jnp.sum(a) - 2 * jnp.sum(b)

    found = []
    for make in (student.batched, student.per_pair):
        seen.clear()
        made = make(f)
        value = made(a, b) if callable(made) else None
        found.append({"shapes": seen[0] if seen else None, "value": value})
    return found


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


def not_a_function(name):
    """Fail, for there is nothing to call."""
    takes = f"`{name}(f)` is not a function; expected one that takes `A` and `B`. Return it without calling it."
    fail(f"{takes} {SECTION}", code="not-a-function")


def result(student, name, given):
    """What the student's function gives."""
    got = student.probe(results, name=name, **given)
    if is_text(got, "no fit"):
        axes = "both axes 0 in step" if name == "batched" else "`A` in one `vmap` and `B` in another, each along axis 0"
        fail(
            f"`{name}(f)(A, B)` raised an error about sizes that do not fit: `f` wants one row of `A` and one row of "
            f"`B`, and `vmap` is to take {axes}. {SECTION}"
        )
    if is_text(got, "no function"):
        not_a_function(name)
    return got


def vectorised(student, name, rng):
    """The program does not grow, nothing in it loops, and it gives the right values."""
    given = problem(rng, 3, 3)
    result(student, name, given)
    sizes = [(each, each) for each in (3, 2, 8, 24, 70)]
    sizes += [(3000, 3000)] if name == "batched" else [(2, 3000), (3000, 2)]
    cases = [problem(rng, *size) for size in sizes]
    programs = [student.export(made, *each.values(), name=name) for each in cases]
    small = programs[0]
    expect(
        all(program.size == small.size for program in programs),
        f"The program of `{name}(f)` has another length for another number of rows, as where a Python loop writes its "
        f"body out again for each. `jax.vmap` makes the same equations work on larger arrays. {SECTION}",
        code="grows",
    )
    expect(
        not any(program.loops for program in programs),
        f"The program of `{name}(f)` has a loop in it, such as `lax.map`, `lax.scan` and `lax.fori_loop` make. "
        f"`jax.vmap` computes all at once. {SECTION}",
        code="loops",
    )
    for each, program in zip(cases, programs, strict=True):
        want = in_step(each) if name == "batched" else all_pairs(each)
        got = expect_array(program(*each.values()), what=f"`{name}(f)(A, B)`")
        values = [want, want.T, want.ravel()]  # the order of axes has a test of its own
        expect(
            any(got.shape == value.shape and np.allclose(got, value, rtol=1e-3, atol=1e-4) for value in values),
            f"`{name}(f)(A, B)` does not hold the values of `f` for rows of `A` and `B`. {SECTION}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_batched_pairs_row_i_with_row_i(student, rng):
    """Entry i of `batched(f)(A, B)` is f(A[i], B[i])."""
    given = problem(rng, 6, 6)
    got, want = result(student, "batched", given), in_step(given)
    first = {**given, "b": np.repeat(given["b"][:1], 6, axis=0)}
    a_with_b = "pairs every row of `A` with every row of `B`; expected row i with row i, shape (n,)"
    b_with_a = "pairs every row of `B` with every row of `A`; expected row i with row i, shape (n,)"
    for code, wrong, because in [
        ("all-pairs", all_pairs(given), a_with_b),
        ("all-pairs", all_pairs(given).T, b_with_a),
        ("column", want[:, None], "has shape (n, 1); expected (n,)"),
        ("reduced", np.float32(want.sum()), "is the sum over the rows; expected an entry for each row"),
        ("reduced", np.float32(want.mean()), "is the mean over the rows; expected an entry for each row"),
        ("first-row-of-b", in_step(first), "takes the first row of `B` for all rows of `A`"),
    ]:
        recognise(got, wrong, f"`batched(f)(A, B)` {because}. {SECTION}", want=want, code=code)
    because = f"`jax.vmap(f)` maps along the first axis of both arguments, in step. {SECTION}"
    expect_close(got, want, what="`batched(f)(A, B)`", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_batched_is_vectorised(student, rng):
    """The program of `batched(f)` has as many operations for 2 rows as for 3000, and no loop."""
    vectorised(student, "batched", rng)


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("n", "k"), [(4, 4), (4, 7), (5, 2)])
def test_per_pair_has_rows_of_a_by_rows_of_b(student, rng, n, k):
    """Entry [i, j] of `per_pair(f)(A, B)` is f(A[i], B[j])."""
    given = problem(rng, n, k)
    got, want = result(student, "per_pair", given), all_pairs(given)
    swapped = (
        "`per_pair(f)(A, B)` is transposed: the rows of the result belong to `B`. The outer `vmap` makes the first "
        "axis; let it go over `A`, `in_axes=(0, None)`."
    )
    recognise(got, want.T, f"{swapped} {SECTION}", want=want, code="transposed")
    recognise(got, want.ravel(), f"`per_pair(f)(A, B)` is flat; expected shape (n, k). {SECTION}", code="flat")
    if n == k:
        only = f"`per_pair(f)(A, B)` pairs row i with row i only; expected all pairs, shape (n, k). {SECTION}"
        recognise(got, in_step(given), only, code="in-step")
    because = f"Hold one row of `A`, map over all rows of `B`; then map that over the rows of `A`. {SECTION}"
    expect_close(got, want, what="`per_pair(f)(A, B)`", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_per_pair_is_vectorised(student, rng):
    """The program of `per_pair(f)` has as many operations for 2 rows as for 3000, and no loop."""
    vectorised(student, "per_pair", rng)


def test_f_gets_one_row_of_each(student, rng):
    """`f` gets one row of `A` first and one row of `B` second."""
    a, b = rng.normal(size=(5, 3)).astype(np.float32), rng.normal(size=(5, 2)).astype(np.float32)
    both = student.probe(handed, a=a, b=b)
    what = "`batched` and `per_pair`, and what they hand to `f`:"
    expect(isinstance(both, list) and len(both) == 2, f"`batched` and `per_pair` did not call `f`. {SECTION}")
    for name, seen in zip(NAMES, both, strict=True):
        expect(isinstance(seen, dict) and set(seen) == {"shapes", "value"}, f"{what} nothing. {SECTION}")
        if repr(seen["shapes"]) == "[[2], [3]]":
            swapped = f"`{name}(f)` hands `f` a row of `B` first. Keep the order of the arguments. {SECTION}"
            fail(swapped, code="swapped-arguments")
        expect(
            repr(seen["shapes"]) == "[[3], [2]]",
            f"`{name}(f)` does not hand `f` one row of `A` and one row of `B`. `f` is written for a single pair; "
            f"`jax.vmap` takes the rows apart. {SECTION}",
        )
        expect_array(seen["value"], what=f"`{name}(f)(A, B)`")


@pytest.mark.core
@pytest.mark.parametrize(("name", "right"), [("batched", in_step), ("per_pair", all_pairs)])
def test_nan_and_inf_stay_where_they_come_from(student, rng, name, right):
    """Where `f` gives nan, inf or a huge number for two rows, that is their entry, and all others are as ever."""
    given = problem(rng, 4, 4)
    given["a"][0, 0], given["a"][1, 0], given["b"][2, 0], given["b"][3, 0] = 1e6, np.nan, np.inf, -np.inf
    with np.errstate(invalid="ignore"):
        want = right(given)
    because = f"An entry is what `f` gives for its two rows: nothing is mended. {SECTION}"
    expect_close(result(student, name, given), want, what=f"`{name}(f)(A, B)` with nan and inf", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_one_row_is_enough(student, rng):
    """One row, or rows of a single number, are enough; the results are float32 arrays with all their axes."""
    for n, k, p, q in ((1, 1, 3, 2), (3, 1, 2, 2), (1, 3, 1, 1)):
        given = problem(rng, n, k, p, q)
        got = result(student, "per_pair", given)
        expect_array(got, what="`per_pair(f)(A, B)`", shape=(n, k), dtype=np.float32)
        expect_close(got, all_pairs(given), what="`per_pair(f)(A, B)` for one row", because=SECTION)
        given = given | {"b": np.repeat(given["b"][:1], n, axis=0)}
        got = result(student, "batched", given)
        expect_array(got, what="`batched(f)(A, B)`", shape=(n,), dtype=np.float32)
        expect_close(got, in_step(given), what="`batched(f)(A, B)` for one row", because=SECTION)
