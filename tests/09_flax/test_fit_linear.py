"""Hidden tests for `fit_linear`: any model, any optimiser, and the optimiser's state carried on."""

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_array, expect_close, fail, probe

CALL = "`fit_linear(model, tx, key, xs, ys, steps)`"
OPTAX = "See *Optax: init, then update*."
STEPS = 12
FITTED = {}


@probe
def fitted(student, optimiser, key, xs, ys, steps):
    """The result, beside that of a plain loop."""
    import flax.linen as nn
    import jax
    import jax.numpy as jnp
    import optax

    tx = {
        "sgd": lambda: optax.sgd(0.1),
        "adam": lambda: optax.adam(0.05),
        "decay": lambda: optax.adamw(0.05, weight_decay=0.3),
    }[optimiser]()
    model = nn.Dense(2)

    def loss(variables):
        return jnp.mean((model.apply(variables, xs) - ys) ** 2)

    @jax.jit
    def step(variables, state):
        value, grads = jax.value_and_grad(loss)(variables)
        updates, state = tx.update(grads, state, variables)
        return optax.apply_updates(variables, updates), state, value

    variables = begin = model.init(key, xs)
    state, losses = tx.init(variables), []
    for _ in range(steps):
        variables, state, value = step(variables, state)
        losses.append(value)

    refused = False
    try:
        got = student.fit_linear(model, tx, key, xs, ys, steps)
    except ValueError:
        if optimiser != "decay":
            raise
        got, refused = None, True  # so does Optax where weight decay gets no parameters
    triple = isinstance(got, tuple) and len(got) == 3
    found, opt_state, seen = got if triple else (None, None, None)
    counts = [leaf for leaf in jax.tree.leaves(opt_state) if jnp.ndim(leaf) == 0 and jnp.result_type(leaf) == jnp.int32]
    return {
        "triple": triple,
        "refused": refused,
        "variables": found,
        "losses": None if seen is None else jnp.asarray(seen),
        "count": int(counts[0]) if counts else -1,
        "want": variables,
        "want_losses": jnp.stack(losses),
        "begin": begin,
    }


def run(student, rng, key, optimiser):
    """Train on a noisy line, once for all tests, and see what came back."""
    if (student, optimiser) not in FITTED:
        xs = rng.normal(size=(16, 3)).astype(np.float32)
        noise = 0.3 * rng.normal(size=(16, 2))
        ys = (xs @ rng.normal(size=(3, 2)) + rng.normal(size=2) + noise).astype(np.float32)
        seen = student.within(30).probe(fitted, optimiser=optimiser, key=key(), xs=xs, ys=ys, steps=STEPS)
        FITTED[student, optimiser] = seen
    seen = FITTED[student, optimiser]
    if seen["refused"] is True:
        fail(
            f"{CALL} ends in an error with an optimiser that needs the parameters, such as one with weight decay. Hand "
            f"them over: `tx.update(grads, opt_state, params)`. {OPTAX}"
        )
    if seen["triple"] is not True:
        fail(f"{CALL} does not return a tuple of three. Return `(variables, opt_state, losses)`. {OPTAX}")
    return seen


@pytest.mark.weight(2)
@pytest.mark.parametrize("optimiser", ["sgd", "adam"])
def test_trains_as_the_optimiser_says(student, rng, key, optimiser):
    """After the last step the variables are those that a plain loop with this optimiser arrives at."""
    seen = run(student, rng, key, optimiser)
    got, want, begin = seen["variables"], seen["want"], seen["begin"]
    try:
        expect_close(got, begin, what="")
    except Failure:
        pass
    else:
        fail(f"{CALL} returns the variables that it began with. Carry the new ones on, and return the last. {OPTAX}")
    because = (
        "Each step: gradients, `tx.update(grads, opt_state, params)`, `optax.apply_updates`, which adds; and the new "
        f"state goes into the next step. {OPTAX}"
    )
    expect_close(got, want, what=f"the variables of {CALL}", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(2)
def test_the_optimisers_state_counts_every_step(student, rng, key):
    """The optimiser's state is carried on: after `steps` steps its count is `steps`."""
    seen = run(student, rng, key, "adam")
    count = seen["count"]
    if count == -1:
        fail(f"The second result of {CALL} is not the optimiser's state: it has no count of steps. {OPTAX}")
    if count == 0:
        fail(
            f"The optimiser's state of {CALL} comes back as fresh as `tx.init` made it: the new state that `tx.update` "
            f"returns is dropped. Carry it on, return the last. {OPTAX}"
        )
    if count == 1:
        fail(
            f"The optimiser's state of {CALL} has counted one step only: it is made anew in every step. "
            f"`tx.init` is for before the loop. {OPTAX}"
        )
    expect(
        isinstance(count, int) and count == STEPS,
        f"The optimiser's state of {CALL} has not counted as many steps as were asked for. It is made once, with "
        f"`tx.init`, and every `tx.update` returns the next one: carry it on, return the last. {OPTAX}",
    )


@pytest.mark.weight(2)
def test_losses_are_measured_before_each_step(student, rng, key):
    """There are `steps` losses, each the mean squared error before its step."""
    seen = run(student, rng, key, "sgd")
    got = expect_array(seen["losses"], what=f"the losses of {CALL}", shape=(STEPS,), dtype=np.floating)
    want = seen["want_losses"]
    if np.allclose(got[:-1], want[1:], rtol=1e-3, atol=1e-5) and not np.allclose(got, want, rtol=1e-3, atol=1e-5):
        fail(
            f"The losses of {CALL} are measured after each step. The first one belongs to the fresh variables. {OPTAX}"
        )
    if np.allclose(got[0], want[0], rtol=1e-3) and got[1] > got[0] > want[1]:
        fail(f"The losses of {CALL} rise. Updates have the sign to be *added*, by `optax.apply_updates`. {OPTAX}")
    because = f"The loss is the mean over all entries of `(model.apply(variables, xs) - ys) ** 2`. {OPTAX}"
    expect_close(got, want, what=f"the losses of {CALL}", rtol=1e-3, atol=1e-4, because=because)


def test_the_optimiser_gets_the_parameters(student, rng, key):
    """Optimisers that need the parameters, such as those with weight decay, get them."""
    seen = run(student, rng, key, "decay")
    because = f"Weight decay needs the parameters: `tx.update(grads, opt_state, params)`. {OPTAX}"
    expect_close(
        seen["variables"],
        seen["want"],
        what=f"the variables of {CALL} with weight decay",
        rtol=1e-3,
        atol=1e-4,
        because=because,
    )
