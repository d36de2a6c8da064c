"""Hidden tests for `Block`: dense, batch normalisation, ReLU, dropout, in two modes."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, fail, probe

MODES = "See *Train mode, eval mode*."


@probe
def begun(student, key, x):
    """Collections, and the shapes of the parameters."""
    import jax

    variables = student.Block(4, 0.5).init(key, x, train=False)
    return {
        "collections": sorted(variables),
        "params": sorted(list(leaf.shape) for leaf in jax.tree.leaves(variables.get("params", {}))),
        "stats": sorted(list(leaf.shape) for leaf in jax.tree.leaves(variables.get("batch_stats", {}))),
    }


@probe
def both_modes(student, rate, x, leaves, keys):
    """Outputs with the grader's own weights, placed by shape: eval, training with two keys, and the state after."""
    import jax
    import jax.numpy as jnp

    block = student.Block(4, rate)
    variables = block.init(jax.random.key(0), x, train=False)
    vectors = iter(leaves["vectors"])
    params = jax.tree.map(lambda old: leaves["kernel"] if old.ndim == 2 else next(vectors), variables["params"])
    given = {"params": params, "batch_stats": variables["batch_stats"]}
    evaluated = block.apply(given, x, train=False)
    runs = [
        block.apply(given, x, train=True, rngs={"dropout": key}, mutable=["batch_stats"])
        for key in (keys[0], keys[0], keys[1])
    ]
    stats = jax.tree.leaves(runs[0][1])
    return {
        "eval": evaluated,
        "train": jnp.stack([y for y, _ in runs]),
        "moved": any(bool(jnp.any(a != b)) for a, b in zip(jax.tree.leaves(given["batch_stats"]), stats, strict=False)),
        "stats": sorted(stats, key=jnp.sum),
    }


@probe
def untouched(student, x):
    """Whether eval mode leaves the running averages alone, even if it could change them."""
    import jax

    block = student.Block(4, 0.5)
    variables = block.init(jax.random.key(0), x, train=False)
    _, after = block.apply(variables, x, train=False, mutable=["batch_stats"])
    pairs = zip(jax.tree.leaves(variables["batch_stats"]), jax.tree.leaves(after), strict=True)
    return all(bool((a == b).all()) for a, b in pairs)


def run(student, rng, key, rate, rows=64):
    """Both modes, with random weights; the three vectors are all ones or zeros but for their roles."""
    x = rng.normal(size=(rows, 3)).astype(np.float32)
    leaves = {"kernel": rng.normal(size=(3, 4)).astype(np.float32), "vectors": [np.float32([1, 1, 1, 1])] * 3}
    return x, leaves, student.probe(both_modes, rate=rate, x=x, leaves=leaves, keys=[key(), key()])


def averages(x, leaves):
    """BatchNorm's running mean and variance after one batch, with its default momentum."""
    z = x @ leaves["kernel"] + 1
    return [0.01 * z.mean(0), 0.99 + 0.01 * z.var(0)]


def normalised(x, leaves):
    """Dense, BatchNorm with the batch's own statistics, all vectors one; before the ReLU."""
    z = x @ leaves["kernel"] + 1
    return (z - z.mean(0)) / np.sqrt(z.var(0) + 1e-5) + 1


def test_has_dense_and_batch_norm_parameters(student, rng, key):
    """It has a kernel, a bias, a scale and a shift, and two running averages."""
    seen = student.probe(begun, key=key(), x=np.ones((2, 3), np.float32))
    expect(
        seen["collections"] == ["batch_stats", "params"],
        f"`Block` has not exactly the collections params and batch_stats after `init`. {MODES}",
    )
    expect_close(seen["params"], [[3, 4], [4], [4], [4]], what="the shapes of the parameters", because=MODES)
    expect_close(seen["stats"], [[4], [4]], what="the shapes of the running averages", because=MODES)


@pytest.mark.weight(2)
def test_training_normalises_by_the_batch(student, rng, key):
    """In training (no dropout) it is ReLU of the batch-normalised dense layer, in this order."""
    x, leaves, seen = run(student, rng, key, 0.0)
    got, want = seen["train"], np.maximum(normalised(x, leaves), 0)
    z = np.maximum(x @ leaves["kernel"] + 1, 0)
    swapped = (z - z.mean(0)) / np.sqrt(z.var(0) + 1e-5) + 1
    if np.shape(got) == (3, *want.shape):
        if not np.any(got[0]):
            fail(f"`Block(4, 0)` drops everything in training. `rate` is the part that is dropped, not kept. {MODES}")
        if np.allclose(got[0], swapped, atol=1e-2):
            fail(f"`Block` applies ReLU before BatchNorm. The order is dense, BatchNorm, ReLU, Dropout. {MODES}")
        if np.allclose(got[0], normalised(x, leaves), atol=1e-2):
            fail(f"`Block` has no ReLU. {MODES}")
        if np.allclose(got[0], seen["eval"], atol=1e-3):
            fail(
                "`Block` with train=True normalises by the running averages. In training BatchNorm uses the batch: "
                f"`use_running_average=not train`. {MODES}"
            )
    expect_close(
        got[0] if np.ndim(got) == 3 else got,
        want,
        what="`Block(4, 0)` in training",
        rtol=1e-2,
        atol=1e-2,
        because=MODES,
    )


@pytest.mark.weight(2)
def test_eval_is_deterministic_and_uses_the_running_averages(student, rng, key):
    """In eval mode nothing is dropped, and BatchNorm uses its running averages (mean 0, variance 1 after init)."""
    x, leaves, seen = run(student, rng, key, 0.5)
    want = np.maximum((x @ leaves["kernel"] + 1) / np.sqrt(1 + 1e-5) + 1, 0)
    got = seen["eval"]
    if np.shape(got) == want.shape and np.mean((got == 0) & (want > 0)) > 0.1:
        fail(f"`Block` drops units in eval mode. Dropout is deterministic then: `deterministic=not train`. {MODES}")
    expect_close(got, want, what="`Block` in eval mode", rtol=1e-3, atol=1e-3, because=MODES)


@pytest.mark.weight(2)
def test_dropout_scales_up_what_it_keeps(student, rng, key):
    """In training Dropout drops a part `rate` of the units and scales the others by 1 / (1 - rate)."""
    x, leaves, seen = run(student, rng, key, 0.25)
    full, got = np.maximum(normalised(x, leaves), 0), seen["train"]
    if np.shape(got) != (3, *full.shape):
        fail(f"`Block` does not keep the shape (batch, features) in training. {MODES}")
    active = full > 1e-2
    kept = got[0][active] != 0
    # 64 x 4 entries, over half of them active: the part kept is 0.75, give or take 0.04 by chance.
    part = float(kept.mean())
    if part > 0.97:
        fail(f"`Block` drops nothing in training. Dropout is deterministic in eval mode only. {MODES}")
    expect(0.55 < part < 0.93, f"`Block(…, rate)` does not drop a part `rate` of the units. {MODES}")
    for whole, lines in {
        "rows of the batch": zip(got[0], active, strict=True),
        "units": zip(got[0].T, active.T, strict=True),
    }.items():
        if all(len(set(line[seen] != 0)) < 2 for line, seen in lines):
            fail(f"`Block` drops whole {whole}. Each unit of each row is dropped or kept by itself. {MODES}")
    what = "what `Block` keeps in training"
    expect_close(got[0][active][kept] * 0.75, full[active][kept], what=what, rtol=2e-2, atol=2e-2, because=MODES)


@pytest.mark.weight(2)
def test_the_dropout_key_decides_what_is_dropped(student, rng, key):
    """The same dropout key drops the same units, another key others."""
    _, _, seen = run(student, rng, key, 0.5)
    first, again, other = (np.asarray(each) for each in seen["train"])
    expect_close(again, first, what="`Block` in training, twice with one key", because=MODES)
    expect(not np.allclose(first, other), f"`Block` drops the same units whatever the dropout key. {MODES}")


@pytest.mark.weight(2)
def test_running_averages_move_in_training_only(student, rng, key):
    """`batch_stats` move in training, at BatchNorm's own pace, and never in eval mode."""
    x, leaves, seen = run(student, rng, key, 0.5)
    expect(seen["moved"], f"The running averages of `Block` do not move in training. {MODES}")
    because = f"BatchNorm has its default settings (momentum 0.99), but for the mode. {MODES}"
    what = "the running averages of `Block` after one batch"
    expect_close(seen["stats"], averages(x, leaves), what=what, rtol=1e-3, atol=1e-3, because=because)
    expect(
        student.probe(untouched, x=x) is True,
        f"The running averages of `Block` move in eval mode. `use_running_average=not train`. {MODES}",
    )
