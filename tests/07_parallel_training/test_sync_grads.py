"""Hidden tests for `sync_grads`: floats are averaged over a mapped axis, integers added up."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, probe, recognise

SECTION = "See *The mean of gradients is the gradient of the mean*."
CALL = "`sync_grads(grads, axis)`"
MEMBERS = 8


@probe
def over_vmap(student, grads, axis):
    """What each member of a vmapped axis gets."""
    import jax

    return jax.vmap(lambda tree: student.sync_grads(tree, axis), axis_name=axis)(grads)


@probe
def over_another_axis(student, grads, axis):
    """What each member of an axis of another name gets; nothing where the answer looks for an axis of its own."""
    import jax

    try:
        return {"got": jax.vmap(lambda tree: student.sync_grads(tree, axis), axis_name=axis)(grads)}
    except NameError:
        return {"got": None}


@probe
def over_pmap(student, grads, axis):
    """What each device gets."""
    import jax

    return jax.pmap(lambda tree: student.sync_grads(tree, axis), axis_name=axis)(grads)


def floats(rng, *shape):
    """A float leaf of all members."""
    return rng.normal(size=(MEMBERS, *shape)).astype(np.float32)


def integers(rng, *shape):
    """An integer leaf of all members."""
    return rng.integers(1, 50, size=(MEMBERS, *shape)).astype(np.int32)


def shared(leaf, how):
    """The leaf that all members get."""
    return np.broadcast_to(how(leaf, axis=0), leaf.shape).astype(leaf.dtype)


def own_mean(leaf):
    """The mean over the entries of each member's leaf, where the members do not talk."""
    return np.broadcast_to(leaf.reshape(MEMBERS, -1).mean(axis=1).reshape(-1, *[1] * (leaf.ndim - 1)), leaf.shape)


@pytest.mark.weight(3)
def test_floats_become_their_mean(student, rng):
    """Float leaves become their mean over all members, on every member."""
    grads = {"w": floats(rng, 3, 2), "b": floats(rng, 2)}
    got = student.probe(over_vmap, grads=grads, axis="devices")
    want = {name: shared(leaf, np.mean) for name, leaf in grads.items()}
    expect_tree(got, grads, what=CALL)
    for name, leaf in grads.items():
        for wrong, because in [
            (
                shared(leaf, np.sum),
                "adds float leaves up. Gradients are *averaged*: `pmean`, or `psum` divided by the number of members",
            ),
            (leaf, "leaves a float leaf as it was: the members never talk"),
            (
                own_mean(leaf),
                "averages the entries of each member's own leaf. The mean goes over the *members*, entry by entry",
            ),
            (shared(leaf, np.max), "takes the largest of the members, not the mean"),
        ]:
            recognise(got[name], wrong, f"{CALL} {because}. {SECTION}", want=want[name])
    expect_close(
        got, want, what=CALL, because=f"The mean goes over the *members* of the axis, entry by entry. {SECTION}"
    )


@pytest.mark.weight(2)
def test_integers_become_their_sum(student, rng):
    """Integer leaves become their sum over all members, and stay integers."""
    counts = {"n": integers(rng), "hits": integers(rng, 3)}
    got = student.probe(over_vmap, grads=counts, axis="devices")
    expect_tree(got, counts, what=CALL)
    for name, leaf in counts.items():
        seen = expect_array(got[name], what=f"an integer leaf of {CALL}")
        expect(
            not np.allclose(seen, shared(leaf.astype(np.float32), np.mean), atol=1.0),  # also where rounded
            f"{CALL} averages integer leaves. Counts add up: half an example on each of two devices is none on both. "
            f"Ask for the dtype, and use `psum`. {SECTION}",
        )
        recognise(
            seen,
            leaf,
            f"{CALL} leaves an integer leaf as it was: the members never talk. Counts add up over the members: "
            f"`psum`. {SECTION}",
        )
    want = {name: shared(leaf, np.sum) for name, leaf in counts.items()}
    expect_close(got, want, what=CALL, because=f"Integer leaves become their sum, `psum`. {SECTION}")


@pytest.mark.weight(2)
def test_every_leaf_of_any_tree(student, rng):
    """It works for nested dicts, tuples and lists, and does to each leaf what it does to that leaf alone."""
    grads = {"layers": [(floats(rng, 3), integers(rng)), {"deep": [floats(rng, 2)]}], "n": integers(rng)}
    got = student.probe(over_vmap, grads=grads, axis="devices")
    expect_tree(got, grads, what=CALL)

    def alone(leaf):  # as the student treats it by itself: a wrong mean is not paid for twice
        return student.probe(over_vmap, grads={"leaf": leaf}, axis="devices")

    pairs = [
        (got["layers"][0][0], grads["layers"][0][0]),
        (got["layers"][0][1], grads["layers"][0][1]),
        (got["layers"][1]["deep"][0], grads["layers"][1]["deep"][0]),
        (got["n"], grads["n"]),
    ]
    for seen, leaf in pairs:
        own = alone(leaf)
        expect_tree(own, {"leaf": leaf}, what=CALL)
        recognise(
            seen,
            leaf,
            f"{CALL} leaves some leaves of a nested tree as they were. Each leaf counts: `jax.tree.map`. {SECTION}",
            want=own["leaf"],
        )
        expect_close(seen, own["leaf"], what=f"a leaf of a nested tree in {CALL}, compared with it alone,")


def test_the_axis_may_have_any_name_and_lie_on_devices(student, rng):
    """It uses the axis that it is given, under `pmap` as under `vmap`."""
    grads = {"w": floats(rng, 3, 2), "b": floats(rng, 2)}
    want = student.probe(over_vmap, grads=grads, axis="devices")
    expect_tree(want, grads, what=CALL)
    recognise(want, grads, f"{CALL} leaves the gradients as they were: the members never talk. {SECTION}")
    because = f"The axis is the argument `axis`, and a collective finds it, on devices or not. {SECTION}"
    few = {name: leaf[:3] for name, leaf in grads.items()}
    got = student.probe(over_another_axis, grads=few, axis="workers")["got"]
    expect(
        got is not None,
        f"{CALL} looks for an axis of a fixed name. The mapped axis may have any; its name is the argument `axis`. "
        f"{SECTION}",
    )
    if np.allclose(expect_array(want["w"], what=CALL), shared(grads["w"], np.mean), atol=1e-5):
        recognise(
            got,
            {name: np.sum(leaf, axis=0) / MEMBERS + 0 * leaf for name, leaf in few.items()},
            f"{CALL} divides by a number that is not that of the members: an axis need not be as long as there are "
            f"devices. `pmean` knows it, and so does `psum(1, axis)`. {SECTION}",
        )
        averaged = {name: shared(leaf, np.mean) for name, leaf in few.items()}
        expect_close(got, averaged, what=f"{CALL} over an axis of another name", because=because)
    got = student.probe(over_pmap, grads=grads, axis="devices")
    expect_close(got, want, what=f"{CALL} under `pmap`, compared with `vmap`,", because=because)


def test_dtypes_stay(student, rng):
    """Each leaf keeps its dtype."""
    grads = {
        "half": rng.normal(size=(MEMBERS, 2)).astype(np.float16),
        "single": floats(rng, 2),
        "count": rng.integers(1, 9, size=MEMBERS).astype(np.int16),
        "total": integers(rng),
    }
    got = student.probe(over_vmap, grads=grads, axis="devices")
    expect_tree(got, grads, what=CALL)
    for how, usual, other in [(np.mean, "single", "half"), (np.sum, "total", "count")]:
        is_right = {
            name: np.allclose(
                expect_array(got[name], what=f"a leaf of {CALL}"), shared(grads[name], how), rtol=1e-2, atol=1e-2
            )
            for name in (usual, other)
        }
        expect(
            is_right[other] or not is_right[usual],  # what is wrong for both is minded above
            f"{CALL} treats {grads[other].dtype} unlike {grads[usual].dtype}. Ask for the *kind* of a dtype, "
            f"`jnp.issubdtype(leaf.dtype, jnp.floating)`, not for one of them. {SECTION}",
        )
    for name, leaf in grads.items():
        seen = expect_array(got[name], what=f"a leaf of {CALL}")
        if leaf.dtype.kind == "i" and seen.dtype.kind == "f":
            continue  # an average of integers is minded above
        expect(
            seen.dtype == leaf.dtype,
            f"{CALL} turns {leaf.dtype} into {seen.dtype}. Each leaf keeps its dtype: `pmean` and `psum` see to that "
            f"themselves, without `astype`. {SECTION}",
        )
