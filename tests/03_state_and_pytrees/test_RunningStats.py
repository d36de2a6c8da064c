"""Hidden tests for `RunningStats`: mean and variance of readings that come one by one."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

WELFORD = "See *More than a number*."


@probe
def one_by_one(student, readings):
    """Mean and variance after each reading."""
    state, means, variances = student.init_stats(), [], []
    for x in readings:
        state = student.update(state, x)
        means.append(student.mean(state))
        variances.append(student.var(state))
    return {"mean": means, "var": variances}


@probe
def scanned(student, readings):
    """Mean and variance by a compiled program that scans over the readings; or what changes in the state."""
    import jax
    import jax.numpy as jnp

    def kind(state):
        leaves, structure = jax.tree.flatten(state)
        return structure, [(jnp.shape(leaf), jnp.result_type(leaf)) for leaf in leaves]

    def changed():
        start = student.init_stats()
        if any(not isinstance(leaf, (int, float)) and not hasattr(leaf, "dtype") for leaf in jax.tree.leaves(start)):
            return "unknown"
        before = kind(start)
        after = kind(student.update(start, readings[0]))
        return "structure" if before[0] != after[0] else "dtype" if before[1] != after[1] else "unknown"

    def run(readings):
        state, _ = jax.lax.scan(lambda state, x: (student.update(state, x), None), student.init_stats(), readings)
        return student.mean(state), student.var(state)

    try:
        mean, var = jax.jit(run)(readings)
    except TypeError as error:
        if type(error) is not TypeError:
            raise
        return {"mean": changed(), "var": "refused"}
    return {"mean": mean, "var": var}


@probe
def compiled(student, readings):
    """How often the compiled `update` is traced, and what comes out of it."""
    import jax

    traces = []

    def counted(state, x):
        traces.append(1)
        return student.update(state, x)

    update, state = jax.jit(counted), student.init_stats()
    for x in readings:
        state = update(state, x)
    plain = student.init_stats()
    for x in readings:
        plain = student.update(plain, x)
    return {
        "traces": len(traces),
        "compiled": [jax.jit(lambda s: student.mean(s))(state), jax.jit(lambda s: student.var(s))(state)],
        "plain": [student.mean(plain), student.var(plain)],
    }


@probe
def earlier(student, first, second):
    """Mean and variance by a state that others were made from, and of a second stream begun in between."""
    state = student.init_stats()
    for x in first:
        state = student.update(state, x)
    before = [student.mean(state), student.var(state)]
    other, later = student.init_stats(), state
    for x in second:
        later, other = student.update(later, x), student.update(other, x)
    again = student.init_stats()
    for x in second:
        again = student.update(again, x)
    return {
        "before": before,
        "after": [student.mean(state), student.var(state)],
        "other": student.mean(other),
        "alone": student.mean(again),
    }


def scalars(rng, number):
    """Readings, as scalars."""
    return [np.float32(x) for x in rng.normal(3, 2, size=number)]


def follows(student):
    """Expect that the mean depends on the readings, right or wrong: what follows compares the student's own answers."""
    seen = student.probe(one_by_one, readings=[np.float32(1), np.float32(7)])
    expect_tree(seen["mean"], [np.zeros(())] * 2, what="The list of means")
    expect(
        bool(np.all(np.asarray(seen["mean"][0]) != np.asarray(seen["mean"][1]))),
        f"`mean(state)` is the same after a second reading that is far from the first one. {WELFORD}",
    )


@pytest.mark.core
@pytest.mark.weight(4)
def test_mean_and_variance_of_all_readings(student, rng):
    """After each reading, mean and variance are those of all readings so far, divided by n."""
    readings = scalars(rng, 5)
    seen = student.probe(one_by_one, readings=readings)
    so_far = [np.array(readings[: n + 1], np.float64) for n in range(5)]
    recognise(
        seen["mean"],
        [x.sum() / (len(x) + 1) for x in so_far],
        f"`mean(state)` counts one reading more than there were. Before the first one, n is 0. {WELFORD}",
    )
    because = f"It is the sum of all readings so far, divided by how many there were. {WELFORD}"
    expect_close(
        seen["mean"], [x.mean() for x in so_far], what="The list of means", rtol=1e-3, atol=1e-4, because=because
    )
    want = [x.var() for x in so_far]
    for got, known in zip(seen["var"] if isinstance(seen["var"], list) else [], so_far, strict=False):
        if len(known) < 3:
            continue
        for wrong, words in [
            (known.var(ddof=1), "is divided by n - 1. Divide the sum of squared distances by n"),
            (known.std(), "is the standard deviation, its square root"),
            (known.var() * len(known), "is the sum of squared distances from the mean. Divide it by n"),
        ]:
            recognise(got, wrong, f"`var(state)` {words}. {WELFORD}", want=known.var())
    because = (
        "Go through the update with three readings by hand. One of the two distances in m2 is from the old mean, the "
        f"other one from the new mean. {WELFORD}"
    )
    expect_close(seen["var"], want, what="The list of variances", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_gives_float32_scalars(student, rng):
    """`mean(state)` and `var(state)` are float32 scalars."""
    follows(student)
    seen = student.probe(one_by_one, readings=scalars(rng, 2))
    for name in ("mean", "var"):
        got = seen[name]
        expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
        for each in got:
            expect_array(each, what=f"`{name}(state)`", shape=(), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_is_accurate_far_from_zero(student, rng):
    """Ten thousand readings around a million, with a spread of 100, give the variance to 1 % and the mean to 0.01 %."""
    readings = rng.normal(1_000_000, 100, size=10_000).astype(np.float32)
    seen = student.probe(scanned, readings=readings)
    carried(seen)
    want = readings.astype(np.float64)
    mean, var = (expect_array(seen[name], what=f"`{name}(state)`", shape=()) for name in ("mean", "var"))
    expect(
        bool(abs(mean.astype(np.float64) / want.mean() - 1) <= 1e-4),
        f"`mean(state)` is off by more than 0.01 % for readings around a million. {WELFORD}",
    )
    expect(
        bool(abs(var.astype(np.float64) / want.var() - 1) <= 0.01),
        "`var(state)` is off by more than 1 % for readings around a million. If it is right for small readings, then "
        "digits are lost: the squares of such readings leave none for small differences. Sum up squared distances from "
        f"the mean, and take no mean of squares minus square of the mean. {WELFORD}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_update_is_compiled_once(student, rng):
    """A compiled `update` is compiled exactly once for all readings, and right."""
    follows(student)
    readings = scalars(rng, 5)
    seen = student.probe(compiled, readings=readings)
    because = f"Without `jit` they are others. Nothing may be remembered outside of the state. {WELFORD}"
    what = "Mean and variance after compiled updates"
    expect_tree(seen["plain"], [np.zeros(())] * 2, what="Mean and variance")
    expect_close(seen["compiled"], seen["plain"], what=what, rtol=1e-3, atol=1e-4, because=because)
    expect(
        isinstance(seen["traces"], int) and seen["traces"] == 1,
        "`update`, compiled, is compiled more than once. The state must have the same structure, shapes and dtypes "
        "from `init_stats()` on. Python numbers count as another dtype: begin with `jnp.float32(0)` instead of `0.0`. "
        f"{WELFORD}",
    )


@pytest.mark.core
def test_works_in_a_scan(student, rng):
    """`update` can be the body of a scan, and all of it can be compiled."""
    follows(student)
    readings = rng.normal(-2, 3, size=7).astype(np.float32)
    seen = student.probe(scanned, readings=readings)
    carried(seen)
    plain = student.probe(one_by_one, readings=list(readings))
    for name in ("mean", "var"):
        expect_tree(plain[name], [np.zeros(())] * 7, what=f"The list of values of `{name}(state)`")
        because = f"Without `scan` and `jit`, the same readings give another value. {WELFORD}"
        what = f"`{name}(state)` after a scan"
        expect_close(seen[name], plain[name][-1], what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_an_old_state_stays_what_it_was(student, rng):
    """A state still gives its mean and variance after others were made from it; two streams stay apart."""
    follows(student)
    first, second = scalars(rng, 3), scalars(rng, 2)
    seen = student.probe(earlier, first=first, second=second)
    because = f"`update` returns a new state and changes nothing else: no global, no list in place. {WELFORD}"
    expect_tree(seen["before"], [np.zeros(())] * 2, what="Mean and variance")
    what = "Mean and variance of the old state"
    expect_close(seen["after"], seen["before"], what=what, because=because)
    expect_close(seen["other"], seen["alone"], what="The mean of a second stream", because=because)


def carried(seen):
    """Fails where the state changed its type in the scan."""
    if isinstance(seen["mean"], str):
        told = {
            "structure": "and `update` gives a state of another structure, as a list that grows is. Keep a fixed "
            "number of numbers, not the readings",
            "dtype": "and `update` gives a state of another shape or dtype, as an integer that becomes a float is. "
            "Begin with what `update` makes: `jnp.float32(0)`",
        }.get(seen["mean"], "in a state that JAX knows: numbers and arrays, in tuples, dicts or NamedTuples")
        fail(
            "`update` cannot be scanned over: what `scan` carries must have one structure, one shape and one dtype for "
            f"all rounds, {told}. {WELFORD}"
        )
