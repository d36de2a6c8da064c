"""Hidden tests for `sgd_step`: one step of gradient descent on any pytree."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, expect_tree, probe, recognise

DOWNHILL = "See *Downhill*."


@probe
def edits(student, params, grads, lr):
    """Where a call changed what it was given."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import mutation

    found = mutation.edits(student.sgd_step, *jax.tree.map(jnp.asarray, (params, grads)), lr)
    try:  # arrays of JAX do not show a `-=`; those of NumPy do, where the answer can work with them
        return found + mutation.edits(student.sgd_step, params, grads, lr)
    except (AttributeError, TypeError):
        return found


@probe
def eager_and_jitted(student, params, grads, lr):
    """The step without jit, and with everything traced."""
    import jax

    return [student.sgd_step(params, grads, lr), jax.jit(lambda *args: student.sgd_step(*args))(params, grads, lr)]


@probe
def other_containers(student, x):
    """A step for a tree of a registered class, a NamedTuple, `None` and empty containers; grads are 3 times it."""
    import dataclasses
    from typing import NamedTuple

    import jax

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Layer:
        w: object
        b: object

    class Pair(NamedTuple):
        one: object
        two: object

    params = {"z": Layer(x, Pair(2 * x, None)), "a": ((), {}, [x[0], x[:1], x[:0]])}
    got = student.sgd_step(params, jax.tree.map(lambda leaf: 3 * leaf, params), 0.5)
    same = jax.tree.structure(got) == jax.tree.structure(params)
    return {"same": bool(same), "leaves": jax.tree.leaves(got) if same else []}


def network(rng, widths=(3, 5, 2)):
    """A tree like an MLP's."""
    return [
        {"w": rng.normal(size=shape).astype(np.float32), "b": rng.normal(size=shape[1]).astype(np.float32)}
        for shape in pairwise(widths)
    ]


def combine(first, second, how):
    """`how` of two trees, leaf by leaf."""
    if isinstance(first, dict):
        return {key: combine(first[key], second[key], how) for key in first}
    if isinstance(first, list | tuple):
        return type(first)(combine(a, b, how) for a, b in zip(first, second, strict=True))
    return np.asarray(how(first, second), np.float32)


def misreadings(params, grads, lr):
    """Known wrong steps: each with its code and what to say."""
    return [
        (
            combine(params, grads, lambda p, g: p + lr * g),
            "uphill",
            "goes uphill: the sign is plus. The gradient points to larger losses",
        ),
        (combine(params, grads, lambda p, g: p - g), "no-rate", "subtracts the gradient itself, without `lr`"),
        (
            combine(params, grads, lambda p, g: -lr * g),
            "change-alone",
            "gives the change alone; add it to the parameters",
        ),
        (
            combine(params, grads, lambda p, g: lr * g),
            "uphill-change-alone",
            "gives `lr * gradient` alone; subtract it from the parameters",
        ),
        (combine(params, grads, lambda p, g: g - lr * p), "mixed-up", "mixes up the parameters and the gradients"),
        (params, "no-update", "returns the parameters unchanged. Return the new tree"),
    ]


@pytest.mark.core
@pytest.mark.weight(3)
def test_moves_every_leaf_against_its_gradient(student, rng):
    """Each leaf becomes parameter - lr * gradient."""
    params, grads, lr = network(rng), network(rng), float(rng.uniform(0.05, 0.5))
    want = combine(params, grads, lambda p, g: p - lr * g)
    got = student.sgd_step(params, grads, lr)
    for wrong, code, because in misreadings(params, grads, lr):
        recognise(got, wrong, f"`sgd_step(params, grads, lr)` {because}. {DOWNHILL}", want=want, code=code)
    because = f"Each leaf, weights and biases alike, is `parameter - lr * gradient`. {DOWNHILL}"
    expect_close(got, want, what="`sgd_step(params, grads, lr)`", because=because)


def moved(got, params):
    """A step that neither stays nor arrives at 0."""
    for layer, before in zip(got, params, strict=True):
        still = np.allclose(layer["w"], before["w"]) or not np.any(layer["w"])
        expect(not still, f"`sgd_step(params, grads, lr)` does not move the parameters by a step. {DOWNHILL}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_for_any_pytree(student, rng):
    """It works for any pytree: nested tuples, lists and dictionaries, and a single array."""

    def leaf(*shape):
        return np.asarray(rng.normal(size=shape), np.float32)

    def tree():
        return {
            "layers": [(leaf(2, 3), leaf(3)), (leaf(3, 1), leaf(1))],
            "scale": leaf(),
            "deep": {"er": {"x": leaf(2, 2, 2)}},
        }

    because = f"Names and depth of the tree are not fixed: `jax.tree.map` finds the leaves for you. {DOWNHILL}"
    for params, grads in [(tree(), tree()), (leaf(4), leaf(4)), (network(rng, [2] * 5), network(rng, [2] * 5))]:
        got = student.sgd_step(params, grads, 0.25)
        expect_tree(got, params, what="`sgd_step(params, grads, lr)` for another kind of tree")
        recognise(
            got,
            params,
            f"`sgd_step(params, grads, lr)` returns another kind of tree unchanged. {DOWNHILL}",
            code="no-update",
        )
        want = combine(params, grads, lambda p, g: p - np.float32(0.25) * g)
        expect_close(got, want, what="`sgd_step(params, grads, lr)` for another kind of tree", because=because)


@pytest.mark.core
def test_works_for_other_containers(student, rng):
    """Registered classes, NamedTuples, `None` and empty containers are pytrees, too; leaves may have size 1 or 0."""
    x = rng.normal(size=(2, 3)).astype(np.float32)
    seen = student.probe(other_containers, x=x)
    leaves = [-0.5 * leaf for leaf in (x[0], x[:1], x[:0], x, 2 * x)]
    because = f"`jax.tree.map` knows every pytree, and puts each together as it was. {DOWNHILL}"
    what = "what `sgd_step(params, grads, lr)` makes of other containers"
    expect_close(seen, {"same": True, "leaves": leaves}, what=what, because=because)


@pytest.mark.core
@pytest.mark.parametrize("lr", [0.0, 1, 3, -0.5, 1e-4, 1e4, np.float32(0.3)])
def test_any_learning_rate(student, rng, lr):
    """`lr` may be any number or scalar array: 0, an integer, a negative, tiny or huge one."""
    params, grads = network(rng), network(rng)
    want = combine(params, grads, lambda p, g: p - np.float32(lr) * g)
    because = f"`lr` goes into `parameter - lr * gradient` as it is. {DOWNHILL}"
    what = "`sgd_step(params, grads, lr)` for another `lr`"
    expect_close(student.sgd_step(params, grads, lr), want, what=what, because=because)


@pytest.mark.core
@pytest.mark.parametrize("lr", [0.5, 0.0, -np.inf, np.nan])
def test_any_gradient(student, lr):
    """Gradients may be tiny, huge, infinite or nan, and `lr` too: nothing is cut off, skipped or repaired."""
    edges = np.array([0, 1e-30, -1e-6, 1e6, -1e30, np.inf, -np.inf, np.nan], np.float32)
    params, grads = ([each] for each in np.meshgrid(edges, edges))
    with np.errstate(all="ignore"):
        want = [params[0] - np.float32(lr) * grads[0]]
    because = f"Each entry is `parameter - lr * gradient`, whatever the numbers are. {DOWNHILL}"
    what = "`sgd_step(params, grads, lr)` for tiny, huge, infinite and nan numbers"
    expect_close(student.sgd_step(params, grads, lr), want, what=what, atol=0, because=because)


def test_structure_shapes_and_dtypes_are_kept(student, rng):
    """The result has the structure, the shapes and the dtypes of `params`."""
    params = network(rng)
    got = student.sgd_step(params, network(rng), 0.1)
    expect_tree(got, params, what="`sgd_step(params, grads, lr)`")
    for layer in got:
        for name in ("w", "b"):
            expect_array(layer[name], what=f"a leaf '{name}' of `sgd_step(params, grads, lr)`", dtype=np.float32)


@pytest.mark.weight(2)
def test_params_and_grads_stay_as_they_were(student, rng):
    """Neither `params` nor `grads` is changed."""
    params, grads = (
        [{name: HostArray(value) for name, value in layer.items()} for layer in network(rng)] for _ in range(2)
    )
    steps = [student.sgd_step(network(rng), network(rng), rate) for rate in (0.1, 0.2)]
    expect_tree(steps, [params, params], what="`sgd_step(params, grads, lr)`, called twice,")
    changed = student.probe(edits, params=params, grads=grads, lr=0.1)
    expect(
        isinstance(changed, list) and not changed,
        "After `sgd_step(params, grads, lr)` the caller's trees have changed. `layer['w'] = ...` and `-=` change what "
        f"the caller owns: build a new tree and return it. {DOWNHILL}",
        code="changes-trees",
    )


def test_the_learning_rate_may_be_traced(student, rng):
    """It works under `jit`, with everything traced, `lr` too."""
    params, grads, lr = network(rng), network(rng), np.float32(rng.uniform(0.1, 0.5))
    pair = student.probe(eager_and_jitted, params=params, grads=grads, lr=lr)
    expect_tree(pair, [params, params], what="[`sgd_step(params, grads, lr)`, the same under `jit`]")
    moved(pair[0], params)
    recognise(
        pair[1], params, f"`sgd_step(params, grads, lr)` under `jit` returns the parameters unchanged. {DOWNHILL}"
    )
    because = "Keep Python's `if`, `float(...)` and NumPy out of it."
    expect_close(pair[1], pair[0], what="`sgd_step(params, grads, lr)` under `jit`", because=because)
