"""Hidden tests for `sync_grads`: floats are averaged over a mapped axis, integers added up."""

import numpy as np
import pytest
from helpers import leaves, mapped, normals

from gradax.testing import expect, expect_array, expect_close, expect_tree, near, probe, recognise

SECTION = "See *The mean of gradients is the gradient of the mean*."
CALL = "`sync_grads(grads, axis)`"
MEMBERS = 8


@probe
def over_vmap(student, grads, axis):
    """What each member of a vmapped axis gets, and whether the answer looks for an axis of its own."""
    import jax

    try:
        got = jax.vmap(lambda tree: student.sync_grads(tree, axis), axis_name=axis)(grads)
        return {"got": got, "unbound": False}
    except NameError as error:
        if "unbound axis" not in str(error):
            raise
        return {"got": None, "unbound": True}


@probe
def over_pmap(student, grads, axis):
    """What each device gets."""
    import jax

    return jax.pmap(lambda tree: student.sync_grads(tree, axis), axis_name=axis)(grads)


@probe
def bfloats(student, grads):
    """The dtype of gradients in bfloat16, and their values as float32."""
    import jax
    import jax.numpy as jnp

    got = jax.vmap(lambda g: student.sync_grads({"g": g}, "devices"), axis_name="devices")(grads.astype(jnp.bfloat16))
    leaf = jax.tree.leaves(got)[0]
    return {"dtype": str(leaf.dtype), "value": leaf.astype(jnp.float32)}


def counts(rng, *shape, dtype=np.int32, members=MEMBERS):
    """An integer leaf of all members: an odd number of ones and twos, whose mean is not their sum."""
    return rng.integers(1, 9, size=(members, *shape)).astype(dtype)


def shared(leaf, how=None):
    """The leaf that all members get: the mean of floats, the sum of integers."""
    how = how or (np.mean if leaf.dtype.kind == "f" else np.sum)
    return np.broadcast_to(how(leaf.astype(np.float64), axis=0), leaf.shape).astype(leaf.dtype)


def own_mean(leaf):
    """The mean over the entries of each member's leaf, where the members do not talk."""
    mean = leaf.reshape(len(leaf), -1).mean(axis=1).reshape(-1, *[1] * (leaf.ndim - 1))
    return np.broadcast_to(mean, leaf.shape).astype(leaf.dtype)


def synced(student, grads, axis="devices"):
    """What the members get, its structure checked."""
    seen = student.probe(over_vmap, grads=grads, axis=axis)
    expect(
        seen["unbound"] is False,
        f"{CALL} looks for an axis that is not there. The mapped axis may have any name; it is the argument `axis`. "
        f"{SECTION}",
        code="fixed-name",
    )
    expect_tree(seen["got"], grads, what=CALL)
    return seen["got"]


@pytest.mark.core
@pytest.mark.weight(2)
def test_floats_become_their_mean(student, rng):
    """Float leaves become their mean over all members, on every member."""
    grads = {"w": normals(rng, MEMBERS, 3, 2), "b": normals(rng, MEMBERS, 2)}
    got, want = synced(student, grads), mapped(shared, grads)
    for name, leaf in grads.items():
        for wrong, code, because in [
            (
                shared(leaf, np.sum),
                "floats-summed",
                "adds float leaves up. Gradients are *averaged*: `pmean`, or `psum` divided by the number of members",
            ),
            (leaf, "floats-untouched", "leaves a float leaf as it was: the members never talk"),
            (
                own_mean(leaf),
                "own-entries",
                "averages the entries of each member's own leaf. The mean goes over the *members*, entry by entry",
            ),
            (shared(leaf, np.max), "largest", "takes the largest of the members, not the mean"),
        ]:
            recognise(got[name], wrong, f"{CALL} {because}. {SECTION}", want=want[name], code=code)
    because = f"The mean goes over the *members* of the axis, entry by entry. {SECTION}"
    expect_close(got, want, what=CALL, because=because)


@pytest.mark.core
def test_nan_and_inf_are_averaged_too(student, rng):
    """Where one member has nan or inf, so has the mean: nothing is left out or mended, nor cut off where it is huge."""
    leaf = normals(rng, MEMBERS, 5)
    leaf[:, 3] *= 1e30
    for entry, odd in enumerate((np.nan, np.inf, -np.inf)):
        leaf[int(rng.integers(MEMBERS)), entry] = odd
    because = f"The mean is over *all* members. A member without a finite gradient must be seen, not hidden. {SECTION}"
    expect_close(synced(student, {"w": leaf}), {"w": shared(leaf)}, what=f"{CALL} with nan and inf", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_integers_become_their_sum(student, rng):
    """Integer leaves become their sum over all members, and stay integers."""
    grads = {"n": counts(rng), "hits": counts(rng, 3)}
    grads |= {"large": 2**24 + counts(rng), "unsigned": 2**24 + counts(rng, dtype=np.uint32)}  # too large for float32
    got, want = synced(student, grads), mapped(shared, grads)
    for name, leaf in grads.items():
        seen = expect_array(got[name], what=f"an integer leaf of {CALL}")
        mean = shared(leaf.astype(np.float32), np.mean)
        expect(
            seen.dtype.kind not in "iuf" or not np.allclose(seen, mean, rtol=0, atol=1.0),  # also where rounded
            f"{CALL} averages integer leaves. Counts add up: half an example on each of two devices is none on both. "
            f"Ask for the dtype, and use `psum`. {SECTION}",
            code="counts-averaged",
        )
        because = "leaves an integer leaf as it was: the members never talk. Counts add up over the members: `psum`"
        recognise(seen, leaf, f"{CALL} {because}. {SECTION}", code="counts-untouched")
    expect_close(
        got,
        want,
        what=CALL,
        because=f"Integer leaves become their sum, `psum`, and never pass through floats. {SECTION}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_every_leaf_of_any_tree(student, rng):
    """It works for nested dicts, tuples and lists, some of them empty, and reaches every leaf."""
    grads = {
        "layers": [(normals(rng, MEMBERS, 3), counts(rng)), {"deep": [normals(rng, MEMBERS, 2)], "none": []}],
        "n": counts(rng),
        "nothing": {},
        "bias": None,
    }
    got, want = synced(student, grads), mapped(shared, grads)
    seen, right = leaves(got), leaves(want)
    for path, leaf in leaves(grads).items():
        because = f"{CALL} leaves a leaf of a nested tree as it was. Each leaf counts: `jax.tree.map`. {SECTION}"
        recognise(seen[path], leaf, because, want=right[path], code="leaf-forgotten")
    expect_close(got, want, what=f"{CALL} of a nested tree", because=SECTION)


@pytest.mark.core
def test_the_axis_may_have_any_name_and_lie_on_devices(student, rng):
    """It uses the axis that it is given, of any name and length, under `pmap` as under `vmap`."""
    grads = {"w": normals(rng, MEMBERS, 3, 2), "n": counts(rng)}
    because = f"The axis is the argument `axis`, and a collective finds it, on devices or not. {SECTION}"
    for members in (3, 1):
        few = {name: leaf[:members] for name, leaf in grads.items()}
        got = synced(student, few, "workers")
        recognise(
            got["w"],
            few["w"].sum(axis=0) / MEMBERS + 0 * few["w"],
            f"{CALL} divides by a number that is not that of the members: an axis need not be as long as there are "
            f"devices. `pmean` knows it, and so does `psum(1, axis)`. {SECTION}",
            code="devices-for-members",
        )
        expect_close(got, mapped(shared, few), what=f"{CALL} over an axis of another name", because=because)
    got = student.probe(over_pmap, grads=grads, axis="devices")
    expect_close(got, mapped(shared, grads), what=f"{CALL} under `pmap`", because=because)


@pytest.mark.core
def test_dtypes_stay(student, rng):
    """Floats and integers of all precisions are treated as such, and keep their dtype."""
    grads = {
        "half": rng.normal(size=(MEMBERS, 2)).astype(np.float16),
        "single": normals(rng, MEMBERS, 2),
        "small": counts(rng, dtype=np.int16),
        "unsigned": counts(rng, 3, dtype=np.uint32),
    }
    got, want = synced(student, grads), mapped(shared, grads)
    brain, mean = student.probe(bfloats, grads=grads["single"]), shared(grads["single"])
    for name, leaf in grads.items():
        seen = expect_array(got[name], what=f"a leaf of {CALL}")
        expect(
            seen.dtype == leaf.dtype,
            f"{CALL} turns {leaf.dtype} into another dtype. Each leaf keeps its own: `pmean` and `psum` see to that "
            f"themselves, without `astype`. {SECTION}",
            code="other-dtype",
        )
        expect(
            near(seen, want[name], rtol=1e-2, atol=1e-2),
            f"{CALL} does not do to {leaf.dtype} what it should. Ask for the *kind* of a dtype, "
            f"`jnp.issubdtype(leaf.dtype, jnp.floating)`, not for one of them. {SECTION}",
        )
    expect(brain["dtype"] == "bfloat16", f"{CALL} turns bfloat16 into another dtype. {SECTION}", code="other-dtype")
    expect(near(brain["value"], mean, rtol=5e-2, atol=5e-2), f"{CALL} does not average bfloat16. {SECTION}")
