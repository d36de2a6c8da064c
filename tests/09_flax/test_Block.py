"""Hidden tests for `Block`: dense, batch normalisation, ReLU, dropout, in two modes."""

import numpy as np
import pytest
from helpers import near, normals
from probes import plain

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe

MODES = "See *Train mode, eval mode*."
ROWS, FEATURES, HALF = 128, 24, np.float32(0.5)


@probe
def begun(student, key, x):
    """The variables after init."""
    return plain(student.Block(24, 0.5).init(key, x, train=False))


@probe
def both_modes(student, rate, x, kernel, keys):
    """Outputs and averages with the grader's own weights, placed by shape: in eval mode, and trained with each key."""
    import jax
    import jax.numpy as jnp

    block = student.Block(24, rate)
    variables = block.init(jax.random.key(0), x, train=False)
    params = jax.tree.map(
        lambda leaf: kernel if leaf.shape == kernel.shape else jnp.full_like(leaf, 0.5), variables["params"]
    )
    given = {**variables, "params": params}
    still, stats = block.apply(given, x, train=False, mutable=["batch_stats"])
    trained = [block.apply(given, x, train=True, rngs={"dropout": key}, mutable=["batch_stats"]) for key in keys]
    return {
        "eval": [block.apply(given, x, train=False), still],
        "eval_stats": jax.tree.leaves(stats),
        "train": [y for y, _ in trained],
        "train_stats": jax.tree.leaves(trained[0][1]),
    }


def run(student, rng, key, rate):
    """Both modes on a batch of large numbers; one feature barely varies, so that BatchNorm's epsilon shows."""
    x, kernel, first = 10 * normals(rng, ROWS, 3), normals(rng, 3, FEATURES), key()
    kernel[:, 0] *= 0.001
    return x @ kernel + HALF, student.probe(both_modes, rate=rate, x=x, kernel=kernel, keys=[first, first, key()])


def normalised(z, epsilon=1e-5):
    """BatchNorm by the batch's own statistics, with 0.5 for scale and shift."""
    return HALF * (z - z.mean(0)) / np.sqrt(z.var(0) + epsilon) + HALF


def outputs(got, count, what):
    """The outputs, once each is an array of the right shape."""
    expect(isinstance(got, list) and len(got) == count, f"`Block` does not give an array of the right shape. {MODES}")
    return [expect_array(y, what=what, shape=(ROWS, FEATURES), dtype=np.float32) for y in got]


@pytest.mark.core
def test_has_dense_and_batch_norm_parameters(student, key):
    """It has a kernel, a bias, a scale and a shift, two running averages, and nothing else."""
    seen = student.probe(begun, key=key(), x=np.ones((2, 3), np.float32))
    message = f"`Block` does not have exactly the collections params and batch_stats after `init`. {MODES}"
    expect(isinstance(seen, dict) and set(seen) == {"batch_stats", "params"}, message)
    params, stats = (sorted(np.shape(leaf) for leaf in leaves_of(seen[name])) for name in ("params", "batch_stats"))
    want = [(3, FEATURES), (FEATURES,), (FEATURES,), (FEATURES,)]
    expect(params == want, f"`Block` does not have the parameters of a dense layer and a BatchNorm. {MODES}")
    expect(stats == want[1:3], f"`Block` does not have the two running averages of one BatchNorm. {MODES}")


@pytest.mark.core
def test_begins_as_flax_begins(student, key):
    """The parts begin as Flax's own: the kernel's variance is 1 / n, the scale 1, and the other vectors 0 and 1."""
    seen = student.probe(begun, key=key(), x=np.ones((2, 400), np.float32))
    expect_tree(seen, seen if isinstance(seen, dict) else {}, what="the variables of `Block`")
    params, stats = (leaves_of(seen.get(name, {})) for name in ("params", "batch_stats"))
    kernels = [np.asarray(leaf, np.float64) for leaf in params if np.shape(leaf) == (400, FEATURES)]
    expect(len(kernels) == 1, f"`Block` does not have the kernel of one dense layer. {MODES}")
    # 9600 numbers: by chance their spread is less than 1 % off.
    message = "The kernel of `Block` does not begin with the variance 1 / n, as that of `nn.Dense` does by default."
    expect(abs(kernels[0].std() * 20 - 1) < 0.06, f"{message} {MODES}", code="other-kernel")
    for leaves, sums in ((params, [0, 0, FEATURES]), (stats, [0, FEATURES])):
        vectors = sorted(total(leaf) for leaf in leaves if np.shape(leaf) == (FEATURES,))
        message = "`Block` does not begin with the biases, the scale and the averages of Flax's defaults."
        expect(near(vectors, [float(each) for each in sums]), f"{message} {MODES}", code="other-beginning")


@pytest.mark.core
@pytest.mark.weight(3)
def test_training_normalises_by_the_batch(student, rng, key):
    """In training (no dropout) it is ReLU of the batch-normalised dense layer, in this order."""
    z, seen = run(student, rng, key, 0.0)
    got, _, _ = outputs(seen["train"], 3, "`Block(24, 0.0)` in training")
    want = np.maximum(normalised(z), 0)
    by_averages = np.maximum(HALF * z / np.sqrt(1 + 1e-5) + HALF, 0)
    for code, wrong, message in [
        ("relu-before-norm", normalised(np.maximum(z, 0)), "applies ReLU before BatchNorm."),
        ("no-relu", normalised(z), "has no ReLU."),
        ("averages-in-training", by_averages, "normalises by the running averages with train=True."),
        ("other-epsilon", np.maximum(normalised(z, 1e-3), 0), "does not have BatchNorm's default epsilon."),
    ]:
        if near(got, wrong, rtol=1e-2, atol=1e-2) and not near(got, want, rtol=1e-2, atol=1e-2):
            fail(f"`Block` {message} The parts are dense, BatchNorm, ReLU, Dropout. {MODES}", code=code)
    expect_close(got, want, what="`Block(24, 0.0)` in training", rtol=1e-2, atol=1e-2, because=MODES)


@pytest.mark.core
@pytest.mark.weight(2)
def test_eval_is_deterministic_and_uses_the_running_averages(student, rng, key):
    """In eval mode nothing is dropped, and BatchNorm uses its running averages (mean 0, variance 1 after init)."""
    z, seen = run(student, rng, key, 0.5)
    want = np.maximum(HALF * z / np.sqrt(1 + 1e-5) + HALF, 0)
    for got in outputs(seen["eval"], 2, "`Block(24, 0.5)` in eval mode"):
        if np.mean((got == 0) & (want > 0)) > 0.1 and near(got[got > 0], 2 * want[got > 0]):
            message = "`Block` drops units in eval mode. Dropout is deterministic then: `deterministic=not train`."
            fail(f"{message} {MODES}", code="drops-in-eval")
        if near(got, np.maximum(normalised(z), 0), rtol=1e-2, atol=1e-2):
            message = "`Block` normalises by the batch in eval mode: `use_running_average=not train`."
            fail(f"{message} {MODES}", code="batch-in-eval")
        expect_close(got, want, what="`Block(24, 0.5)` in eval mode", rtol=1e-3, atol=1e-3, because=MODES)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("rate", [0.25, 0.8])
def test_dropout_scales_up_what_it_keeps(student, rng, key, rate):
    """In training Dropout drops a share `rate` of the units and scales the others by 1 / (1 - rate)."""
    z, seen = run(student, rng, key, rate)
    got = np.stack(outputs(seen["train"], 3, f"`Block(24, {rate})` in training")[1:])  # by two keys
    full = np.stack([np.maximum(normalised(z), 0)] * 2)
    active = full > 1e-2  # about 5000 entries
    kept = (got != 0) & active
    part = kept.sum() / active.sum()  # 1 - rate; by chance 0.01 more or less
    message = f"`Block` drops nothing in training. Dropout is deterministic in eval mode only. {MODES}"
    expect(part < 0.99, message, code="never-drops")
    for whole, axis in {"rows": 2, "units": 1}.items():
        alike = (kept.sum(axis) == 0) | (kept.sum(axis) == active.sum(axis))
        message = f"`Block` drops whole {whole}. Each entry is dropped or kept by itself. {MODES}"
        expect(not alike.all(), message, code=f"drops-whole-{whole}")
    if near(got[kept] * rate, full[kept], rtol=5e-2, atol=5e-2) and abs(part - rate) < 0.1:
        message = "`Block` keeps a share `rate` of the units in training. `rate` is the share that is dropped."
        fail(f"{message} {MODES}", code="rate-kept")
    expect(abs(part - (1 - rate)) < 0.1, f"`Block(…, rate)` does not drop a share `rate` of the units. {MODES}")
    what = "what `Block` keeps in training"
    expect_close(got[kept] * (1 - rate), full[kept], what=what, rtol=2e-2, atol=2e-2, because=MODES)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_dropout_key_decides_what_is_dropped(student, rng, key):
    """The same dropout key drops the same units, another key others."""
    _, seen = run(student, rng, key, 0.5)
    first, again, other = outputs(seen["train"], 3, "`Block(24, 0.5)` in training")
    expect_close(again, first, what="`Block` in training, twice with one key", because=MODES)
    message = f"`Block` gives the same in training for two different dropout keys. {MODES}"
    expect(not near(first, other), message, code="key-ignored")


@pytest.mark.core
@pytest.mark.weight(2)
def test_running_averages_move_in_training_only(student, rng, key):
    """`batch_stats` move in training, at BatchNorm's own pace, and never in eval mode."""
    z, seen = run(student, rng, key, 0.5)
    fresh, ones = np.zeros(FEATURES, np.float32), np.ones(FEATURES, np.float32)
    expect_tree(seen["train_stats"], [fresh, ones], what="the running averages of `Block`, as a list,")
    in_training, in_eval = (sorted(seen[name], key=total) for name in ("train_stats", "eval_stats"))
    message = f"The running averages of `Block` do not move in training. `use_running_average=not train`. {MODES}"
    expect(not near(in_training, [fresh, ones], atol=1e-6, rtol=0), message, code="averages-still")
    message = f"The running averages of `Block` move in eval mode. `use_running_average=not train`. {MODES}"
    expect(near(in_eval, [fresh, ones], atol=1e-6, rtol=0), message, code="averages-move-in-eval")
    if near(in_training, [0.1 * z.mean(0), 0.9 + 0.1 * z.var(0)]):
        message = "BatchNorm has the momentum 0.9 in `Block`. Keep its default."
        fail(f"{message} {MODES}", code="momentum")
    want = [0.01 * z.mean(0), 0.99 + 0.01 * z.var(0)]
    because = f"BatchNorm has its default settings (momentum 0.99), but for the mode. {MODES}"
    what = "the running averages of `Block` after one batch"
    expect_close(in_training, want, what=what, rtol=1e-3, atol=1e-3, because=because)


def total(array):
    """The sum of what may be an array of numbers."""
    return float(np.sum(array)) if np.shape(array) and np.asarray(array).dtype.kind == "f" else 0.0


def leaves_of(tree):
    """The leaves of nested dicts."""
    if isinstance(tree, dict):
        return [leaf for each in tree.values() for leaf in leaves_of(each)]
    return [tree]
