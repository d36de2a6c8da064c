"""Hidden tests for `MyDense`: parameters of one's own."""

import numpy as np
import pytest
from helpers import near, normals
from probes import plain

from gradax.testing import expect, expect_close, expect_tree, fail, probe, recognise
from gradax.testing.edges import SCALES

PARAM = "See *Parameters of your own*."


@probe
def initialised(student, keys, x):
    """The variables that init makes with the default settings, from each key."""
    return [plain(student.MyDense(32).init(key, x)) for key in keys]


@probe
def of_other_inputs(student, key, xs):
    """The dtypes of the parameters for each input; none where the layer's product takes no such input."""
    import jax

    found = []
    for x in xs:
        try:
            found.append([str(leaf.dtype) for leaf in jax.tree.leaves(student.MyDense(32).init(key, x))])
        except TypeError:
            found.append([])
    return found


@probe
def square_only(student, key, square, wide):
    """Whether `init` works for as many inputs as outputs, and does not for more."""
    student.MyDense(32).init(key, square)
    try:
        student.MyDense(32).init(key, wide)
    except TypeError:
        return True
    return False


@probe
def output(student, kernel, bias, x):
    """The output with the grader's own weights."""
    return student.MyDense(int(bias.shape[0])).apply({"params": {"kernel": kernel, "bias": bias}}, x)


@probe
def gradients(student, kernel, bias, x, weights):
    """The gradients of the output's weighted sum, by kernel, bias and input."""
    import jax

    def total(kernel, bias, x):
        module = student.MyDense(int(bias.shape[0]))
        return (weights * module.apply({"params": {"kernel": kernel, "bias": bias}}, x)).sum()

    return list(jax.grad(total, argnums=(0, 1, 2))(kernel, bias, x))


@probe
def with_initialisers(student, key, x, values):
    """The variables made by initialisers of the grader's own, whose numbers tell the shape that they were asked for."""
    import jax.numpy as jnp

    def maker(value):
        return lambda key, shape, dtype=jnp.float32: jnp.full(shape, value + 10 * len(shape) + shape[0], dtype)

    module = student.MyDense(3, kernel_init=maker(values[0]), bias_init=maker(values[1]))
    return plain(module.init(key, x))


def parameters(student, keys, n_in):
    """The parameters of `MyDense(32)`, from each key, once they are what they should be."""
    seen = student.probe(initialised, keys=keys, x=np.ones((2, n_in), np.float32))
    like = {"params": {"kernel": np.zeros((n_in, 32)), "bias": np.zeros(32)}}
    expect_tree(seen, [like] * len(keys), what="the variables of `MyDense(32)`, key by key,")
    return [each["params"] for each in seen]


@pytest.mark.core
@pytest.mark.weight(2)
def test_has_a_kernel_and_a_bias_of_the_right_shapes(student, rng, key):
    """`kernel` has shape (n_in, features) and `bias` (features,), with n_in read off the input; both are float32."""
    n_in = int(rng.integers(100, 300))
    square, wide = np.ones((2, 32), np.float32), np.ones((2, n_in), np.float32)
    if student.probe(square_only, key=key(), square=square, wide=wide) is True:
        fail(
            "`MyDense(features)` works only where there are as many inputs as outputs. The number of inputs is "
            f"`x.shape[-1]`. {PARAM}",
            code="square-only",
        )
    (seen,) = expect_list(student.probe(initialised, keys=[key()], x=wide), 1)
    turned = {"params": {"kernel": np.zeros((32, n_in)), "bias": np.zeros(32)}}
    like = {"params": {"kernel": np.zeros((n_in, 32)), "bias": np.zeros(32)}}
    if has_shapes(seen, turned):
        message = "The kernel of `MyDense` is kept as (features, n_in). It is (n_in, features): `x @ kernel`."
        fail(f"{message} {PARAM}", code="kernel-transposed")
    expect_tree(seen, like, what="the variables of `MyDense(32)`")
    dtypes = [str(np.asarray(leaf).dtype) for leaf in seen["params"].values()]
    expect(dtypes == ["float32"] * 2, f"The parameters of `MyDense` are not float32. {PARAM}")
    others = student.probe(of_other_inputs, key=key(), xs=[wide.astype(np.float16), wide.astype(np.int32)])
    message = "The parameters of `MyDense` are not float32 for inputs of another dtype. They are, whatever that is."
    for dtypes in expect_list(others, 2):
        expect(dtypes in ([], ["float32"] * 2), f"{message} {PARAM}", code="dtype-of-the-input")


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize(
    ("leading", "n_in", "n", "scale"), [((5,), 4, 3, 1.0), ((2, 1, 3), 1, 2, min(SCALES)), ((), 3, 1, max(SCALES))]
)
def test_computes_x_at_kernel_plus_bias(student, rng, leading, n_in, n, scale):
    """The output is x @ kernel + bias, for inputs with any leading axes, and for numbers of any size."""
    kernel, bias, x = normals(rng, n_in, n), scale * normals(rng, n), scale * normals(rng, *leading, n_in)
    got = student.probe(output, kernel=kernel, bias=bias, x=x)
    because = f"`MyDense` makes a bias and does not add it. {PARAM}"
    recognise(got, x @ kernel, because, want=x @ kernel + bias, code="bias-not-added")
    what, atol = "`MyDense(features).apply(variables, x)`", 1e-5 * scale
    expect_close(got, x @ kernel + bias, what=what, atol=atol, because=PARAM)


@pytest.mark.core
def test_gradients_reach_the_parameters_and_the_input(student, rng):
    """It can be differentiated by its parameters, and by the input."""
    kernel, bias, x, weights = normals(rng, 4, 3), normals(rng, 3), normals(rng, 5, 4), normals(rng, 5, 3)
    got = student.probe(gradients, kernel=kernel, bias=bias, x=x, weights=weights)
    want = [x.T @ weights, weights.sum(0), weights @ kernel.T]
    because = f"The output is `x @ kernel + bias`, and nothing may cut its gradient off. {PARAM}"
    what = "the gradients of `MyDense` by kernel, bias and input"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_honours_the_initialisers(student, rng, key):
    """Parameters are made by `kernel_init` and `bias_init`, called with the parameter's shape."""
    values = [float(value) for value in rng.uniform(1, 2, size=2)]
    seen = student.probe(with_initialisers, key=key(), x=np.ones((2, 4), np.float32), values=values)
    want = {"kernel": np.full((4, 3), values[0] + 24, np.float32), "bias": np.full(3, values[1] + 13, np.float32)}
    because = (
        "Pass `self.kernel_init` and `self.bias_init` to `self.param`, with the parameter's own shape; it calls them. "
        f"{PARAM}"
    )
    expect_close(seen, {"params": want}, what="the variables made by given initialisers", because=because)


@pytest.mark.core
@pytest.mark.parametrize("n_in", [200, 50])
def test_the_defaults_are_lecun_normal_and_zeros(student, rng, key, n_in):
    """By default the bias is zero, and the kernel's variance is 1 / n_in."""
    n_in += int(rng.integers(10))
    (seen,) = parameters(student, [key()], n_in)
    expect_close(seen["bias"], np.zeros(32, np.float32), what="the bias of `MyDense(32)`", because=PARAM)
    spread = float(np.std(np.asarray(seen["kernel"], dtype=np.float64)))
    # 1600 entries or more: by chance the spread is 2 % off.
    if near(spread, 32**-0.5, rtol=0.15, atol=0):
        fail(
            "The kernel's variance is 1 / features, not 1 / n_in, as if the initialiser had another shape than "
            f"the kernel's. {PARAM}",
            code="variance-of-features",
        )
    message = f"The kernel's variance is not 1 / n_in, as `lecun_normal` makes it. {PARAM}"
    expect(near(spread, n_in**-0.5, rtol=0.15, atol=0), message)
    # A normal distribution that ends at 2.3 of its standard deviations has 6 % beyond 1.8, a uniform one ends at 1.73.
    message = f"No number in the kernel lies as far from 0 as some do that `lecun_normal` draws. {PARAM}"
    expect(float(np.abs(seen["kernel"]).max()) > 1.8 * spread, message, code="not-normal")


@pytest.mark.core
def test_the_key_decides(student, rng, key):
    """The same key gives the same kernel, another key another one."""
    mine, another, n_in = key(), key(), int(rng.integers(2, 30))
    first, again, other = (each["kernel"] for each in parameters(student, [mine, mine, another], n_in))
    expect_close(again, first, what="the kernel from the same key", because=PARAM)
    message = f"`MyDense` has the same kernel for two different keys. `self.param` gives the key. {PARAM}"
    expect(not near(first, other, atol=1e-5), message, code="own-key")


def expect_list(got, count):
    """A list of results, once it is one."""
    expect(isinstance(got, list) and len(got) == count, f"`MyDense` does not answer. {PARAM}")
    return got


def has_shapes(got, like):
    """Whether `got` has the containers and shapes of `like`."""
    return isinstance(got, dict) and near(zeroed(got), like)


def zeroed(tree):
    """A tree with zeros for its arrays."""
    if isinstance(tree, dict):
        return {name: zeroed(each) for name, each in tree.items()}
    return np.zeros(np.shape(tree)) if hasattr(tree, "dtype") else tree
