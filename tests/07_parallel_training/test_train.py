"""Hidden tests for `train`: the whole loop on all devices."""

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *The whole loop*."
CALL = "`train(params, xs, ys, steps, lr)`"
EXAMPLES, FEATURES, STEPS = 48, 3, 12
LR = 0.0625  # part of the program: another one in each run would be compiled anew


@probe
def run(student, params, xs, ys, steps, lr):
    """What comes back, and whether the caller's dict holds what it held before."""
    given = dict(params)
    got = student.train(given, xs, ys, steps, lr)
    return {"got": got, "intact": given.keys() == params.keys() and all(given[name] is params[name] for name in given)}


@probe
def by_own_update(student, params, xs, ys, steps, lr):
    """A loop over the student's own `make_update`."""
    import jax
    import jax.numpy as jnp

    devices = jax.local_device_count()
    x, y = xs.reshape(devices, -1, xs.shape[1]), ys.reshape(devices, -1)
    state, losses = jax.tree.map(lambda leaf: jnp.stack([leaf] * devices), params), []
    update = student.make_update(student.linear_loss, lr)
    for _ in range(steps):
        state, loss = jax.block_until_ready(update(state, x, y))
        losses.append(loss[0])
    return jax.tree.map(lambda leaf: leaf[0], state), jnp.stack(losses)


@probe
def uneven(student, params, xs, ys, lr):
    """Whether examples that cannot be shared raise, and whether the error names both numbers."""
    import jax

    try:
        student.train(params, xs, ys, 2, lr)
    except ValueError as error:
        text = str(error)
        return {"raised": True, "named": str(len(ys)) in text and str(jax.local_device_count()) in text}
    return {"raised": False, "named": False}


@probe
def watched(student, params, xs, ys, lr, counts):
    """On how many devices arrays lie on the way, and the longest run of new results that nothing waited for."""
    import re
    import sys

    import jax

    cell = re.compile(r"<cell .*>")  # a file name of the student's code
    array = type(params["w"])
    seen = {}

    def look():
        new = [each for each in jax.live_arrays() if id(each) not in kept]
        kept.update({id(each): each for each in new})
        spread = [len(each.sharding.device_set) for each in new]
        seen["devices"] = max([seen["devices"], *spread])
        if max(spread, default=1) > 1:
            seen["queued"] += 1
            seen["longest"] = max(seen["longest"], seen["queued"])

    def trace_line(frame, event, arg):
        look()
        return trace_line

    def trace(frame, event, arg):
        if frame.f_code.co_name in ("_value", "block_until_ready", "effects_barrier"):
            seen["queued"] = 0
        return trace_line if cell.fullmatch(frame.f_code.co_filename) else None

    def profile(frame, event, arg):
        if event == "c_call" and arg.__name__ in ("asarray", "array") and cell.fullmatch(frame.f_code.co_filename):
            seen["queued"] = 0

    ready = array.block_until_ready

    def wait(self):
        seen["queued"] = 0
        return ready(self)

    found = []
    for steps in counts:
        kept = {id(each): each for each in jax.live_arrays()}
        seen.update(devices=1, queued=0, longest=0)
        before = sys.gettrace(), sys.getprofile()
        array.block_until_ready = wait
        sys.settrace(trace)
        sys.setprofile(profile)
        try:
            student.train(dict(params), xs, ys, steps, lr)
        finally:
            sys.settrace(before[0])
            sys.setprofile(before[1])
            array.block_until_ready = ready
        found.append([seen["devices"], seen["longest"]])
    return found


def problem(rng, examples=EXAMPLES):
    """A start, and noisy points of a linear function, every eighth of them of another kind."""
    xs = rng.normal(size=(examples, FEATURES)) + np.arange(examples)[:, None] % 6 / 3
    ys = xs @ rng.normal(size=FEATURES) + rng.normal(size=examples) + np.arange(examples) // 6 / 2
    params = {"w": rng.normal(size=FEATURES).astype(np.float32), "b": np.asarray(rng.normal(), np.float32)}
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


def trained(student, data, *, strict=False):
    """The student's parameters and losses, once they have the right structure and shapes.

    Losses, or parameters, that kept the axis of the devices are minded by the test that is strict only.
    """
    seen = student.within(20).probe(run, **data, steps=STEPS)
    got = seen["got"]
    expect(
        seen["intact"] is True or not strict,
        f"After {CALL} the dict that was handed in holds other values. Build a new one for the new parameters. "
        f"{SECTION}",
    )
    expect(
        isinstance(got, tuple) and len(got) == 2 and isinstance(got[0], dict) and sorted(got[0]) == ["b", "w"],
        f"{CALL} does not return the tuple `(params, losses)`, `params` being a dict like the one that came in. "
        f"{SECTION}",
    )
    params = {name: expect_array(leaf, what=f"'{name}' in the parameters of {CALL}") for name, leaf in got[0].items()}
    if params["w"].ndim == 2 and params["b"].ndim == 1 and len(params["b"]) > 0 and len(params["w"]) > 0:
        if strict:
            fail(f"The parameters of {CALL} have an axis for the devices. Hand out one copy: `unreplicate`. {SECTION}")
        params = {name: leaf[0] for name, leaf in params.items()}
    losses = got[1]
    if isinstance(losses, list | tuple):
        losses = [
            np.float32(loss)
            if isinstance(loss, float)
            else expect_array(loss, what=f"a loss of {CALL}", dtype=np.floating)
            for loss in losses
        ]
        if len({loss.shape for loss in losses}) > 1:
            fail(f"The losses of {CALL} are of different shapes. Each is one number. {SECTION}")
        losses = np.array(losses)
    losses = expect_array(losses, what=f"the losses of {CALL}", dtype=np.floating)
    if losses.ndim == 2 and losses.shape[1] > 0:
        if strict:
            fail(
                f"Each of the losses of {CALL} is a vector, with an entry for each device. One step has one loss, a "
                f"Python float: read one of the entries, which are equal. {SECTION}"
            )
        losses = losses[:, 0]
    expect(
        losses.shape == (STEPS,),
        f"{CALL} has another number of losses than `steps`. There is one for each step, measured before it. {SECTION}",
    )
    return {
        name: expect_array(leaf, what=f"'{name}'", shape=data["params"][name].shape) for name, leaf in params.items()
    }, losses


def own_run(student, data):
    """What a loop over the student's own `make_update` gives, whose mistakes were paid for already."""
    try:
        params, losses = student.probe(by_own_update, **data, steps=STEPS)
        expect_tree((params, losses), (data["params"], np.zeros(STEPS)), what="own run")
    except (Failure, TypeError, ValueError):
        return None
    sane = np.isfinite(losses).all() and not np.allclose(params["w"], data["params"]["w"])
    return (params, losses) if sane else None


def close(got, want):
    """Whether two trees agree."""
    try:
        expect_close(got, want, what="", rtol=1e-3, atol=1e-3)
    except Failure:
        return False
    return True


@pytest.mark.weight(2)
def test_returns_one_copy_and_one_number_for_each_step(student, rng):
    """It returns (params, losses) without an axis for the devices, and a number for each step."""
    data = problem(rng)
    params, losses = trained(student, data, strict=True)
    expect(bool(np.isfinite(losses).all()), f"The losses of {CALL} are not all finite. {SECTION}")
    for name, leaf in params.items():
        expect_array(leaf, what=f"'{name}' in the parameters of {CALL}", dtype=np.float32)


@pytest.mark.weight(3)
def test_losses_are_over_all_examples_before_each_step(student, rng):
    """Each loss is over all examples, measured before its step."""
    data = problem(rng)
    losses = trained(student, data)[1]
    history, right = descend(**data)
    if close(losses, right[:-1]):
        return
    own = own_run(student, data)
    if own and close(losses, own[1]):
        return
    shard = {"xs": data["xs"][: EXAMPLES // 8], "ys": data["ys"][: EXAMPLES // 8]}
    of_shard = np.array([descend(**(data | shard | {"params": each}), steps=0)[1][0] for each in history[:-1]])
    for wrong, because in [
        (of_shard, "are those of one device's shard. Each is the mean over *all* examples"),
        (descend(**(data | shard))[1][:-1], "are those of a run on one device's shard alone"),
        (right[1:], "are measured after each step. Keep the loss that the step returns, of the parameters before it"),
        (descend(**(data | {"lr": 0.1}))[1][:-1], "do not depend on `lr`"),
        (averaged_at_the_end(data)[1], "are those of devices that train on their own shards and never talk"),
        (np.full(STEPS, right[0]), "are all those of the start. Hand the new parameters to the next step"),
        (8 * right[:-1], "are added up over the devices. Take the mean"),
    ]:
        recognise(losses, wrong.astype(np.float32), f"The losses of {CALL} {because}. {SECTION}", want=right[:-1])
    because = f"`losses[i]` is `linear_loss` over all examples, at the parameters before step i. {SECTION}"
    expect_close(losses, right[:-1], what=f"the losses of {CALL}", rtol=1e-3, because=because)


@pytest.mark.weight(4)
def test_parameters_are_those_of_one_device_with_all_the_data(student, rng):
    """The parameters are those of full-batch gradient descent on one device."""
    data = problem(rng)
    params = trained(student, data)[0]
    history, _ = descend(**data)
    if close(params, history[-1]):
        return
    own = own_run(student, data)
    if own and close(params, own[0]):
        return
    shard = {"xs": data["xs"][: EXAMPLES // 8], "ys": data["ys"][: EXAMPLES // 8]}
    for wrong, because in [
        (descend(**(data | shard))[0][-1], "are those of one device's shard alone: the gradients are not averaged"),
        (history[0], "are those that came in"),
        (history[1], "are those after a single step. Hand the new parameters to the next step"),
        (history[-2], "are those before the last step"),
        (
            descend(**(data | {"lr": 8 * LR}))[0][-1],
            "are those of too large steps: gradients are added up, not averaged",
        ),
        (
            averaged_at_the_end(data)[0],
            "are averaged once, at the end: until then each device has trained on its own shard. Average the "
            "gradients in *every* step",
        ),
        (descend(**(data | {"lr": 0.1}))[0][-1], "do not depend on `lr`"),
    ]:
        recognise(params, wrong, f"The parameters of {CALL} {because}. {SECTION}", want=history[-1])
    because = f"Each step goes on from the parameters of the step before, with the mean of all gradients. {SECTION}"
    what = f"the parameters of {CALL}, compared with those of one device,"
    expect_close(params, history[-1], what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.weight(2)
def test_examples_that_cannot_be_shared_are_an_error(student, rng):
    """Where the devices cannot share the examples evenly, a ValueError names both numbers."""
    got = student.within(20).probe(uneven, **problem(rng, EXAMPLES + 5))
    expect(
        got["raised"] is True,
        f"{CALL} does not raise a `ValueError` for a number of examples that the devices cannot share evenly. "
        f"Examples that are dropped in silence are missed by nobody. {SECTION}",
    )
    expect(
        got["named"] is True,
        f"{CALL} raises a `ValueError` that does not name both the number of examples and that of devices. {SECTION}",
    )


@pytest.mark.weight(2)
def test_it_runs_on_all_devices(student, rng):
    """It runs on all local devices."""
    got = student.within(30).probe(watched, **problem(rng), counts=[4])
    expect_tree(got, [[0, 0]], what="what was seen on the way")
    expect(
        got[0][0] == 8,
        f"While {CALL} runs, no array lies on all devices: one device does all the work. Use a parallel `update`, "
        f"such as that of `make_update`. {SECTION}",
    )


def test_it_waits_now_and_then(student, rng):
    """A Python loop waits for a result at least every ten steps."""
    got = student.within(30).probe(watched, **problem(rng), counts=[20, 40])
    expect_tree(got, [[0, 0], [0, 0]], what="what was seen on the way")
    # One that waits now and then has a longest run that does not depend on the number of steps.
    expect(
        bool(got[1][1] - got[0][1] < 10),
        f"{CALL} queues more and more steps without waiting for a result. With few cores the devices may block each "
        "other: read a loss as a `float`, or call `jax.block_until_ready`, at least every ten steps, within the "
        f"loop. {SECTION}",
    )
