"""Hidden tests for `TrainState`, `create_state`, `train_step` and `eval_step`: everything that moves, moves."""

import numpy as np
import pytest
from helpers import near, normals, stacked
from probes import begun, classifier, pair_of, plain, renewed

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

TOGETHER = "See *Everything together*."
STEPS, ROWS, CLASSES = 4, 24, 4


@probe
def created(student, keys, x):
    """What fresh states hold, one for each key."""
    import jax
    import optax
    from flax.training import train_state

    states = [student.create_state(classifier(0.5), optax.adam(1e-2), key, x) for key in keys]
    codes = student.create_state(classifier(0.5), optax.sgd(0.1), keys[0], (x > 0).astype("int32"))
    return {
        "codes": "codes" in (plain(getattr(codes, "params", None)) or {}),
        "subclass": all(isinstance(each, train_state.TrainState) for each in states),
        "steps": [getattr(each, "step", None) for each in states],
        "params": [plain(getattr(each, "params", None)) for each in states],
        "stats": [plain(getattr(each, "batch_stats", None)) for each in states],
        "state": jax.tree.leaves(getattr(states[0], "opt_state", None)),
    }


@probe
def trained(student, key, x, labels, params, stats, steps):
    """What is there after a few steps without dropout: parameters, averages, counters, and the losses."""
    import jax
    import optax

    tx = optax.adamw(1e-2, eps=1e-3, weight_decay=0.3)
    state, losses = begun(student, classifier(0.0), tx, x, params, stats), []
    for _ in range(steps):
        state, loss = pair_of(student.train_step(state, key, x, labels))
        if state is None:
            break
        losses.append(loss)
    counts = [
        leaf
        for leaf in jax.tree.leaves(getattr(state, "opt_state", None))
        if str(getattr(leaf, "dtype", "")) == "int32"
    ]
    return {
        "losses": losses,
        "params": plain(getattr(state, "params", None)),
        "stats": plain(getattr(state, "batch_stats", None)),
        "step": getattr(state, "step", None),
        "counts": counts,
    }


@probe
def compiled(student, key, x, labels, params, stats):
    """Programs made in later steps, and the equations of each function for whoever traces it from outside."""
    import jax
    import optax

    from gradax.testing.detectors import traces

    state = begun(student, classifier(0.5), optax.adam(1e-2), x, params, stats)
    made, steps = [], [state]

    def step():
        steps.append(pair_of(student.train_step(steps[-1], key, x, labels))[0])

    for _ in range(4):
        made.append(traces.compilations(step))
    return {
        "later": sum(made[2:]),
        "train_step": len(jax.make_jaxpr(student.train_step)(state, key, x, labels).eqns),
        "eval_step": len(jax.make_jaxpr(student.eval_step)(state, x, labels).eqns),
    }


@probe
def dropped(student, keys, counters, x, labels, params, stats):
    """The losses of some steps with each key, where nothing but the dropped units can make them differ."""
    import optax

    tx, rows = optax.sgd(0.0), []
    begin = begun(student, classifier(0.5), tx, x, params, stats)
    for key in keys:
        state, losses = renewed(begin, tx, params, stats), []
        for counter in counters:
            state = state if counter is None else state.replace(step=counter)
            state, loss = pair_of(student.train_step(state, key, x, labels))
            losses.append(loss)
            if state is None:
                break
        rows.append(losses)
    return rows


@probe
def evaluated(student, x, labels, params, stats):
    """What evaluation gives, twice, although there is a state of another model by then."""
    import jax
    import optax

    state = begun(student, classifier(0.5), optax.sgd(0.1), x, params, stats)
    student.create_state(classifier(0.5, sign=-1), optax.sgd(0.1), jax.random.key(1), x)
    return [student.eval_step(state, x, labels) for _ in range(2)]


@probe
def first_step(student, key, x, labels, params, stats):
    """The loss of a first step without dropout, and the last layer after it."""
    import optax

    state = begun(student, classifier(0.0), optax.sgd(1.0), x, params, stats)
    state, loss = pair_of(student.train_step(state, key, x, labels))
    return [loss, plain(getattr(state, "params", {"last": None}))["last"]]


def problem(rng):
    """Inputs off zero, labels, and random weights for `classifier`."""
    params = {
        "first": {"kernel": normals(rng, 4, 16)},
        "norm": {"scale": 1 + 0.2 * normals(rng, 16), "bias": 0.2 * normals(rng, 16)},
        "last": {"kernel": 0.5 * normals(rng, 16, CLASSES), "bias": normals(rng, CLASSES)},
    }
    stats = {"norm": {"mean": normals(rng, 16), "var": rng.uniform(0.5, 2, size=16).astype(np.float32)}}
    labels = rng.integers(0, CLASSES, size=ROWS).astype(np.int32)
    return {"x": normals(rng, ROWS, 2, 2) + 2, "labels": labels, "params": params, "stats": stats}


def scores(x, params, stats, *, train=False):
    """The classifier in NumPy, without dropout."""
    z = x.reshape(len(x), -1) @ params["first"]["kernel"]
    mean, var = (z.mean(0), z.var(0)) if train else (stats["norm"]["mean"], stats["norm"]["var"])
    z = np.maximum((z - mean) / np.sqrt(var + 1e-5) * params["norm"]["scale"] + params["norm"]["bias"], 0)
    return z @ params["last"]["kernel"] + params["last"]["bias"]


def cross_entropy(scores, labels):
    """The cross-entropy of each example."""
    top = scores.max(1)
    return top + np.log(np.exp(scores - top[:, None]).sum(1)) - scores[np.arange(len(labels)), labels]


def steps(student, rng, key, count=STEPS):
    """The problem, and what is there after a few steps."""
    given = problem(rng)
    return given, student.within(40).probe(trained, key=key(), steps=count, **given)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_fresh_state_holds_everything(student, reference, rng, key):
    """`create_state` gives a TrainState at step 0, with parameters by the key, averages and a fresh optimiser."""
    mine, other = key(), key()
    data = {"keys": [mine, mine, other], "x": normals(rng, 3, 2, int(rng.integers(2, 12)))}
    seen, want = (each.probe(created, **data) for each in (student, reference))
    expect(seen["subclass"], f"`create_state` does not return a `TrainState` derived from Flax's. {TOGETHER}")
    for each in seen["params"]:
        message = f"`state.params` is the whole dict of collections. It should be `variables['params']`. {TOGETHER}"
        expect(not (isinstance(each, dict) and "params" in each), message, code="whole-variables")
    message = "For an `x` of integers, `state.params` lacks what the model needs for integers. Initialise with `x`, or"
    expect(seen["codes"], f"{message} with an array of its shape *and dtype*. {TOGETHER}", code="other-input")
    expect_tree(seen["params"], want["params"], what="`state.params`, key by key,")
    expect_close(seen["steps"], [0, 0, 0], what="`state.step` of fresh states", because=TOGETHER)
    because = f"Before the first step they are what `init` gives. {TOGETHER}"
    for name in ("stats", "state"):
        what = {"stats": "`state.batch_stats`, key by key,", "state": "the leaves of `state.opt_state`"}[name]
        expect_close(seen[name], want[name], what=what, because=because)
    kernels = [each["last"]["kernel"] for each in seen["params"]]
    because = f"All randomness comes from `key`. {TOGETHER}"
    expect_close(kernels[1], kernels[0], what="the parameters of `create_state` with the same key", because=because)
    message = (
        "`create_state` gives the same parameters for two different keys. Initialise with the `key` that is given."
    )
    expect(not near(kernels[2], kernels[0]), f"{message} {TOGETHER}", code="own-key")


@pytest.mark.core
@pytest.mark.weight(3)
def test_steps_are_those_of_the_optimiser(student, reference, rng, key):
    """Four steps (without dropout) lead to the parameters and losses of a plain loop in train mode."""
    mine = key()
    given, seen = steps(student, rng, lambda: mine)
    want = reference.probe(trained, key=mine, steps=STEPS, **given)
    message = f"`train_step` does not return a tuple of two, `(state, loss)`. {TOGETHER}"
    expect(isinstance(seen["losses"], list) and len(seen["losses"]) == STEPS, message, code="not-a-pair")
    losses = expect_array(stacked(seen["losses"]), what="the losses, step by step,", shape=(STEPS,))
    x, labels, params, stats = (given[name] for name in ("x", "labels", "params", "stats"))
    in_eval, in_training = (cross_entropy(scores(x, params, stats, train=mode), labels) for mode in (False, True))
    if near(losses[0], in_eval.mean()) and not near(losses[0], in_training.mean()):
        fail(f"`train_step` computes its loss in eval mode. It is `train=True` there. {TOGETHER}", code="eval-mode")
    if near(losses[0], in_training.sum()):
        fail(f"`train_step` adds up the losses of the batch. It is their mean. {TOGETHER}", code="sum")
    if near(losses[:-1], want["losses"][1:]) and not near(losses, stacked(want["losses"])):
        fail(f"`train_step` gives the loss after its step. It is the one before. {TOGETHER}", code="late-loss")
    because = f"Each loss is the mean cross-entropy of the batch, in train mode, before the step. {TOGETHER}"
    expect_close(losses, stacked(want["losses"]), what="the losses", rtol=1e-3, atol=1e-4, because=because)
    what = "the parameters after four `train_step`s"
    because = f"`state.apply_gradients(grads=…)` makes the step, with gradients in train mode. {TOGETHER}"
    expect_close(seen["params"], want["params"], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_counters_count(student, rng, key):
    """After some steps both `state.step` and the optimiser's own count are as many."""
    count = int(rng.integers(3, 12))
    _, seen = steps(student, rng, key, count)
    message = f"`train_step` does not count its steps. `apply_gradients` does; return the state it gives. {TOGETHER}"
    recognise(seen["step"], 0, message, code="step-not-counted")
    expect_close(seen["step"], count, what=f"`state.step` after {count} `train_step`s", because=TOGETHER)
    because = f"The optimiser's state must be carried on, not made anew. {TOGETHER}"
    recognise(seen["counts"], [1], f"The optimiser's count is 1 after {count} steps. {because}", code="count-is-one")
    recognise(seen["counts"], [0], f"The optimiser's count is 0 after {count} steps. {because}", code="count-is-zero")
    expect_close(seen["counts"], [count], what="the optimiser's counts", because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_running_averages_are_carried_on(student, rng, key):
    """`batch_stats` move once in every step, as BatchNorm in train mode moves them."""
    given = problem(rng)
    seen = student.within(40).probe(trained, key=key(), steps=1, **given)
    z, old = given["x"].reshape(ROWS, -1) @ given["params"]["first"]["kernel"], given["stats"]["norm"]
    want = {"mean": (old["mean"] + z.mean(0)) / 2, "var": (old["var"] + z.var(0)) / 2}  # the momentum is 0.5
    twice = {"mean": (want["mean"] + z.mean(0)) / 2, "var": (want["var"] + z.var(0)) / 2}
    if near(seen["stats"], given["stats"]):
        fail(
            "After a `train_step` `state.batch_stats` have not changed. Take what `mutable=['batch_stats']` returns, "
            f"and put it into the new state; else eval mode normalises by nothing. {TOGETHER}",
            code="averages-not-carried",
        )
    if near(seen["stats"], {"norm": twice}):
        message = "A `train_step` moves `batch_stats` twice. The pass that gives the loss returns them."
        fail(f"{message} {TOGETHER}", code="averages-moved-twice")
    what = "`state.batch_stats` after a `train_step`"
    because = f"They are what the pass that gives the loss returns. {TOGETHER}"
    expect_close(seen["stats"], {"norm": want}, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_other_units_are_dropped_in_each_step(student, rng, key):
    """Each step drops other units, though the key is the same; another key drops others; a step can be repeated."""
    mine, other = key(), key()
    # Four steps one after the other, then later ones: whoever counts in a circle meets one of them again.
    counters = [None, None, None, None, 8, 64, 100, 1024, 2**16, 10**6]
    seen = student.within(40).probe(dropped, keys=[mine, mine, other], counters=counters, **problem(rng))
    rows = [stacked(row) for row in seen] if isinstance(seen, list) else seen
    expect_tree(rows, [np.zeros(len(counters))] * 3, what="the losses of several steps, key by key,")
    message = f"The same steps twice give other losses. All randomness comes from `key`. {TOGETHER}"
    expect(near(rows[1], rows[0]), message, code="not-repeatable")
    # Two keys: by chance two steps may have one loss in common, not two.
    moments = len(set(zip(rows[0].tolist(), rows[2].tolist(), strict=True)))
    message = "With the same `key` the same units are dropped in step after step. Fold the step into the key: "
    expect(moments > 1, f"{message}`jax.random.fold_in(key, state.step)`. {TOGETHER}", code="same-units")
    expect(moments == len(counters), f"With the same `key` the same units are dropped in several steps. {TOGETHER}")
    message = "With another `key` the same units are dropped. Fold the step into the `key` that `train_step` is given."
    expect(rows[2].tolist() != rows[0].tolist(), f"{message} {TOGETHER}", code="key-ignored")


@pytest.mark.core
@pytest.mark.weight(2)
def test_compiles_once(student, rng, key):
    """`train_step` and `eval_step` are compiled, and `train_step` makes no new program for later steps."""
    seen = student.within(40).probe(compiled, key=key(), **problem(rng))
    for name in ("train_step", "eval_step"):
        # A compiled function is a single equation to whoever traces it; a line or two around it do no harm.
        few = isinstance(seen[name], int) and seen[name] <= 8
        expect(few, f"`{name}` is not compiled as a whole. Put `@jax.jit` above it. {TOGETHER}", code="not-compiled")
    message = f"`train_step` compiles again in later steps. Nothing in it is static. {TOGETHER}"
    expect(seen["later"] == 0, message, code="compiles-again")


@pytest.mark.core
@pytest.mark.weight(3)
def test_eval_uses_the_running_averages(student, rng, key):
    """`eval_step` gives loss and accuracy in eval mode: no dropout, running averages as they stand."""
    given = problem(rng)
    right = scores(given["x"], given["params"], given["stats"])
    labels = given["labels"] = np.where(np.arange(ROWS) % 3 == 0, given["labels"], right.argmax(1)).astype(np.int32)
    loss, hits = cross_entropy(right, labels), right.argmax(1) == labels  # most are right
    for got in expect_list(student.probe(evaluated, **given)):
        message = f"`eval_step` does not return a tuple of two, `(loss, accuracy)`. {TOGETHER}"
        expect(isinstance(got, tuple) and len(got) == 2, message, code="eval-not-a-pair")
        message = f"`eval_step` adds up the losses of the batch. It is their mean. {TOGETHER}"
        expect(not near(got[0], float(loss.sum())), message, code="eval-sum")
        because = f"In eval mode nothing is dropped, and BatchNorm uses `state.batch_stats`. {TOGETHER}"
        expect_close(got[0], float(loss.mean()), what="the loss of `eval_step`", rtol=1e-3, atol=1e-4, because=because)
        message = f"`eval_step` returns how many are right, not what share. {TOGETHER}"
        expect(not near(as_float(got[1]), float(hits.sum())), message, code="count-of-hits")
        because = f"It is the share of the batch whose highest score is at its label, from 0 to 1. {TOGETHER}"
        expect_close(got[1], float(hits.mean()), what="the accuracy of `eval_step`", because=because)


@pytest.mark.core
def test_the_loss_is_right_for_scores_of_any_size(student, reference, rng, key):
    """Where the scores are in the hundreds the cross-entropy is finite and right, in training and in evaluation."""
    given = problem(rng)
    given |= {"x": given["x"][:7], "labels": given["labels"][:7]}
    given["params"]["last"]["kernel"] *= np.float32(200)
    x, labels, params, stats = (given[name] for name in ("x", "labels", "params", "stats"))
    in_eval, in_training = (cross_entropy(scores(x, params, stats, train=mode), labels) for mode in (False, True))
    because = "The cross-entropy is a difference, `logsumexp(scores) - scores[label]`: no probability is written down, "
    because += f"as none is in `optax.softmax_cross_entropy_with_integer_labels`. {TOGETHER}"
    for got in expect_list(student.probe(evaluated, **given)):
        message = f"`eval_step` does not return a tuple of two, `(loss, accuracy)`. {TOGETHER}"
        expect(isinstance(got, tuple) and len(got) == 2, message, code="eval-not-a-pair")
        what = "the loss of `eval_step` for large scores"
        expect_close(got[0], float(in_eval.mean()), what=what, rtol=1e-3, atol=1e-3, because=because)
        hits = scores(x, params, stats).argmax(1) == labels
        expect_close(got[1], float(hits.mean()), what="the accuracy of `eval_step` for seven rows", because=TOGETHER)
    given |= {"key": key()}
    got, want = (expect_list(each.within(40).probe(first_step, **given)) for each in (student, reference))
    what = "the loss of `train_step` for large scores"
    expect_close(got[0], float(in_training.mean()), what=what, rtol=1e-3, atol=1e-3, because=because)
    because = f"A step is as long as its gradient: nothing is cut off. {because}"
    what = "the last layer after a `train_step` with large scores"
    expect_close(got[1], want[1], what=what, rtol=1e-3, atol=1e-2, because=because)


def as_float(got):
    """A number as a float; anything else as it is."""
    return np.float32(got) if np.shape(got) == () and np.asarray(got).dtype.kind in "iuf" else got


def expect_list(got):
    """The results of both calls, once there are two."""
    expect(isinstance(got, list) and len(got) == 2, f"`eval_step` does not answer. {TOGETHER}")
    return got
