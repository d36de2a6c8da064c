"""Hidden tests for `Params`: a repr that never raises, and shows what there is."""

import numpy as np
import pytest
from probes import attempt

from gradax.testing import HostArray, edges, expect, fail, probe

CLASSES = [  # of the leaves that `of_strange_leaves` makes
    *[("object", "NoneType"), ("str", "list"), ("int", "float"), ("bool", "complex"), ("tuple", "dict")],
    *[("builtin_function_or_method", "bytes"), ("Gadget", "Gauge"), ("Touchy", "Params")],
]
REPR = "See *Objects that introduce themselves: `__repr__`*."


@probe
def of(student, pairs):
    """The reprs of objects made of these."""
    return [attempt(lambda w=w, b=b: repr(student.Params(w, b))) for w, b in pairs]


@probe
def of_arrays(student, shapes, dtypes):
    """The reprs of objects made of arrays of JAX's and of NumPy's."""
    import jax.numpy as jnp
    import numpy as np

    arrays = [jnp.zeros(shape, dtype) for shape, dtype in zip(shapes, dtypes, strict=True)]
    return [attempt(lambda x=x: repr(student.Params(x, np.asarray(x)))) for x in arrays]


@probe
def of_other_arrays(student, n):
    """The reprs of objects whose leaves have a shape and a dtype, but belong to no class of arrays."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    class Duck:
        shape, dtype = (2, n), np.dtype("int8")

    struct = jax.ShapeDtypeStruct((n, 2), jnp.int32)
    key = jax.random.key(0)
    pairs = [(struct, Duck()), (key, jax.random.split(key, n)), (np.float32(n), np.int8(3))]
    return [attempt(lambda w=w, b=b: repr(student.Params(w, b))) for w, b in pairs]


@probe
def of_strange_leaves(student, order):
    """The reprs of objects with leaves that are not arrays, in this order."""

    class Gadget:
        shape = (3,)  # and no dtype

    class Gauge:
        dtype = "float32"  # and no shape

    class Touchy:
        def refuse(self, *_):
            raise RuntimeError

        __repr__ = __str__ = __eq__ = __bool__ = __len__ = __float__ = refuse
        __hash__ = object.__hash__

    pairs = [
        *[(object(), None), ("text", [1, 2]), (1, 2.5), (True, 1j), ((), {"a": 1}), (len, b"")],
        *[(Gadget(), Gauge()), (Touchy(), student.Params(1, None))],
    ]
    return [attempt(lambda pair=pairs[place]: repr(student.Params(*pair))) for place in order]


@probe
def under_transformations(student, n):
    """What repr gives while JAX traces."""
    import jax
    import jax.numpy as jnp

    params = student.Params(jnp.ones((4, n)), jnp.zeros(4))
    wide = student.Params(jnp.ones((8, n)), jnp.zeros(8))

    def seen(transform, of=params):
        told = []
        transform(lambda params, *_: (told.append(repr(params)), (params.w * 2).sum() + params.b.sum())[1])(of)
        return told[0]

    def loop(f):
        return lambda params: jax.lax.scan(lambda carry, x: (carry, f(carry, x)), params, jnp.zeros(2))

    return [
        ["jit", attempt(lambda: seen(jax.jit))],
        ["vmap", attempt(lambda: seen(jax.vmap))],
        ["grad", attempt(lambda: seen(jax.grad))],
        ["pmap", attempt(lambda: seen(jax.pmap, wide))],
        ["scan", attempt(lambda: seen(loop))],
        ["vmap of grad", attempt(lambda: seen(lambda f: jax.jit(jax.vmap(jax.grad(f)))))],
        ["eval_shape", attempt(lambda: repr(jax.eval_shape(lambda params: params, params)))],
    ]


@probe
def as_a_tree(student, w, b):
    """Whether it is a pytree of its two leaves, in their order, that is rebuilt as it was."""
    import jax

    params = student.Params(w, b)
    attempt(lambda: repr(params))  # a class whose repr is not written yet is a pytree, too, and earns nothing by it
    leaves = jax.tree.leaves(params)
    doubled = jax.tree.map(lambda leaf: 2 * leaf, params)
    return {
        "leaves": [leaf for leaf in leaves if hasattr(leaf, "shape")],
        "class": type(doubled) is student.Params,
        "doubled": [getattr(doubled, "w", None), getattr(doubled, "b", None)],
    }


@probe
def refilled(student, empty):
    """The reprs of objects in which JAX has put `None`, or else `object()`, in the leaves' places."""
    import jax
    import jax.numpy as jnp

    structure = jax.tree.structure(student.Params(jnp.arange(3.0), jnp.ones(2)))
    pairs = [[None if each else object() for each in pair] for pair in empty]
    return [attempt(lambda pair=pair: repr(structure.unflatten(pair))) for pair in pairs]


@probe
def after_a_change(student, n):
    """The reprs of one object before and after its leaves are replaced."""
    import jax.numpy as jnp

    params = student.Params(jnp.ones((2, n)), jnp.ones(3))
    before = attempt(lambda: repr(params))
    params.w, params.b = jnp.ones((n, 5)), None
    return [before, attempt(lambda: repr(params))]


def squeeze(text):
    """A repr without its spaces, which do not matter."""
    return "".join(text.split()) if isinstance(text, str) else ""


def shown(dtype, shape):
    """How an array is shown."""
    return f"{dtype}[{','.join(map(str, shape))}]"


def reprs(seen, count):
    """Some reprs, None for each that raised."""
    if not (isinstance(seen, list) and len(seen) == count):
        fail(f"The `repr`s of a `Params` could not be looked at. {REPR}")
    return seen


def refuse_known_forms(got, want):
    """Say what is wrong with the repr of arrays, where it is a known mistake."""
    if got.replace(",)", ")") == want.replace("[", "(").replace("]", ")"):
        fail(
            f"`repr(params)` writes a shape as Python's tuple. The text asks for `float32[3]`, without (,). {REPR}",
            code="tuple",
        )
    short = want
    for name in ("float", "int"):
        short = short.replace(name, name[0])
    if got == short != want:
        fail(
            f"`repr(params)` shortens the dtypes. The text asks for their full names: `float32[2,3]`. {REPR}",
            code="short-dtype",
        )


@pytest.mark.core
def test_the_shape_and_dtype_of_arrays(student, rng):
    """Arrays show their dtype and shape, scalars `[]`."""
    n = int(rng.integers(2, 9))
    cases = [
        (np.ones((n, 3), np.float32), np.zeros(3, np.int32), f"Params(w=float32[{n},3],b=int32[3])"),
        (np.zeros((1, n, 2), bool), np.float32(1.5), f"Params(w=bool[1,{n},2],b=float32[])"),
        (HostArray(np.zeros((n, 1), np.float64)), HostArray(np.uint8(3)), f"Params(w=float64[{n},1],b=uint8[])"),
    ]
    seen = reprs(student.probe(of, pairs=[[w, b] for w, b, _ in cases]), len(cases))
    for text, (_, _, want) in zip(seen, cases, strict=True):
        got = squeeze(text)
        refuse_known_forms(got, want)
        expect(
            got == want,
            "`repr(params)` of arrays is not as in the text: dtype and shape of each leaf, as in "
            f"`Params(w=float32[2,3], b=float32[3])`, and `float32[]` for a scalar. {REPR}",
        )


@pytest.mark.core
def test_every_shape_and_every_dtype(student, rng):
    """Any number of axes, axes of length 0 and 1, and all of JAX's dtypes are shown alike."""
    dtypes = [str(dtype) for dtype in rng.permutation(edges.DTYPES)]
    shapes = [edges.SHAPES[i % len(edges.SHAPES)] for i in range(len(dtypes))]
    seen = reprs(student.probe(of_arrays, shapes=shapes, dtypes=dtypes), len(dtypes))
    for text, shape, dtype in zip(seen, shapes, dtypes, strict=True):
        expect(
            squeeze(text) == f"Params(w={shown(dtype, shape)},b={shown(dtype, shape)})",
            "`repr(params)` of arrays is not as in the text for every shape and dtype. Every axis is shown, however "
            f"many there are, also one of length 0 or 1, and every dtype by its full name, such as `bfloat16`. {REPR}",
        )


@pytest.mark.core
def test_all_that_has_a_shape_and_a_dtype(student, rng):
    """What has a shape and a dtype shows them, whatever its class: `ShapeDtypeStruct`s, keys, and other objects."""
    n = int(rng.integers(2, 999))
    want = [f"Params(w=int32[{n},2],b=int8[2,{n}])", f"Params(w=key<fry>[],b=key<fry>[{n}])"]
    want.append("Params(w=float32[],b=int8[])")  # scalars of NumPy
    for got, right in zip(reprs(student.probe(of_other_arrays, n=n), len(want)), want, strict=True):
        expect(
            squeeze(got) == right,
            "`repr(params)` does not show the shape and the dtype of everything that has both: a `ShapeDtypeStruct`, "
            "an array of keys (its dtype is not a NumPy dtype), an object of another library. Ask with `hasattr`, not "
            f"for classes. {REPR}",
        )


def refuse_known_tracers(text):
    """Say what is wrong under a transformation, where it is a known mistake."""
    if text is None:
        fail(
            "A `Params` raises while JAX traces. A tracer has no numbers, so `float(...)`, `.item()` and NumPy "
            "fail; and JAX rebuilds the object with other things in its leaves' places, so `__init__` must not "
            f"convert them. {REPR}",
            code="raises-while-tracing",
        )
    if "Tracer" in squeeze(text):
        fail(
            "`repr(params)` has `Tracer` in it while JAX traces. A tracer has a `shape` and a `dtype`, as an "
            f"array has: show these. {REPR}",
            code="class-of-tracers",
        )


def judge_traced(where, text, n):
    """Expect the right repr under a transformation."""
    one, whole = f"Params(w=float32[{n}],b=float32[])", f"Params(w=float32[4,{n}],b=float32[4])"
    refuse_known_tracers(text)
    got = squeeze(text)
    if where == "vmap" and got == whole:
        fail(
            "`repr(params)` under `vmap` shows the whole batch. A tracer's own `shape` is that of one example: look "
            f"at it, not into the tracer. {REPR}",
            code="whole-batch",
        )
    expect(
        got == (one if where in ("vmap", "pmap", "vmap of grad") else whole),
        "`repr(params)` under one of `jit`, `vmap`, `grad`, `pmap`, `scan` and `eval_shape` does not show the dtype "
        "and shape of each leaf. A tracer has both, as an array has; it has no numbers, and need not have an array's "
        f"class. {REPR}",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_works_while_jax_traces(student, rng):
    """Under `jit`, `vmap`, `grad` and `pmap`, and in loops, it shows what the tracers stand for."""
    n = int(rng.integers(2, 999))
    seen = student.probe(under_transformations, n=n)
    if not (isinstance(seen, list) and all(isinstance(each, list) and len(each) == 2 for each in seen)):
        fail(f"The `repr`s of a `Params` could not be looked at. {REPR}")
    for where, text in seen:
        judge_traced(where if isinstance(where, str) else "", text, n)


@pytest.mark.core
@pytest.mark.weight(2)
def test_anything_else_shows_its_class(student, rng):
    """Leaves that are not arrays show their class: `object`, `NoneType`, `float`, `str` and any other."""
    order = [int(place) for place in rng.permutation(len(CLASSES))]
    seen = reprs(student.probe(of_strange_leaves, order=order), len(CLASSES))
    for got, (w, b) in zip(seen, [CLASSES[place] for place in order], strict=True):
        if got is None:
            fail(
                "`repr(params)` raises for leaves that are not arrays. Ask with `hasattr` whether a leaf has both a "
                "`shape` and a `dtype`, before you read them; for all others show the name of their class, without "
                f"comparing or printing them. {REPR}",
                code="raises-for-others",
            )
        if squeeze(got) == "Params(w=object,b=None)":
            fail(
                "`repr(params)` shows a `None` by its value. It shows the name of its class, `NoneType`, as for "
                f"anything else that is no array. {REPR}",
                code="none",
            )
        expect(
            squeeze(got) == f"Params(w={w},b={b})",
            "`repr(params)` of leaves that are not arrays is not as in the text. What lacks a `shape` or a `dtype` "
            "shows the bare name of its class, not its value and not what it holds, as in `Params(w=object, "
            f"b=NoneType)`. {REPR}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_leaves_that_jax_puts_in(student, rng):
    """It works, too, where JAX has put `object()` and `None` in the leaves' places."""
    empty = [[bool(each) for each in pair] for pair in rng.integers(2, size=(8, 2))]
    empty[0] = [False, True]
    for seen, pair in zip(reprs(student.probe(refilled, empty=empty), len(empty)), empty, strict=True):
        if seen is None:
            fail(
                "A `Params` raises where JAX has put `object()` and `None` in the leaves' places. Neither `__init__` "
                f"nor `__repr__` may rely on arrays. {REPR}",
                code="raises-for-placeholders",
            )
        w, b = ("NoneType" if each else "object" for each in pair)
        expect(
            squeeze(seen) == f"Params(w={w},b={b})",
            "`repr` of a `Params` whose leaves JAX has replaced by `object()` and `None` is not as in "
            f"`Params(w=object, b=NoneType)`. Neither `__init__` nor `__repr__` may rely on arrays. {REPR}",
        )


@pytest.mark.core
def test_shows_what_it_holds_now(student, rng):
    """After a leaf is replaced, it shows the new one."""
    n = int(rng.integers(2, 999))
    before, after = reprs(student.probe(after_a_change, n=n), 2)
    old, new = f"Params(w=float32[2,{n}],b=float32[3])", f"Params(w=float32[{n},5],b=NoneType)"
    expect(
        squeeze(before) == old,
        f"`repr(params)` of arrays is not as in the text, such as `Params(w=float32[2,3], b=float32[3])`. {REPR}",
    )
    if squeeze(after) == old:
        fail(
            "`repr(params)` still shows the old leaves after new ones were put in their places. Look at `self.w` and "
            f"`self.b` in `__repr__`, each time. {REPR}",
            code="remembers",
        )
    expect(
        squeeze(after) == new,
        f"`repr(params)` does not show the new leaves after they were put in the places of the old ones. {REPR}",
    )


def same_arrays(got, want):
    """Whether there are arrays of these shapes and values."""
    return (
        isinstance(got, list)
        and len(got) == len(want)
        and all(getattr(mine, "shape", None) == theirs.shape for mine, theirs in zip(got, want, strict=True))
        and all(bool(np.allclose(mine, theirs)) for mine, theirs in zip(got, want, strict=True))
    )


@pytest.mark.core
def test_is_still_a_pytree_of_w_and_b(student, rng):
    """It is a pytree with the leaves `w` and `b`, in this order, rebuilt as it was."""
    w, b = (rng.normal(size=size).astype(np.float32) for size in (3, 2))
    seen = student.probe(as_a_tree, w=w, b=b)
    given = "Leave `tree_flatten`, `tree_unflatten` and the decorator as they were given."
    if same_arrays(seen["leaves"], [b, w]):
        fail(f"The leaves of a `Params` are `b` and `w`. `w` comes first. {given} {REPR}", code="swapped")
    expect(
        same_arrays(seen["leaves"], [w, b]),
        f"The leaves of a `Params` are not `w` and `b`, in this order. {given} {REPR}",
    )
    expect(
        same_arrays(seen["doubled"], [2 * w, 2 * b]),
        f"`jax.tree.map` over a `Params` does not give one with its leaves mapped. {given} {REPR}",
    )
    expect(seen["class"], f"`jax.tree.map` over a `Params` does not give a `Params`. {REPR}")
