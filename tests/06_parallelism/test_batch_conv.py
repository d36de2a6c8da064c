"""Hidden tests for `batch_conv`: which axes are mapped, which are shared, and where the batch goes."""

import numpy as np
import pytest
from helpers import draw, slide

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

BATCH = "See *Over a batch: `in_axes` and `out_axes`*."


@probe
def equations(student, pairs, mode):
    """The numbers of equations for batches of several sizes."""
    from gradax.testing.detectors import jaxpr

    return [jaxpr.count_equations(lambda ws, xs: student.batch_conv(ws, xs, mode), ws, xs) for ws, xs in pairs]


@probe
def sizes_of_what_is_shared(student, pairs, mode, shared):
    """For each pair of arguments, the size of the largest array that is made of the shared one alone."""
    import math

    import jax
    from jax.extend.core import ClosedJaxpr, Literal

    def walk(jaxpr, known, constant):
        sizes = [math.prod(variable.aval.shape) for variable in known]
        for equation in jaxpr.eqns:
            inputs = [variable for variable in equation.invars if not isinstance(variable, Literal)]
            programs = [value for value in equation.params.values() if isinstance(value, ClosedJaxpr)]
            if len(programs) == 1 and len(programs[0].jaxpr.invars) == len(equation.invars):
                inner = programs[0].jaxpr
                outside = dict(zip(inner.invars, equation.invars, strict=True))
                mine = {v for v, o in outside.items() if not isinstance(o, Literal) and o in known}
                fixed = {v for v, o in outside.items() if isinstance(o, Literal) or o in constant}
                sizes.append(walk(inner, mine, fixed | set(inner.constvars)))
            if all(variable in constant for variable in inputs):
                constant = constant | set(equation.outvars)
            elif all(variable in known or variable in constant for variable in inputs):
                known = known | set(equation.outvars)
                sizes += [math.prod(variable.aval.shape) for variable in equation.outvars]
        return max(sizes, default=0)

    found = []
    for ws, xs in pairs:
        jaxpr = jax.make_jaxpr(lambda ws, xs: student.batch_conv(ws, xs, mode))(ws, xs).jaxpr
        found.append(walk(jaxpr, {jaxpr.invars[shared]}, set(jaxpr.constvars)))
    return found


def arguments(rng, mode, batch):
    """Random arguments for a mode."""
    shapes = {"pairs": ((batch, 3), (batch, 10)), "shared": ((3,), (batch, 10)), "bank": ((batch, 3), (10,))}[mode]
    return draw(rng, *shapes[0]), draw(rng, *shapes[1])


def call(mode):
    """The words for a call."""
    return f'`batch_conv(ws, xs, "{mode}")`'


def answer(student, ws, xs, mode):
    """The student's answer, or what is wrong where `vmap` refuses."""
    if any(student.raises(error, "batch_conv", ws, xs, mode) for error in (ValueError, IndexError)):
        fail(
            f"{call(mode)} raises. Does `vmap` map an argument that is shared, or share one that has a batch? "
            "`in_axes` has one entry for each argument, in their order. It says nothing about arguments passed by "
            f"keyword: those are always mapped over axis 0. {BATCH}"
        )
    return student.batch_conv(ws, xs, mode)


@pytest.mark.core
@pytest.mark.weight(2)
def test_pairs_kernel_b_with_signal_b(student, rng):
    """In the mode "pairs" row b is kernel b on signal b."""
    ws, xs = arguments(rng, "pairs", 4)
    got, want = answer(student, ws, xs, "pairs"), np.stack([slide(w, x) for w, x in zip(ws, xs, strict=True)])
    because = f"Both arguments are mapped over axis 0, together. {BATCH}"
    recognise(got, want.T, f"{call('pairs')} has the batch in its last axis. There it belongs in the first. {BATCH}")
    every = np.stack([[slide(w, x) for x in xs] for w in ws])
    recognise(got, every, f"{call('pairs')} puts every kernel on every signal. One `vmap` maps both together. {BATCH}")
    first = np.stack([slide(ws[0], x) for x in xs])
    recognise(got, first, f"{call('pairs')} uses the first kernel for all signals. {because}", want=want)
    expect_close(got, want, what=call("pairs"), atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_shared_one_kernel_for_all_signals(student, rng):
    """In the mode "shared" row b is the one kernel on signal b."""
    ws, xs = arguments(rng, "shared", 4)
    got, want = answer(student, ws, xs, "shared"), np.stack([slide(ws, x) for x in xs])
    recognise(got, want.T, f"{call('shared')} has the batch in its last axis. There it belongs in the first. {BATCH}")
    because = f"What is shared has None in `in_axes`. {BATCH}"
    expect_close(got, want, what=call("shared"), atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_bank_has_the_kernels_in_the_last_axis(student, rng):
    """In the mode "bank" column b is kernel b on the one signal."""
    ws, xs = arguments(rng, "bank", 4)
    got, want = answer(student, ws, xs, "bank"), np.stack([slide(w, xs) for w in ws], axis=1)
    recognise(got, want.T, f"{call('bank')} has the kernels in its first axis. Move them: `out_axes`. {BATCH}")
    if expect_array(got, what=call("bank")).shape == want.shape:
        reshaped = want.T.reshape(want.shape)
        recognise(
            got,
            reshaped,
            f"{call('bank')} has the right shape and scrambled entries. `reshape` does not swap axes; `.T` does. "
            f"{BATCH}",
            want=want,
        )
    because = f"The signal is shared, the kernels are mapped, and `out_axes` says where they go. {BATCH}"
    expect_close(got, want, what=call("bank"), atol=1e-4, because=because)


def test_a_batch_of_one(student, rng):
    """A batch of one keeps its axis."""
    for mode, shape in [("pairs", (1, 8)), ("shared", (1, 8)), ("bank", (8, 1))]:
        got = answer(student, *arguments(rng, mode, 1), mode)
        expect_array(got, what=f"{call(mode)} for a batch of one", shape=shape, dtype=np.float32)


def expect_right(student, rng, mode):
    """Expect the right numbers in a mode, before the program that makes them is looked at."""
    ws, xs = arguments(rng, mode, 4)
    kernels = [ws] * 4 if mode == "shared" else ws
    signals = [xs] * 4 if mode == "bank" else xs
    want = np.stack([slide(w, x) for w, x in zip(kernels, signals, strict=True)], axis=1 if mode == "bank" else 0)
    expect_close(answer(student, ws, xs, mode), want, what=call(mode), atol=1e-4, because=BATCH)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("mode", ["pairs", "shared", "bank"])
def test_no_loop_over_the_batch(student, rng, mode):
    """The number of equations does not grow with the batch."""
    expect_right(student, rng, mode)
    counts = student.probe(equations, pairs=[arguments(rng, mode, batch) for batch in (4, 9, 33)], mode=mode)
    expect(
        isinstance(counts, list) and len(set(map(str, counts))) == 1,
        f"The program of {call(mode)} grows with the batch: a Python loop writes every example into the program. Let "
        f"`vmap` do it. {BATCH}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize(("mode", "shared"), [("shared", 0), ("bank", 1)])
def test_what_is_shared_is_not_copied(student, rng, mode, shared):
    """What all members share is not copied for each of them."""
    expect_right(student, rng, mode)
    pairs = [arguments(rng, mode, batch) for batch in (16, 32)]
    sizes = student.probe(sizes_of_what_is_shared, pairs=pairs, mode=mode, shared=shared)
    if not (isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) for size in sizes)):
        fail(f"The program of {call(mode)} could not be looked at. {BATCH}")
    name = ("w", "x")[shared]
    copied = sizes[1] > sizes[0] and sizes[1] >= 32 * pairs[0][shared].size
    expect(
        not copied,
        f"{call(mode)} makes a copy of `{name}s` for each member of the batch (`tile`, `broadcast_to`, `stack`, or an "
        f"outer product). None in `in_axes` shares it. {BATCH}",
    )


def test_another_mode_is_a_value_error(student, rng):
    """Any other mode raises a ValueError."""
    ws, xs = arguments(rng, "pairs", 4)
    for mode in ("Bank", "all", ""):
        expect(
            student.raises(ValueError, "batch_conv", ws, xs, mode),
            "`batch_conv` with a mode that does not exist should raise a ValueError. Without one, a misspelt mode "
            f"gives wrong numbers in silence, or an error that does not say what is wrong. {BATCH}",
        )
