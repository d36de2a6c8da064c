"""Hidden tests for `fit_linear`: any model, any optimiser, and the optimiser's state carried on."""

import numpy as np
import pytest
from helpers import near, stacked
from probes import plain, regression

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

CALL = "`fit_linear(model, tx, key, xs, ys, steps)`"
OPTAX = "See *Optax: init, then update*."


@probe
def fitted(student, kind, key, xs, ys, steps):
    """The result: variables, the leaves of the optimiser's state, losses; or that Optax missed the parameters."""
    import jax

    try:
        got = student.fit_linear(*regression(kind), key, xs, ys, steps)
    except ValueError as error:
        if kind != "decay" or "params" not in str(error):
            raise
        return {"refused": True, "triple": False, "variables": None, "state": [], "losses": None}
    triple = isinstance(got, tuple) and len(got) == 3
    variables, state, losses = got if triple else (None, None, None)
    return {
        "refused": False,
        "triple": triple,
        "variables": plain(variables),
        "state": jax.tree.leaves(state),
        "losses": losses,
    }


@probe
def initial(student, kind, key, xs):
    """The variables before the first step."""
    return {"variables": regression(kind)[0].init(key, xs)}


def data(rng, key, scale=1.0):
    """A noisy line, from three inputs to two outputs."""
    xs = scale * rng.normal(size=(16, 3))
    ys = xs @ rng.normal(size=(3, 2)) + rng.normal(size=2) + 0.3 * rng.normal(size=(16, 2))
    return {"key": key(), "xs": xs.astype(np.float32), "ys": ys.astype(np.float32)}


def trained(student, reference, **data):
    """What came back, once it is a tuple of three, and the right one."""
    seen, want = (each.probe(fitted, **data) for each in (student, reference))
    if seen["refused"] is True:
        fail(
            f"{CALL} ends in an error with an optimiser that needs the parameters, such as one with weight decay. Pass "
            f"them: `tx.update(grads, opt_state, params)`. {OPTAX}",
            code="no-params",
        )
    message = f"{CALL} does not return a tuple of three. Return `(variables, opt_state, losses)`. {OPTAX}"
    expect(seen["triple"] is True, message, code="not-three")
    return seen | {"losses": stacked(seen["losses"])}, want


@pytest.mark.core
@pytest.mark.weight(3)
def test_trains_as_the_optimiser_says(student, reference, rng, key):
    """After the last step the variables are those at which a plain loop arrives, with any model and optimiser."""
    given = data(rng, key)
    given["ys"] = given["ys"][:, 0]  # this model's predictions have shape (batch,)
    seen, want = trained(student, reference, kind="net", steps=12, **given)
    begin = reference.probe(initial, kind="net", key=given["key"], xs=given["xs"])["variables"]
    because = f"{CALL} returns the variables that it began with. Carry the new ones on, and return the last. {OPTAX}"
    recognise(seen["variables"], begin, because, code="variables-not-carried")
    because = (
        "Each step: gradients, `tx.update(grads, opt_state, params)`, `optax.apply_updates`, which adds; and the new "
        f"state goes into the next step. {OPTAX}"
    )
    expect_close(
        seen["variables"], want["variables"], what=f"the variables of {CALL}", rtol=1e-3, atol=1e-3, because=because
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_optimisers_state_counts_every_step(student, reference, rng, key):
    """The optimiser's state is carried on: its count is `steps`, even where there is nothing left to learn."""
    flat = {"xs": np.zeros((4, 3), np.float32), "ys": np.zeros((4, 2), np.float32)}
    seen, want = trained(student, reference, kind="flat", steps=40, key=key(), **flat)
    message = f"{CALL} gives fewer than `steps` losses where the loss is 0. Every step is taken. {OPTAX}"
    expect(np.shape(seen["losses"]) not in [(n,) for n in range(40)], message, code="stops-early")
    counts = [int(leaf) for leaf in seen["state"] if np.shape(leaf) == () and np.asarray(leaf).dtype.kind == "i"]
    message = f"The second result of {CALL} is not the optimiser's state: it has no count of steps. {OPTAX}"
    expect(len(counts) == 1, message)
    if counts == [0]:
        fail(
            f"The optimiser's state of {CALL} comes back with a count of 0, as `tx.init` made it. `tx.update` returns "
            f"the next one: carry it on, return the last. {OPTAX}",
            code="state-dropped",
        )
    if counts == [1]:
        fail(
            f"The optimiser's state of {CALL} has counted one step only. Is it made anew in every step? `tx.init` is "
            f"for before the loop. {OPTAX}",
            code="state-counts-one",
        )
    message = f"The optimiser's state of {CALL} has not counted as many steps as were asked for. {OPTAX}"
    expect(counts == [40], message, code="other-count")
    expect_close(seen["state"], want["state"], what=f"the leaves of the optimiser's state of {CALL}", because=OPTAX)


@pytest.mark.core
def test_begins_with_the_key_and_the_inputs(student, reference, rng, key):
    """It initialises the model with `key` and `xs` themselves, as parameters may depend on them; one output is fine."""
    given = data(rng, key)
    given["ys"] = given["ys"][:, :1]  # a column, which is not to be compared as a row
    seen, want = trained(student, reference, kind="centred", steps=2, **given)
    because = f"The variables begin as `model.init(key, xs)` makes them. {OPTAX}"
    what = f"the variables of {CALL} for a model whose parameters depend on `xs`"
    expect_close(seen["variables"], want["variables"], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_what_is_nan_stays_nan(student, reference, rng, key):
    """Where a target is nan, so is the loss, and what hangs on it; everything else goes its way."""
    given = data(rng, key)
    given["ys"][0, 0] = np.nan
    seen, want = trained(student, reference, kind="steep", steps=3, **given)
    because = f"The optimiser gets the gradients as they are, in every step: nothing is mended or skipped. {OPTAX}"
    what = f"the losses of {CALL} with nan among the targets"
    expect_close(seen["losses"], want["losses"], what=what, because=because)
    what = f"the variables of {CALL} with nan among the targets"
    expect_close(seen["variables"], want["variables"], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_losses_are_measured_before_each_step(student, reference, rng, key):
    """There are `steps` losses, each the mean squared error before its step, whether they fall or rise."""
    given = {"steps": 4, **data(rng, key, scale=2.0)}
    seen, want = trained(student, reference, kind="steep", **given)
    got = expect_array(seen["losses"], what=f"the losses of {CALL}", shape=(4,), dtype=np.floating)
    if near(got[:-1], want["losses"][1:]) and not near(got, want["losses"]):
        message = f"The losses of {CALL} are measured after each step. The first belongs to the fresh variables."
        fail(f"{message} {OPTAX}", code="after-the-step")
    ascent = reference.probe(fitted, kind="ascent", **given)["losses"]
    if near(got, ascent):
        message = f"{CALL} goes uphill. Updates have the sign to be *added*, by `optax.apply_updates`."
        fail(f"{message} {OPTAX}", code="uphill")
    because = f"The loss is the mean over all entries of `(model.apply(variables, xs) - ys) ** 2`. {OPTAX}"
    expect_close(got, want["losses"], what=f"the losses of {CALL}", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_optimiser_gets_the_parameters(student, reference, rng, key):
    """Optimisers that need the parameters, such as those with weight decay, get those of each step; one is enough."""
    for steps in (1, 6):
        seen, want = trained(student, reference, kind="decay", steps=steps, **data(rng, key))
        because = f"Weight decay needs the parameters of the step: `tx.update(grads, opt_state, params)`. {OPTAX}"
        what = f"the variables of {CALL} with weight decay"
        expect_close(seen["variables"], want["variables"], what=what, rtol=1e-3, atol=1e-3, because=because)
        losses = expect_array(seen["losses"], what=f"the losses of {CALL}", shape=(steps,), dtype=np.floating)
        expect_close(losses, want["losses"], what=f"the losses of {CALL}", rtol=1e-3, atol=1e-3, because=OPTAX)
