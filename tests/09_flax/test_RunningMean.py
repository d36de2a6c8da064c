"""Hidden tests for `RunningMean`: state of one's own, carried by whoever calls."""

import numpy as np
import pytest
from helpers import near, normals
from probes import pair_of, plain

from gradax.testing import expect, expect_array, expect_close, fail, probe

STATE = "See *State of your own*."


@probe
def begun(student, key, x):
    """The variables after init."""
    return plain(student.RunningMean().init(key, x))


@probe
def after(student, key, batches):
    """Each batch's output, and the changed collections, beginning with a fresh state."""
    module = student.RunningMean()
    variables, seen = dict(module.init(key, batches[0])), []
    for batch in batches:
        y, changed = pair_of(module.apply(variables, batch, mutable=["stats"]))
        variables |= changed
        seen.append([y, plain(changed)])
    return seen


@probe
def at_rest(student, mean, count, x):
    """The outputs with a given state: where nothing may change, and where only another collection may."""
    module, variables = student.RunningMean(), {"stats": {"mean": mean, "count": count}}
    y, changed = pair_of(module.apply(variables, x, mutable=["cache"]))
    return [module.apply(variables, x), y, sorted(changed)]


@probe
def continued(student, mean, count, x):
    """A compiled call that takes one more batch into a given state."""
    import jax

    module = student.RunningMean()
    call = jax.jit(lambda variables, x: module.apply(variables, x, mutable=["stats"]))
    y, changed = pair_of(call({"stats": {"mean": mean, "count": count}}, x))
    return [y, plain(changed)]


@probe
def with_others(student, mean, count, x):
    """A call where all collections are mutable, where two are, and where 'stats' is named by itself."""
    module, variables = student.RunningMean(), {"stats": {"mean": mean, "count": count}}
    seen = []
    for mutable in (True, ["cache", "stats"], "stats"):
        y, changed = pair_of(module.apply(variables, x, mutable=mutable))
        seen.append([y, plain(changed)])
    return seen


def batches(rng, sizes=(4, 1, 2)):
    """Batches of different sizes, far from zero."""
    return [normals(rng, size, 3) + 5 * normals(rng, 3) for size in sizes]


def state_of(collections):
    """Count and mean, once they are the only variables, and numbers of the right shapes."""
    like = {"stats": {"count": 0, "mean": np.zeros(3)}}
    exact = isinstance(collections, dict) and set(collections) == {"stats"}
    stats = collections["stats"] if exact else None
    message = f"`RunningMean` does not have just the collection 'stats' with `count` and `mean`. {STATE}"
    expect(isinstance(stats, dict) and set(stats) == set(like["stats"]), message, code="other-variables")
    expect_array(stats["count"], what="`count`", shape=())
    expect_array(stats["mean"], what="`mean`", shape=(3,), dtype=np.float32)
    kind = f"{stats['count'].dtype.kind}{stats['count'].dtype.itemsize}"
    expect(kind in ("f4", "i4"), f"`count` is neither float32 nor int32. {STATE}")
    return float(stats["count"]), stats["mean"]


def history(student, key, given):
    """The output of each batch, and the state after it, once there is one for each."""
    seen = student.probe(after, key=key(), batches=given)
    good = isinstance(seen, list) and all(isinstance(each, list) and len(each) == 2 for each in seen)
    expect(good and len(seen) == len(given), f"`RunningMean` does not return a result for every batch. {STATE}")
    return seen


@pytest.mark.core
@pytest.mark.weight(2)
def test_initialising_counts_nothing(student, rng, key):
    """After `init` there are `count` and `mean` in 'stats', both zero, and nothing else."""
    count, mean = state_of(student.probe(begun, key=key(), x=batches(rng)[0]))
    if count > 0:
        fail(
            "`RunningMean` begins with a count above 0, as if `init` had taken its batch in. While initialising "
            f"everything is mutable; ask `self.is_initializing()`. {STATE}",
            code="counts-while-initialising",
        )
    expect_close(mean, np.zeros(3, np.float32), what="the mean after `init`", because=STATE)
    expect_close(count, 0.0, what="the count after `init`", because=STATE)


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_mean_is_over_all_rows_seen(student, rng, key):
    """After batches of different sizes, one row included, `mean` is the mean of all rows and `count` their number."""
    given = batches(rng)
    for number, (_, collections) in enumerate(history(student, key, given), start=1):
        stats = collections.get("stats") if isinstance(collections, dict) else None
        if isinstance(stats, dict) and np.shape(stats.get("mean")) == (1, 3):
            message = "`mean` has an axis for the batch after a batch has come in. It keeps its shape (n,)."
            fail(f"{message} {STATE}", code="keeps-the-axis")
        count, mean = state_of(collections)
        rows = np.concatenate(given[:number])
        of_batches = np.mean([batch.mean(0) for batch in given[:number]], axis=0)
        if number > 1 and near(mean, of_batches) and not near(mean, rows.mean(0)):
            message = "The mean is one of batches: a small batch counts as much as a large one. It is over all *rows*."
            fail(f"{message} {STATE}", code="mean-of-batches")
        if number > 1 and near(mean, given[number - 1].mean(0)):
            message = "The mean is that of the last batch alone. It is over all rows seen so far."
            fail(f"{message} {STATE}", code="last-batch")
        expect_close(mean, rows.mean(0), what="`mean` after some batches", rtol=1e-3, atol=1e-3, because=STATE)
        expect_close(count, float(len(rows)), what="`count` after some batches", because=STATE)


@pytest.mark.core
@pytest.mark.weight(2)
def test_subtracts_the_new_mean_while_it_learns(student, rng, key):
    """With 'stats' mutable it takes the batch in first, then returns x minus the new mean."""
    given = batches(rng, (4, 2))
    got = history(student, key, given)[1][0]
    if near(got, given[1] - given[0].mean(0)):
        message = "`RunningMean` subtracts the mean as it was before the batch. Take the batch in first."
        fail(f"{message} {STATE}", code="old-mean")
    want = given[1] - np.concatenate(given).mean(0)
    because = f"It is x minus the mean over all rows, these included. {STATE}"
    expect_close(got, want, what="the output of the second batch", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_takes_rows_in_whatever_else_is_mutable(student, rng):
    """It takes rows in wherever 'stats' is mutable: with all collections, among others, or named by itself."""
    mean, x = normals(rng, 3), normals(rng, 4, 3)
    x[1, 2] = np.nan  # a mean over all rows tells
    want = (6 * mean + x.sum(0)) / 10
    seen = student.probe(with_others, mean=mean, count=np.float32(6), x=x)
    expect(isinstance(seen, list) and len(seen) == 3, f"`RunningMean` does not answer. {STATE}")
    for y, collections in seen:
        count, after_it = state_of(collections)
        because = f"`self.is_mutable_collection('stats')` knows all ways to say so. {STATE}"
        what = "`mean` where 'stats' is mutable, by whichever way"
        expect_close(after_it, want, what=what, rtol=1e-3, atol=1e-3, because=because)
        expect_close(count, 10.0, what="`count` then", because=because)
        expect_close(y, x - want, what="the output then", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_state_at_rest_is_used_as_it_stands(student, rng):
    """With 'stats' not mutable, even if another collection is, it returns x minus the mean as it stands."""
    mean, x = normals(rng, 3), normals(rng, 5, 3)
    mean[0], x[0] = 1e6, -1e6  # nothing is too large
    seen = student.probe(at_rest, mean=mean, count=np.float32(7), x=x)
    because = f"Nothing may be taken in then; ask `self.is_mutable_collection('stats')`. {STATE}"
    expect_close(seen, [x - mean, x - mean, []], what="what `RunningMean` gives at rest", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize(("before", "far"), [(6, 100), (5000, -1e8), (2_000_000, 1e6)])
def test_goes_on_from_any_state_compiled(student, rng, before, far):
    """Compiled, it takes a batch into the state that it is given, of few rows or of many, near or far."""
    mean, x = normals(rng, 3), np.float32(far) + normals(rng, 4, 3)
    seen = student.probe(continued, mean=mean, count=np.float32(before), x=x)
    expect(isinstance(seen, list) and len(seen) == 2, f"`RunningMean` does not answer. {STATE}")
    want = (before * mean + x.sum(0)) / (before + 4)
    because = f"All that it knows is in the state that it is given. {STATE}"
    count, got = state_of(seen[1])
    expect_close(got, want, what="`mean`, compiled", rtol=1e-3, atol=1e-3, because=because)
    expect_close(count, before + 4.0, what="`count`, compiled", because=because)
    expect_close(seen[0], x - want, what="the output, compiled", rtol=1e-3, atol=1e-3, because=because)
