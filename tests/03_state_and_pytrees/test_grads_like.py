"""Hidden tests for `grads_like`: a loss and its gradients, with zeros where there are none."""

import numpy as np
import pytest
from helpers import array
from probes import attempt, containers, dtype_of, is_pair

from gradax.testing import equal, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

GRADS = "See *Gradients for many parameters*."
CALL = "`grads_like(loss, params, *data)`"
MIXED = ["int32", "float32", "bool", "uint8", "float32"]
INTEGERS = ("int32", "bool", "uint8", "int8", "uint32", "int16", "uint16")


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
def partly(student, w, b, n, flags, index, jitted):
    """Floats, integers and bools in one tree, within a NamedTuple; the integers index, the bools choose."""
    import jax
    import jax.numpy as jnp

    Pair, Layer = containers()

    def loss(params):
        rest = params.first.weight
        row = params.second["w"][rest["index"]]
        total = params.second["n"].sum() * jnp.sum(jnp.where(rest["flags"], row**2, 3.0 * row))
        as_they_were = rest["index"].dtype == jnp.uint8 and rest["flags"].dtype == bool
        return total + 3.0 * params.first.bias[0] if as_they_were else 0.0 * total

    params = Pair({"n": n, "w": w}, Layer({"flags": flags, "index": index, "none": None}, (b,)))
    answer = attempt((jax.jit if jitted else lambda run: run)(lambda p: student.grads_like(loss, p)), params)
    if not is_pair(answer):
        answer = answer if isinstance(answer, str) else "no pair"
        return {"value": answer, "same": False, "dtypes": [], "leaves": []}
    leaves = jax.tree.leaves(answer[1])
    dtypes = [dtype_of(leaf) for leaf in leaves]
    known = [leaf for leaf, dtype in zip(leaves, dtypes, strict=True) if dtype != "float0"]
    same = jax.tree.structure(answer[1]) == jax.tree.structure(params)
    return {"value": answer[0], "same": same, "dtypes": dtypes, "leaves": known}


@probe
def integers(student, names):
    """The dtypes and values of what comes for integers and bools of every size, each of JAX's and of NumPy's."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    params = {name: [jnp.ones((1, 2), name), np.ones(3, name), jnp.ones((0, 2), name)] for name in names}
    answer = student.grads_like(lambda params: 3.0 * params["w"], {**params, "w": jnp.float32(2)})
    if not is_pair(answer) or not isinstance(answer[1], dict) or set(answer[1]) != {*names, "w"}:
        return {"dtypes": "no pair", "values": {}}
    leaves = {name: jax.tree.leaves(answer[1][name]) for name in names}
    dtypes = {name: [dtype_of(leaf) for leaf in leaves[name]] for name in names}
    known = all("float0" not in each for each in dtypes.values())
    return {"dtypes": dtypes, "values": leaves if known else {}}


@probe
def halves(student):
    """The dtypes and values of gradients by leaves of three dtypes, one of them NumPy's and one without entries."""
    import jax.numpy as jnp
    import numpy as np

    def loss(params):
        return sum(jnp.sum(jnp.array([1000.0, jnp.inf]) * leaf.astype(jnp.float32)) for leaf in params)

    params = [jnp.ones(2, "bfloat16"), jnp.ones((1, 2), "float16"), np.ones((3, 2), np.float32), jnp.ones((0, 2))]
    answer = student.grads_like(loss, params)
    if not (is_pair(answer) and isinstance(answer[1], list) and len(answer[1]) == 4):
        return {"dtypes": "no pair", "values": []}
    return {
        "dtypes": [str(getattr(leaf, "dtype", "none")) for leaf in answer[1]],
        "values": [jnp.asarray(leaf, jnp.float32) for leaf in answer[1]],
    }


@probe
def calls(student, w):
    """How often the loss is called, for floats alone and with an integer among them."""
    import jax.numpy as jnp

    seen = []

    def loss(params, scale):
        seen.append(1)
        return scale * jnp.sum(params["w"] ** 2)

    student.grads_like(loss, {"w": w}, jnp.float32(2))
    floats = len(seen)
    student.grads_like(loss, {"w": w, "n": jnp.int32(3)}, jnp.float32(2))
    return {"floats": floats, "integers": len(seen) - floats}


@probe
def with_data(student, w):
    """Without data, with one, and with five of different kinds; `params` is a single array, or the same one twice."""
    import jax.numpy as jnp
    import numpy as np

    def counted(params, n):
        return jnp.sum(params) * (n if type(n) is int else 0.0)

    def scaled(params, x, host, name, square, rest):
        factor = 2.0 if name == "twice" and rest["deep"] is None and type(host) is np.ndarray else 0.0
        return factor * x * jnp.sum(square(params))

    return [
        student.grads_like(lambda params: jnp.sum(params), w),
        student.grads_like(counted, w, 3),
        student.grads_like(scaled, w, 2.0, np.ones(2), "twice", lambda x: x**2, {"deep": None}),
        student.grads_like(lambda params: jnp.sum(params[0] + 3.0 * params[1]), [w, w]),
    ]


@probe
def steep(student, w):
    """Value and gradient of a loss that is steep."""
    import jax.numpy as jnp

    return student.grads_like(lambda params: jnp.sum(1e3 * params["w"] ** 2), {"w": w})


def problem(rng):
    """A linear model with its data, the loss and the gradients in float64."""
    params = {"w": array(rng, 3, 2), "deep": [{"b": array(rng, 2)}]}
    x, y = array(rng, 5, 3), array(rng, 5, 2)
    rest = (x @ params["w"] + params["deep"][0]["b"] - y).astype(np.float64)
    grads = {"w": 2 * x.T @ rest / rest.size, "deep": [{"b": 2 * rest.sum(0) / rest.size}]}
    return params, x, y, np.mean(rest**2), grads


def mixed(student, rng, jitted):
    """What comes for floats, integers and bools in one tree, and what is right: the value and all leaves."""
    w, b, index = array(rng, 4, 3), array(rng), int(rng.integers(0, 4))
    flags, n = np.array([True, False, True]), np.array([3, -1], np.int32)
    seen = student.probe(partly, w=w, b=b, n=n, flags=flags, index=np.array(index, np.uint8), jitted=jitted)
    by_w = np.zeros((4, 3))
    by_w[index] = 2 * np.where(flags, 2 * w[index], 3.0)
    value = 2 * np.sum(np.where(flags, w[index] ** 2, 3 * w[index]), dtype=np.float64) + 3 * b
    return seen, value, [np.zeros(2, np.int32), by_w, np.zeros(3, bool), np.uint8(0), 3.0]


def answered(seen):
    """Fails where there is no value with gradients."""
    if isinstance(seen["value"], str) and seen["value"] == "refused":
        fail(
            f"{CALL} raises an exception for a tree with integers and bools in it. `jax.grad` refuses to differentiate "
            "with respect to them; and converted to floats, they no longer serve the loss as indices. Differentiate "
            "with respect to the float leaves alone, and put the others back in their places before you call `loss`. "
            f"{GRADS}",
            code="integers-refused",
        )
    if isinstance(seen["value"], str):
        fail(f"{CALL} does not return a tuple of two, `(value, grads)`. {GRADS}", code="no-pair")


def expect_dtypes(got, want):
    """Expect these dtypes of gradients."""
    if isinstance(got, list) and any(isinstance(each, str) and each == "float0" for each in got):
        fail(
            f"{CALL} leaves gradients of dtype float0, which is what JAX gives for integers and bools where "
            "`allow_int=True`. Whatever is not float, as `jnp.issubdtype(leaf.dtype, jnp.floating)` says, gets zeros "
            f"of its own dtype. {GRADS}",
            code="float0-left",
        )
    if not equal(got, want):
        fail(
            f"{CALL} gives gradients of other dtypes than those of the leaves of `params`. Zeros for an int32 leaf are "
            f"int32, and for a bool leaf they are False: `jnp.zeros_like(leaf)`. {GRADS}",
            code="dtypes-differ",
        )


@pytest.mark.core
@pytest.mark.weight(3)
def test_value_and_gradients_by_all_floats(student, rng):
    """It returns the loss and a tree like `params` that has the derivative by each float leaf."""
    params, x, y, value, grads = problem(rng)
    got = student.probe(linear, params=params, x=x, y=y, jitted=False)
    alone = f"{CALL} returns the gradients alone. Return the tuple `(value, grads)`. {GRADS}"
    recognise(got, grads, alone, code="gradients-alone")
    first = f"{CALL} returns the gradients first. The value comes first. {GRADS}"
    recognise(got, (grads, value), first, code="gradients-first")
    if not (isinstance(got, tuple) and len(got) == 2):
        fail(f"{CALL} does not return a tuple of two, `(value, grads)`. {GRADS}", code="no-pair")
    because = f"Differentiate `loss(params, *data)` by its first argument, and leave the data as they are. {GRADS}"
    expect_close(got, (value, grads), what=CALL, rtol=1e-3, atol=1e-4, because=because)
    expect_array(got[0], what=f"The value of {CALL}", shape=(), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_integers_and_bools_get_zeros(student, rng):
    """Integer and bool leaves get zeros of their shape and dtype, wherever they are; the structure stays."""
    seen, value, leaves = mixed(student, rng, jitted=False)
    answered(seen)
    because = f"The loss must get its integers and bools as they are, in their dtype: they index and choose. {GRADS}"
    expect_close(seen["value"], value, what=f"The value of {CALL}", rtol=1e-3, atol=1e-4, because=because)
    expect_array(seen["value"], what=f"The value of {CALL}", shape=(), dtype=np.float32)
    expect(
        seen["same"] is True,
        f"{CALL} gives gradients of another structure than `params`. An integer is a leaf with a place of its own, "
        "NamedTuples and registered classes stay what they are, and so does None: flatten and unflatten with the "
        f"structure of `params`. {GRADS}",
        code="structure-lost",
    )
    expect_dtypes(seen["dtypes"], MIXED)
    because = f"Zeros of the leaf's own shape for integers and bools, the derivative for floats. {GRADS}"
    what = f"The list of leaves of the gradients of {CALL}"
    expect_close(seen["leaves"], leaves, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_integers_of_every_size_get_zeros(student):
    """Integers of any size, signed or not, and bools get zeros of their dtype, of JAX's arrays and of NumPy's."""
    seen = student.probe(integers, names=list(INTEGERS))
    if isinstance(seen["dtypes"], str):
        fail(f"{CALL} does not return a tuple of the value and of gradients like `params`. {GRADS}", code="no-pair")
    want = {name: [np.zeros((1, 2), name), np.zeros(3, name), np.zeros((0, 2), name)] for name in INTEGERS}
    for name in INTEGERS:
        expect_dtypes(seen["dtypes"].get(name) if isinstance(seen["dtypes"], dict) else None, [name] * 3)
    because = f"All of them are zeros, of the leaf's own shape. {GRADS}"
    expect_close(seen["values"], want, what="The dict of gradients by integers and bools", because=because)


@pytest.mark.core
def test_every_float_dtype_counts(student):
    """Leaves in bfloat16 and float16 get gradients in their dtype; NumPy arrays and empty ones are leaves, too."""
    seen = student.probe(halves)
    if isinstance(seen["dtypes"], str):
        fail(f"{CALL} does not return a tuple of the value and of gradients like `params`. {GRADS}", code="no-pair")
    expect(
        equal(seen["dtypes"][:3], ["bfloat16", "float16", "float32"]),
        f"{CALL} gives gradients of other dtypes than those of the leaves of `params`, which are bfloat16, float16 and "
        f"float32 here. {GRADS}",
        code="dtypes-differ",
    )
    empty = f"{CALL} gives a gradient of another dtype than float32 for a float32 leaf without entries. {GRADS}"
    expect(equal(seen["dtypes"][3:], ["float32"]), empty, code="empty-leaf")
    want = [np.broadcast_to([1000.0, np.inf], shape) for shape in (2, (1, 2), (3, 2), (0, 2))]
    because = (
        "Half precision is float, too: `jnp.issubdtype(dtype, jnp.floating)` knows all of them. Derivatives stay as "
        f"they come, large and infinite ones too. {GRADS}"
    )
    expect_close(seen["values"], want, what="The list of gradients by leaves of three float dtypes", because=because)


@pytest.mark.core
def test_params_may_be_one_array_and_data_anything(student, rng):
    """`params` may be one array, or one array twice; data are passed on, however many and whatever they are."""
    w = array(rng, 3)
    got = student.probe(with_data, w=w)
    want = [(w.sum(), np.ones(3)), (3 * w.sum(), np.full(3, 3.0)), (4 * np.sum(w**2), 8 * w)]
    want += [(4 * w.sum(), [np.ones(3), np.full(3, 3.0)])]
    because = (
        "Pass all of `data` on to `loss`, untouched: a number, NumPy's array, a string, a function, a dict. Each leaf "
        f"has its own derivative, even where two are the same array. {GRADS}"
    )
    what = "The list of answers for no data, one, five, and for an array that is there twice"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_gradients_come_as_they_are(student, rng):
    """Large gradients are not clipped, tiny ones are not lost, and nan and infinity stay."""
    for w in ([3e3, -2e4, 1e-15], [1.0, np.inf, 2.0], [np.nan, 1.0, -1.0]):
        w = rng.permutation(np.array(w, np.float32))
        got = student.probe(steep, w=w)
        because = f"Return the derivatives as `jax.grad` gives them, neither clipped nor rounded. {GRADS}"
        want = (np.sum(np.float32(1e3) * w**2), {"w": np.float32(2e3) * w})
        what, code = f"{CALL} for a steep loss", "gradients-changed"
        expect_close(got, want, what=what, rtol=1e-3, atol=0, because=because, code=code)


@pytest.mark.core
@pytest.mark.weight(2)
def test_calls_the_loss_once(student, rng):
    """`loss` is called once."""
    params, x, y, value, grads = problem(rng)
    got = student.probe(linear, params=params, x=x, y=y, jitted=False)
    expect_close(got, (value, grads), what=CALL, rtol=1e-3, atol=1e-4, because=GRADS)
    seen = student.probe(calls, w=array(rng, 3))
    for key, words in (("floats", ""), ("integers", " where there are integers in `params`")):
        expect(
            isinstance(seen[key], int) and seen[key] == 1,
            f"{CALL} does not call `loss` exactly once{words}. `jax.grad` computes the value anyway and throws it "
            f"away: `jax.value_and_grad` gives both from one call. {GRADS}",
            code="two-passes",
        )


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jit` with `loss` fixed, integers and bools included."""
    params, x, y, value, grads = problem(rng)
    plain = student.probe(linear, params=params, x=x, y=y, jitted=False)
    expect_tree(plain, (value, grads), what=CALL)
    got = student.probe(linear, params=params, x=x, y=y, jitted=True)
    because = f"Do not use `float(...)`, NumPy or Python's `if` on values. {GRADS}"
    expect_close(got, plain, what=f"{CALL} under `jit`", rtol=1e-3, atol=1e-4, because=because)
    seen, value, leaves = mixed(student, rng, jitted=True)
    answered(seen)
    expect_dtypes(seen["dtypes"], MIXED)
    because = f"If it is right without `jit`, look for `float(...)`, NumPy or Python's `if` on values. {GRADS}"
    what = f"The list of the value and the gradients of {CALL} under `jit`"
    expect_close([seen["value"], seen["leaves"]], [value, leaves], what=what, rtol=1e-3, atol=1e-4, because=because)
