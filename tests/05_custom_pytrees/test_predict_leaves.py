"""Hidden tests for `predict_leaves`: what JAX takes for a leaf, and what for a container."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, fail, probe

SEE = "See *What JAX cannot see*."


@probe
def answers(student, recipes, without_jax_tree):
    """The student's counts for objects that are built here from recipes: pairs of a kind and its content."""
    from collections import OrderedDict, namedtuple

    import jax
    from jax._src import tree_util

    class Unknown:
        def __init__(self, parts):
            self.parts = parts

    def build(recipe):
        kind, content = recipe
        if kind == "value":
            return content
        if kind == "none":
            return None
        parts = [build(part) for part in content]
        names = [f"part_{number}" for number in range(len(parts))]
        return {
            "list": lambda: parts,
            "tuple": lambda: tuple(parts),
            "dict": lambda: dict(zip(names, parts, strict=True)),
            "ordered": lambda: OrderedDict(zip(reversed(names), parts, strict=True)),
            "named": lambda: namedtuple("Parts", names)(*parts),
            "set": lambda: set(range(len(parts))),
            "object": lambda: Unknown(parts),
        }[kind]()

    def refuse(*args, **kwargs):
        asked.append(1)
        raise LookupError

    class Refusing:
        __getattr__ = refuse

    asked, kept = [], []
    cases = [build(recipe) for recipe in recipes]
    if without_jax_tree:
        for module in (jax.tree, jax.tree_util):
            for name in dir(module):
                if callable(getattr(module, name)) and not name.startswith("_") and name[0].islower():
                    kept.append((module, name, getattr(module, name)))
                    setattr(module, name, refuse)
        # What was imported or bound before still asks the registry of containers.
        kept.append((tree_util, "default_registry", tree_util.default_registry))
        tree_util.default_registry = Refusing()
    try:
        got = student.predict_leaves(cases)
    except LookupError:
        if not asked:
            raise
        got = "asked"
    finally:
        for module, name, function in kept:
            setattr(module, name, function)
    return "asked" if asked else got


def value(rng):
    """The recipe of a number."""
    return ("value", int(rng.integers(2, 9)))


def leaves(recipe):
    """How many leaves JAX sees."""
    kind, content = recipe
    if kind == "none":
        return 0
    return 1 if kind in ("value", "set", "object") else sum(map(leaves, content))


def check(student, cases):
    """Compare the student's counts with the right ones; each case is a recipe, its name and the rule that it obeys."""
    recipes = [recipe for recipe, *_ in cases]
    got = student.probe(answers, recipes=recipes, without_jax_tree=False)
    because = f"It is a list of as many counts as there are cases. {SEE}"
    expect(isinstance(got, list) and len(got) == len(cases), f"`predict_leaves(cases)` cannot be right. {because}")
    for count, (recipe, name, rule) in zip(got, cases, strict=True):
        what = f"The count of `predict_leaves` for {name}"
        expect_close(count, leaves(recipe), what=what, because=f"{rule} {SEE}")


def test_none_has_no_leaves(student, rng):
    """`None` has no leaves, alone or within containers."""
    none, rule = ("none", 0), "`None` is a container with nothing in it: it has no leaves and is not one."
    cases = [(none, "`None`", rule), (("list", [none, none, value(rng)]), "a list with `None`", rule)]
    check(student, [*cases, (("dict", [none, none]), "a dict with `None`", rule)])


def test_numbers_strings_and_arrays_are_one_leaf_each(student, rng):
    """Numbers, strings and arrays are one leaf each, whatever their length."""
    arrays = [np.ones(shape, np.float32) for shape in ((4,), (2, 3), (), (0,))]
    cases = [(("value", each), "a number", "A number is one leaf.") for each in (3, 2.5, 1j, False, 0)]
    rule = "A string is one leaf: JAX does not look at its letters."
    cases += [(("value", each), "a string", rule) for each in ("letters", "")]
    rule = "An array is one leaf: JAX does not look at its entries."
    check(student, cases + [(("value", each), "an array", rule) for each in arrays])


def test_sets_and_unknown_objects_are_one_leaf_each(student, rng):
    """A set is one leaf, and so is an object of a class that is not registered, whatever it holds."""
    parts = [value(rng), value(rng), ("none", 0)]
    rule = "A set is one leaf: JAX does not know it as a container."
    cases = [(("set", content), "a set", rule) for content in (parts, [])]
    rule = "An object of a class that is not registered is one leaf: JAX does not look at its attributes."
    contents = (parts, [("list", parts)])
    check(student, cases + [(("object", content), "an object of an unknown class", rule) for content in contents])


@pytest.mark.weight(2)
def test_tuples_dicts_and_their_kin_are_containers(student, rng):
    """Tuples, NamedTuples, dicts and OrderedDicts are containers: their values count; empty ones have no leaves."""
    cases, parts = [], [value(rng), value(rng), value(rng)]
    names = {
        "list": "a list",
        "tuple": "a tuple",
        "dict": "a dict",
        "ordered": "an OrderedDict",
        "named": "a NamedTuple",
    }
    for kind, name in names.items():
        rule = "It is a container: its values count, its keys or names do not, and it does not count itself."
        cases += [((kind, parts), name, rule)]
        cases += [((kind, []), f"{name} with nothing in it", "A container with nothing in it has no leaves.")]
    check(student, cases)


@pytest.mark.weight(2)
def test_counts_the_leaves_of_nested_cases(student, rng):
    """Counts are right for containers in containers in containers."""
    array, none = ("value", np.zeros((2, 3), np.float32)), ("none", 0)
    parts = [
        value(rng),
        ("value", "text"),
        array,
        none,
        ("tuple", []),
        ("set", [none] * 3),
        ("object", [value(rng)] * 2),
    ]
    cases, rule = [], "In every container the same rules hold for each part: let your function call itself."
    for _ in range(3):
        recipe = ("list", [parts[number] for number in rng.permutation(len(parts))])
        for kind in rng.permutation(["list", "tuple", "dict", "ordered", "named"]):
            recipe = (str(kind), [recipe, *[value(rng)] * int(rng.integers(3))])
        cases.append((recipe, "a nested case", rule))
    check(student, cases)


@pytest.mark.weight(2)
def test_the_rules_are_written_down(student, rng):
    """It answers rightly without asking `jax.tree` or `jax.tree_util`."""
    recipes = [("list", [value(rng), value(rng)]), value(rng)]
    got = student.probe(answers, recipes=recipes, without_jax_tree=True)
    if isinstance(got, str) and got == "asked":
        fail(
            f"`predict_leaves(cases)` asks JAX for the answer. The exercise is to write the rules down yourself. {SEE}"
        )
    expect_close(got, [2, 1], what="`predict_leaves(cases)`", because=f"A list counts what is in it. {SEE}")
