"""Hidden tests for `predict_leaves`: what JAX takes for a leaf, and what for a container."""

import numpy as np
import pytest
from probes import build, without_jax_tree

from gradax.testing import expect, expect_close, fail, probe

SEE = "See *What JAX cannot see*."
COUNTS = "`predict_leaves(cases)` is not a list of as many counts as there are cases."


@probe
def answers(student, recipes):
    """The student's counts for objects that are built here from recipes: pairs of a kind and its content."""
    return student.predict_leaves([build(recipe) for recipe in recipes])


@probe
def answers_without_jax_tree(student, recipes):
    """The student's counts, where `jax.tree` and `jax.tree_util` refuse; "asked" where they are asked."""
    cases = [build(recipe) for recipe in recipes]
    return without_jax_tree(lambda: student.predict_leaves(cases))


def value(rng):
    """The recipe of a number."""
    return ("value", int(rng.integers(2, 9)))


def leaves(recipe):
    """How many leaves JAX sees."""
    kind, content = recipe
    if kind == "none":
        return 0
    if kind in ("value", "set", "words", "object", "collection", "dataclass"):
        return 1
    return sum(map(leaves, content)) * (3 if kind == "thrice" else 1)


def check(student, rng, cases):
    """Compare the student's counts with the right ones; they are asked for in random order.

    A case is a recipe, its name and the rule that it obeys; perhaps the count of a misconception, with its code.
    """
    order = rng.permutation(len(cases))
    shuffled = student.probe(answers, recipes=[cases[index][0] for index in order])
    expect(isinstance(shuffled, list) and len(shuffled) == len(cases), f"{COUNTS} {SEE}", code="no-counts")
    got = [shuffled[place] for place in np.argsort(order)]
    for count, (recipe, name, rule, *misled) in zip(got, cases, strict=True):
        what = f"The count of `predict_leaves` for {name}"
        if misled and type(count) is int and count == misled[0]:
            fail(f"{what} is wrong. {rule} {SEE}", code=misled[1])
        expect_close(count, leaves(recipe), what=what, because=f"{rule} {SEE}")


@pytest.mark.core
def test_none_has_no_leaves(student, rng):
    """`None` has no leaves, alone or within containers."""
    none, rule = ("none", 0), "`None` is a container with nothing in it: it has no leaves, and is not a leaf."
    cases = [(value(rng), "a number", "A number is one leaf."), (none, "`None`", rule, 1, "none-is-a-leaf")]
    cases += [(("list", [none, none, value(rng)]), "a list with `None`", rule, 3, "none-is-a-leaf")]
    check(student, rng, [*cases, (("dict", [none, none]), "a dict with `None`", rule)])


@pytest.mark.core
def test_numbers_strings_and_arrays_are_one_leaf_each(student, rng):
    """Numbers, strings and arrays are one leaf each, whatever their length."""
    cases = [(("tuple", [value(rng)] * 3), "a tuple", "The parts of a tuple count, each for itself.")]
    cases += [(("value", each), "a number", "A number is one leaf.") for each in (3, 2.5, 1j, False, 0)]
    rule = "A string is one leaf: JAX does not look at its letters."
    strings = ("letters", "", "a")
    cases += [(("value", s), "a string", rule, -1 if len(s) == 1 else len(s), "string-is-opened") for s in strings]
    rule = "An array is one leaf: JAX does not look at its entries."
    arrays = [np.ones(shape, np.float32) for shape in ((4,), (2, 3), (), (0,))]
    misled = [-1 if array.size == 1 else array.size for array in arrays]
    pairs = zip(arrays, misled, strict=True)
    check(student, rng, cases + [(("value", a), "an array", rule, size, "array-is-opened") for a, size in pairs])


@pytest.mark.core
def test_sets_and_unknown_objects_are_one_leaf_each(student, rng):
    """A set is one leaf, and so is an object of a class that is not registered, whatever it holds or can do."""
    parts = [value(rng), value(rng), ("none", 0)]
    cases = [(("list", parts), "a list", "The parts of a list count, `None` aside.")]
    rule = "A set is one leaf: JAX does not know it as a container."
    for kind in ("set", "words"):
        cases += [((kind, parts), "a set", rule, 3, "set-is-opened"), ((kind, []), "a set", rule, 0, "set-is-opened")]
    rule = "An object of a class that is not registered is one leaf, whatever it holds, can do or says it is equal to."
    for kind in ("object", "dataclass", "collection"):
        cases += [((kind, parts), "an object of an unknown class", rule, 2, "object-is-opened")]
        cases += [((kind, [("list", [value(rng)] * 3)]), "an object of an unknown class", rule, 3, "object-is-opened")]
        cases += [((kind, []), "an object of an unknown class that holds nothing", rule, 0, "object-is-opened")]
    check(student, rng, cases)


@pytest.mark.core
@pytest.mark.weight(2)
def test_tuples_dicts_and_their_kin_are_containers(student, rng):
    """Tuples, NamedTuples, dicts and OrderedDicts are containers: their values count; empty ones have no leaves."""
    cases, parts = [], [value(rng), value(rng), value(rng)]
    names = {
        "list": "a list",
        "tuple": "a tuple",
        "dict": "a dict",
        "odd keys": "a dict whose keys are tuples",
        "ordered": "an OrderedDict",
        "named": "a NamedTuple",
    }
    for kind, name in names.items():
        rule = "It is a container: its values count, its keys or names do not, and it does not count itself."
        cases += [((kind, parts), name, rule, 1, f"{kind.replace(' ', '-')}-is-a-leaf")]
        rule = "A container with nothing in it has no leaves."
        cases += [((kind, []), f"{name} with nothing in it", rule, 1, "empty-is-a-leaf")]
    check(student, rng, cases)


@pytest.mark.core
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
    kinds = ["list", "tuple", "dict", "ordered", "named"]
    for times in (1, 1, 2):
        recipe = ("list", [parts[number] for number in rng.permutation(len(parts))])
        for kind in rng.permutation(kinds * times):
            recipe = (str(kind), [recipe, *[value(rng)] * int(rng.integers(3))])
        cases.append((recipe, "a nested case", rule))
    rule = "Each place counts, also where the same object stands in several."
    cases.append((("thrice", [("list", [value(rng), array])]), "a list that holds one list three times", rule))
    check(student, rng, cases)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_rules_are_written_down(student, rng):
    """It answers rightly without asking `jax.tree` or `jax.tree_util`."""
    many, few = (int(n) for n in rng.choice(np.arange(2, 9), size=2, replace=False))
    recipes = [("list", [value(rng)] * many), value(rng), ("none", 0), ("dict", [value(rng)] * few)]
    got = student.probe(answers_without_jax_tree, recipes=recipes)
    if isinstance(got, str) and got == "asked":
        fail(
            f"`predict_leaves(cases)` calls functions of JAX that go through trees. Write the rules yourself. {SEE}",
            code="asks-jax",
        )
    expect_close(
        got, [many, 1, 0, few], what="`predict_leaves(cases)`", because=f"A container counts what is in it. {SEE}"
    )


def test_no_cases_are_an_empty_list(student):
    """For an empty list of cases it is an empty list."""
    expect_close(student.predict_leaves([]), [], what="`predict_leaves([])`", because=f"{COUNTS} {SEE}")
