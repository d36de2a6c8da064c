"""What the hidden tests of `mse`, `train_step`, `fit` and `fit_scan` share."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gradax.testing import expect, expect_array, expect_close, expect_tree, probe, recognise

CASES = ("uphill", "standstill", "one example", "deep", "long run", "plateau", "far off", "nan")
CLOSE = {"rtol": 1e-3, "atol": 1e-4}  # of runs of several steps in float32


def nearest_kink(params, x):
    """How close a hidden unit comes to 0, its kink: there rounding, or a way to write ReLU, decides on its slope."""
    nearest = np.inf
    for layer in params[:-1]:
        z = np.asarray(x) @ layer["w"] + layer["b"]
        nearest, x = min(nearest, float(np.abs(z).min())), np.maximum(z, 0)
    return nearest


def zeros(widths):
    """What the parameters look like."""
    return [{"w": np.zeros(shape), "b": np.zeros(shape[1])} for shape in pairwise(widths)]


def problem(rng, n=12):
    """A small problem: widths, inputs, targets."""
    xs = rng.uniform(-1, 1, size=(n, 2)).astype(np.float32)
    ys = np.stack([xs[:, 0] * xs[:, 1], xs[:, 0] - xs[:, 1] ** 2], axis=1)
    return [2, 6, 2], xs, ys.astype(np.float32)


def short_run(rng):
    """A few steps: widths, inputs, targets, steps, learning rate."""
    return *problem(rng), 6, float(rng.uniform(0.05, 0.1))


def edge(rng, case):
    """Runs at the edges of what is promised: widths, inputs, targets, steps, learning rate."""
    # Each with its steps and its learning rate; one layer, so that right runs stay together, however they round.
    linear = {"long run": (1500, 0.05), "plateau": (1500, 0.1), "far off": (6, 0.05), "nan": (6, 0.05)}
    if case in linear:
        n, size = (2000, 3) if case == "far off" else (150, 1)  # the inputs are far off, too, and many
        xs = rng.uniform(-size, size, size=(n, 2)).astype(np.float32)
        ys = xs @ rng.normal(size=(2, 8)).astype(np.float32) + 1
        if case == "nan":  # the losses are nan, and all other outputs go on learning
            ys[0, 0] = np.nan
        return (2, 8), xs, ys * np.float32(1e5 if case == "far off" else 1), *linear[case]
    widths, xs, ys = problem(rng, n=1 if case == "one example" else 12)
    if case == "deep":  # two short steps: in a deep network rounding grows from step to step
        return (2, 6, 6, 6, 6, 2), xs, ys, 2, 0.01
    return tuple(widths), xs, ys, 6, {"uphill": -0.05, "standstill": 0.0, "one example": 0.05}[case]


def started(student, key, widths):
    """Where the student's run begins: parameters of their own drawing, from this key."""
    start = student.init_mlp_params(key, widths)
    what = "`init_mlp_params(key, widths)`, where the loop starts,"
    expect_tree(start, zeros(widths), what=what)
    for layer in start:
        weights, _ = (expect_array(layer[n], what=f"a layer's '{n}' of {what}", dtype=np.floating) for n in ("w", "b"))
        expect(
            bool(np.isfinite(weights).all() and 0.1 < weights.std() < 10),
            f"{what} gives weights that are all alike, or far too large or small, so that nothing can be learned.",
            code="start",
        )
    return start


@probe
def descent(student, params, xs, ys, steps, lr):
    """The parameters after so many steps, and the losses before each."""
    import numpy as np

    losses = []
    for _ in range(steps):
        params, loss = student.train_step(params, xs, ys, lr)
        losses.append(loss)
    return [params, np.array(losses)]


def right_run(student, reference, key, widths, xs, ys, steps, lr):
    """From the student's start, what right steps give: the parameters before each step and after the last; losses."""
    params = started(student, key, widths)
    history, losses = [params], []
    for _ in range(steps):
        params, loss = reference.train_step(params, xs, ys, lr)
        history.append(params)
        losses.append(loss)
    return history, np.array(losses, np.float32)


def clear_run(student, reference, draw):
    """A drawn run and its key, such that no unit comes near its kink, where right runs would part.

    Weights of few values may keep units at 0 whatever is drawn: a run without hidden units is left for those.
    """
    for _ in range(40):
        run, key = draw()
        widths, xs, *rest = run
        if len(widths) == 2:
            break
        history, _ = right_run(student, reference, key, *run)
        if all(nearest_kink(params, xs) > 1e-4 for params in history):
            break
    else:
        run = type(widths)((widths[0], widths[-1])), xs, *rest
    return run, key


def wrong_losses(reference, history, losses, xs, ys):
    """Losses that a loop gives which measures at the wrong time: each with its code and what to say."""
    last = np.float32(reference.mse(history[-1], xs, ys))
    return [
        (np.append(losses[1:], last), "after-update", "begin with the loss after the first update"),
        (np.full(len(losses), last), "final-loss", "are all the loss of the final parameters"),
        (
            np.full(len(losses), losses[0]),
            "initial-loss",
            "are all the loss of the initial parameters: the new ones must go into the next round",
        ),
        (losses[::-1], "reversed", "are in reverse order"),
        (np.zeros(len(losses), np.float32), "zero-losses", "are all zero: `.at[i].set(...)` returns the new buffer"),
    ]


def falling(losses):
    """A loop that runs makes losses that are not 0 and that fall, at a small learning rate."""
    losses = np.asarray(losses)
    expect(
        bool(np.isfinite(losses).all() and losses[0] > losses[-1] > 0),
        "The losses do not fall in the first steps, as they do at a small learning rate.",
        code="not-falling",
    )


@dataclass(frozen=True)
class Loop:
    """A training loop, as messages name it: the call, and where the notebook teaches it."""

    call: str
    see: str

    def expect_losses(self, losses, student, reference, key, run, because):
        """Expect losses that are measured before each update; those of the wrong moment are recognised."""
        history, right = right_run(student, reference, key, *run)
        for wrong, code, why in wrong_losses(reference, history, right, *run[1:3]):
            recognise(losses, wrong, f"The losses of {self.call} {why}. {self.see}", want=right, code=code)
        what = f"the losses of {self.call}"
        expect_close(losses, right, what=what, **CLOSE, because=f"{because} {self.see}")

    def expect_params(self, params, student, reference, key, run, wrong, because):
        """Expect the parameters after the last update; `wrong` are other moments: an index, a code, a sentence."""
        history, _ = right_run(student, reference, key, *run)
        for moment, code, why in wrong:
            seen = f"{self.call} returns {why}. {self.see}"
            recognise(params, history[moment], seen, want=history[-1], code=code)
        what = f"the parameters of {self.call}"
        expect_close(params, history[-1], what=what, **CLOSE, because=f"{because} {self.see}")

    def expect_run(self, got, student, reference, key, run):
        """Expect the losses and the parameters of right steps, from the student's start."""
        widths, xs, ys, steps, lr = run
        start = started(student, key, widths)
        params, losses = reference.probe(descent, params=start, xs=xs, ys=ys, steps=steps, lr=lr)
        because = (
            "Take the same step `steps` times, on all examples and with the same `lr`, whatever the losses do, and "
            "return the parameters that the last one gives."
        )
        expect_close(got[1], losses, what=f"the losses of {self.call}", rtol=1e-2, atol=1e-7, because=because)
        expect_close(got[0], params, what=f"the parameters of {self.call}", **CLOSE, because=because)
