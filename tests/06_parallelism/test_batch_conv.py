"""Hidden tests for `batch_conv`: which axes are mapped, which are shared, and where the batch goes."""

import numpy as np
import pytest
from helpers import draw, slide
from probes import shapes_made_of

from gradax.testing import edges, expect, expect_array, expect_close, fail, probe, recognise

MODES = ("pairs", "shared", "bank")
BATCH = "See *Over a batch: `in_axes` and `out_axes`*."


@probe
def convolving(student, mode):
    """The function in one mode."""
    return lambda ws, xs: student.batch_conv(ws, xs, mode)


@probe
def sizes_of_what_is_shared(student, pairs, mode, shared):
    """For each pair of arguments, the size of the largest array that is made of the shared one alone."""
    import math

    import jax

    found = []
    for ws, xs in pairs:
        jaxpr = jax.make_jaxpr(lambda ws, xs: student.batch_conv(ws, xs, mode))(ws, xs).jaxpr
        shapes = [list(pairs[0][shared].shape), *shapes_made_of(jaxpr.invars[shared], jaxpr)]
        found.append(max(math.prod(shape) for shape in shapes))
    return found


def arguments(rng, mode, batch, m=3, n=10):
    """Random arguments for a mode."""
    shapes = {"pairs": ((batch, m), (batch, n)), "shared": ((m,), (batch, n)), "bank": ((batch, m), (n,))}[mode]
    return draw(rng, *shapes[0]), draw(rng, *shapes[1])


def right(ws, xs, mode):
    """The right answer, in NumPy."""
    batch = len(xs) if mode == "shared" else len(ws)
    kernels, signals = [ws] * batch if mode == "shared" else ws, [xs] * batch if mode == "bank" else xs
    rows = [slide(w, x) for w, x in zip(kernels, signals, strict=True)]
    return np.stack(rows, axis=1 if mode == "bank" else 0)


def call(mode):
    """The words for a call."""
    return f'`batch_conv(ws, xs, "{mode}")`'


def answer(student, ws, xs, mode):
    """The student's answer, or what is wrong where `vmap` refuses."""
    if any(student.raises(error, "batch_conv", ws, xs, mode) for error in (ValueError, IndexError)):
        fail(
            f"{call(mode)} raises. Does `vmap` map an argument that is shared, or share one that has a batch? "
            "`in_axes` has one entry for each argument, in their order. It says nothing about arguments passed by "
            f"keyword: those are always mapped over axis 0. {BATCH}",
            code="vmap-refuses",
        )
    return student.batch_conv(ws, xs, mode)


@pytest.mark.core
@pytest.mark.weight(2)
def test_pairs_kernel_b_with_signal_b(student, rng):
    """In the mode "pairs" row b is kernel b on signal b."""
    ws, xs = arguments(rng, "pairs", 4)
    got, want = answer(student, ws, xs, "pairs"), right(ws, xs, "pairs")
    last = f"{call('pairs')} has the batch in its last axis. There it belongs in the first. {BATCH}"
    recognise(got, want.T, last, code="batch-last")
    every = f"{call('pairs')} puts every kernel on every signal. One `vmap` maps both together. {BATCH}"
    recognise(got, np.stack([[slide(w, x) for x in xs] for w in ws]), every, code="every-pair")
    because = f"Both arguments are mapped over axis 0, together. {BATCH}"
    first = f"{call('pairs')} uses the first kernel for all signals. {because}"
    recognise(got, right(ws[0], xs, "shared"), first, want=want, code="first-kernel")
    expect_close(got, want, what=call("pairs"), atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_shared_one_kernel_for_all_signals(student, rng):
    """In the mode "shared" row b is the one kernel on signal b."""
    ws, xs = arguments(rng, "shared", 4)
    got, want = answer(student, ws, xs, "shared"), right(ws, xs, "shared")
    last = f"{call('shared')} has the batch in its last axis. There it belongs in the first. {BATCH}"
    recognise(got, want.T, last, code="batch-last")
    because = f"What is shared has None in `in_axes`. {BATCH}"
    expect_close(got, want, what=call("shared"), atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_bank_has_the_kernels_in_the_last_axis(student, rng):
    """In the mode "bank" column b is kernel b on the one signal."""
    ws, xs = arguments(rng, "bank", 4)
    got, want = answer(student, ws, xs, "bank"), right(ws, xs, "bank")
    first = f"{call('bank')} has the kernels in its first axis. Move them: `out_axes`. {BATCH}"
    recognise(got, want.T, first, code="kernels-first")
    scrambled = (
        f"{call('bank')} has the right shape and scrambled entries. `reshape` does not swap axes; `.T` does. {BATCH}"
    )
    recognise(got, want.T.reshape(want.shape), scrambled, want=want, code="reshaped")
    because = f"The signal is shared, the kernels are mapped, and `out_axes` says where they go. {BATCH}"
    expect_close(got, want, what=call("bank"), atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize("mode", MODES)
def test_a_batch_of_one(student, rng, mode):
    """A batch of one keeps its axis."""
    ws, xs = arguments(rng, mode, 1)
    what, want = f"{call(mode)} for a batch of one", right(ws, xs, mode)
    got = expect_array(answer(student, ws, xs, mode), what=what)
    if got.ndim == 1:
        fail(
            f"{what} has lost an axis. An axis of length 1 is an axis, too: do not `squeeze` it. {BATCH}",
            code="squeezes",
        )
    expect_array(got, what=what, shape=want.shape, dtype=np.float32)
    expect_close(got, want, what=what, atol=1e-4, because=BATCH)


@pytest.mark.core
@pytest.mark.parametrize("mode", MODES)
def test_any_lengths_and_any_batch(student, rng, mode):
    """It is right for kernels of one number, for those as long as the signal, and for batches of any size."""
    for batch, (m, n) in zip((5, 2, 3, 70), edges.LENGTHS, strict=True):
        ws, xs = arguments(rng, mode, batch, m, n)
        want, what = right(ws, xs, mode), f"{call(mode)} for m = {m}, n = {n} and a batch of {batch}"
        got = expect_array(answer(student, ws, xs, mode), what=what)
        if m == n and got.ndim == 1:
            fail(
                f"{what} has lost the axis of the places, of which there is one. An axis of length 1 is an axis, too: "
                f"do not `squeeze` it. {BATCH}",
                code="squeezes-places",
            )
        because = f"Take all lengths from the arguments' shapes: 1 ≤ m ≤ n, both ends included, and B ≥ 1. {BATCH}"
        expect_close(got, want, what=what, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize("mode", MODES)
def test_numbers_of_any_size(student, rng, mode):
    """Tiny numbers, huge ones and zeros are numbers like any other."""
    for scale in edges.SCALES:
        ws, xs = (np.float32(scale) * edges.with_zeros(rng, *each.shape) for each in arguments(rng, mode, 4))
        what = f"{call(mode)} for numbers of about {scale:g}, and zeros,"
        because = f"Nothing is cut off, added or left out: the formula is all. {BATCH}"
        expect_close(
            answer(student, ws, xs, mode), right(ws, xs, mode), what=what, atol=1e-4 * scale**2, because=because
        )


def expect_right(student, rng, mode):
    """Expect the right numbers in a mode, before the program that makes them is looked at."""
    ws, xs = arguments(rng, mode, 4)
    expect_close(answer(student, ws, xs, mode), right(ws, xs, mode), what=call(mode), atol=1e-4, because=BATCH)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("mode", MODES)
def test_no_loop_over_the_batch(student, rng, mode):
    """The program does not grow with the batch."""
    given = arguments(rng, mode, 4)
    answer(student, *given, mode)
    cases = [given, arguments(rng, mode, 9), arguments(rng, mode, 33)]
    programs = [student.export(convolving, *each, mode=mode) for each in cases]
    expect(
        all(program.size == programs[0].size for program in programs),
        f"The program of {call(mode)} has another length for another batch, as a Python loop writes each example "
        f"into it. Let `vmap` do it. {BATCH}",
        code="grows",
    )
    for program, each in zip(programs, cases, strict=True):
        expect_close(program(*each), right(*each, mode), what=call(mode), atol=1e-4, because=BATCH)


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
        f"{call(mode)} makes an array of `{name}s` as large as a copy for each member of the batch (by `tile`, "
        f"`broadcast_to`, `stack`, or an outer product). None in `in_axes` shares it. {BATCH}",
        code="copies",
    )


@pytest.mark.core
@pytest.mark.parametrize("shapes", MODES)
def test_another_mode_is_a_value_error(student, rng, shapes):
    """Any other mode raises a ValueError, whatever the shapes of the arguments."""
    ws, xs = arguments(rng, shapes, 4)
    for mode in ("all", *edges.misspelt(*MODES)):
        expect(
            student.raises(ValueError, "batch_conv", ws, xs, mode),
            "`batch_conv` with a mode that does not exist should raise a ValueError, also where it only begins like "
            "one of the three, or differs in its case or in a space. Without the error, a misspelt mode silently gives "
            f"wrong numbers, or an error that does not say what is wrong. {BATCH}",
            code="no-value-error",
        )
