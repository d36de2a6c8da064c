"""Hidden tests for `Params`: a repr that never raises, and shows what there is."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, fail, probe

REPR = "See *Objects that introduce themselves: `__repr__`*."


@probe
def of(student, w, b):
    """The repr of an object made of these."""
    return repr(student.Params(w, b))


@probe
def of_strange_leaves(student):
    """The reprs of objects with leaves that are no arrays, or arrays of other sorts."""
    import jax
    import jax.numpy as jnp

    class Gadget:
        shape = (3,)  # and no dtype

    struct = jax.ShapeDtypeStruct((4, 2), jnp.int32)
    seen = []
    for pair in [(object(), None), (Gadget(), Gadget), ("text", [1, 2]), (1, 2.5), (True, 1j), (struct, {"a": 1})]:
        try:
            seen.append(repr(student.Params(*pair)))
        except NotImplementedError:
            raise
        except Exception:
            seen.append(None)
    return seen


@probe
def under_transformations(student):
    """What repr gives while JAX traces."""
    import jax
    import jax.numpy as jnp

    seen = {}

    def loss(params, where):
        seen[where] = repr(params)
        return (params.w * 2).sum() + params.b.sum()

    params = student.Params(jnp.ones((4, 3)), jnp.zeros(4))
    runs = {
        "jit": lambda: jax.jit(lambda params: loss(params, "jit"))(params),
        "vmap": lambda: jax.vmap(lambda params: loss(params, "vmap"))(params),
        "grad": lambda: jax.grad(lambda params: loss(params, "grad"))(params),
        "pmap": lambda: jax.pmap(lambda params: loss(params, "pmap"))(student.Params(jnp.ones((8, 2)), jnp.zeros(8))),
        "eval_shape": lambda: seen.update(eval_shape=repr(jax.eval_shape(lambda params: params, params))),
    }
    for where, run in runs.items():
        try:
            run()
        except NotImplementedError:
            raise
        except Exception:
            seen[where] = None
    return [[where, seen.get(where)] for where in runs]


@probe
def as_a_tree(student):
    """Whether it is a pytree of its two leaves, in their order, that is rebuilt as it was."""
    import jax
    import jax.numpy as jnp

    params = student.Params(jnp.arange(3.0), jnp.ones(2))
    leaves, structure = jax.tree.flatten(params)
    doubled = jax.tree.map(lambda leaf: 2 * leaf, params)
    try:
        empty = repr(structure.unflatten([object(), None]))
    except NotImplementedError:
        raise
    except Exception:
        empty = None
    return {
        "leaves": [leaf for leaf in leaves if hasattr(leaf, "shape")],
        "class": type(doubled) is student.Params,
        "doubled": [getattr(doubled, "w", None), getattr(doubled, "b", None)],
        "empty": empty,
    }


def squeeze(text):
    """A repr without its spaces, which do not matter."""
    return "".join(text.split()) if isinstance(text, str) else ""


@pytest.mark.core
def test_the_shape_and_dtype_of_arrays(student, rng):
    """Arrays show their dtype and shape, scalars `[]`."""
    n = int(rng.integers(2, 9))
    for w, b, want in [
        (np.ones((n, 3), np.float32), np.zeros(3, np.int32), f"Params(w=float32[{n},3],b=int32[3])"),
        (np.zeros((1, n, 2), bool), np.float32(1.5), f"Params(w=bool[1,{n},2],b=float32[])"),
        (HostArray(np.zeros((n, 1), np.float64)), HostArray(np.uint8(3)), f"Params(w=float64[{n},1],b=uint8[])"),
    ]:
        got = squeeze(student.probe(of, w=w, b=b))
        if got.replace(",)", ")") == want.replace("[", "(").replace("]", ")"):
            fail(
                f"`repr(params)` writes a shape as Python's tuple. The text asks for `float32[3]`, without (,). {REPR}"
            )
        short = want
        for name in ("float", "int"):
            short = short.replace(name, name[0])
        if got == short != want:
            fail(f"`repr(params)` shortens the dtypes. The text asks for their full names: `float32[2,3]`. {REPR}")
        expect(
            got == want,
            "`repr(params)` of arrays is not as in the text: dtype and shape of each leaf, as in "
            f"`Params(w=float32[2,3], b=float32[3])`, and `float32[]` for a scalar. {REPR}",
        )


@pytest.mark.core
@pytest.mark.weight(3)
def test_works_while_jax_traces(student):
    """Under `jit`, `vmap`, `grad` and `pmap` it shows what the tracers stand for."""
    seen = student.probe(under_transformations)
    want = {
        "jit": "Params(w=float32[4,3],b=float32[4])",
        "vmap": "Params(w=float32[3],b=float32[])",
        "grad": "Params(w=float32[4,3],b=float32[4])",
        "pmap": "Params(w=float32[2],b=float32[])",
        "eval_shape": "Params(w=float32[4,3],b=float32[4])",
    }
    if not (isinstance(seen, list) and all(isinstance(each, list) and len(each) == 2 for each in seen)):
        fail(f"The `repr`s of a `Params` could not be looked at. {REPR}")
    for where, text in seen:
        if text is None:
            fail(
                "A `Params` raises while JAX traces. A tracer has no numbers, so `float(...)`, `.item()` and NumPy "
                "fail; and JAX rebuilds the object with other things in its leaves' places, so `__init__` must not "
                f"convert them. {REPR}"
            )
        expect(
            isinstance(text, str) and squeeze(text) == want.get(where),
            "`repr(params)` under one of `jit`, `vmap`, `grad`, `pmap` and `eval_shape` does not show the dtype and "
            "shape of each leaf. A tracer has both, as an array has; it has no numbers, and need not have an array's "
            f"class. {REPR}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_anything_else_shows_its_class(student):
    """Leaves that are no arrays show their class: `object`, `NoneType`, `float`, `str` and any other."""
    want = [
        "Params(w=object,b=NoneType)",
        "Params(w=Gadget,b=type)",
        "Params(w=str,b=list)",
        "Params(w=int,b=float)",
        "Params(w=bool,b=complex)",
        "Params(w=int32[4,2],b=dict)",
    ]
    seen = student.probe(of_strange_leaves)
    if not (isinstance(seen, list) and len(seen) == len(want)):
        fail(f"The `repr`s of a `Params` could not be looked at. {REPR}")
    for got, right in zip(seen, want, strict=True):
        if got is None:
            fail(
                "`repr(params)` raises for leaves that are no arrays. Ask with `hasattr` whether a leaf has both a "
                f"`shape` and a `dtype`, before you read them; for all others show the name of their class. {REPR}"
            )
        expect(
            squeeze(got) == right,
            "`repr(params)` of leaves that are no arrays is not as in the text. A leaf with both a `shape` and a "
            "`dtype` shows them (a `ShapeDtypeStruct` has them, too); anything else shows the name of its class, not "
            f"its value, as in `Params(w=object, b=NoneType)`. {REPR}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_leaves_that_jax_puts_in(student):
    """It works, too, where JAX has put `object()` and `None` in the leaves' places."""
    seen = student.probe(as_a_tree)["empty"]
    if seen is None:
        fail(
            "A `Params` raises where JAX has put `object()` and `None` in the leaves' places. Neither `__init__` nor "
            f"`__repr__` may expect arrays. {REPR}"
        )
    expect(
        squeeze(seen) == "Params(w=object,b=NoneType)",
        "`repr` of a `Params` whose leaves JAX has replaced by `object()` and `None` is not "
        f"`Params(w=object, b=NoneType)`. Neither `__init__` nor `__repr__` may expect arrays. {REPR}",
    )


@pytest.mark.core
def test_is_still_a_pytree_of_w_and_b(student):
    """It is a pytree with the leaves `w` and `b`, in this order, rebuilt as it was."""
    seen = student.probe(as_a_tree)
    ramp, ones = np.arange(3, dtype=np.float32), np.ones(2, np.float32)
    for got, want, what in [
        (seen["leaves"], [ramp, ones], "The leaves of a `Params` are not `w` and `b`, in this order."),
        (
            seen["doubled"],
            [2 * ramp, 2 * ones],
            "`jax.tree.map` over a `Params` does not give one with its leaves mapped.",
        ),
    ]:
        same = isinstance(got, list) and len(got) == 2
        for mine, theirs in zip(got, want, strict=True) if same else ():
            same = same and getattr(mine, "shape", None) == theirs.shape and bool(np.allclose(mine, theirs))
        expect(same, f"{what} Leave `tree_flatten`, `tree_unflatten` and the decorator as they were given. {REPR}")
    expect(seen["class"], f"`jax.tree.map` over a `Params` does not give a `Params`. {REPR}")
