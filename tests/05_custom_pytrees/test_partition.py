"""Hidden tests for `partition` and `combine`: a tree in two halves, and whole again."""

import numpy as np
import pytest
from probes import attempt, tree_of_classes

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SEE = "See *Freezing a part*."
TREE = "a tree of dicts, lists and `None`"


@probe
def halves(student, tree, wanted):
    """The leaves of both halves; the predicate looks for `wanted` in the path."""
    import jax

    got = student.partition(tree, lambda path: wanted in path)
    if not (isinstance(got, tuple) and len(got) == 2):
        return {"pair": False, "selected": [], "rest": []}
    return {"pair": True, "selected": jax.tree.leaves(got[0]), "rest": jax.tree.leaves(got[1])}


@probe
def asked(student, tree):
    """What the predicate is asked, each question once and sorted."""
    seen = []

    def pred(path):
        seen.append(path if type(path) is str else "not a string")
        return "['w']" in str(path)

    student.partition(tree, pred)
    return sorted(set(seen))


@probe
def whole(student, tree, wanted, factor):
    """Both halves put together, `factor` times the selected leaves; beside another tree on its way."""
    import jax

    if wanted == "":
        selected, rest = student.partition(tree, lambda path: True)
    elif wanted == "nothing":
        selected, rest = student.partition(tree, lambda path: False)
    else:
        selected, rest = student.partition(tree, lambda path: wanted in path)
    student.partition({"other": 1.0}, lambda path: True)
    if factor != 1:
        selected = jax.tree.map(lambda leaf: factor * leaf, selected)
    got = attempt(student.combine, selected, rest)
    return {"error": got if isinstance(got, str) else "", "got": got}


@probe
def changed(student, x):
    """What `combine` gives for arrays of several dtypes, some of which became others: nan, without entries, longer."""
    import jax
    import jax.numpy as jnp

    tree = {"w": [x, 2.5, x[0]], "rest": [jnp.zeros((0, 2)), jnp.arange(3), x.astype("float16"), float("nan"), True]}
    selected, rest = student.partition(tree, lambda path: "w" in path)
    new = iter([jnp.zeros((0, 3)), float("nan"), jnp.stack([x, x])])
    got = attempt(student.combine, jax.tree.map(lambda leaf: next(new), selected), rest)
    return {"error": got if isinstance(got, str) else "", "got": got}


@probe
def registered(student, x, y):
    """Whether registered classes and tuples come back, with the same structure."""
    import jax

    tree = tree_of_classes(x, y)
    selected, rest = student.partition(tree, lambda path: str(path).endswith(".w"))
    counts = [len(jax.tree.leaves(half)) for half in (selected, rest)]
    got = attempt(student.combine, selected, rest)
    same = bool(jax.tree.structure(got) == jax.tree.structure(tree))
    return {"counts": counts, "same": same, "leaves": jax.tree.leaves(got) if same else []}


@probe
def frozen(student, tree, x):
    """A compiled gradient by the selected half alone, and a step; the name of the error where one refuses."""
    import jax

    def loss(selected, rest):
        whole = student.combine(selected, rest)
        return ((x @ whole["w"] + whole["deep"][0]["b"]) ** 2).sum()

    def step(tree):
        selected, rest = student.partition(tree, lambda path: "b" in path)
        grads = jax.grad(loss)(selected, rest)
        selected = jax.tree.map(lambda p, g: p - 0.1 * g, selected, grads)
        return student.combine(selected, rest)

    def count(tree):
        selected, rest = student.partition(tree, lambda path: "b" in path)
        return len(jax.tree.leaves(jax.jit(jax.grad(loss))(selected, rest)))

    return {
        "step": attempt(lambda: step(tree)),
        "jit": attempt(lambda: jax.jit(step)(tree)),
        "leaves": attempt(lambda: count(tree)),
    }


def numbers(rng):
    """A tree of numbers, all different, with `None` in it, "w" in some of its paths, and a list of more than ten."""
    draw = iter(rng.normal(size=40))
    many = [{"w" if number % 2 else "b": float(next(draw))} for number in range(12)]
    return {
        "w": float(next(draw)),
        "b": None,
        "many": many,
        "deep": [None, {"z": float(next(draw)), "w": float(next(draw))}],
    }


def leaves(tree, path=""):
    """Paths and leaves, in JAX's order."""
    if tree is None:
        return []
    if isinstance(tree, dict):
        return [each for key in sorted(tree) for each in leaves(tree[key], f"{path}[{key!r}]")]
    if isinstance(tree, list):
        return [each for number, child in enumerate(tree) for each in leaves(child, f"{path}[{number}]")]
    return [(path, tree)]


def scaled(tree, wanted, factor, path=""):
    """The tree with some leaves changed."""
    if isinstance(tree, dict):
        return {key: scaled(child, wanted, factor, f"{path}[{key!r}]") for key, child in tree.items()}
    if isinstance(tree, list):
        return [scaled(child, wanted, factor, f"{path}[{number}]") for number, child in enumerate(tree)]
    return tree if tree is None or wanted not in path else factor * tree


def combined(student, tree, wanted, factor=1):
    """What `combine` makes of the halves, once it answers."""
    seen = student.probe(whole, tree=tree, wanted=wanted, factor=factor)
    if isinstance(seen["error"], str) and seen["error"]:
        if student.probe(whole, tree={"b": 1.0, "w": 2.0}, wanted="w", factor=1)["error"] == "":
            fail(
                "`combine(selected, rest)` raises an error, but not for the halves of a flat dict of two numbers. A "
                f"`None` that was there before is in neither half, and is not a leaf that is missing. {SEE}",
                code="trips-over-none",
            )
        fail(
            "`combine(selected, rest)` raises an error. The halves have holes in different places: tell "
            f"`jax.tree.map` with `is_leaf` what a hole is. {SEE}"
        )
    return seen["got"]


def judge_half(name, each, right, size):
    """Expect the leaves of a half, in their order."""
    what = f"`jax.tree.leaves({name})`"
    if isinstance(each, list) and not each:
        fail(f"{what} is empty. Does `pred` get paths as `keystr(path)` writes them, brackets included? {SEE}")
    if isinstance(each, list) and len(each) == size:
        fail(
            f"{what} has as many leaves as the whole tree. A hole may not be a leaf: `None` has no leaves, zero "
            f"is one. {SEE}",
            code="holes-are-leaves",
        )
    if isinstance(each, list) and all(isinstance(leaf, float) for leaf in each) and sorted(each) == sorted(right):
        expect(
            each == right,
            f"{what} has the right leaves in another order than the tree. Sorted as strings, '[10]' comes before "
            f"'[2]': keep the tree as it is, with holes. {SEE}",
            code="another-order",
        )
    expect_close(each, right, what=what, because=f"Ask `pred` about the path of each leaf. {SEE}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_halves_hold_their_leaves(student, rng):
    """The leaves of `selected` are those that the predicate wants, those of `rest` the others, both in order."""
    tree = numbers(rng)
    pairs = leaves(tree)
    want = [[leaf for path, leaf in pairs if ("'w'" in path) is half] for half in (True, False)]
    seen = student.probe(halves, tree=tree, wanted="'w'")
    expect(seen["pair"] is True, f"`partition(tree, pred)` does not return a tuple (selected, rest). {SEE}")
    got = [seen["selected"], seen["rest"]]
    recognise(
        got,
        want[::-1],
        f"`partition(tree, pred)` returns (rest, selected). The selected half comes first. {SEE}",
        code="halves-swapped",
    )
    size = len(pairs)
    for name, each, right in (("selected", got[0], want[0]), ("rest", got[1], want[1])):
        judge_half(name, each, right, size)


@pytest.mark.core
def test_the_predicate_is_asked_about_paths(student, rng):
    """`pred` gets each leaf's path as a string, as `jax.tree_util.keystr` writes it, and nothing else."""
    tree = {"w": [1.0, {"b": 2.0}], "none": None, "b": 3.0}
    got = student.probe(asked, tree=tree)
    told = isinstance(got, list) and all(isinstance(path, str) for path in got)
    expect(told, f"What `pred` is asked cannot be read. {SEE}")
    expect(
        "not a string" not in got,
        "`pred` is called with something that is not a string. It wants the path of a leaf, as `keystr(path)` writes "
        f"it. {SEE}",
        code="path-is-no-string",
    )
    want = ["['b']", "['w'][0]", "['w'][1]['b']"]
    last = "about the last key of each path alone. The whole path is asked for, from the root on"
    slashes = "about paths with slashes. Let `keystr` write brackets: `keystr(path)`"
    for wrong, words, code in [
        (sorted([*want, "['none']"]), "about `None`, which is not a leaf and has no path", "asks-about-none"),
        (["['b']", "[0]"], last, "last-key-only"),
        (["b", "w/0", "w/1/b"], slashes, "slashes"),
    ]:
        recognise(got, wrong, f"`pred` is asked {words}. {SEE}", code=code)
    because = f"It wants one path for each leaf, as `jax.tree_util.keystr(path)` writes it; `None` is not a leaf. {SEE}"
    expect_close(got, want, what="The sorted list of what `pred` is asked", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_combine_gives_the_tree_back(student, rng):
    """`combine(*partition(tree, pred))` is the tree, with its structure and each `None`."""
    tree = numbers(rng)
    for wanted in ("'w'", "", "nothing"):
        got = combined(student, tree, wanted)
        because = (
            "Each leaf comes from the half that has it, and `None` stays where it was. `combine` has its two "
            f"arguments to go by, and no memory of the last call of `partition`. {SEE}"
        )
        expect_close(got, tree, what=f"`combine(*partition(tree, pred))` for {TREE}", because=because)


@pytest.mark.core
def test_the_smallest_trees(student):
    """A tree may be a single leaf, or have none at all."""
    for tree, because in [(2.5, "A tree may be a single leaf."), (None, "`None`"), ([{}, ()], "Empty containers")]:
        because = because if because.endswith(".") else f"{because} alone can be a tree, too: it has no leaves."
        for wanted in ("", "nothing"):
            got = combined(student, tree, wanted)
            expect_close(
                got, tree, what="`combine(*partition(tree, pred))` of a small tree", because=f"{because} {SEE}"
            )
            expect(
                not isinstance(tree, float) or isinstance(got, float),
                "`combine(*partition(tree, pred))` of a number is an array. Hand on the leaves as they are: what was a "
                f"number stays one. {SEE}",
            )


@pytest.mark.core
@pytest.mark.weight(2)
def test_combine_takes_changed_leaves(student, rng):
    """Leaves of `selected` that were changed are in the whole tree, in their old places; zeros are, too."""
    tree = numbers(rng)
    for factor in (3, 0):
        got = combined(student, tree, "'w'", factor)
        if factor:
            because = (
                "`combine` gives the old leaves back. It has to take them from the `selected` that it gets; and does "
                f"`pred` select anything? {SEE}"
            )
            recognise(got, tree, because)
        because = f"Where `selected` has a leaf, whatever it is, that is the one to take. {SEE}"
        want = scaled(tree, "'w'", factor)
        expect_close(got, want, what="`combine(jax.tree.map(f, selected), rest)`", because=because)
    x = rng.normal(size=4).astype(np.float32)
    want = {"w": [np.zeros((0, 3)), np.nan, np.stack([x, x])]}
    want["rest"] = [np.zeros((0, 2)), np.arange(3, dtype=np.int32), x.astype(np.float16), np.nan, True]
    seen, what = student.probe(changed, x=x), "`combine` of leaves that became nan, longer, or without entries"
    because = f"A leaf is a leaf whatever it holds, and keeps its dtype. {SEE}"
    expect_close(seen["got"], want, what=what, because=because)
    dtypes = [expect_array(leaf, what=f"a leaf of {what}").dtype.name for leaf in seen["got"]["rest"][1:3]]
    expect(
        dtypes == ["int32", "float16"], f"{what} has leaves of other dtypes than the tree. {SEE}", code="dtypes-lost"
    )


@pytest.mark.core
def test_goes_through_registered_classes(student, rng):
    """Registered classes, tuples and empty containers come back with the same structure."""
    x, y = rng.normal(size=(3, 2)).astype(np.float32), rng.normal(size=2).astype(np.float32)
    seen = student.probe(registered, x=x, y=y)
    because = f"`jax.tree_util.keystr` writes `.w` for an attribute. {SEE}"
    expect_close(seen["counts"], [2, 3], what="The list of the numbers of leaves of both halves", because=because)
    expect(
        seen["same"] is True,
        "`combine(*partition(tree, pred))` raises an error, or has another structure than the tree, which has "
        f"registered classes, tuples and empty containers. Let `jax.tree` go through it and build it again. {SEE}",
    )
    expect_close(
        seen["leaves"], [x, 2 * x, y, 3 * x, y], what="The leaves of `combine(*partition(tree, pred))`", because=SEE
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_inside_jit_and_grad(student, rng):
    """A gradient by `selected` alone trains that half and leaves the rest; under `jit`, too."""
    w, b, x = (rng.normal(size=shape).astype(np.float32) for shape in ((3, 2), (2,), (3,)))
    tree = {"w": w, "deep": [{"b": b}, None]}
    seen = student.probe(frozen, tree=tree, x=x)
    want = {"w": w, "deep": [{"b": b - 0.2 * (x @ w + b)}, None]}
    for name, what in (("step", "A step with `jax.grad`"), ("jit", "A step with `jax.grad` inside `jit`")):
        if isinstance(seen[name], str):
            fail(
                f"{what} by the selected half raises an error. The leaves of both halves are arrays or tracers, "
                f"nothing else: do not ask for their values, and keep nothing else as a leaf. {SEE}"
            )
        expect_tree(seen[name], want, what=what)
        because = f"Only the selected leaves move, along their gradients. {SEE}"
        expect_close(seen[name], want, what=what, rtol=1e-3, atol=1e-4, because=because)
    because = f"Both halves can be handed to a jitted function; the gradient by `selected` has its leaves alone. {SEE}"
    if isinstance(seen["leaves"], str):
        fail(
            f"A jitted function does not take the two halves: something in them is a leaf, and not an array. {SEE}",
            code="holes-not-arrays",
        )
    expect_close(seen["leaves"], 1, what="The number of leaves of the gradient", because=because)
