"""Hidden tests for `Dense` and `apply`: weights are children, the activation is auxiliary."""

import numpy as np
import pytest
from probes import attempt

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

SEE = "See *Children or auxiliary data?*."
CALL = "`apply(layer, x)`"


@probe
def outputs(student, w, b, xs):
    """What `apply` gives for some activations; "raises" where it refuses."""
    import jax
    import jax.numpy as jnp

    activations = (jax.nn.relu, jnp.tanh, lambda z: 3 * z - 1, lambda z: z / jnp.abs(z).sum(-1, keepdims=True))
    layers = [student.Dense(w, b, activation) for activation in activations]
    return [[attempt(student.apply, layer, x) for layer in layers] for x in xs]


@probe
def flattened(student, w, b):
    """What JAX sees of a layer, and what it has after a round trip."""
    import jax
    import jax.numpy as jnp

    layer = student.Dense(w, b, jnp.tanh)
    if jax.tree_util.all_leaves([layer]):
        return {"registered": False, "leaves": [], "functions": 0, "same_class": False, "kept": []}
    leaves, structure = jax.tree.flatten(layer)
    arrays = [leaf for leaf in leaves if not callable(leaf)]
    rebuilt = jax.tree.unflatten(structure, [leaf if callable(leaf) else 2 * leaf for leaf in leaves])
    kept = [getattr(rebuilt, name, None) for name in ("w", "b")] + [getattr(rebuilt, "activation", lambda z: z)(w)]
    return {
        "registered": True,
        "leaves": arrays,
        "functions": len(leaves) - len(arrays),
        "same_class": type(rebuilt) is student.Dense,
        "kept": kept,
    }


@probe
def traces(student, w, b, x):
    """How often Python runs an activation in each of some calls, and whether it saw tracers alone."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    saw = []

    def make(factor):
        def activation(z):
            saw.append(isinstance(z, jax.core.Tracer))
            return jnp.tanh(factor * z)

        return activation

    one, two = make(1.0), make(-2.0)  # two functions of one name
    same = student.Dense(w, b, one)
    layers = [same, same, *(student.Dense(factor * w, b, one) for factor in (2, 3))]
    layers += [student.Dense(np.asarray(4 * w), np.asarray(b), one)]
    layers += [student.Dense(w, b, two), student.Dense(2 * w, b, two), student.Dense(w, b, one)]
    counts, results = [], []
    for layer in layers:
        before = len(saw)
        results.append(attempt(student.apply, layer, x))
        counts.append(len(saw) - before)
    return {"counts": counts, "tracers": all(saw), "results": results}


@probe
def gradient(student, w, b, x):
    """The gradient by a layer: its parts, and whether it is a Dense of the same structure."""
    import jax
    import jax.numpy as jnp

    layer = student.Dense(w, b, jnp.tanh)
    grads = attempt(lambda: jax.grad(lambda layer: student.apply(layer, x).sum())(layer))
    if isinstance(grads, str):
        return {"class": False, "structure": False, "parts": grads}
    if type(grads) is not student.Dense:
        return {"class": False, "structure": False, "parts": []}
    same = jax.tree.structure(grads) == jax.tree.structure(layer)
    return {"class": True, "structure": bool(same), "parts": [grads.w, grads.b]}


@probe
def mapped(student, w, b, x):
    """The output of three layers at once, by `vmap`."""
    import jax
    import jax.numpy as jnp

    structure = jax.tree.structure(student.Dense(w[0], b[0], jnp.tanh))
    if structure.num_leaves != 2:
        return "leaves"
    return jax.vmap(lambda layer: student.apply(layer, x))(jax.tree.unflatten(structure, [w, b]))


def problem(rng):
    """Weights, biases, an input and a batch."""
    return [rng.normal(size=shape).astype(np.float32) for shape in ((3, 2), (2,), (3,), (5, 3))]


def answered(got, what):
    """Fails where `apply` raised an error."""
    if isinstance(got, str):
        told = {
            "TypeError": "A function among the leaves cannot be traced, a layer that is not registered cannot either; "
            "and shapes must fit: `x @ w`",
            "ValueError": "An array in the auxiliary data passes the first call, and cannot be compared at the second",
        }
        fail(f"{what} raises an error. {told.get(got, 'Its layer is not what it should be')}. {SEE}")


ACTIVATIONS = (  # as in `outputs`
    lambda z: np.maximum(z, 0),
    np.tanh,
    lambda z: 3 * z - 1,
    lambda z: z / np.abs(z).sum(-1, keepdims=True),  # of a whole row, not of each entry
)


@pytest.mark.core
@pytest.mark.weight(2)
def test_applies_weights_biases_and_activation(student, rng):
    """`apply(layer, x)` is `activation(x @ w + b)` for one input and for batches, whatever the activation."""
    w, b, *xs = problem(rng)
    xs += [xs[1][:1], np.array([[1, np.inf, 2], [np.nan, 0, 1], [2, 1, 0]], np.float32)]
    got = student.probe(outputs, w=w, b=b, xs=xs)
    expect(isinstance(got, list) and len(got) == 4, f"{CALL} gave no answers that can be read.")
    for row, x in zip(got, xs, strict=True):
        with np.errstate(invalid="ignore"):  # one input is infinite
            product = x @ w
            z = product + b
            expected = [(activation(z), activation(product) + b) for activation in ACTIVATIONS]
        readable = isinstance(row, list) and len(row) == len(ACTIVATIONS)
        expect(readable, f"{CALL} gave no answers that can be read.")
        for each, (want, early) in zip(row, expected, strict=True):
            answered(each, CALL)
            recognise(
                each, early, f"{CALL} applies the activation before it adds `b`. {SEE}", want=want, code="biases-late"
            )
            recognise(
                each, z, f"{CALL} has no activation: it is `x @ w + b` alone. {SEE}", want=want, code="no-activation"
            )
            because = f"Apply the layer's own activation to `x @ w + b`. {SEE}"
            expect_close(each, want, what=CALL, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_weights_and_biases_are_the_leaves(student, rng):
    """JAX sees `w` and `b`, in this order, as leaves; the activation is auxiliary and survives."""
    w, b, *_ = problem(rng)
    seen = student.probe(flattened, w=w, b=b)
    expect(
        seen["registered"] is True,
        f"JAX does not know the class `Dense`: an object of it is a leaf. Register it. {SEE}",
        code="not-registered",
    )
    expect(
        isinstance(seen["functions"], int) and seen["functions"] == 0,
        "There is a function among the leaves of a `Dense`. The program depends on the activation, "
        f"so it belongs in the auxiliary data. {SEE}",
        code="activation-is-a-child",
    )
    because = f"What should be differentiated must be a child: `w` and `b`, in this order. {SEE}"
    expect_close(seen["leaves"], [w, b], what="The leaves of a `Dense`", because=because)
    expect(
        seen["same_class"] is True,
        f"A `Dense` put together again is not a `Dense`. What does your unflatten return? {SEE}",
    )
    what = "[`w`, `b`, `activation(w)`] of a layer with doubled leaves"
    because = f"Unflatten must put the children and the activation back in their places. {SEE}"
    expect_close(seen["kept"], [2 * w, 2 * b, np.tanh(w)], what=what, because=because)


def compiled_once(seen, counts):
    """Expect one program for all weights with one activation."""
    expect(
        seen["tracers"] is True,
        f"{CALL} runs the activation on numbers, not on tracers: it is not compiled. Put `@jax.jit` above its `def`. "
        f"{SEE}",
        code="not-compiled",
    )
    expect(counts[0] >= 1, f"{CALL} does not call the layer's own activation. It must be kept, and applied. {SEE}")
    expect(
        counts[1] == 0,
        f"{CALL}, called twice with the same layer, runs the activation's Python twice. Does flatten, unflatten or "
        f"`apply` make a new function each time? Two functions are equal only if they are the same object. {SEE}",
        code="compiles-each-time",
    )
    expect(
        counts[2:5] == [0, 0, 0],
        f"{CALL} compiles again for new weights with the same activation. The auxiliary data must be equal for them: "
        f"the activation itself and nothing made anew, no array, and the layer must not be a static argument. {SEE}",
        code="compiles-for-weights",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_new_weights_do_not_compile_again(student, rng):
    """`apply` is compiled: once for all weights of the same shapes with the same activation."""
    w, b, x, _ = problem(rng)
    seen = student.probe(traces, w=w, b=b, x=x)
    counts, results = numbers(seen)
    for result in results[:5]:
        answered(result, CALL)
    compiled_once(seen, counts)
    want = [np.tanh(x @ (factor * w) + b) for factor in (1, 1, 2, 3, 4)]
    because = f"New weights must take part, although the program is an old one. {SEE}"
    expect_close(results[:5], want, what=f"{CALL} for several weights", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_another_activation_makes_another_program(student, rng):
    """Another activation compiles once more, even one of the same name, and is the one that is applied."""
    w, b, x, _ = problem(rng)
    counts, results = numbers(student.probe(traces, w=w, b=b, x=x))
    for result in results[5:]:
        answered(result, f"{CALL} with a second activation")
    want = [np.tanh(-2 * (x @ w + b)), np.tanh(-2 * (x @ (2 * w) + b)), np.tanh(x @ w + b)]
    because = (
        "It must be the activation of the layer that is called. JAX compares the auxiliary data by `==`: if it "
        f"leaves the activation out, or has its name only, an old program is used again. {SEE}"
    )
    what = f"{CALL} with a second activation, and with the first one again"
    expect_close(results[5:], want, what=what, rtol=1e-3, atol=1e-4, because=because)
    expect(
        counts[5] >= 1 and counts[6:] == [0, 0],
        f"{CALL} compiles more often than once for each activation. The auxiliary data must be equal for equal "
        f"activations, and `apply` must be compiled. {SEE}",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_gradient_by_a_layer_is_a_layer(student, rng):
    """`jax.grad` by the layer is a `Dense` of gradients with the same structure; `vmap` takes stacked layers."""
    w, b, x, _ = problem(rng)
    seen = student.probe(gradient, w=w, b=b, x=x)
    answered(seen["parts"], f"`jax.grad` of {CALL} by the layer")
    expect(
        seen["class"] is True and seen["structure"] is True,
        "The gradient with respect to a `Dense` is not a `Dense` of the same structure. Unflatten must return a "
        f"`Dense`, with the activation that it gets, and no arrays in the auxiliary data. {SEE}",
    )
    slope = 1 - np.tanh(x @ w + b) ** 2
    what, because = "[`w`, `b`] of the gradient", f"Both must be children, and take part. {SEE}"
    expect_close(seen["parts"], [np.outer(x, slope), slope], what=what, rtol=1e-3, atol=1e-4, because=because)
    many = np.stack([w, 2 * w, -w]), np.stack([b, b, b])
    got = student.probe(mapped, w=many[0], b=many[1], x=x)
    answered(got, f"`jax.vmap` of {CALL} over layers")
    got = expect_array(got, what=f"{CALL} under `vmap`", shape=(3, 2))
    want = np.stack([np.tanh(x @ each + b) for each in many[0]])
    expect_close(got, want, what=f"{CALL} under `vmap`", rtol=1e-3, atol=1e-4, because=SEE)


def numbers(seen):
    """The counts and results of eight calls."""
    counts, results = seen["counts"], seen["results"]
    right = isinstance(counts, list) and all(type(each) is int for each in counts) and isinstance(results, list)
    expect(right and len(counts) == len(results) == 8, f"{CALL} gave no answers that can be read.")
    return counts, results
