"""What probes of this assignment share; it runs where the student's code lives."""


def attempt(call, *args):
    """What a call gives; the kind of the error, as text, where it raises one that a wrong class leads to."""
    kinds = (TypeError, ValueError, AttributeError, LookupError)
    try:
        return call(*args)
    except kinds as error:
        return next(kind.__name__ for kind in kinds if isinstance(error, kind))


def parts_of_gradient(kind, f, of, names):
    """Some attributes of the gradient of `f`, where it is an object of that class."""
    import jax

    gradient = jax.grad(f)(of)
    return [getattr(gradient, name) for name in names] if type(gradient) is kind else "another class"


def kind_of_key(key):
    """The name of the class of a key in a path; "other" where it is none of JAX's."""
    import jax

    tree = jax.tree_util
    kinds = (tree.GetAttrKey, tree.DictKey, tree.SequenceKey, tree.FlattenedIndexKey)
    return next((kind.__name__ for kind in kinds if isinstance(key, kind)), "other")


def unknown(kind, parts):
    """An object of a class that JAX does not know."""
    import dataclasses

    class Unknown:
        def __init__(self, parts):
            self.parts = parts

    class Collection(Unknown):
        _fields = ("parts",)

        def __len__(self):
            return len(self.parts)

        def __iter__(self):
            return iter(self.parts)

        def values(self):
            return self.parts

        def __call__(self):
            return self.parts

        def __eq__(self, other):  # to anything, None among it
            return True

        __hash__ = None

    @dataclasses.dataclass
    class Record:
        parts: list

    return {"object": Unknown, "collection": Collection, "dataclass": Record}[kind](parts)


def build(recipe):
    """An object, built from a recipe: a pair of a kind and its content."""
    from collections import OrderedDict, namedtuple

    kind, content = recipe
    if kind in ("value", "none"):
        return content if kind == "value" else None
    parts = [build(part) for part in content]
    names = [f"part_{number}" for number in range(len(parts))]
    if kind in ("object", "collection", "dataclass"):
        return unknown(kind, parts)
    return {
        "list": lambda: parts,
        "thrice": lambda: parts * 3,
        "tuple": lambda: tuple(parts),
        "dict": lambda: dict(zip(names, parts, strict=True)),
        "odd keys": lambda: {(number, None): part for number, part in enumerate(parts)},
        "ordered": lambda: OrderedDict(zip(reversed(names), parts, strict=True)),
        "named": lambda: namedtuple("Parts", names)(*parts),
        "set": lambda: set(range(len(parts))),
        "words": lambda: set(names),
    }[kind]()


def what_asks_jax_tree():
    """The functions of `jax.tree` and `jax.tree_util`, with their modules and names, and what all of them ask."""
    import jax
    from jax._src import tree_util

    found = []
    for module in (jax.tree, jax.tree_util):
        found += [(module, name, each) for name, each in vars(module).items() if name[0].islower() and callable(each)]
    # What was imported or bound before still asks the registry of containers.
    return [*found, (tree_util, "default_registry", tree_util.default_registry)]


def without_jax_tree(call):
    """What a call gives while `jax.tree` and `jax.tree_util` refuse; "asked" where it asks them."""
    from jax._src import tree_util

    asked, kept = [], what_asks_jax_tree()

    def refuse(*args, **kwargs):
        asked.append(1)
        raise LookupError

    for module, name, _ in kept:
        setattr(module, name, refuse)
    tree_util.default_registry = type("Refusing", (), {"__getattr__": refuse})()
    try:
        got = call()
    except LookupError:
        if not asked:
            raise
    finally:
        for module, name, function in kept:
            setattr(module, name, function)
    return "asked" if asked else got


def tree_of_classes(x, y):
    """A tree with a registered class, a NamedTuple, an OrderedDict and empty containers."""
    import dataclasses
    from collections import OrderedDict
    from typing import NamedTuple

    import jax

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Layer:
        w: object
        b: object
        name: str = dataclasses.field(metadata={"static": True})

    class Pair(NamedTuple):
        one: object
        two: object

    pair = Pair(OrderedDict(z=3 * x, a=None), (y, None))
    return (Layer(x, None, "first"), [Layer(2 * x, y, "second"), (), pair], {})
