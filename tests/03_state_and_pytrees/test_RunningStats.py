"""Hidden tests for `RunningStats`: mean and variance of readings that come one by one."""

import numpy as np
import pytest
from probes import attempt, kind

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
def at_the_end(student, readings):
    """Mean and variance after the last reading."""
    state = student.init_stats()
    for x in readings:
        state = student.update(state, x)
    return [student.mean(state), student.var(state)]


@probe
def in_a_loop(student, readings):
    """Mean and variance after many readings, in a compiled loop; in Python where `update` cannot be in one."""
    import jax

    def update(state, x):
        return student.update(state, x), None

    try:
        state = jax.jit(lambda state: jax.lax.scan(update, state, readings)[0])(student.init_stats())
    except Exception:
        state = student.init_stats()
        for x in readings:
            state = student.update(state, x)
    return [student.mean(state), student.var(state)]


@probe
def scanned(student, readings):
    """Mean and variance after a compiled program that scans over the readings; or what changes in the state."""
    import jax

    def run(readings):
        return jax.lax.scan(lambda state, x: (student.update(state, x), None), student.init_stats(), readings)[0]

    def changed():
        start = student.init_stats()
        if any(not isinstance(leaf, (int, float)) and not hasattr(leaf, "dtype") for leaf in jax.tree.leaves(start)):
            return "unknown"
        before, after = kind(start), kind(student.update(start, readings[0]))
        return "structure" if before[0] != after[0] else "dtype" if before[1] != after[1] else "unknown"

    state = attempt(jax.jit(run), readings)
    if isinstance(state, str):
        return {"mean": changed(), "var": "refused"}
    return {"mean": jax.jit(lambda s: student.mean(s))(state), "var": jax.jit(lambda s: student.var(s))(state)}


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
        code="mean-ignores-readings",
    )


def carried(seen):
    """Fails where the state changed its kind in the scan."""
    if not isinstance(seen["mean"], str):
        return
    told = {
        "structure": "and `update` returns a state of another structure, as a list that grows is. Keep a fixed number "
        "of numbers, not the readings",
        "dtype": "and `update` returns a state of another shape or dtype, as an integer that becomes a float is. Begin "
        "with what `update` makes: `jnp.float32(0)`",
    }
    unknown = "in a state that JAX knows: numbers and arrays, in tuples, dicts or NamedTuples"
    fail(
        "`update` cannot be the body of a scan: what `scan` carries must have one structure, one shape and one dtype "
        f"for all rounds, {told.get(seen['mean'], unknown)}. {WELFORD}",
        code=f"state-changes-{seen['mean']}" if seen["mean"] in told else "state-unknown-to-jax",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_mean_of_all_readings(student, rng):
    """After each reading, the mean is that of all readings so far."""
    readings = [np.float32(0)] * 2 + scalars(rng, 18)
    seen = student.probe(one_by_one, readings=readings)
    so_far = [np.array(readings[: n + 1], np.float64) for n in range(20)]
    late = f"`mean(state)` counts one reading too many. Before the first one, n is 0. {WELFORD}"
    recognise(seen["mean"], [x.sum() / (len(x) + 1) for x in so_far], late, code="counts-one-more")
    because = f"It is the sum of all readings so far, divided by how many there were. {WELFORD}"
    want, what = [x.mean() for x in so_far], "The list of means"
    expect_close(seen["mean"], want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_variance_of_all_readings(student, rng):
    """After each reading, the variance is that of all readings so far, divided by n."""
    readings = [np.float32(9)] * 2 + scalars(rng, 4)
    got = student.probe(one_by_one, readings=readings)["var"]
    so_far = [np.array(readings[: n + 1], np.float64) for n in range(6)]
    for each, known in list(zip(got if isinstance(got, list) else [], so_far, strict=False))[2:]:
        for wrong, words, code in [
            (known.var(ddof=1), "is divided by n - 1. Divide the sum of squared distances by n", "divides-by-n-1"),
            (known.std(), "is the standard deviation, its square root", "standard-deviation"),
            (known.var() * len(known), "is the sum of squared distances from the mean. Divide it by n", "undivided"),
        ]:
            recognise(each, wrong, f"`var(state)` {words}. {WELFORD}", want=known.var(), code=code)
    because = (
        "Go through the update with three readings by hand. Of the two distances in m2, one is from the old mean and "
        f"the other from the new mean. {WELFORD}"
    )
    want, what = [x.var() for x in so_far], "The list of variances"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("level", "spread", "words"),
    [
        (0, 1e-15, "that are tiny"),
        (0, 1e6, "that are far apart"),
        (2.9e6, 1e4, "of a few million"),
        (-40, 3, "below 0"),
        (2e-6, 0, "that are all equal"),
        (0, 0, "that are all 0"),
    ],
)
def test_readings_of_every_size(student, rng, level, spread, words, number):
    """Tiny and large, negative and equal readings count as they are, also if there is only one."""
    readings = (level + spread * rng.normal(size=number)).astype(np.float32)
    got = student.probe(at_the_end, readings=list(readings))
    exact = readings.astype(np.float64)
    because = f"Leave every reading as it is, and add nothing to the variance. {WELFORD}"
    what = f"The list of mean and variance of readings {words}"
    size = np.abs(exact).max() ** 2
    expect_tree(got, [np.zeros(())] * 2, what=what)
    expect_close(
        got[0], exact.mean(), what=f"{what} has a mean that", rtol=1e-3, atol=1e-4 * size**0.5, because=because
    )
    expect_close(got[1], exact.var(), what=f"{what} has a variance that", rtol=2e-3, atol=1e-6 * size, because=because)


@pytest.mark.core
def test_every_reading_counts_the_same(student, rng):
    """Old readings are not forgotten, zeros are not skipped, and outliers are not cut off."""
    readings = np.concatenate(
        [rng.normal(size=300), np.zeros(100), rng.normal(50, 1, size=200), [rng.uniform(1e5, 2e5)]]
    )
    readings = readings.astype(np.float32)
    got = student.probe(in_a_loop, readings=readings)
    exact = readings.astype(np.float64)
    because = (
        "Six hundred readings, most of them small, some 0, the last one far away from all others: each counts the "
        f"same, the first as much as the last. {WELFORD}"
    )
    what = "The list of mean and variance"
    expect_close(got, [exact.mean(), exact.var()], what=what, rtol=1e-3, because=because, code="readings-weighted")


@pytest.mark.core
def test_old_readings_count_after_many_others(student, rng):
    """After seventy thousand readings, the first ones still count as much as the last ones."""
    readings = np.concatenate([rng.normal(0, 1, size=35_000), rng.normal(10, 1, size=35_000)]).astype(np.float32)
    seen = student.probe(scanned, readings=readings)
    carried(seen)
    exact = readings.astype(np.float64)
    because = f"The text sets no limit to the number of readings, nor to n. {WELFORD}"
    for name, want in (("mean", exact.mean()), ("var", exact.var())):
        what = f"`{name}(state)` after seventy thousand readings"
        expect_close(seen[name], want, what=what, rtol=0.01, because=because, code="readings-weighted")


@pytest.mark.core
def test_gives_float32_scalars(student, rng):
    """`mean(state)` and `var(state)` are float32 scalars."""
    follows(student)
    n = int(rng.integers(2, 20))
    seen = student.probe(one_by_one, readings=scalars(rng, n))
    for name in ("mean", "var"):
        got = seen[name]
        expect(isinstance(got, list) and len(got) == n, "The answers cannot be read.")
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
        code="mean-inaccurate",
    )
    expect(
        bool(abs(var.astype(np.float64) / want.var() - 1) <= 0.01),
        "`var(state)` is off by more than 1 % for readings around a million. If it is right for small readings, digits "
        "may be lost: the squares of such readings leave none for small differences. Sum up squared distances from "
        f"the mean instead of taking the mean of the squares minus the square of the mean. {WELFORD}",
        code="variance-inaccurate",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_update_is_compiled_once(student, rng):
    """A compiled `update` is compiled exactly once for all readings, and gives the same result."""
    follows(student)
    seen = student.probe(compiled, readings=scalars(rng, 5))
    because = f"Without `jit` they are different. Nothing may be remembered outside the state. {WELFORD}"
    what = "The list of mean and variance after compiled updates"
    expect_tree(seen["plain"], [np.zeros(())] * 2, what="Mean and variance")
    expect_close(seen["compiled"], seen["plain"], what=what, rtol=1e-3, atol=1e-4, because=because)
    expect(
        isinstance(seen["traces"], int) and seen["traces"] == 1,
        "`update`, compiled, is compiled more than once. The state must have the same structure, shapes and dtypes "
        "from `init_stats()` on. Python numbers count as another dtype: begin with `jnp.float32(0)` instead of `0.0`. "
        f"{WELFORD}",
        code="compiled-again",
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
    seen = student.probe(earlier, first=scalars(rng, 3), second=scalars(rng, 2))
    because = f"`update` returns a new state and changes nothing else: no global, no list in place. {WELFORD}"
    expect_tree(seen["before"], [np.zeros(())] * 2, what="Mean and variance")
    what, code = "Mean and variance of the old state", "memory-outside-state"
    expect_close(seen["after"], seen["before"], what=what, because=because, code=code)
    expect_close(seen["other"], seen["alone"], what="The mean of a second stream", because=because, code=code)
