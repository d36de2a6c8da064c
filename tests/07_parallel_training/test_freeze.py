"""Hidden tests for `freeze`: the gradients of some entries are stopped, and nothing else changes."""

import numpy as np
import pytest
from helpers import mapped

from gradax.testing import HostArray, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *Freezing parts*."
CALL = "`freeze(params, names)`"
SLOPES = f"the gradient by `params` through {CALL}"


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
def of_a_registered_class(student, w):
    """The gradient through a frozen entry that is a registered class, and what the class has become."""
    import dataclasses

    import jax
    import jax.numpy as jnp

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Layer:
        w: object

    params = {"layer": Layer(w), "free": w}
    kept = []

    def loss(params):
        out = student.freeze(params, ["layer"])
        kept.append(type(out["layer"]) is Layer)
        return sum(jnp.sum(jnp.sin(leaf) * leaf) for leaf in jax.tree.leaves(out))

    grads = jax.grad(loss)(params)
    return {"kept": kept[0], "grads": [grads["layer"].w, grads["free"]]}


@probe
def missing(student, params, names, lacking):
    """Whether a missing name raises, and whether the error names it."""
    try:
        student.freeze(params, names)
    except KeyError as error:
        return {"raised": True, "named": lacking in str(error)}
    except ValueError:
        pass  # an exception other than was asked for
    return {"raised": False, "named": False}


@probe
def edits(student, params, names):
    """Whether the caller's tree holds other objects afterwards, or other names; and what comes back."""
    import jax

    names_before, before = list(params), jax.tree.leaves(params)
    got = student.freeze(params, names)
    after = jax.tree.leaves(params)
    intact = len(before) == len(after) and all(old is new for old, new in zip(before, after, strict=True))
    return {"same": intact and names_before == list(params), "got": got}


def tree(rng):
    """Parameters whose names begin alike, some of them nested, some of them empty."""

    def leaf(*shape):
        return np.asarray(rng.uniform(0.5, 1.2, size=shape), np.float32)

    return {
        "w": leaf(2, 3),
        "w2": leaf(3),
        "W": leaf(2),
        "layer": {"w": leaf(3), "b": (leaf(2),)},
        "b": leaf(),
        "none": None,
        "nothing": {},
    }


def slopes(params, names=()):
    """The right gradient: zero under `names`."""

    def slope(frozen):
        return lambda leaf: np.asarray(0 * leaf if frozen else np.sin(leaf) + leaf * np.cos(leaf), np.float32)

    return {name: mapped(slope(name in names), value) for name, value in params.items()}


def expect_frozen(student, params):
    """Expect that something is stopped: what does nothing at all leaves values and `params` as they were, too."""
    got, want = student.probe(gradients, params=params, names=["w"]), slopes(params, ["w"])
    recognise(got, slopes(params), f"The gradients through {CALL} are not stopped. {SECTION}", code="not-stopped")
    expect_close(got["w"] if isinstance(got, dict) and "w" in got else got, want["w"], what=SLOPES, because=SECTION)
    because = f"{CALL} stops all gradients, or gives nothing to differentiate. {SECTION}"
    recognise(got, slopes(params, list(params)), because, code="all-stopped")


@pytest.mark.core
def test_the_values_stay(student, rng):
    """The result is a dict like `params`, with the same values."""
    odd, half = np.array([np.nan, np.inf, -np.inf], np.float32), rng.normal(size=2).astype(np.float16)
    params = tree(rng) | {"odd": odd, "half": half}
    got = student.freeze(params, ["w", "layer", "odd", "half"])
    if isinstance(got, dict) and set(got) < set(params):
        fail(
            f"{CALL} lacks some of the entries. The forward pass needs all of them, frozen or not. {SECTION}",
            code="entries-left-out",
        )
    because = f"Only gradients are stopped; the forward pass is as before. {SECTION}"
    expect_close(got, params, what=CALL, because=because)
    expect_array(got["half"], what=f"an entry of {CALL}", dtype=np.float16)
    expect_frozen(student, tree(rng))
    numbered = {0: half, 1: np.float32(0.5)}
    want = {0: 0 * half, 1: slopes({1: numbered[1]})[1]}
    expect_close(student.probe(gradients, params=numbered, names=[0]), want, what=SLOPES, because=SECTION)


@pytest.mark.core
@pytest.mark.weight(2)
def test_gradients_are_zero_for_the_names_and_as_before_elsewhere(student, rng):
    """Gradients are zero for everything under `names`, nested trees included, and as before elsewhere."""
    params, names = tree(rng), ["b", "layer", "none"]
    got, want = student.probe(gradients, params=params, names=names), slopes(params, names)
    expect_tree(got, want, what=SLOPES)
    for wrong, code, because in [
        (params, "all-stopped", "are zero everywhere. Only what stands under `names` is frozen"),
        ([], "not-stopped", "are not stopped at all. Use the tree that `jax.lax.stop_gradient` returns"),
        (["w", "w2"], "inverted", "are stopped the wrong way round: for all but `names`"),
        (
            ["b"],
            "arrays-only",
            "are not stopped in an entry that is a tree itself. `jax.lax.stop_gradient` takes whole trees",
        ),
    ]:
        said = f"The gradients through {CALL} {because}. {SECTION}"
        recognise(got, slopes(params, list(wrong)), said, want=want, code=code)
    expect_close(got, want, what=SLOPES, because=SECTION)


@pytest.mark.core
def test_any_pytree_is_frozen(student, rng):
    """An entry may be any pytree, such as a registered class: all in it is frozen."""
    w = np.asarray(rng.uniform(0.5, 1.2, size=3), np.float32)
    got = student.probe(of_a_registered_class, w=w)
    because = f"`jax.lax.stop_gradient` takes any pytree, and gives one like it. {SECTION}"
    expect(got["kept"] is True, f"{CALL} makes something else of a registered class. {because}", code="other-class")
    expect_close(got["grads"], [0 * w, slopes({"w": w})["w"]], what=SLOPES, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_names_are_whole_names(student, rng):
    """A name freezes the entry of that name, not those that begin alike, nor deeper ones."""
    params = tree(rng)
    for names in (["w"], ["w2"]):
        got, want = student.probe(gradients, params=params, names=names), slopes(params, names)
        expect_tree(got, want, what=SLOPES)
        recognise(
            got,
            slopes(params, list(params)),
            f"The gradients through {CALL} are zero everywhere. Only what stands under `names` is frozen. {SECTION}",
            code="all-stopped",
        )
        other = "w" if names == ["w2"] else "w2"
        recognise(
            got,
            slopes(params, ["w", "w2"]),
            f"In {CALL}, {names[0]!r} freezes {other!r} as well. Compare whole names: `name in names`, where `names` "
            f"is the collection itself, not a string made of it. {SECTION}",
            code="part-of-a-name",
        )
        deeper = slopes(params, names)
        deeper["layer"]["w"] = 0 * deeper["layer"]["w"]
        because = "`'w'` freezes an entry of a nested dict, whose key is 'w', too. Only the outermost keys are meant"
        recognise(got, deeper, f"In {CALL}, {because}. {SECTION}", want=want, code="deeper-names")
        expect_close(got, want, what=SLOPES, because=SECTION)


@pytest.mark.core
def test_names_may_be_any_collection(student, rng):
    """`names` may be a list, a tuple, a set or a dict, also an empty one."""
    params, names = tree(rng), ["b", "w", "W", "layer", "nothing"]
    got = student.probe(with_collections, params=params, names=names)
    what = f"the list of gradients through {CALL} for names in a tuple, a set and a dict"
    expect_close(got, [slopes(params, names)] * 3, what=what, because=f"`name in names` is enough. {SECTION}")
    nothing = student.probe(gradients, params=params, names=[])
    because = f"`freeze(params, [])` stops gradients, although no name was given. {SECTION}"
    recognise(nothing, slopes(params, list(params)), because, code="all-stopped")
    expect_close(nothing, slopes(params), what="the gradient through `freeze(params, [])`", because=SECTION)


@pytest.mark.core
def test_a_missing_name_is_an_error(student, rng):
    """A name that `params` lacks raises a KeyError that names it."""
    params = tree(rng)
    expect_close(student.freeze(params, ["w"]), params, what=CALL, because=f"Nothing is missing there. {SECTION}")
    deeper = {name: value for name, value in params.items() if name != "w"}  # there is one in `layer` still
    for given, lacking in ((params, "kernel"), (deeper, "w")):
        got = student.probe(missing, params=given, names=["b", lacking], lacking=lacking)
        expect(
            got["raised"] is True,
            f"{CALL} with a name that `params` lacks does not raise a `KeyError`. A misspelt name must not go "
            f"unnoticed, also where there is one of that name deeper in another entry. {SECTION}",
            code="no-key-error",
        )
        expect(
            got["named"] is True,
            f"{CALL} raises a `KeyError` that does not say which name is missing. {SECTION}",
            code="missing-not-named",
        )


@pytest.mark.core
def test_params_stay_as_they_were(student, rng):
    """`params` itself is unchanged."""
    params = mapped(HostArray, tree(rng))
    got = student.probe(edits, params=params, names=["w", "layer"])
    expect(
        got["same"] is True,
        f"After {CALL} the caller's dict, or one within it, is no longer as it was, and whoever holds it meets the "
        f"change. Build a new dict. {SECTION}",
        code="edited-in-place",
    )
    expect_frozen(student, tree(rng))
