"""Hidden tests for `make_update`: a step that eight devices take together, each on a shard of its own."""

from dataclasses import dataclass

import numpy as np
import pytest
from helpers import mapped, normals
from probes import fewest_devices, sums_in, wavy_loss, with_devices

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, near, probe, recognise

BUILDS_ON = ("replicate", "sync_grads")
SECTION = "See *One step, on all devices*."
CALL = "`make_update(loss, lr)(params, x, y)`"
NEW = f"the new parameters of {CALL}"
DEVICES = 8
LR = 0.25  # part of the program: another one in each run would be compiled anew


@probe
def updated(student, params, x, y, lr):
    """One step on all devices: what comes back and where it lies, what was called, and what the devices add up."""
    import jax

    calls = []

    def loss(params, x, y):
        calls.append(1)
        return wavy_loss(params, x, y)

    update = student.make_update(loss, lr)
    try:
        result = jax.block_until_ready(update(params, x, y))
    except NameError as error:
        if "axis name" not in str(error):
            raise
        return {"result": "no axis of that name", "devices": 0, "calls": 1, "sums": 0, "of_leaves": 0}
    called, sums = len(calls), sums_in(update, params, x, y)
    return {
        "result": result,
        "devices": fewest_devices(result[0] if isinstance(result, tuple | list) and result else None),
        "calls": called,
        "sums": len(sums),
        "of_leaves": sum("f32[3]" in names for names in sums),
    }


@probe
def another_tree(student, params, x, ys, lr):
    """A step for each of `ys`, for parameters of another structure, each from where the last ended."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    def loss(params, x, y):
        return jnp.mean((x * params[0]["a"][0] + params[1] - y) ** 2)

    update = student.make_update(loss, lr)
    steps = [params]
    for y in ys:
        result = jax.block_until_ready(update(steps[-1], x, y))
        if not (isinstance(result, (tuple, list)) and result):
            return steps[1:]
        # NumPy's copies outlive a step that donates its arguments.
        steps.append(jax.tree.map(np.array, result[0]))
    return steps[1:]


@probe
def on_a_few_devices(student, params, x, y, lr):
    """One step where JAX finds as many devices as there are shards: what comes back, or that it raises."""
    import jax

    def step(notebook):
        return jax.block_until_ready(notebook.make_update(wavy_loss, lr)(params, x, y))

    few = jax.local_devices()[: len(x)]
    try:
        result = with_devices(few, student, ["replicate", "sync_grads", "make_update"], step)
    except NotImplementedError:
        raise
    except Exception:
        return {"raised": True, "result": None, "devices": 0}
    devices = fewest_devices(result[0] if isinstance(result, tuple | list) and result else None)
    return {"raised": False, "result": result, "devices": devices}


@probe
def on_one_device(student, params, x, y, lr):
    """What is right, and what several misconceptions give."""
    import jax

    def step(params, grads, lr):
        return jax.tree.map(lambda p, g: p - lr * g, params, grads)

    flat_x, flat_y = x.reshape(-1, x.shape[-1]), y.reshape(-1)
    value, grads = jax.value_and_grad(wavy_loss)(params, flat_x, flat_y)
    values, own = jax.vmap(jax.value_and_grad(wavy_loss), (None, 0, 0))(params, x, y)
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
        "after": wavy_loss(right, flat_x, flat_y),
    }


@dataclass(frozen=True)
class Step:
    """One step by the student, structure and shapes checked, beside what is known about it."""

    params: dict
    losses: object
    devices: object
    sums: object
    of_leaves: object
    known: dict

    def own_shards(self, name, known="local"):
        """Whether this leaf is where each device's own shard leads it."""
        return near(self.params[name], self.known[known][name])


def problem(rng):
    """Parameters without copies, and a different shard for each device, each of another kind."""
    x = rng.normal(size=(DEVICES, 5, 3)) + rng.normal(size=(DEVICES, 1, 1))
    y = rng.normal(size=(DEVICES, 5)) + np.arange(DEVICES)[:, None]
    params = {"w": normals(rng, 3), "b": normals(rng)}
    return {"params": params, "x": x.astype(np.float32), "y": y.astype(np.float32), "lr": LR}


def copies_of(params):
    """An equal copy for each device."""
    return mapped(lambda leaf: np.stack([leaf] * DEVICES), params)


def take_step(student, reference, rng):
    """One step by the student."""
    data = problem(rng)
    got = student.within(20).probe(updated, **(data | {"params": copies_of(data["params"])}))
    new, losses = pair_in(got["result"])
    expect(
        isinstance(got["calls"], int) and got["calls"] > 0,
        f"{CALL} never calls `loss`. Differentiate the loss that `make_update` was given. {SECTION}",
        code="loss-not-called",
    )
    params = moved(new, data["params"])
    return Step(params, losses, got["devices"], got["sums"], got["of_leaves"], reference.probe(on_one_device, **data))


def pair_in(result):
    """The pair that a step returns."""
    expect(
        not isinstance(result, str),
        f"{CALL} averages over an axis that has no name. Name it where the function is mapped, as in "
        f'`jax.pmap(step, axis_name="devices")`, and ask for the same name inside. {SECTION}',
        code="axis-not-named",
    )
    expect(
        isinstance(result, tuple | list) and len(result) == 2 and not isinstance(result[1], dict),
        f"{CALL} does not return the pair `(params, losses)`, in this order. {SECTION}",
    )
    return result


def moved(new, start):
    """The new parameters, once they have the right form and are finite and other ones than before."""
    if isinstance(new, dict) and new.keys() == start.keys():
        shapes = {name: getattr(leaf, "shape", None) for name, leaf in new.items()}
        if shapes == {name: leaf.shape for name, leaf in start.items()}:
            fail(
                f"{NEW[:1].upper()}{NEW[1:]} have lost the first axis. They go back in for the next step, so there is "
                f"one copy for each device again. {SECTION}",
                code="first-axis-lost",
            )
    copies = copies_of(start)
    expect_tree(new, copies, what=NEW)
    for name, leaf in new.items():
        expect_array(leaf, what=f"{name!r} in {NEW}", dtype=np.float32)
    finite = all(np.isfinite(leaf).all() for leaf in new.values())
    somewhere = any(np.any(leaf) for leaf in new.values())
    expect(finite and somewhere and not near(new, copies), f"{CALL} takes no step, or its step leads to nan. {SECTION}")
    return new


def fail_if_apart(step):
    """Say why the devices took their own ways, where that is known."""
    own = [step.own_shards(name) for name in step.params]
    where = f"After {CALL} each device went where its own shard leads"
    if any(own) and not all(own):
        fail(
            f"After {CALL} a part of the parameters went where each device's own shard leads, and another part did "
            f"not. Average the gradients of *all* leaves: `pmean` takes the whole tree. {SECTION}",
            code="part-of-the-leaves",
        )
    if all(own):
        _fail_of_own_shards(step, where)
    if all(step.own_shards(name, "local_summed") for name in step.params):
        fail(
            f"{where}, as many times too far as there are devices, as if the *sum of the losses* were differentiated, "
            f"by each device's own copy of the parameters. Differentiate first, then average. {SECTION}",
            code="summed-loss",
        )
    if 1 < len(np.unique(step.params["w"].round(4), axis=0)) < DEVICES:
        fail(
            f"After {CALL} some devices hold the same parameters, but not all, as if the gradients were averaged "
            f"within groups of devices. One mean goes over *all* of them. {SECTION}",
            code="groups",
        )


def _fail_of_own_shards(step, where):
    if isinstance(step.of_leaves, int) and step.of_leaves:
        fail(
            f"{where}, although the devices add up something of a parameter's shape: the gradients of the step are "
            "not averaged nevertheless. `pmean` changes nothing in place. Use what it *returns*, for the gradients. "
            f"{SECTION}",
            code="unused-mean",
        )
    if isinstance(step.sums, int) and step.sums > 1:
        fail(
            f"{where}, although the devices add something up: the gradients of the step are not averaged. Where the "
            "mean of the *losses* is differentiated, each device's own copy knows one shard of it only. Differentiate "
            f"first, then average the gradients. {SECTION}",
            code="averaged-loss",
        )
    fail(
        f"{where}: the gradients of the step are not averaged. Apply `pmean` to them before it. {SECTION}",
        code="not-averaged",
    )


@pytest.mark.core
@pytest.mark.weight(4)
def test_all_devices_hold_the_same_parameters(student, reference, rng):
    """After a step, with a different shard on each device, all devices hold the same parameters."""
    step = take_step(student, reference, rng)
    if not near(step.params, {name: np.stack([leaf[0]] * DEVICES) for name, leaf in step.params.items()}):
        fail_if_apart(step)
        fail(
            f"After {CALL} the devices hold different parameters. Each must take the same step, with the mean of all "
            f"gradients. {SECTION}"
        )


@pytest.mark.core
@pytest.mark.weight(6)
def test_they_are_those_of_one_device_with_all_the_data(student, reference, rng):
    """The parameters are those that one device with all examples would have after the step."""
    step = take_step(student, reference, rng)
    fail_if_apart(step)
    first, right = {name: leaf[0] for name, leaf in step.params.items()}, step.known["right"]
    for wrong, because in [
        (
            "summed",
            "go as many times too far as there are devices, as with gradients that are added up, not averaged. "
            "(`shard_map` with its checks on adds up by itself; and `pmap` needs `pmean`, not `psum`.)",
        ),
        ("divided", "do not go far enough, by a factor of the number of devices. Divide once, not twice."),
        ("uphill", "are one step uphill. Subtract `lr` times the gradient."),
        ("full", "do not depend on `lr`."),
        ("grads", "are the gradients. Subtract them, `lr` times, from the old parameters."),
    ]:
        said = f"The new parameters of {CALL} {because} {SECTION}"
        recognise(first, step.known[wrong], said, want=right, code=wrong)
    for index in range(DEVICES):
        of_shard = {name: leaf[index] for name, leaf in step.known["local"].items()}
        said = f"The new parameters of {CALL} are where a single shard leads, on all devices. Take the mean. {SECTION}"
        recognise(first, of_shard, said, want=right, code="one-shard")
    because = f"It is the old ones minus `lr` times the mean of the gradients of all shards. {SECTION}"
    expect_close(step.params, copies_of(right), what=NEW, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_losses_are_the_mean_over_all_examples_before_the_step(student, reference, rng):
    """`losses` has an entry for each device, and each is the mean loss over all examples, before the step."""
    step = take_step(student, reference, rng)
    expect(
        not isinstance(step.losses, float) and getattr(step.losses, "shape", None) != (),
        f"`losses` of {CALL} is a single number. There is one for each device, of shape (D,). {SECTION}",
        code="single-loss",
    )
    losses = expect_array(step.losses, what=f"`losses` of {CALL}", shape=(DEVICES,), dtype=np.floating)
    want = np.full(DEVICES, step.known["loss"], np.float32)
    for wrong, code, because in [
        (step.known["losses"], "own-losses", "are those of each device's own shard. Average the value, too"),
        (
            np.full(DEVICES, step.known["after"]),
            "loss-after",
            "are measured after the step. Return the loss that came with the gradients",
        ),
        (want * DEVICES, "losses-summed", "are added up over the devices. Take the mean"),
    ]:
        recognise(losses, wrong, f"`losses` of {CALL} {because}. {SECTION}", want=want, code=code)
    because = f"Each entry is the mean of `loss` over all shards, at the old parameters. {SECTION}"
    expect_close(losses, want, what=f"`losses` of {CALL}", rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_trees_and_shards_of_any_form(student, rng):
    """`params` may be any pytree, `x` and `y` may have more axes, and the result of a step goes into the next."""
    params = ({"a": [normals(rng)]}, normals(rng, 3))
    # Large gradients, which nothing clips, and a rate as no descent has it: `lr` is any float.
    x, y, lr = normals(rng, DEVICES, 1, 2, 3), 1000 + 1000 * normals(rng, DEVICES, 1, 2, 3), -0.0625
    odd = y.copy()
    odd[int(rng.integers(DEVICES)), 0, 0, 0] = np.nan  # one example is enough
    got = student.within(20).probe(another_tree, params=copies_of(params), x=x, ys=[y, y, odd], lr=lr)
    a, b = (np.asarray(leaf, np.float64) for leaf in (params[0]["a"][0], params[1]))
    want = []
    for target in (y, y, odd):
        slope = 2 * (x * a + b - target)
        a, b = a - lr * np.mean(slope * x), b - lr * slope.sum(axis=(0, 1, 2)) / slope.size
        want.append(copies_of(({"a": [a.astype(np.float32)]}, b.astype(np.float32))))
    because = (
        "Names and number of leaves are not fixed, nor are the axes of `x` and `y` after the first two; and each step "
        f"begins with the parameters that it is given. Nothing is clipped or mended, nan is seen on all devices, and "
        f"`lr` may be any float. {SECTION}"
    )
    what = f"the list of parameters after one, two and three steps of {CALL}, for another tree and other shards,"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-2, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("count", [3, 1])
def test_any_number_of_devices(student, reference, rng, count):
    """Where there are fewer devices, they take the same step together."""
    data = problem(rng)
    data |= {"x": data["x"][:count], "y": data["y"][:count]}
    params = mapped(lambda leaf: np.stack([leaf] * count), data["params"])
    known = reference.probe(on_one_device, **data)
    seen = student.within(20).probe(on_a_few_devices, **(data | {"params": params}))
    expect(
        seen["raised"] is not True,
        f"{CALL} raises where JAX finds fewer than {DEVICES} devices. D is what `jax.local_device_count()` says: write "
        f"no number into the code. {SECTION}",
        code="eight-devices",
    )
    new, losses = pair_in(seen["result"])
    because = f"The mean goes over as many devices as there are: `pmean` knows their number. {SECTION}"
    want = mapped(lambda leaf: np.stack([leaf] * count), known["right"])
    what = f"{NEW}, where JAX finds fewer devices,"
    expect_close(new, want, what=what, rtol=1e-3, atol=1e-4, because=because)
    what = f"`losses` of {CALL}, where JAX finds fewer devices,"
    expect_close(losses, np.full(count, known["loss"], np.float32), what=what, rtol=1e-3, because=because)
    expect(
        isinstance(seen["devices"], int) and seen["devices"] == count,
        f"{NEW[:1].upper()}{NEW[1:]} do not lie on all devices where JAX finds fewer of them. {SECTION}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_it_runs_on_all_devices(student, reference, rng):
    """The new parameters lie on all local devices."""
    step = take_step(student, reference, rng)
    expect(
        isinstance(step.devices, int) and step.devices == DEVICES,
        f"The new parameters of {CALL} lie on fewer devices than there are. `vmap`, or a loop, gives the numbers "
        "without the work being shared: use `pmap`, `shard_map`, or `jit` with data that are placed on all devices. "
        f"{SECTION}",
        code="fewer-devices",
    )
