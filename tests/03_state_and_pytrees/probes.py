"""What probes of this assignment share; it runs where the student's code lives."""


def attempt(call, *args):
    """What a call gives; "refused" where it raises what a wrong structure leads to. JAX's own errors pass through."""
    try:
        return call(*args)
    except (TypeError, ValueError, AttributeError, LookupError) as error:
        if type(error).__module__ != "builtins":
            raise
        return "refused"


def is_pair(answer):
    """Whether it is a tuple of two."""
    return isinstance(answer, tuple) and len(answer) == 2


def kind(tree):
    """The structure of a tree, and the shapes and dtypes of its leaves."""
    import jax
    import jax.numpy as jnp

    leaves, structure = jax.tree.flatten(tree)
    return structure, [(jnp.shape(leaf), jnp.result_type(leaf)) for leaf in leaves]


def containers():
    """A NamedTuple, and a registered class of two children and two fields that are not."""
    from dataclasses import dataclass
    from typing import NamedTuple

    import jax

    class Pair(NamedTuple):
        second: object
        first: object

    @dataclass
    class Layer:
        weight: object
        bias: object
        name: str = "first"
        rate: float = 7.0

    jax.tree_util.register_dataclass(Layer, data_fields=["weight", "bias"], meta_fields=["name", "rate"])
    return Pair, Layer


def dtype_of(leaf):
    """The name of a leaf's dtype; "none" where it has none."""
    import jax

    dtype = getattr(leaf, "dtype", "none")
    return "float0" if dtype == jax.dtypes.float0 else str(dtype)


def difference(a, b):
    """How two trees differ; nothing where they do not."""
    import jax

    if jax.tree.structure(a) != jax.tree.structure(b):
        return "structure"
    pairs = list(zip(jax.tree.leaves(a), jax.tree.leaves(b), strict=True))
    if any(jax.numpy.shape(one) != jax.numpy.shape(other) for one, other in pairs):
        return "shape"
    if any(dtype_of(one) != dtype_of(other) for one, other in pairs):
        return "dtype"
    return "" if all(bool((one == other).all()) for one, other in pairs) else "value"
