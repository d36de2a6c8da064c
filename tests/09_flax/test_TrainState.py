"""Hidden tests for `TrainState`, `create_state`, `train_step` and `eval_step`: everything that moves, moves."""

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_close, fail, probe

TOGETHER = "See *Everything together*."
STEPS = 4
TRAINED = {}


@probe
def created(student, keys, x):
    """What fresh states hold: from one key, from the same again, from another."""
    import flax.linen as nn
    import jax
    import optax
    from flax.training import train_state

    class Model(nn.Module):
        @nn.compact
        def __call__(self, x, train):
            x = nn.BatchNorm(use_running_average=not train)(nn.Dense(5)(x))
            return nn.Dense(3)(nn.Dropout(0.5, deterministic=not train)(nn.relu(x)))

    state, again, other = (student.create_state(Model(), optax.adam(1e-2), key, x) for key in (keys[0], *keys))
    want = Model().init(keys[0], x, train=False)
    return {
        "subclass": isinstance(state, train_state.TrainState) and isinstance(state, student.TrainState),
        "step": int(state.step),
        "params": jax.tree.map(lambda leaf: list(leaf.shape), dict(state.params)),
        "stats": jax.tree.map(lambda leaf: list(leaf.shape), dict(state.batch_stats)),
        "want": [jax.tree.map(lambda leaf: list(leaf.shape), want[name]) for name in ("params", "batch_stats")],
        "averages": jax.tree.leaves(state.batch_stats),
        "fresh_averages": jax.tree.leaves(want["batch_stats"]),
        "kernels": [
            [leaf for leaf in jax.tree.leaves(each.params) if leaf.ndim == 2] for each in (state, again, other)
        ],
    }


@probe
def trained(student, key, x, labels, rate, steps):
    """A few steps, beside a loop of the grader's own without dropout."""
    import flax.linen as nn
    import jax
    import jax.numpy as jnp
    import optax

    from gradax.testing.detectors import traces

    class Model(nn.Module):
        @nn.compact
        def __call__(self, x, train):
            # A bias before BatchNorm has a gradient of 0 but for rounding, which Adam would blow up.
            x = nn.BatchNorm(use_running_average=not train, momentum=0.5)(nn.Dense(5, use_bias=False)(x))
            return nn.Dense(3)(nn.Dropout(rate, deterministic=not train)(nn.relu(x)))

    model, tx = Model(), optax.adam(1e-2)
    fresh = student.create_state(model, tx, key, x)

    def loss_of(params, stats):
        scores, changed = model.apply(
            {"params": params, "batch_stats": stats}, x, train=True, mutable=["batch_stats"], rngs={"dropout": key}
        )
        return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean(), changed["batch_stats"]

    params, stats, opt_state, want = fresh.params, fresh.batch_stats, tx.init(fresh.params), []
    gradient = jax.jit(jax.value_and_grad(loss_of, has_aux=True))
    for _ in range(steps):
        (value, stats), grads = gradient(params, stats)
        updates, opt_state = tx.update(grads, opt_state, params)
        params = optax.apply_updates(params, updates)
        want.append(value)

    copied = jax.tree.map(lambda leaf: jnp.array(leaf) if hasattr(leaf, "dtype") else leaf, fresh)
    state, losses, made = copied, [], []

    def step():
        nonlocal state
        state, value = student.train_step(state, key, x, labels)
        losses.append(value)

    for _ in range(steps):
        made.append(traces.compilations(step))
    return {
        "step": int(state.step),
        "count": int(state.opt_state[0].count),
        "losses": jnp.stack(losses),
        "want_losses": jnp.stack(want),
        "params": state.params,
        "want_params": params,
        "stats": state.batch_stats,
        "want_stats": stats,
        "fresh_stats": fresh.batch_stats,
        "later_compilations": sum(made[2:]),
    }


@probe
def dropped(student, key, other, x, labels):
    """The losses of steps that differ in nothing but the step counter, and of a first step with another key."""
    import flax.linen as nn
    import jax.numpy as jnp
    import optax

    class Model(nn.Module):
        @nn.compact
        def __call__(self, x, train):
            x = nn.BatchNorm(use_running_average=not train)(nn.Dense(16)(x))
            return nn.Dense(3)(nn.Dropout(0.5, deterministic=not train)(nn.relu(x)))

    def fresh():
        return student.create_state(Model(), optax.sgd(0.0), key, x)

    first, again = (student.train_step(fresh(), key, x, labels)[1] for _ in range(2))
    state = fresh()
    losses = []
    for _ in range(3):
        state, loss = student.train_step(state, key, x, labels)
        losses.append(loss)
    another = student.train_step(fresh(), other, x, labels)[1]
    return {"repeat": [first, again], "other": another, "losses": jnp.stack(losses)}


@probe
def evaluated(student, key, x, labels, mean, var):
    """Loss and accuracy with running averages of the grader's own, beside the right ones."""
    import flax.linen as nn
    import jax
    import optax

    class Model(nn.Module):
        @nn.compact
        def __call__(self, x, train):
            x = nn.BatchNorm(use_running_average=not train, name="norm")(nn.Dense(5)(x))
            return nn.Dense(3)(nn.Dropout(0.5, deterministic=not train)(nn.relu(x)))

    state = student.create_state(Model(), optax.sgd(0.1), key, x)
    state = state.replace(batch_stats={"norm": {"mean": mean, "var": var}})
    scores = Model().apply({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    labels = jax.numpy.where(jax.numpy.arange(len(labels)) % 3 == 0, labels, scores.argmax(1))  # most are right
    got = [student.eval_step(state, x, labels) for _ in range(2)]
    return {
        "got": list(got[0]) if isinstance(got[0], tuple) else None,
        "loss": optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean(),
        "accuracy": (scores.argmax(1) == labels).mean(),
        "equations": [
            len(jax.make_jaxpr(student.train_step)(state, key, x, labels).eqns),
            len(jax.make_jaxpr(student.eval_step)(state, x, labels).eqns),
        ],
    }


def data(rng, rows=24):
    """Inputs off zero, and labels that depend on them."""
    x = (rng.normal(size=(rows, 4)) + 2).astype(np.float32)
    return x, (x @ rng.normal(size=(4, 3))).argmax(1).astype(np.int32)


def steps(student, rng, key):
    """A few training steps, the same for all tests: what compiles is the student's, and dear."""
    if student not in TRAINED:
        x, labels = data(rng)
        TRAINED[student] = student.within(40).probe(trained, key=key(), x=x, labels=labels, rate=0.0, steps=STEPS)
    return TRAINED[student]


def test_a_fresh_state_holds_everything(student, rng, key):
    """`create_state` gives a TrainState at step 0, with the model's parameters and running averages."""
    seen = student.probe(created, keys=[key(), key()], x=data(rng)[0])
    expect(seen["subclass"], f"`create_state` does not return a `TrainState` derived from Flax's. {TOGETHER}")
    expect(seen["step"] == 0, f"A fresh state is at step 0. {TOGETHER}")
    if isinstance(seen["params"], dict) and "params" in seen["params"]:
        fail(f"`state.params` is the whole dict of collections. It should be `variables['params']`. {TOGETHER}")
    expect_close([seen["params"], seen["stats"]], seen["want"], what="the shapes in a fresh state", because=TOGETHER)
    because = f"Before the first step they are what `init` gives: nothing was seen yet. {TOGETHER}"
    expect_close(seen["averages"], seen["fresh_averages"], what="`batch_stats` of a fresh state", because=because)
    first, again, other = seen["kernels"]
    because = f"All randomness comes from `key`. {TOGETHER}"
    expect_close(again, first, what="the parameters of `create_state` with the same key", because=because)
    expect(
        all(not np.allclose(a, b) for a, b in zip(first, other, strict=True)),
        f"`create_state` gives the same parameters for every key. Initialise with the `key` that is given. {TOGETHER}",
    )


@pytest.mark.weight(3)
def test_steps_are_those_of_the_optimiser(student, rng, key):
    """Four steps (without dropout) lead to the parameters and losses of a plain loop in train mode."""
    seen = steps(student, rng, key)
    because = f"Each loss is the mean cross-entropy of the batch, in train mode, before the step. {TOGETHER}"
    expect_close(
        seen["losses"],
        seen["want_losses"],
        what="the losses of four `train_step`s",
        rtol=1e-3,
        atol=1e-4,
        because=because,
    )
    because = f"`state.apply_gradients(grads=…)` makes the step, with gradients in train mode. {TOGETHER}"
    expect_close(
        seen["params"],
        seen["want_params"],
        what="the parameters after four `train_step`s",
        rtol=1e-3,
        atol=1e-3,
        because=because,
    )


@pytest.mark.weight(2)
def test_the_counters_count(student, rng, key):
    """After four steps both `state.step` and the optimiser's own count are 4."""
    seen = steps(student, rng, key)
    expect(
        seen["step"] == STEPS,
        f"After {STEPS} `train_step`s `state.step` is not {STEPS}. `apply_gradients` counts; return the state it "
        f"gives. {TOGETHER}",
    )
    expect(
        seen["count"] == STEPS,
        f"After {STEPS} `train_step`s the optimiser's state has another count. It must be carried on, not made anew. "
        f"{TOGETHER}",
    )


@pytest.mark.weight(3)
def test_running_averages_are_carried_on(student, rng, key):
    """`batch_stats` move with every step, as BatchNorm in train mode moves them."""
    seen = steps(student, rng, key)
    try:
        expect_close(seen["stats"], seen["fresh_stats"], what="")
    except Failure:
        pass
    else:
        fail(
            "After four `train_step`s `state.batch_stats` are those of the fresh state. Take what "
            "`mutable=['batch_stats']` returns, and put it into the new state; else eval mode normalises by nothing. "
            f"{TOGETHER}"
        )
    what = "`state.batch_stats` after four `train_step`s"
    because = f"They are what the pass that gives the loss returns, once in each step. {TOGETHER}"
    expect_close(seen["stats"], seen["want_stats"], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.weight(2)
def test_other_units_are_dropped_in_each_step(student, rng, key):
    """Each step drops other units, though the key is the same; another key drops others; a step can be repeated."""
    x, labels = data(rng)
    seen = student.within(40).probe(dropped, key=key(), other=key(), x=x, labels=labels)
    first, again = (float(np.asarray(each)) for each in seen["repeat"])
    expect(first == again, f"The same step twice gives two losses. All randomness comes from `key`. {TOGETHER}")
    losses = np.asarray(seen["losses"]).tolist()
    # The learning rate is 0: nothing but the dropped units can make the losses differ.
    expect(
        len(set(losses)) == len(losses),
        "With the same `key` the same units are dropped in several steps. Fold the step into the key: "
        f"`jax.random.fold_in(key, state.step)`. {TOGETHER}",
    )
    expect(
        float(np.asarray(seen["other"])) != first,
        "With another `key` the same units are dropped. Fold the step into the `key` that `train_step` is given. "
        f"{TOGETHER}",
    )


@pytest.mark.weight(2)
def test_compiles_once(student, rng, key):
    """`train_step` and `eval_step` are compiled, and `train_step` makes no new program for later steps."""
    seen = steps(student, rng, key)
    expect(
        seen["later_compilations"] == 0,
        f"`train_step` compiles again in later steps. Nothing in it is static. {TOGETHER}",
    )
    x, labels = data(rng)
    ones = np.ones(5, np.float32)
    outer = student.probe(evaluated, key=key(), x=x, labels=labels, mean=ones, var=ones)["equations"]
    for name, count in zip(("train_step", "eval_step"), outer, strict=True):
        # A compiled function is a single equation to whoever traces it; a line or two around it do no harm.
        expect(count <= 8, f"`{name}` is not compiled. Put `@jax.jit` above it. {TOGETHER}")


@pytest.mark.weight(3)
def test_eval_uses_the_running_averages(student, rng, key):
    """`eval_step` gives loss and accuracy in eval mode: no dropout, running averages as they stand."""
    x, labels = data(rng)
    mean, var = rng.normal(size=5).astype(np.float32), rng.uniform(0.5, 2, size=5).astype(np.float32)
    seen = student.probe(evaluated, key=key(), x=x, labels=labels, mean=mean, var=var)
    got = seen["got"]
    if not isinstance(got, list) or len(got) != 2:
        fail(f"`eval_step` does not return a tuple of two, `(loss, accuracy)`. {TOGETHER}")
    because = f"In eval mode nothing is dropped, and BatchNorm uses `state.batch_stats`. {TOGETHER}"
    expect_close(
        np.float32(got[0]),
        np.float32(seen["loss"]),
        what="the loss of `eval_step`",
        rtol=1e-3,
        atol=1e-4,
        because=because,
    )
    because = f"It is the part of the batch whose highest score is at its label, from 0 to 1. {TOGETHER}"
    expect_close(np.float32(got[1]), np.float32(seen["accuracy"]), what="the accuracy of `eval_step`", because=because)
