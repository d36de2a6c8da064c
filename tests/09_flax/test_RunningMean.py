"""Hidden tests for `RunningMean`: state of one's own, carried by whoever calls."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, fail, probe

STATE = "See *State of your own*."


@probe
def begun(student, key, x):
    """The collections after init, and the output."""
    y, variables = student.RunningMean().init_with_output(key, x)
    return {"collections": sorted(variables), "stats": dict(variables.get("stats", {})), "y": y}


@probe
def after(student, key, batches):
    """The state after each batch, and each output."""
    module = student.RunningMean()
    variables, seen = module.init(key, batches[0]), []
    for batch in batches:
        y, changed = module.apply(variables, batch, mutable=["stats"])
        variables = {**variables, **changed}
        seen.append({"y": y, "mean": variables["stats"]["mean"], "count": variables["stats"]["count"]})
    return seen


@probe
def at_rest(student, mean, count, x):
    """The output with a given state that may not change, and that it may not."""
    variables = {"stats": {"mean": mean, "count": count}}
    return student.RunningMean().apply(variables, x)


@probe
def jitted(student, key, batches):
    """The state after compiled calls."""
    import jax

    module = student.RunningMean()
    call = jax.jit(lambda variables, x: module.apply(variables, x, mutable=["stats"]))
    variables = module.init(key, batches[0])
    for batch in batches:
        variables = {**variables, **call(variables, batch)[1]}
    return variables["stats"]["mean"]


def batches(rng, sizes=(4, 2, 4)):
    """Batches of different sizes, far from zero."""
    return [(rng.normal(size=(size, 3)) + 5 * rng.normal(size=3)).astype(np.float32) for size in sizes]


@pytest.mark.weight(2)
def test_initialising_counts_as_no_sight(student, rng, key):
    """After `init` the count is 0 and the mean is zeros of shape (n,)."""
    seen = student.probe(begun, key=key(), x=batches(rng)[0])
    stats = seen["stats"]
    if not isinstance(stats, dict) or sorted(stats) != ["count", "mean"]:
        fail(f"After `init`, `RunningMean` has no collection 'stats' with exactly `count` and `mean`. {STATE}")
    if np.shape(stats["count"]) == () and float(np.asarray(stats["count"])) > 0:
        fail(
            "`RunningMean` has counted the batch that it was initialised with. While initialising everything is "
            f"mutable; ask `self.is_initializing()`. {STATE}"
        )
    expect_close(stats["mean"], np.zeros(3, np.float32), what="the mean after `init`", because=STATE)
    expect_close(np.float64(stats["count"]), 0.0, what="the count after `init`", because=STATE)


@pytest.mark.weight(3)
def test_the_mean_is_over_all_rows_seen(student, rng, key):
    """After batches of different sizes, `mean` is the mean of all their rows and `count` their number."""
    given = batches(rng)
    seen = student.probe(after, key=key(), batches=given)
    if not isinstance(seen, list) or len(seen) != len(given):
        fail(f"`RunningMean` does not answer every batch. {STATE}")
    for number, now in enumerate(seen, start=1):
        rows = np.concatenate(given[:number])
        if np.shape(now["mean"]) != (3,):
            fail(
                "The shape of `mean` changes when a batch comes in: it stays (n,), without an axis for the batch. "
                f"{STATE}"
            )
        of_batches = np.mean([batch.mean(0) for batch in given[:number]], axis=0)
        if (
            number == 2
            and np.allclose(now["mean"], of_batches, atol=1e-4)
            and not np.allclose(rows.mean(0), of_batches, atol=1e-2)
        ):
            fail(
                "The mean is one of batches: a small batch counts as much as a large one. It is over all *rows*. "
                f"{STATE}"
            )
        if number > 1 and np.allclose(now["mean"], given[number - 1].mean(0), atol=1e-4):
            fail(f"The mean is that of the last batch alone. It is over all rows seen so far. {STATE}")
        what = "`mean` after some batches"
        expect_close(np.float32(now["mean"]), rows.mean(0), what=what, rtol=1e-3, atol=1e-3, because=STATE)
        expect_close(np.float64(now["count"]), float(len(rows)), what="`count` after some batches", because=STATE)


@pytest.mark.weight(2)
def test_subtracts_the_new_mean_while_it_learns(student, rng, key):
    """With 'stats' mutable it takes the batch in first, then returns x minus the new mean."""
    given = batches(rng)
    seen = student.probe(after, key=key(), batches=given)
    rows = np.concatenate(given[:2])
    got = seen[1]["y"] if isinstance(seen, list) and len(seen) == 3 else None
    if np.shape(got) == given[1].shape and np.allclose(got, given[1] - given[0].mean(0), atol=1e-3):
        fail(f"`RunningMean` subtracts the mean as it was before the batch. Take the batch in first. {STATE}")
    because = f"It is x minus the mean over all rows, these included. {STATE}"
    expect_close(
        got, given[1] - rows.mean(0), what="the output of the second batch", rtol=1e-3, atol=1e-3, because=because
    )


@pytest.mark.weight(2)
def test_a_state_at_rest_is_used_as_it_stands(student, rng):
    """With 'stats' not mutable it returns x minus the mean as it stands."""
    mean, x = rng.normal(size=3).astype(np.float32), rng.normal(size=(5, 3)).astype(np.float32)
    got = student.probe(at_rest, mean=mean, count=np.float32(7), x=x)
    because = f"Without `mutable` nothing may be taken in; ask `self.is_mutable_collection('stats')`. {STATE}"
    expect_close(got, x - mean, what="`RunningMean().apply(variables, x)`", because=because)


def test_works_compiled(student, rng, key):
    """It works under `jax.jit`."""
    given = batches(rng, (4, 4))
    got = student.probe(jitted, key=key(), batches=given)
    expect_close(
        np.float32(got), np.concatenate(given).mean(0), what="`mean`, compiled", rtol=1e-3, atol=1e-3, because=STATE
    )


def test_the_collections_are_stats_alone(student, rng, key):
    """It has the collection 'stats' and nothing to train."""
    seen = student.probe(begun, key=key(), x=batches(rng)[0])
    expect(seen["collections"] == ["stats"], f"`RunningMean` has other collections than 'stats'. {STATE}")
