"""Hidden tests for `make_update`: a step that eight devices take together, each on a shard of its own."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *One step, on all devices*."
CALL = "`make_update(loss, lr)(params, x, y)`"
DEVICES = 8
LR = 0.25  # part of the program: another one in each run would be compiled anew


@probe
def updated(student, params, x, y, lr):
    """One step on all devices: what comes back, on how many devices it lies, and how often the devices add up."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def loss(params, x, y):
        return jnp.mean((jnp.tanh(x @ params["w"]) * 2 + params["b"] - y) ** 2)

    update = student.make_update(loss, lr)
    new, losses = jax.block_until_ready(update(params, x, y))
    try:
        seen = jaxpr.primitives(update, params, x, y)
    except Exception:  # only a diagnosis: not every right answer can be traced
        seen = {}
    leaves = [leaf for leaf in jax.tree.leaves(new) if isinstance(leaf, jax.Array)]
    return {
        "params": new,
        "losses": losses,
        "devices": min([len(leaf.sharding.device_set) for leaf in leaves], default=0),
        "sums": sum(count for name, count in seen.items() if name.startswith("psum")),
    }


@probe
def another_tree(student, params, x, y, lr):
    """Two steps for parameters of another structure, the second from where the first ended."""
    import jax
    import jax.numpy as jnp

    def loss(params, x, y):
        return jnp.mean((x @ params[0]["a"][0] * params[1] - y) ** 2)

    update = student.make_update(loss, lr)
    once = jax.block_until_ready(update(params, x, y)[0])
    return once, jax.block_until_ready(update(once, x, y)[0])


@probe
def on_one_device(student, params, x, y, lr):
    """What is right, and what several misconceptions give."""
    import jax
    import jax.numpy as jnp

    def loss(params, x, y):
        return jnp.mean((jnp.tanh(x @ params["w"]) * 2 + params["b"] - y) ** 2)

    def step(params, grads, lr):
        return jax.tree.map(lambda p, g: p - lr * g, params, grads)

    value_and_grad = jax.value_and_grad(loss)
    value, grads = value_and_grad(params, x.reshape(-1, x.shape[-1]), y.reshape(-1))
    values, own = jax.vmap(value_and_grad, (None, 0, 0))(params, x, y)
    right, local = step(params, grads, lr), jax.vmap(step, (None, 0, None))(params, own, lr)
    return {
        "right": right,
        "local": local,
        "summed": step(params, grads, lr * len(x)),
        "divided": step(params, grads, lr / len(x)),
        "uphill": step(params, grads, -lr),
        "full": step(params, grads, 1),
        "loss": value,
        "losses": values,
        "after": loss(right, x.reshape(-1, x.shape[-1]), y.reshape(-1)),
    }


class Step:
    """One step by the student, structure and shapes checked, beside what is known about it."""

    def __init__(self, student, reference, rng):
        data = problem(rng)
        self.known = reference.probe(on_one_device, **data)
        self.start = data["params"]
        copies = {name: np.stack([leaf] * DEVICES) for name, leaf in self.start.items()}
        got = student.probe(updated, **(data | {"params": copies}))
        if isinstance(got["params"], dict):
            shapes = {name: getattr(leaf, "shape", None) for name, leaf in got["params"].items()}
            if shapes == {name: leaf.shape for name, leaf in self.start.items()}:
                fail(
                    f"The new parameters of {CALL} have lost the first axis. They go back in for the next step, so "
                    f"there is one copy for each device again. {SECTION}"
                )
        expect_tree(got["params"], copies, what=f"the new parameters of {CALL}")
        self.params = {
            name: expect_array(leaf, what=f"a leaf of the new parameters of {CALL}", dtype=np.float32)
            for name, leaf in got["params"].items()
        }
        moved = all(np.isfinite(leaf).all() for leaf in self.params.values()) and any(
            not np.allclose(leaf, copies[name]) for name, leaf in self.params.items()
        )
        expect(moved, f"The new parameters of {CALL} are the old ones, or not finite: no step was taken. {SECTION}")
        self.losses, self.devices, self.sums = got["losses"], got["devices"], got["sums"]

    def own_shards(self, name):
        """Whether this leaf is where each device's own shard leads it."""
        return np.allclose(self.params[name], self.known["local"][name], rtol=1e-3, atol=1e-4)

    def in_step(self, name):
        """Whether this leaf is the same on all devices."""
        return np.allclose(self.params[name], self.params[name][0], rtol=1e-4, atol=1e-5)

    def why_apart(self):
        """What a student should read whose devices took their own ways."""
        own = [self.own_shards(name) for name in self.params]
        if any(own) and not all(own):
            return (
                f"After {CALL} a part of the parameters is averaged, and another part went where each device's own "
                f"shard leads. Average the gradients of *all* leaves: `pmean` takes the whole tree. {SECTION}"
            )
        if all(own) and self.sums > 1:
            return (
                f"After {CALL} each device went where its own shard leads, although a mean is taken. It is the mean "
                "of the *losses* that is differentiated, by each device's own copy: of that mean a copy knows one "
                f"shard only. Differentiate first, then average the gradients. {SECTION}"
            )
        if all(own):
            return (
                f"After {CALL} each device went where its own shard leads: the gradients are not averaged. Apply "
                f"`pmean` to them before the step. {SECTION}"
            )
        return None


def problem(rng):
    """Parameters without copies, and a different shard for each device, each of another kind."""
    x = rng.normal(size=(DEVICES, 5, 3)) + rng.normal(size=(DEVICES, 1, 1))
    y = rng.normal(size=(DEVICES, 5)) + np.arange(DEVICES)[:, None]
    params = {"w": rng.normal(size=3).astype(np.float32), "b": np.asarray(rng.normal(), np.float32)}
    return {"params": params, "x": x.astype(np.float32), "y": y.astype(np.float32), "lr": LR}


@pytest.mark.weight(3)
def test_all_devices_hold_the_same_parameters(student, reference, rng):
    """After a step, with a different shard on each device, all devices hold the same parameters."""
    step = Step(student, reference, rng)
    if not all(step.in_step(name) for name in step.params):
        fail(
            step.why_apart()
            or f"After {CALL} the devices hold different parameters. Each must take the same step, with the mean of "
            f"all gradients. {SECTION}"
        )


@pytest.mark.weight(4)
def test_they_are_those_of_one_device_with_all_the_data(student, reference, rng):
    """The parameters are those that one device with all examples would have after the step."""
    step = Step(student, reference, rng)
    apart = step.why_apart()
    if apart:
        fail(apart)
    first = {name: leaf[0] for name, leaf in step.params.items()}
    right = step.known["right"]
    for wrong, because in [
        (
            "summed",
            "go as many times too far as there are devices: the gradients are added up, not averaged. (`shard_map` "
            "with its checks on adds up by itself; and `pmap` needs `pmean`, not `psum`.)",
        ),
        ("divided", "go too short a way, by a factor of the number of devices. Divide once, not twice."),
        ("uphill", "are one step uphill. Subtract `lr` times the gradient."),
        ("full", "do not depend on `lr`."),
    ]:
        recognise(first, step.known[wrong], f"The new parameters of {CALL} {because} {SECTION}", want=right)
    because = f"It is the old ones minus `lr` times the mean of the gradients of all shards. {SECTION}"
    copies = {name: np.stack([leaf] * DEVICES) for name, leaf in right.items()}
    what = f"the new parameters of {CALL}, compared with those of one device,"
    expect_close(step.params, copies, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(2)
def test_losses_are_the_mean_over_all_examples_before_the_step(student, reference, rng):
    """`losses` has an entry for each device, and each is the mean loss over all examples, before the step."""
    step = Step(student, reference, rng)
    losses = expect_array(step.losses, what=f"`losses` of {CALL}")
    expect(
        losses.ndim > 0,
        f"`losses` of {CALL} is a single number. There is one for each device, of shape (D,). {SECTION}",
    )
    losses = expect_array(losses, what=f"`losses` of {CALL}", shape=(DEVICES,), dtype=np.floating)
    want = np.full(DEVICES, step.known["loss"], np.float32)
    for wrong, because in [
        (step.known["losses"], "are those of each device's own shard. Average the value, too"),
        (
            np.full(DEVICES, step.known["after"]),
            "are measured after the step. Return the loss that came with the gradients",
        ),
        (want * DEVICES, "are added up over the devices. Take the mean"),
    ]:
        recognise(losses, wrong, f"`losses` of {CALL} {because}. {SECTION}", want=want)
    because = f"Each entry is the mean of `loss` over all shards, at the old parameters. {SECTION}"
    expect_close(losses, want, what=f"`losses` of {CALL}", rtol=1e-3, because=because)


@pytest.mark.weight(2)
def test_the_parameters_may_be_any_pytree(student, rng):
    """`params` may be any pytree, and the result of a step goes into the next."""
    data = problem(rng)
    params = ({"a": [np.stack([data["params"]["w"]] * DEVICES)]}, np.full(DEVICES, 1.5, np.float32))
    got = student.probe(another_tree, **(data | {"params": params, "lr": 0.0625}))
    expect_tree(got, (params, params), what=f"the parameters after one and two steps of {CALL}, for another tree,")
    paths = [(params, got[0]), (got[0], got[1])]
    moved = [
        not np.allclose(old, new, atol=1e-7)
        for before, after in paths
        for old, new in ((before[0]["a"][0], after[0]["a"][0]), (before[1], after[1]))
    ]
    expect(
        all(moved),
        f"{CALL} does not move every leaf of another tree in every step. The names in `params` are not fixed: use "
        f"`jax.tree.map`. {SECTION}",
    )


@pytest.mark.weight(2)
def test_it_runs_on_all_devices(student, reference, rng):
    """The new parameters lie on all local devices."""
    step = Step(student, reference, rng)
    expect(
        isinstance(step.devices, int) and step.devices == DEVICES,
        f"The new parameters of {CALL} lie on fewer devices than there are. `vmap`, or a loop, gives the numbers "
        "without the work being shared: use `pmap`, `shard_map`, or `jit` with data that are placed on all devices. "
        f"{SECTION}",
    )
