"""Hidden tests for `make_update`: a step that eight devices take together, each on a shard of its own."""

import numpy as np
import pytest

from gradax.results import Kind
from gradax.testing import Failure, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *One step, on all devices*."
CALL = "`make_update(loss, lr)(params, x, y)`"
DEVICES = 8
LR = 0.25  # part of the program: another one in each run would be compiled anew


@probe
def updated(student, params, x, y, lr):
    """One step on all devices: what comes back and where it lies, what was called, and what the devices add up."""
    import re

    import jax
    import jax.numpy as jnp

    calls = []

    def loss(params, x, y):
        calls.append(1)
        return jnp.mean((jnp.tanh(x @ params["w"]) * 2 + params["b"] - y) ** 2)

    update = student.make_update(loss, lr)
    try:
        result = jax.block_until_ready(update(params, x, y))
    except NameError as error:
        if "axis name" not in str(error):
            raise
        return {"result": "no axis of that name", "devices": 0, "calls": 1, "sums": 0, "of_leaves": 0}
    called = len(calls)
    try:
        text = str(jax.make_jaxpr(lambda *args: update(*args))(params, x, y))
    except Exception:  # only a diagnosis: not every right answer can be traced
        text = ""
    sums = re.findall(r"(.*) = psum", text)
    first = result[0] if isinstance(result, tuple | list) and result else None
    leaves = [leaf for leaf in jax.tree.leaves(first) if isinstance(leaf, jax.Array)]
    return {
        "result": result,
        "devices": min([len(leaf.sharding.device_set) for leaf in leaves], default=0),
        "calls": called,
        "sums": len(sums),
        "of_leaves": sum("f32[3]" in names for names in sums),
    }


@probe
def another_tree(student, params, x, y, lr):
    """Two steps for parameters of another structure, the second from where the first ended."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    def loss(params, x, y):
        return jnp.mean((x.sum(axis=-1) @ params[0]["a"][0] * params[1] - y) ** 2)

    update = student.make_update(loss, lr)
    # NumPy's copies outlive a step that donates its arguments.
    once = jax.tree.map(np.array, jax.block_until_ready(update(params, x, y)[0]))
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
        "grads": grads,
        "local": local,
        "local_summed": jax.vmap(step, (None, 0, None))(params, own, lr * len(x)),
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
        got = student.within(20).probe(updated, **(data | {"params": copies}))
        result = got["result"]
        expect(
            not isinstance(result, str),
            f"{CALL} averages over an axis that nobody named. Give it its name where the function is mapped, as in "
            f'`jax.pmap(step, axis_name="devices")`, and ask for the same name inside. {SECTION}',
        )
        expect(
            isinstance(result, tuple | list) and len(result) == 2 and not isinstance(result[1], dict),
            f"{CALL} does not return the pair `(params, losses)`, in this order. {SECTION}",
        )
        new, self.losses = result
        expect(
            bool(got["calls"]),
            f"{CALL} never calls `loss`. Differentiate the loss that `make_update` was given. {SECTION}",
        )
        if isinstance(new, dict):
            shapes = {name: getattr(leaf, "shape", None) for name, leaf in new.items()}
            if shapes == {name: leaf.shape for name, leaf in self.start.items()}:
                fail(
                    f"The new parameters of {CALL} have lost the first axis. They go back in for the next step, so "
                    f"there is one copy for each device again. {SECTION}"
                )
        expect_tree(new, copies, what=f"the new parameters of {CALL}")
        self.params = {
            name: expect_array(leaf, what=f"a leaf of the new parameters of {CALL}", dtype=np.float32)
            for name, leaf in new.items()
        }
        moved = all(np.isfinite(leaf).all() for leaf in self.params.values()) and any(
            not np.allclose(leaf, copies[name]) for name, leaf in self.params.items()
        )
        expect(moved, f"The new parameters of {CALL} are the old ones, or not finite: no step was taken. {SECTION}")
        self.devices, self.sums, self.of_leaves = got["devices"], got["sums"], got["of_leaves"]

    def own_shards(self, name, known="local"):
        """Whether this leaf is where each device's own shard leads it."""
        return np.allclose(self.params[name], self.known[known][name], rtol=1e-3, atol=1e-4)

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
        if all(own) and self.of_leaves:
            return (
                f"After {CALL} each device went where its own shard leads, although the devices average something of "
                "the parameters' shapes: the step does not use that mean. `pmean` changes nothing in place. Use what "
                f"it *returns*, for the gradients. {SECTION}"
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
        if all(self.own_shards(name, "local_summed") for name in self.params):
            return (
                f"After {CALL} each device went where its own shard leads, as many times too far as there are "
                "devices. It is the *sum of the losses* that is differentiated, by each device's own copy of the "
                f"parameters. Differentiate first, then average the gradients. {SECTION}"
            )
        if 1 < len(np.unique(self.params["w"].round(4), axis=0)) < DEVICES:
            return (
                f"After {CALL} some devices hold the same parameters, but not all: the gradients are averaged within "
                f"groups of devices. One mean goes over *all* of them. {SECTION}"
            )
        return None

    def stretched(self):
        """How many times too far the step goes, if its direction is right; else None."""
        want, got = (
            np.concatenate([np.ravel(leaf - self.start[name]) for name, leaf in sorted(tree.items())])
            for tree in (self.known["right"], {name: leaf[0] for name, leaf in self.params.items()})
        )
        factor = got @ want / (want @ want)
        return factor if np.allclose(got, factor * want, rtol=1e-3, atol=1e-3 * np.abs(got).max()) else None


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
        ("grads", "are the gradients. Subtract them, `lr` times, from the old parameters."),
    ]:
        recognise(first, step.known[wrong], f"The new parameters of {CALL} {because} {SECTION}", want=right)
    for index in range(DEVICES):
        of_shard = {name: leaf[index] for name, leaf in step.known["local"].items()}
        recognise(
            first,
            of_shard,
            f"The new parameters of {CALL} are where a single shard leads, on all devices. Each device's gradient "
            f"counts: take the mean. {SECTION}",
            want=right,
        )
    factor = step.stretched()
    expect(
        factor is None or abs(factor - 1) < 1e-2,
        f"The step of {CALL} has the right direction and the wrong length. It is `lr` times the mean of the gradients "
        f"of all devices: look at what you multiply with, and at what you divide by. {SECTION}",
    )
    because = f"It is the old ones minus `lr` times the mean of the gradients of all shards. {SECTION}"
    copies = {name: np.stack([leaf] * DEVICES) for name, leaf in right.items()}
    what = f"the new parameters of {CALL}, compared with those of one device,"
    expect_close(step.params, copies, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(2)
def test_losses_are_the_mean_over_all_examples_before_the_step(student, reference, rng):
    """`losses` has an entry for each device, and each is the mean loss over all examples, before the step."""
    step = Step(student, reference, rng)
    expect(
        not isinstance(step.losses, float) and getattr(step.losses, "shape", None) != (),
        f"`losses` of {CALL} is a single number. There is one for each device, of shape (D,). {SECTION}",
    )
    losses = expect_array(step.losses, what=f"`losses` of {CALL}", shape=(DEVICES,), dtype=np.floating)
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
def test_the_parameters_may_be_any_pytree(student, reference, rng):
    """`params` may be any pytree, and the result of a step goes into the next."""
    data = problem(rng)
    params = ({"a": [np.stack([data["params"]["w"]] * DEVICES)]}, np.full(DEVICES, 1.5, np.float32))
    # Another number of examples, and of axes, too.
    x, y = np.stack([data["x"][:, :2], data["x"][:, 2:4]], axis=-1), data["y"][:, :2]
    try:
        once, twice = student.within(20).probe(another_tree, params=params, x=x, y=y, lr=0.0625)
    except Failure as failure:
        if failure.kind != Kind.EXCEPTION:
            raise
        Step(student, reference, rng)  # what fails for every tree is said there
        fail(
            f"{CALL} raises an error where `params` is another tree, and `x` has more axes, than in the notebook. "
            f"Neither is fixed: use `jax.tree.map`, and keep all axes behind the first two. {SECTION}"
        )
    expect_tree((once, twice), (params, params), what=f"the parameters after one and two steps of {CALL}, as a pair,")
    expect(
        has_moved(params, once),
        f"{CALL} does not move every leaf of another tree. The names in `params` are not fixed: use "
        f"`jax.tree.map`. {SECTION}",
    )
    expect(
        has_moved(once, twice),
        f"A second step, from where the first one of {CALL} ended, does not move every leaf. Each step begins with "
        f"the parameters that it is given; keep none of an earlier one. {SECTION}",
    )


def has_moved(before, after):
    """Whether each of the two leaves of the other tree has changed."""
    pairs = [(before[0]["a"][0], after[0]["a"][0]), (before[1], after[1])]
    return all(not np.allclose(old, new, atol=1e-7) for old, new in pairs)


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
