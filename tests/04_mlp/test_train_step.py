"""Hidden tests for `train_step`: one compiled step."""

from itertools import pairwise

import numpy as np
import pytest
from helpers import CLOSE, nearest_kink

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

BUILDS_ON = ("mse", "sgd_step")
STEP = "See *One step, compiled once*."
CALL = "`train_step(params, x, y, lr)`"


@probe
def python_runs(student, params, x, y):
    """How many of the student's Python functions run in a call whose program exists already."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import traces

    once, twice, last = (jax.tree.map(jnp.copy, params) for _ in range(3))  # a donated one is not paid for here
    student.train_step(once, x, y, 0.1)
    student.train_step(twice, x, y, 0.1)
    return traces.python_runs(student.train_step, last, x, y, 0.1)


@probe
def compilations(student, params, x, y, rates):
    """How many programs JAX makes for further learning rates."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import traces

    runs = [(jax.tree.map(jnp.copy, params), x, y, lr) for lr in rates]  # a donated one is not paid for here
    for run in runs[:2]:
        student.train_step(*run)
    return traces.compilations(lambda: [student.train_step(*run) for run in runs[2:]])


@probe
def programs(student, networks, x, y):
    """How many programs JAX makes for each network, the shapes of which are new to it."""
    from gradax.testing.detectors import traces

    return [traces.compilations(lambda params=params: student.train_step(params, x, y, 0.1)) for params in networks]


@probe
def edits(student, params, x, y):
    """Where a call changed what it was given, donated buffers included."""
    from gradax.testing.detectors import mutation

    return mutation.edits(student.train_step, params, x, y, 0.1)


def problem(rng, widths=(2, 6, 5, 2)):
    """A network, a batch and targets, such that loss and gradients are neither tiny nor huge, far from all kinks."""
    while True:
        params = [
            {
                "w": (rng.normal(size=shape) / shape[0] ** 0.5).astype(np.float32),
                "b": rng.normal(size=shape[1]).astype(np.float32),
            }
            for shape in pairwise(widths)
        ]
        x, y = rng.normal(size=(12, widths[0])).astype(np.float32), (2 * rng.normal(size=(12, 2))).astype(np.float32)
        if nearest_kink(params, x) > 1e-3:
            return params, x, y


def returned(student, params, x, y, lr, *, in_order=True):
    """The student's new parameters and loss, once they have the right structure."""
    got = student.train_step(params, x, y, lr)
    if isinstance(got, tuple) and len(got) == 2 and isinstance(got[1], list) and not isinstance(got[0], list):
        if in_order:
            fail(f"{CALL} returns the loss first. The order is `(new_params, loss)`. {STEP}", code="order")
        got = got[::-1]
    expect_tree(got, (params, np.float32(0)), what=CALL)
    expect(
        bool(np.asarray(got[1]) > 0),
        f"The loss of {CALL} is not above 0. A mean of squares that is not 0 everywhere is. {STEP}",
        code="loss-not-positive",
    )
    return got


def test_returns_new_params_and_a_scalar_loss(student, rng):
    """It returns the tuple (new_params, loss): the structure of `params`, and a scalar, all float32."""
    params, x, y = problem(rng)
    new, loss = returned(student, params, x, y, 0.1)
    expect_array(loss, what=f"the loss of {CALL}", shape=(), dtype=np.float32)
    for layer in new:
        for name in ("w", "b"):
            expect_array(layer[name], what=f"a leaf '{name}' of the new parameters of {CALL}", dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_loss_is_of_the_params_that_came_in(student, reference, rng):
    """The loss is measured before the update."""
    params, x, y = problem(rng)
    lr = float(rng.uniform(0.05, 0.15))
    loss = returned(student, params, x, y, lr)[1]
    step, right = reference.train_step(params, x, y, lr)
    recognise(
        loss,
        reference.mse(step, x, y),
        f"The loss of {CALL} is measured after the update. Return that of the `params` that came in. {STEP}",
        want=right,
        code="after-update",
    )
    because = f"It is `mse(params, x, y)`, of the `params` that came in. {STEP}"
    expect_close(loss, right, what=f"the loss of {CALL}", rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_new_params_are_one_step_downhill(student, reference, rng):
    """The new parameters are the old ones minus `lr` times the gradient of the loss."""
    params, x, y = problem(rng)
    lr = float(rng.uniform(0.05, 0.15))
    new = returned(student, params, x, y, lr)[0]
    right = reference.train_step(params, x, y, lr)[0]
    uphill = [{name: 2 * old[name] - down[name] for name in old} for old, down in zip(params, right, strict=True)]
    twice = reference.train_step(right, x, y, lr)[0]
    for wrong, code, because in [
        (params, "no-update", "the old ones. Return what `sgd_step` gives you"),
        (uphill, "uphill", "one step uphill. Check the sign"),
        (twice, "two-steps", "two steps on. Update once"),
    ]:
        recognise(new, wrong, f"The new parameters of {CALL} are {because}. {STEP}", want=right, code=code)
    because = f"Pass the gradient of `mse` at `params` to `sgd_step`, with `lr`. {STEP}"
    expect_close(new, right, what=f"the new parameters of {CALL}", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize(("scale", "lr"), [(1e-6, 0.1), (1e12, -0.1), (1.0, 1e-6), (1.0, 1e6)])
def test_a_step_is_as_long_as_its_gradient(student, rng, scale, lr):
    """Small errors and rates make small steps and large ones large steps, for batches of any size."""
    params = [{"w": np.zeros((2, 2), np.float32), "b": np.zeros(2, np.float32)}]
    because = f"The step is `lr` times the gradient of `mse`: nothing is cut off, skipped or repaired. {STEP}"
    for n in (1, 150):
        x, y = (rng.normal(size=(n, 2)).astype(np.float32) for _ in range(2))
        want = [{"w": x.T @ y / n, "b": y.mean(axis=0)}], np.float32(np.mean(y**2))
        got = student.train_step(params, x, np.float32(scale) * y, lr)
        expect_tree(got, want, what=CALL)
        new, loss = got
        size = {key: expect_array(each, what=CALL, dtype=np.floating) / scale / lr for key, each in new[0].items()}
        got = [size], expect_array(loss, what=CALL, dtype=np.floating) / scale**2
        what = f"the step and the loss of {CALL} for a batch of {n}, divided by the size of the errors and of `lr`,"
        expect_close(got, want, what=what, rtol=1e-3, because=because)


@pytest.mark.core
def test_what_is_nan_stays_nan(student, rng):
    """A target that is nan makes the loss nan; what hangs on it becomes nan, and everything else goes its way."""
    params = [{"w": np.zeros((2, 2), np.float32), "b": np.zeros(2, np.float32)}]
    x, y = (rng.normal(size=(9, 2)).astype(np.float32) for _ in range(2))
    y[0, 0] = np.nan
    want = [{"w": 0.1 * x.T @ y / 9, "b": 0.1 * y.mean(axis=0)}], np.float32(np.nan)
    because = f"The step is `lr` times the gradient, whatever the loss is: nothing is skipped or repaired. {STEP}"
    what = f"{CALL} with nan among the targets"
    expect_close(student.train_step(params, x, y, 0.1), want, what=what, rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.parametrize("lr", [0.0, -0.1, 3.0])
def test_any_learning_rate(student, reference, rng, lr):
    """`lr` may be 0, negative or large."""
    params, x, y = problem(rng)
    want = reference.train_step(params, x, y, lr)
    because = f"Pass `lr` to `sgd_step` as it is. {STEP}"
    expect_close(student.train_step(params, x, y, lr), want, what=f"{CALL} for another `lr`", **CLOSE, because=because)


@pytest.mark.core
def test_flat_targets_are_not_broadcast(student, reference, rng):
    """Targets may have shape (n,) as well as shape (n, 1)."""
    params, x, y = problem(rng, widths=(2, 6, 1))
    want = reference.train_step(params, x, y[:, :1], 0.1)
    because = f"Differentiate your `mse`, which takes both. {STEP}"
    what = f"{CALL} for `y` of shape (n,)"
    expect_close(student.train_step(params, x, y[:, 0], 0.1), want, what=what, **CLOSE, because=because)


def test_nothing_moves_where_nothing_is_wrong(student):
    """Perfect predictions have a loss of 0, and leave the parameters as they are at any learning rate."""
    params = [{"w": np.array([[2.0], [-1.0]], np.float32), "b": np.array([3.0], np.float32)}]
    x = np.array([[1, 2], [-4, 0], [8, 16]], np.float32)
    because = f"The gradient is 0 there, so nothing may move. {STEP}"
    got = student.train_step(params, x, x @ params[0]["w"] + params[0]["b"], 100.0)
    want = (params, np.float32(0))
    expect_close(got, want, what=f"{CALL} for perfect predictions", rtol=1e-6, atol=1e-6, because=because)


@pytest.mark.core
def test_the_same_call_gives_the_same(student, rng):
    """The same arguments give the same step, however often: nothing is kept from call to call."""
    params, x, y = problem(rng)
    first, *others = (returned(student, params, x, y, 0.1, in_order=False) for _ in range(3))
    because = f"All that a step needs comes in as arguments; what is kept outside makes two calls differ. {STEP}"
    for other in others:
        expect_close(other, first, what=f"{CALL}, called again,", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_is_compiled(student, rng):
    """It is compiled: called again, it does not run its Python again, and no part of it runs outside of `jit`."""
    params, x, y = problem(rng)
    returned(student, params, x, y, 0.1, in_order=False)
    runs = student.probe(python_runs, params=params, x=x, y=y)
    expect(
        isinstance(runs, int) and runs <= 1,  # one for a function that only calls a compiled one
        f"{CALL} runs your Python functions again when it is called again. Compiled, it would run them once: put "
        f"`@jax.jit` above the `def`. {STEP}",
    )
    networks, x = [problem(rng, widths)[0] for widths in ((3, 8, 2), (3, 7, 9, 11, 2))], rng.normal(size=(12, 3))
    made = student.probe(programs, networks=networks, x=x.astype(np.float32), y=y)
    expect_tree(made, [0, 0], what="the number of programs")
    few, many = (expect_array(np.asarray(each), what="the number of programs", dtype=np.integer) for each in made)
    expect(
        bool(many - few < 4),
        f"{CALL} needs more programs for a deep network than for a shallow one: a part of the step runs operation by "
        f"operation, outside of `jit`. Compile all of it. {STEP}",
        code="partly-compiled",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_new_learning_rate_does_not_compile_again(student, rng):
    """Further learning rates, of any size, do not compile anything."""
    params, x, y = problem(rng)
    returned(student, params, x, y, 0.1, in_order=False)
    rates = [*map(float, rng.uniform(0.01, 0.2, size=5)), 0.0, -1.0, 50.0, 1e-9]
    made = student.probe(compilations, params=params, x=x, y=y, rates=rates)
    expect(
        isinstance(made, int) and made == 0,
        f"{CALL} compiles again for another `lr`. A static argument is part of the program; `lr` only takes part in "
        f"the arithmetic, so leave it an ordinary argument, and make no new `jax.jit` within a call. {STEP}",
        code="compiles-again",
    )


@pytest.mark.core
def test_the_params_that_came_in_stay_usable(student, rng):
    """What came in is unchanged and usable afterwards."""
    params, x, y = problem(rng)
    returned(student, params, x, y, 0.1, in_order=False)
    changed = student.probe(edits, params=params, x=x, y=y)
    expect(
        isinstance(changed, list) and not changed,
        f"After {CALL} something that the caller handed in is changed or deleted. Do not assign to `layer['w']`, and "
        f"do not donate `params` to `jit`: the caller may still need them. {STEP}",
        code="changes-params",
    )
