"""Hidden tests for `normalised_conv`: one sum over all members, under vmap and pmap, whatever the axis is called."""

import numpy as np
import pytest
from helpers import draw, slide

from gradax.testing import expect_array, expect_close, fail, probe, recognise

SUMS = "See *Letting them talk: `psum` and `pmean`*."
CALL = "`normalised_conv(w, x, axis_name)`"


@probe
def by_vmap(student, w, xs, name):
    """All members' results under vmap."""
    import jax

    return jax.vmap(lambda x: student.normalised_conv(w, x, name), axis_name=name)(xs)


@probe
def by_pmap(student, w, xs, name):
    """All members' results under pmap."""
    import jax

    return jax.pmap(lambda x: student.normalised_conv(w, x, name), axis_name=name)(xs)


@probe
def by_two(student, w, xs, name):
    """All results under two axes, of which one is to be summed over."""
    import jax

    def inner(x):
        return student.normalised_conv(w, x, name)

    try:
        return {"got": jax.vmap(jax.vmap(inner, axis_name="columns"), axis_name="rows")(xs), "unbound": False}
    except NameError as error:
        if "axis" in str(error):
            return {"got": None, "unbound": True}  # another axis than the two
        raise


def problem(rng):
    """A kernel, and an input for each of eight members."""
    w, xs = draw(rng, 3), draw(rng, 8, 6)
    xs[1] = -xs[0]  # sums of one sign would make two of the known mistakes equal
    return w, xs


def rows(w, xs):
    """Each row's convolution, in NumPy."""
    return np.stack([slide(w, x) for x in xs])


def known_sums(y, total):
    """What a wrong divisor gives, with what to say of it and its code."""
    return [
        (y, "is not scaled at all", "not-scaled"),
        (
            y / np.abs(y).sum(1, keepdims=True),
            "is scaled by each member's own sum: nobody asked the others",
            "each-alone",
        ),
        (
            y / np.abs(y).sum(0),
            "is scaled entry by entry. Sum over a member's entries first, then over the members",
            "entry-by-entry",
        ),
        (
            y / (total / len(y)),
            "is scaled by the members' mean. The mean divides by their number: take `psum`",
            "pmean",
        ),
        (y / np.abs(y).mean(), "is scaled by the mean of all entries. Take the sum", "mean-of-all"),
    ]


def known_signs(y, total):
    """What a wrong use of absolute values gives, with what to say of it and its code."""
    return [
        (
            y / y.sum(),
            "is scaled by the sum of y without absolute values, where numbers of both signs cancel out",
            "signed",
        ),
        (
            y / np.abs(y.sum(1)).sum(),
            "takes the absolute values too late: entries of both signs cancel out before",
            "absolute-late",
        ),
        (np.abs(y) / total, "loses the signs. Only the divisor has absolute values", "absolute-result"),
    ]


def known_others(y, normalised_first):
    """What other misconceptions give, with what to say of them and their codes."""
    return [
        (
            y / np.sqrt((y**2).sum()),
            "is scaled by the root of the sum of squares. Take the sum of absolute values",
            "euclidean",
        ),
        (
            y / (np.abs(y).sum(1, keepdims=True) * len(y)),
            "is scaled by each member's own sum times their number. The `psum` of a number that you write down counts "
            "the members; hand it what differs between them",
            "counts-members",
        ),
        (normalised_first, "is scaled by the sum over the signals. Sum over the results", "signal-first"),
        (y / np.abs(y).max(), "is scaled by the largest entry. Take the sum", "maximum"),
    ]


def refuse_known(got, w, xs, where):
    """Say what is wrong, where it is a known mistake."""
    y = rows(w, xs)
    total, normalised_first = np.abs(y).sum(), rows(w, xs / np.abs(xs).sum())
    for wrong, because, code in [*known_sums(y, total), *known_signs(y, total), *known_others(y, normalised_first)]:
        recognise(got, wrong, f"{CALL} {where} {because}. {SUMS}", want=y / total, code=code)


@pytest.mark.core
def test_keeps_the_shape_of_a_convolution(student, rng):
    """Each member's result is a float32 array of shape (n - m + 1,)."""
    got = student.probe(by_vmap, w=draw(rng, 3), xs=draw(rng, 8, 6), name="i")
    expect_array(got, what=f"all members' {CALL} together", shape=(8, 4), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_right_under_vmap(student, rng):
    """Under `vmap` it is divided by the sum of |y| over all entries of all members."""
    w, xs = problem(rng)
    got, y = student.probe(by_vmap, w=w, xs=xs, name="i"), rows(w, xs)
    refuse_known(got, w, xs, "under `vmap`")
    because = f"Divide y by the `psum` of its own absolute sum. {SUMS}"
    expect_close(got, y / np.abs(y).sum(), what=f"{CALL} under `vmap`", because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_right_under_pmap(student, rng):
    """Under `pmap`, a member on each of eight devices, it gives the same."""
    w, xs = problem(rng)
    got, y = student.probe(by_pmap, w=w, xs=xs, name="i"), rows(w, xs)
    refuse_known(got, w, xs, "under `pmap`")
    because = f"The same `psum` works between devices. {SUMS}"
    expect_close(got, y / np.abs(y).sum(), what=f"{CALL} under `pmap`", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["columns", "rows"])
def test_sums_over_the_axis_that_is_named(student, rng, name):
    """Of two mapped axes it sums over the one whose name it is given."""
    w, xs = draw(rng, 3), draw(rng, 4, 4, 6)
    seen = student.probe(by_two, w=w, xs=xs, name=name)
    if seen["unbound"] is True:
        fail(
            f"{CALL} sums over an axis of another name. Pass on the `axis_name` that it is given. {SUMS}",
            code="own-name",
        )
    got = expect_array(seen["got"], what=f"{CALL} under two axes", shape=(4, 4, 4))
    y = rows(w, xs.reshape(16, 6)).reshape(4, 4, 4)
    sums = {"columns": np.abs(y).sum((1, 2), keepdims=True), "rows": np.abs(y).sum((0, 2), keepdims=True)}
    other = y / sums["rows" if name == "columns" else "columns"]
    told = f"{CALL} under two axes sums over the other one. Use the `axis_name` that it is given. {SUMS}"
    recognise(got, other, told, code="other-axis")
    told = f"{CALL} under two axes sums over both. Sum over the named one only. {SUMS}"
    recognise(got, y / np.abs(y).sum(), told, code="both-axes")
    because = f"Sum over the axis whose name it is given, and over no other. {SUMS}"
    expect_close(got, y / sums[name], what=f"{CALL} under two axes", because=because)


@pytest.mark.core
@pytest.mark.parametrize(
    ("members", "n", "scale"), [(1, 5, 1.0), (3, 5, 1e-30), (3, 5, 1e35), (70, 5, 1.0), (3, 2, 1.0)]
)
def test_any_number_of_members_and_any_size(student, rng, members, n, scale):
    """It is right for any number of members, one of which may be silent, and of places, for tiny and huge numbers."""
    w, xs = draw(rng, 2), draw(rng, members, n) * np.float32(scale)
    xs[1:2] = 0
    got, y = student.probe(by_vmap, w=w, xs=xs, name="i"), rows(w, xs)
    because = f"Divide by the sum itself: nothing is added to it, cut off or written down. {SUMS}"
    what = f"{CALL} for {members} members and numbers of about {scale:g}"
    expect_close(got, y / np.abs(y).sum(), what=what, because=because)
