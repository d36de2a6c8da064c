"""Hidden tests for `train`: the whole loop on all devices."""

import numpy as np
import pytest
from helpers import mapped, normals
from probes import watch, with_devices

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, near, probe, recognise

BUILDS_ON = ("replicate", "make_update")
SECTION = "See *The whole loop*."
CALL = "`train(params, xs, ys, steps, lr)`"
EXAMPLES, FEATURES, STEPS = 48, 3, 12
LR = 0.0625  # part of the program: another one in each run would be compiled anew


@probe
def run(student, params, xs, ys, steps, lr):
    """What comes back, and whether the caller's dict holds what it held before; without `lr` where that is None."""
    given = dict(params)
    got = student.train(given, xs, ys, steps, lr) if lr else student.train(given, xs, ys, steps)
    return {"got": got, "intact": given.keys() == params.keys() and all(given[name] is params[name] for name in given)}


@probe
def uneven(student, params, xs, ys, lr):
    """Whether examples that cannot be shared raise, and the first numbers that the error names."""
    import re

    try:
        student.train(params, xs, ys, 2, lr)
    except ValueError as error:
        return {"raised": True, "numbers": re.findall(r"\d+", str(error))[:20]}
    return {"raised": False, "numbers": []}


@probe
def on_three_devices(student, params, xs, ys, lr, steps):
    """What comes back where JAX finds three devices, or that it raises; the error for examples that eight can share."""
    import re

    import jax

    def attempts(notebook):
        try:
            got = jax.block_until_ready(notebook.train(dict(params), xs, ys, steps, lr))
        except NotImplementedError:
            raise
        except Exception:
            return True, None, []
        try:
            notebook.train(dict(params), xs[:40], ys[:40], steps, lr)
        except ValueError as error:
            return False, got, re.findall(r"\d+", str(error))[:20]
        return False, got, []

    cells = ["replicate", "sync_grads", "make_update", "train"]
    raised, got, numbers = with_devices(jax.local_devices()[:3], student, cells, attempts)
    return {"raised": raised, "got": got, "numbers": numbers}


@probe
def watched(student, params, xs, ys, lr, counts):
    """On how many devices arrays lie on the way, and the longest run of new results that nothing waited for."""
    array = type(params["w"])
    return [watch(array, lambda steps=steps: student.train(dict(params), xs, ys, steps, lr)) for steps in counts]


def problem(rng, examples=EXAMPLES, features=FEATURES):
    """A start, and noisy points of a linear function, every eighth of them of another kind."""
    xs = rng.normal(size=(examples, features)) + np.arange(examples)[:, None] % 6 / 3
    ys = xs @ rng.normal(size=features) + rng.normal(size=examples) + np.arange(examples) // 6 / 2
    params = {"w": normals(rng, features), "b": normals(rng)}
    return {"params": params, "xs": xs.astype(np.float32), "ys": ys.astype(np.float32), "lr": LR}


def descend(params, xs, ys, lr, steps=STEPS):
    """Gradient descent with all examples: the parameters before each step and after the last, and their losses."""
    w, b = params["w"].astype(float), float(params["b"])
    history, losses = [], []
    for _ in range(steps + 1):
        error = xs @ w + b - ys
        history.append({"w": w.astype(np.float32), "b": np.float32(b)})
        losses.append(np.mean(error**2))
        w, b = w - lr * 2 * error @ xs / len(ys), b - lr * 2 * error.mean()
    return history, np.array(losses, np.float32)


def averaged_at_the_end(data):
    """What devices find that train on their own shards: the mean of their last parameters, and of their losses."""
    runs = [
        descend(**(data | {"xs": xs, "ys": ys}))
        for xs, ys in zip(np.split(data["xs"], 8), np.split(data["ys"], 8), strict=True)
    ]
    last = {name: np.mean([history[-1][name] for history, _ in runs], axis=0) for name in ("w", "b")}
    return last, np.mean([losses[:-1] for _, losses in runs], axis=0)


def of_first_shard(data):
    """The problem of the first device alone."""
    return data | {"xs": data["xs"][: EXAMPLES // 8], "ys": data["ys"][: EXAMPLES // 8]}


def trained(student, data, steps=STEPS):
    """The student's parameters, and whatever came as the losses."""
    seen = student.within(20).probe(run, **data, steps=steps)
    got = seen["got"]
    expect(
        isinstance(got, tuple | list) and len(got) == 2 and isinstance(got[0], dict),
        f"{CALL} does not return the pair `(params, losses)`, in this order. {SECTION}",
    )
    params = got[0]
    copies = mapped(lambda leaf: np.stack([leaf] * 8), data["params"])
    expect(
        params.keys() != copies.keys() or [np.shape(params[name]) for name in copies] != [(8, FEATURES), (8,)],
        f"The parameters of {CALL} still have an axis for the devices. Hand out one copy: `unreplicate`. {SECTION}",
        code="all-copies",
    )
    expect_tree(params, data["params"], what=f"the parameters of {CALL}")
    return params, got[1], seen["intact"]


def expect_on_all_devices(got, counts):
    """Expect that what was watched, for each count of steps, used all devices."""
    expect_tree(got, [[0, 0]] * counts, what="what was seen on the way")
    expect(
        got[0][0] == 8,
        f"While {CALL} runs, no array lies on all devices: they do not share the work. Use a parallel `update`, "
        f"such as that of `make_update`. {SECTION}",
        code="not-on-all-devices",
    )


def expect_trained(student, data):
    """Expect that steps are taken at all: what takes none neither drops nor queues anything."""
    params = trained(student, data)[0]
    moved = np.asarray(params["w"], float) - data["params"]["w"]
    expect(
        np.isfinite(moved).all() and moved.any() and np.any(params["w"]),
        f"{CALL} takes no step that leads anywhere. {SECTION}",
    )


def numbers(losses, steps=STEPS):
    """The losses as one array, with an axis for each step; a list of them is fine, too."""
    if isinstance(losses, list | tuple):
        losses = [
            np.float32(loss)
            if isinstance(loss, float)
            else expect_array(loss, what=f"a loss of {CALL}", dtype=np.floating)
            for loss in losses
        ]
        if len({loss.shape for loss in losses}) > 1:
            fail(f"The losses of {CALL} are of different shapes. Each is one number. {SECTION}")
        losses = np.array(losses, np.float32)
    losses = expect_array(losses, what=f"the losses of {CALL}", dtype=np.floating)
    expect(
        len(losses.shape) > 0 and len(losses) == steps,
        f"{CALL} does not give a list or vector of `steps` losses. There is one for each step, measured before it. "
        f"{SECTION}",
        code="number-of-losses",
    )
    return losses


@pytest.mark.core
@pytest.mark.weight(2)
def test_returns_one_copy_and_one_number_for_each_step(student, rng):
    """It returns (params, losses) without an axis for the devices, a number for each step, and leaves `params`."""
    data = problem(rng)
    params, losses, intact = trained(student, data)
    losses = numbers(losses)
    expect(
        losses.ndim == 1,
        f"Each of the losses of {CALL} is an array, not one number. One step has one loss: where there is an entry for "
        f"each device, they are equal, and one of them will do. {SECTION}",
        code="vectors-of-losses",
    )
    expect(
        np.isfinite(losses).all() and np.ptp(losses) > 0, f"The losses of {CALL} are not the losses of a run. {SECTION}"
    )
    for name, leaf in params.items():
        expect_array(leaf, what=f"{name!r} in the parameters of {CALL}", dtype=np.float32)
    expect(not near(params, data["params"]), f"{CALL} gives back the parameters that came in. {SECTION}")
    expect(
        intact is True,
        f"After {CALL} the dict that was handed in holds other values. Build a new one for the new parameters. "
        f"{SECTION}",
        code="edited-in-place",
    )


def known_losses(data, of_shard, right):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (np.array(of_shard), "of-one-shard", "are those of one device's shard. Each is the mean over *all* examples"),
        (descend(**of_first_shard(data))[1][:-1], "shard-alone", "are those of a run on one device's shard alone"),
        (
            right[1:],
            "loss-after",
            "are measured after each step. Keep the loss that the step returns, of the parameters before it",
        ),
        (descend(**(data | {"lr": 0.1}))[1][:-1], "no-lr", "do not depend on `lr`"),
        (
            averaged_at_the_end(data)[1],
            "never-talk",
            "are those of devices that train on their own shards and never talk",
        ),
        (
            np.full(STEPS, right[0]),
            "of-the-start",
            "are all those of the start. Pass the new parameters to the next step",
        ),
        (8 * right[:-1], "losses-summed", "are added up over the devices. Take the mean"),
    ]


@pytest.mark.core
@pytest.mark.weight(3)
def test_losses_are_over_all_examples_before_each_step(student, rng):
    """Each loss is over all examples, measured before its step, for a single step and for rising losses, too."""
    data = problem(rng)
    losses = numbers(trained(student, data)[1])
    losses = losses[:, 0] if losses.ndim == 2 and losses.shape[1] else losses  # minded by another test
    history, right = descend(**data)
    of_shard = [descend(**(of_first_shard(data) | {"params": each}), steps=0)[1][0] for each in history[:-1]]
    for wrong, code, because in known_losses(data, of_shard, right):
        said = f"The losses of {CALL} {because}. {SECTION}"
        recognise(losses, wrong.astype(np.float32), said, want=right[:-1], code=code)
    because = f"`losses[i]` is `linear_loss` over all examples, at the parameters before step i. {SECTION}"
    expect_close(losses, right[:-1], what=f"the losses of {CALL}", rtol=1e-3, because=because)
    for steps, lr in ((1, LR), (3, 2.0)):
        data = problem(rng) | {"lr": lr}
        losses, want = numbers(trained(student, data, steps)[1], steps), descend(**data, steps=steps)[1][:-1]
        losses = losses[:, 0] if losses.ndim == 2 and losses.shape[1] else losses
        because = f"Every step is taken, whether the loss falls or rises. {SECTION}"
        expect_close(losses, want, what=f"the losses of {CALL} for few steps", rtol=1e-3, because=because)


def known_parameters(data, want):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (
            descend(**of_first_shard(data))[0][-1],
            "shard-alone",
            "are those of one device's shard alone: the gradients are not averaged",
        ),
        (want[0], "as-they-came", "are those that came in"),
        (want[1], "one-step", "are those after a single step. Pass the new parameters to the next step"),
        (want[-2], "before-the-last-step", "are those before the last step"),
        (
            descend(**(data | {"lr": 8 * LR}))[0][-1],
            "summed",
            "are those of too large steps: gradients are added up, not averaged",
        ),
        (
            averaged_at_the_end(data)[0],
            "averaged-at-the-end",
            "are averaged once, at the end: until then each device has trained on its own shard. Average the "
            "gradients in *every* step",
        ),
        (descend(**(data | {"lr": 0.1}))[0][-1], "no-lr", "do not depend on `lr`"),
    ]


@pytest.mark.core
@pytest.mark.weight(4)
def test_parameters_are_those_of_one_device_with_all_the_data(student, rng):
    """The parameters are those of full-batch gradient descent on one device."""
    data = problem(rng)
    params, want = trained(student, data)[0], descend(**data)[0]
    for wrong, code, because in known_parameters(data, want):
        recognise(params, wrong, f"The parameters of {CALL} {because}. {SECTION}", want=want[-1], code=code)
    because = f"Each step goes on from the parameters of the step before, with the mean of all gradients. {SECTION}"
    what = f"the parameters of {CALL}, compared with those of one device,"
    expect_close(params, want[-1], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_one_example_for_each_device_and_the_default_rate(student, rng):
    """It works for another number of features, one example for each device and one step, and `lr` is 0.1 by default."""
    data = problem(rng, examples=8, features=2) | {"lr": None}
    params = trained(student, data, steps=1)[0]
    want = descend(**(data | {"lr": 0.1}), steps=1)[0][-1]
    expect(
        near(params, want) or near(params, data["params"]) or not _is_another_rate(params, want, data["params"]),
        f"{CALL} without `lr` takes a step of another length. By default `lr` is 0.1. {SECTION}",
        code="other-default",
    )
    what = f"the parameters of {CALL} for eight examples, without `lr`,"
    expect_close(params, want, what=what, rtol=1e-3, atol=1e-3, because=SECTION)


def _is_another_rate(params, want, start):
    """Whether a step goes in the right direction, and not as far as it should."""
    got, right = (
        np.concatenate([np.ravel(np.asarray(tree[name], float) - start[name]) for name in ("w", "b")])
        for tree in (params, want)
    )
    factor = got @ right / (right @ right)
    return bool(np.allclose(got, factor * right, rtol=1e-2, atol=1e-4))


@pytest.mark.core
@pytest.mark.weight(2)
def test_examples_that_cannot_be_shared_are_an_error(student, rng):
    """Where the devices cannot share the examples evenly, a ValueError names both numbers."""
    expect_trained(student, problem(rng))
    for eights in (int(rng.integers(2, 9)), 0):
        examples = 8 * eights + int(rng.integers(1, 8))
        got = student.within(20).probe(uneven, **problem(rng, examples))
        expect(
            got["raised"] is True,
            f"{CALL} does not raise a `ValueError` for a number of examples that the devices cannot share evenly. "
            f"Nobody notices examples that are silently dropped, or taken twice. {SECTION}",
            code="uneven-accepted",
        )
        expect(
            isinstance(got["numbers"], list) and {str(examples), "8"} <= set(map(str, got["numbers"])),
            f"{CALL} raises a `ValueError` that does not name both the number of examples and that of devices. "
            f"{SECTION}",
            code="numbers-not-named",
        )


@pytest.mark.core
def test_every_step_is_taken(student, rng):
    """All steps are taken and alike, where the loss is 0 or nan, too, and however many they are."""
    data = problem(rng)
    because = f"There are `steps` steps of the same rate, whatever the loss is. {SECTION}"
    learned = data | {"ys": (data["xs"] @ data["params"]["w"] + data["params"]["b"]).astype(np.float32)}
    spoilt = data | {"ys": np.where(np.arange(EXAMPLES) == int(rng.integers(EXAMPLES)), np.nan, data["ys"])}
    for given, steps, which in (
        (learned, 4, "nothing to learn"),
        (spoilt, 3, "nan among `ys`"),
        (data, 50, "50 steps"),
    ):
        given = given | {"ys": given["ys"].astype(np.float32)}
        params, losses, _ = trained(student, given, steps)
        history, want = descend(**given, steps=steps)
        losses = numbers(losses, steps)
        losses = losses[:, 0] if losses.ndim == 2 and losses.shape[1] else losses  # minded by another test
        what = f"the losses of {CALL} with {which}"
        expect_close(losses, want[:-1], what=what, rtol=1e-3, atol=1e-4, because=because)
        what = f"the parameters of {CALL} with {which}"
        expect_close(params, history[-1], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_fewer_devices_do_the_same(student, rng):
    """Where there are three devices, they do the same, and refuse what *they* cannot share evenly."""
    data = problem(rng)
    seen = student.within(30).probe(on_three_devices, **data, steps=STEPS)
    expect(
        seen["raised"] is not True,
        f"{CALL} raises where JAX finds fewer than 8 devices. D is what `jax.local_device_count()` says: write no "
        f"number into the code. {SECTION}",
        code="eight-devices",
    )
    history, losses = descend(**data)
    got, what = seen["got"], f"{CALL} where JAX finds three devices"
    expect(isinstance(got, tuple | list) and len(got) == 2, f"{what} does not return `(params, losses)`. {SECTION}")
    expect_close(got[0], history[-1], what=f"the parameters of {what}", rtol=1e-3, atol=1e-3, because=SECTION)
    found = numbers(got[1])
    found = found[:, 0] if found.ndim == 2 and found.shape[1] else found  # minded by another test
    expect_close(found, losses[:-1], what=f"the losses of {what}", rtol=1e-3, because=SECTION)
    expect(
        isinstance(seen["numbers"], list) and {"40", "3"} <= set(map(str, seen["numbers"])),
        f"{what} does not raise a `ValueError` that names both numbers for 40 examples. {SECTION}",
        code="other-devices-not-asked",
    )


@pytest.mark.core
def test_it_runs_on_all_devices(student, rng):
    """It runs on all local devices."""
    data = problem(rng)
    expect_trained(student, data)
    got = student.within(30).probe(watched, **data, counts=[4])
    expect_on_all_devices(got, counts=1)


@pytest.mark.core
def test_it_waits_now_and_then(student, rng):
    """A Python loop waits for a result at least every ten steps."""
    data = problem(rng)
    expect_trained(student, data)
    got = student.within(30).probe(watched, **data, counts=[9, 40])
    expect_on_all_devices(got, counts=2)  # results on a single device are not counted
    # One that waits now and then has a longest run that does not depend on the number of steps.
    expect(
        bool(got[1][1] - got[0][1] < 10),
        f"{CALL} queues more and more steps without waiting for a result. With few cores the devices may block each "
        "other: read a loss as a `float`, or call `jax.block_until_ready`, at least every ten steps, within the "
        f"loop. {SECTION}",
        code="never-waits",
    )
