"""Hidden tests for `freeze`: the gradients of some entries are stopped, and nothing else changes."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *Freezing parts*."
CALL = "`freeze(params, names)`"


@probe
def gradients(student, params, names):
    """The gradient of a loss in which every leaf takes part."""
    import jax
    import jax.numpy as jnp

    def loss(params):
        return sum(jnp.sum(jnp.sin(leaf) * leaf) for leaf in jax.tree.leaves(student.freeze(params, names)))

    return jax.grad(loss)(params)


@probe
def with_collections(student, params, names):
    """The same for names in a tuple, a set and a dict."""
    import jax
    import jax.numpy as jnp

    def loss(params, names):
        return sum(jnp.sum(jnp.sin(leaf) * leaf) for leaf in jax.tree.leaves(student.freeze(params, names)))

    return [jax.grad(loss)(params, kind) for kind in (tuple(names), set(names), dict.fromkeys(names))]


@probe
def missing(student, params, names, lacking):
    """Whether a missing name raises, and whether the error names it."""
    try:
        student.freeze(params, names)
    except KeyError as error:
        return {"raised": True, "named": lacking in str(error)}
    except ValueError:
        pass  # another exception than was asked for
    return {"raised": False, "named": False}


@probe
def edits(student, params, names):
    """Whether the caller's tree holds other objects afterwards, or other names."""
    import jax

    names_before, before = list(params), jax.tree.leaves(params)
    student.freeze(params, names)
    after = jax.tree.leaves(params)
    intact = len(before) == len(after) and all(old is new for old, new in zip(before, after, strict=True))
    return {"same": intact and names_before == list(params)}


def tree(rng):
    """Parameters whose names begin alike, some of them nested."""

    def leaf(*shape):
        return np.asarray(rng.uniform(0.5, 1.2, size=shape), np.float32)

    return {"w": leaf(2, 3), "w2": leaf(3), "layer": {"w": leaf(3), "b": (leaf(2),)}, "b": leaf()}


def slopes(params, names=()):
    """The right gradient: zero under `names`."""

    def slope(value, frozen):
        if isinstance(value, dict):
            return {name: slope(each, frozen) for name, each in value.items()}
        if isinstance(value, tuple):
            return tuple(slope(each, frozen) for each in value)
        return np.asarray(0 * value if frozen else np.sin(value) + value * np.cos(value), np.float32)

    return {name: slope(value, name in names) for name, value in params.items()}


def test_the_values_stay(student, rng):
    """The result is a dict like `params`, with the same values."""
    params = tree(rng)
    got = student.freeze(params, ["w", "layer"])
    if isinstance(got, dict) and set(got) < set(params):
        fail(f"{CALL} lacks some of the entries. The forward pass needs all of them, frozen or not. {SECTION}")
    because = f"Only gradients are stopped; the forward pass is as before. {SECTION}"
    expect_close(got, params, what=CALL, because=because)


@pytest.mark.weight(3)
def test_gradients_are_zero_for_the_names_and_as_before_elsewhere(student, rng):
    """Gradients are zero for everything under `names`, nested trees included, and as before elsewhere."""
    params, names = tree(rng), ["b", "layer"]
    got = student.probe(gradients, params=params, names=names)
    want = slopes(params, names)
    expect_tree(got, want, what=f"the gradient by `params` through {CALL}")
    for wrong, because in [
        (slopes(params, list(params)), "are zero everywhere. Only what stands under `names` is frozen"),
        (slopes(params), "are not stopped at all. Use the tree that `jax.lax.stop_gradient` returns"),
        (slopes(params, ["w", "w2"]), "are stopped the wrong way round: for all but `names`"),
        (
            slopes(params, ["b"]),
            "are not stopped in an entry that is a tree itself. `jax.lax.stop_gradient` takes whole trees",
        ),
    ]:
        recognise(got, wrong, f"The gradients through {CALL} {because}. {SECTION}", want=want)
    expect_close(got, want, what=f"the gradient by `params` through {CALL}", because=SECTION)


@pytest.mark.weight(2)
def test_names_are_whole_names(student, rng):
    """A name freezes the entry of that name, not those that begin alike, nor deeper ones."""
    params, names = tree(rng), ["w"]
    got = student.probe(gradients, params=params, names=names)
    expect_tree(got, params, what=f"the gradient by `params` through {CALL}")
    recognise(
        got,
        slopes(params, list(params)),
        f"The gradients through {CALL} are zero everywhere. Only what stands under `names` is frozen. {SECTION}",
    )
    want = slopes(params)
    for name, because in [
        (
            "w2",
            "`'w'` freezes `'w2'` as well. Compare whole names: `name in names`, not the beginning, nor a part of it",
        ),
        ("layer", "`'w'` freezes an entry of a nested dict, whose key is 'w', too. Only the outermost keys are meant"),
    ]:
        expect(
            not all(np.all(leaf == 0) for leaf in flat(got[name])) and (name != "layer" or np.any(got["layer"]["w"])),
            f"In {CALL}, {because}. {SECTION}",
        )
        expect_close(got[name], want[name], what=f"the gradient by an entry that is not in `names`, through {CALL}")
    got = student.probe(gradients, params=params, names=["w2"])
    expect_tree(got, params, what=f"the gradient by `params` through {CALL}")
    expect(
        not all(np.all(leaf == 0) for leaf in flat(got["w"])),
        f"In {CALL}, `'w2'` freezes `'w'` as well. Compare whole names: `name in names`, where `names` is the "
        f"collection itself, no string made of it. {SECTION}",
    )


def flat(value):
    """The leaves of nested dicts and tuples."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in flat(each)]
    if isinstance(value, tuple):
        return [leaf for each in value for leaf in flat(each)]
    return [np.asarray(value)]


def test_names_may_be_any_collection(student, rng):
    """`names` may be a list, a tuple, a set or a dict, and empty."""
    params, names = tree(rng), ["b", "w"]
    want = student.probe(gradients, params=params, names=names)
    expect_tree(want, params, what=f"the gradient by `params` through {CALL}")
    got = student.probe(with_collections, params=params, names=names)
    what = f"the gradient through {CALL} for names in a tuple, a set and a dict, compared with a list,"
    expect_close(got, [want] * 3, what=what, because=f"`name in names` works for all collections. {SECTION}")
    nothing = student.probe(gradients, params=params, names=[])
    because = f"`freeze(params, [])` stops gradients, although no name was given. {SECTION}"
    recognise(nothing, slopes(params, list(params)), because)
    expect_close(nothing, slopes(params), what="the gradient through `freeze(params, [])`", because=SECTION)


def test_a_missing_name_is_an_error(student, rng):
    """A name that `params` lacks raises a KeyError that names it."""
    got = student.probe(missing, params=tree(rng), names=["b", "kernel"], lacking="kernel")
    expect(
        got["raised"] is True,
        f"{CALL} with a name that `params` lacks does not raise a `KeyError`. A misspelt name would train on in "
        f"silence. {SECTION}",
    )
    expect(got["named"] is True, f"{CALL} raises a `KeyError` that does not say which name is missing. {SECTION}")


def test_params_stay_as_they_were(student, rng):
    """`params` itself is unchanged."""
    params = {name: HostArray(value) for name, value in tree(rng).items() if isinstance(value, np.ndarray)}
    params["layer"] = {"w": HostArray(rng.normal(size=3)), "b": HostArray(rng.normal(size=2))}
    got = student.probe(edits, params=params, names=["w", "layer"])
    expect(
        got["same"] is True,
        f"After {CALL} the caller's dict, or one within it, holds other values: the gradients stay stopped where "
        f"nobody asked for it. Build a new dict. {SECTION}",
    )
