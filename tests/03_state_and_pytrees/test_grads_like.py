"""Hidden tests for `grads_like`: a loss and its gradients, with zeros where there are none."""

import numpy as np
import pytest

from gradax.testing import equal, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

GRADS = "See *Gradients for many parameters*."
CALL = "`grads_like(loss, params, *data)`"


@probe
def linear(student, params, x, y, jitted):
    """Value and gradients of a linear model's squared error."""
    import jax
    import jax.numpy as jnp

    def loss(params, x, y):
        return jnp.mean((x @ params["w"] + params["deep"][0]["b"] - y) ** 2)

    def run(params, x, y):
        return student.grads_like(loss, params, x, y)

    return (jax.jit(run) if jitted else run)(params, x, y)


@probe
def partly(student, w, n, flags, index):
    """Floats, integers and bools in one tree, within a NamedTuple; the integers index, the bools choose."""
    from typing import NamedTuple

    import jax
    import jax.numpy as jnp

    class Model(NamedTuple):
        n: object
        w: object
        rest: object

    def loss(params):
        row = params.w[params.rest["index"]]
        return params.n.sum() * jnp.sum(jnp.where(params.rest["flags"], row**2, 3.0 * row))

    params = Model(n=n, w=w, rest={"flags": flags, "index": index, "none": None})
    try:
        answer = student.grads_like(loss, params)
    except TypeError as error:
        if type(error) is not TypeError:
            raise
        answer = "refused"
    if not (isinstance(answer, tuple) and len(answer) == 2):
        answer = answer if isinstance(answer, str) else "no pair"
        return {"value": answer, "same": False, "dtypes": [], "leaves": []}
    value, grads = answer
    leaves = jax.tree.leaves(grads)
    dtypes = [getattr(leaf, "dtype", "none") for leaf in leaves]
    dtypes = ["float0" if dtype == jax.dtypes.float0 else str(dtype) for dtype in dtypes]
    return {
        "value": value,
        "same": jax.tree.structure(grads) == jax.tree.structure(params),
        "dtypes": dtypes,
        "leaves": [leaf for leaf, dtype in zip(leaves, dtypes, strict=True) if dtype != "float0"],
    }


@probe
def halves(student):
    """The dtypes and values of gradients by leaves of three dtypes, one of them NumPy's."""
    import jax.numpy as jnp
    import numpy as np

    def loss(params):
        return sum(jnp.sum(3.0 * leaf.astype(jnp.float32)) for leaf in params)

    params = [jnp.ones(2, "bfloat16"), jnp.ones((1, 2), "float16"), np.ones(3, np.float32)]
    answer = student.grads_like(loss, params)
    if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], list) and len(answer[1]) == 3):
        return {"dtypes": "no pair", "values": []}
    return {
        "dtypes": [str(getattr(leaf, "dtype", "none")) for leaf in answer[1]],
        "values": [jnp.asarray(leaf, jnp.float32) for leaf in answer[1]],
    }


@probe
def calls(student, w):
    """How often the loss is called."""
    import jax.numpy as jnp

    seen = []

    def loss(params, scale):
        seen.append(1)
        return scale * jnp.sum(params["w"] ** 2)

    student.grads_like(loss, {"w": w}, jnp.float32(2))
    return {"calls": len(seen)}


def problem(rng):
    """A linear model with its data, the loss and the gradients in float64."""
    params = {
        "w": rng.normal(size=(3, 2)).astype(np.float32),
        "deep": [{"b": rng.normal(size=2).astype(np.float32)}],
    }
    x, y = rng.normal(size=(5, 3)).astype(np.float32), rng.normal(size=(5, 2)).astype(np.float32)
    rest = (x @ params["w"] + params["deep"][0]["b"] - y).astype(np.float64)
    grads = {"w": 2 * x.T @ rest / rest.size, "deep": [{"b": 2 * rest.sum(0) / rest.size}]}
    return params, x, y, np.mean(rest**2), grads


@pytest.mark.core
@pytest.mark.weight(3)
def test_value_and_gradients_by_all_floats(student, rng):
    """It returns the loss and a tree like `params` that has the derivative by each float leaf."""
    params, x, y, value, grads = problem(rng)
    got = student.probe(linear, params=params, x=x, y=y, jitted=False)
    recognise(got, grads, f"{CALL} returns the gradients alone. Return the tuple `(value, grads)`. {GRADS}")
    recognise(got, (grads, value), f"{CALL} returns the gradients first. The value comes first. {GRADS}")
    if not (isinstance(got, tuple) and len(got) == 2):
        fail(f"{CALL} does not return a tuple of two, `(value, grads)`. {GRADS}")
    because = f"`loss(params, *data)` is differentiated by its first argument, the data stay what they are. {GRADS}"
    expect_close(got, (value, grads), what=CALL, rtol=1e-3, atol=1e-4, because=because)
    expect_array(got[0], what=f"The value of {CALL}", shape=(), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_integers_and_bools_get_zeros(student, rng):
    """Integer and bool leaves get zeros of their shape and dtype, wherever they are; the structure stays."""
    w, index = rng.normal(size=(4, 3)).astype(np.float32), int(rng.integers(0, 4))
    flags = np.array([True, False, True])
    n, index = np.array([3, -1], np.int32), np.array(index, np.uint8)
    seen = student.probe(partly, w=w, n=n, flags=flags, index=index)
    if isinstance(seen["value"], str) and seen["value"] == "refused":
        fail(
            f"{CALL} raises a `TypeError` for a tree with integers and bools in it. `jax.grad` refuses to "
            "differentiate by them; and turned to floats, they no longer serve the loss as indices. Differentiate by "
            f"the float leaves alone, and put the others back in their places before you call `loss`. {GRADS}"
        )
    if isinstance(seen["value"], str):
        fail(f"{CALL} does not return a tuple of two, `(value, grads)`. {GRADS}")
    value = 2 * np.sum(np.where(flags, w[index] ** 2, 3 * w[index]), dtype=np.float64)
    because = f"The loss must get its integers and bools as they are: here they index and choose. {GRADS}"
    expect_close(seen["value"], value, what=f"The value of {CALL}", rtol=1e-3, atol=1e-4, because=because)
    expect(
        seen["same"] is True,
        f"{CALL} gives gradients of another structure than `params`. An integer is a leaf with a place of its own, a "
        f"NamedTuple stays one, and None stays None: flatten and unflatten with the structure of `params`. {GRADS}",
    )
    if isinstance(seen["dtypes"], list) and 0 < seen["dtypes"].count("float0") < 3:
        fail(
            f"{CALL} leaves gradients of dtype float0 for some kinds of integers or for bools. There are more kinds "
            "than int32: whatever is no float, as `jnp.issubdtype(leaf.dtype, jnp.floating)` says, gets zeros of its "
            f"own dtype. {GRADS}"
        )
    if isinstance(seen["dtypes"], list) and "float0" in seen["dtypes"]:
        fail(
            f"{CALL} leaves gradients of dtype float0. That is what JAX gives for integers where `allow_int=True`; "
            f"put zeros of the leaf's own dtype in their place. {GRADS}"
        )
    if seen["dtypes"] != ["int32", "float32", "bool", "uint8"]:
        fail(
            f"{CALL} gives gradients of other dtypes than those of the leaves of `params`. Zeros for an int32 leaf are "
            f"int32, for a bool leaf they are False: `jnp.zeros_like(leaf)`. {GRADS}"
        )
    by_w = np.zeros((4, 3))
    by_w[index] = 2 * np.where(flags, 2 * w[index], 3.0)
    want = [np.zeros(2, np.int32), by_w, np.zeros(3, bool), np.uint8(0)]
    because = f"Zeros of the leaf's own shape for integers and bools, the derivative for floats. {GRADS}"
    expect_close(
        seen["leaves"], want, what=f"The leaves of the gradients of {CALL}", rtol=1e-3, atol=1e-4, because=because
    )


@pytest.mark.core
def test_every_float_dtype_counts(student):
    """Leaves in bfloat16 and float16 get gradients in their dtype; NumPy arrays are leaves, too."""
    seen = student.probe(halves)
    if isinstance(seen["dtypes"], str):
        fail(f"{CALL} does not return a tuple of the value and of gradients like `params`, a list here. {GRADS}")
    expect(
        equal(seen["dtypes"], ["bfloat16", "float16", "float32"]),
        f"{CALL} gives gradients of other dtypes than those of the leaves of `params`, which are bfloat16, float16 and "
        f"float32 here. {GRADS}",
    )
    want = [np.full(shape, 3.0) for shape in (2, (1, 2), 3)]
    because = f"Half precision is float, too: `jnp.issubdtype(dtype, jnp.floating)` knows all of them. {GRADS}"
    expect_close(seen["values"], want, what="The gradients by leaves of three float dtypes", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_calls_the_loss_once(student, rng):
    """`loss` is called once."""
    params, x, y, value, grads = problem(rng)
    got = student.probe(linear, params=params, x=x, y=y, jitted=False)
    expect_close(got, (value, grads), what=CALL, rtol=1e-3, atol=1e-4, because=GRADS)
    w = rng.normal(size=3).astype(np.float32)
    seen = student.probe(calls, w=w)
    expect(
        isinstance(seen["calls"], int) and seen["calls"] == 1,
        f"{CALL} does not call `loss` exactly once. `jax.grad` computes the value anyway and throws it away: "
        f"`jax.value_and_grad` gives both from one call. {GRADS}",
        code="two-passes",
    )


def test_works_under_jit(student, rng):
    """It works under `jit` with `loss` fixed."""
    params, x, y, value, grads = problem(rng)
    plain = student.probe(linear, params=params, x=x, y=y, jitted=False)
    expect_tree(plain, (value, grads), what=CALL)
    got = student.probe(linear, params=params, x=x, y=y, jitted=True)
    because = f"Keep `float(...)`, NumPy and Python's `if` on values out of it. {GRADS}"
    expect_close(got, plain, what=f"{CALL} under `jit`", rtol=1e-3, atol=1e-4, because=because)
