"""Hidden tests for `MyDense`: parameters of one's own."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

PARAM = "See *Parameters of your own*."


@probe
def initialised(student, key, x):
    """The parameters that init makes with the default settings."""
    import jax

    params = student.MyDense(32).init(key, x)["params"]
    return {name: jax.numpy.asarray(leaf) for name, leaf in params.items()}


@probe
def initialises(student, key, square, wide):
    """Whether `init` works at all, for as many inputs as outputs and for more."""

    def works(x):
        try:
            student.MyDense(32).init(key, x)
        except TypeError:
            return False
        return True

    return [works(square), works(wide)]


@probe
def output(student, kernel, bias, x):
    """The output with the grader's own weights."""
    return student.MyDense(int(bias.shape[0])).apply({"params": {"kernel": kernel, "bias": bias}}, x)


@probe
def with_initialisers(student, key, x, kernel_value, bias_value):
    """The parameters made by initialisers of the grader's own, and the shapes they were asked for."""
    import jax.numpy as jnp

    asked = []

    def maker(value):
        def make(key, shape, dtype=jnp.float32):
            asked.append(list(shape))
            return jnp.full(shape, value, dtype)

        return make

    module = student.MyDense(3, kernel_init=maker(kernel_value), bias_init=maker(bias_value))
    params = module.init(key, x)["params"]
    return {"kernel": params["kernel"], "bias": params["bias"], "asked": sorted(asked)}


@probe
def two_inits(student, first, second, x):
    """Kernels from one key twice, and from another."""
    module = student.MyDense(4)
    return [module.init(key, x)["params"]["kernel"] for key in (first, first, second)]


@pytest.mark.weight(2)
def test_has_a_kernel_and_a_bias_of_the_right_shapes(student, key):
    """`kernel` has shape (n_in, features) and `bias` (features,), with n_in read off the input."""
    square, wide = np.ones((2, 32), np.float32), np.ones((2, 200), np.float32)
    works = student.probe(initialises, key=key(), square=square, wide=wide)
    if works == [False, False]:
        fail(
            "`MyDense(32).init(key, x)` ends in a TypeError. `self.param(name, init_fn, shape)` wants the initialiser "
            f"itself, and calls it with a key of its own. {PARAM}"
        )
    if works == [True, False]:
        fail(
            "`MyDense(features)` works only where there are as many inputs as outputs: its kernel's shape comes from "
            f"`features` alone. The number of inputs is `x.shape[-1]`. {PARAM}"
        )
    seen = student.probe(initialised, key=key(), x=wide)
    if not isinstance(seen, dict) or sorted(seen) != ["bias", "kernel"]:
        fail(f"The parameters of `MyDense` are not exactly `kernel` and `bias`. {PARAM}")
    shapes = [list(np.shape(seen[name])) for name in ("kernel", "bias")]
    for name in ("kernel", "bias"):
        expect_array(seen[name], what=f"`{name}` of `MyDense`", dtype=np.float32)
    if shapes[0] == [32, 200]:
        fail(f"The kernel of `MyDense` is kept as (features, n_in). It is (n_in, features): `x @ kernel`. {PARAM}")
    because = f"The number of inputs is `x.shape[-1]`. {PARAM}"
    expect_close(shapes, [[200, 32], [32]], what="the shapes of `kernel` and `bias`", because=because)


@pytest.mark.weight(2)
@pytest.mark.parametrize("leading", [(5,), (2, 3), ()])
def test_computes_x_at_kernel_plus_bias(student, rng, leading):
    """The output is x @ kernel + bias, for inputs with any leading axes."""
    kernel, bias, x = (rng.normal(size=shape).astype(np.float32) for shape in [(4, 3), (3,), (*leading, 4)])
    got = student.probe(output, kernel=kernel, bias=bias, x=x)
    recognise(got, x @ kernel, f"`MyDense` makes a bias and does not add it. {PARAM}", want=x @ kernel + bias)
    expect_close(got, x @ kernel + bias, what="`MyDense(3).apply(variables, x)`", because=PARAM)


@pytest.mark.weight(2)
def test_honours_the_initialisers(student, rng, key):
    """Parameters are made by `kernel_init` and `bias_init`, called with the parameter's shape."""
    values = [float(value) for value in rng.uniform(1, 2, size=2)]
    x = np.ones((2, 4), np.float32)
    seen = student.probe(with_initialisers, key=key(), x=x, kernel_value=values[0], bias_value=values[1])
    want = [np.full((4, 3), values[0], np.float32), np.full(3, values[1], np.float32)]
    because = f"Hand `self.kernel_init` and `self.bias_init` to `self.param`; it calls them. {PARAM}"
    expect_close(
        [seen["kernel"], seen["bias"]], want, what="the parameters made by given initialisers", because=because
    )


def test_the_defaults_are_lecun_normal_and_zeros(student, key):
    """By default the bias is zero, and the kernel's variance is 1 / n_in."""
    seen = student.probe(initialised, key=key(), x=np.ones((2, 200), np.float32))
    expect_close(seen.get("bias"), np.zeros(32, np.float32), what="the bias of `MyDense(32)`", because=PARAM)
    spread = float(np.std(np.asarray(seen.get("kernel"), dtype=np.float64))) * 200**0.5
    # 6400 entries: by chance the spread is 1 % off.
    expect(
        0.9 < spread < 1.1,
        f"The kernel's standard deviation is not sqrt(1 / n_in), as `lecun_normal` makes it. {PARAM}",
    )


def test_the_key_decides(student, key):
    """The same key gives the same kernel, another key another one."""
    first, again, other = student.probe(two_inits, first=key(), second=key(), x=np.ones((2, 5), np.float32))
    expect_close(again, first, what="the kernel from the same key", because=PARAM)
    expect(
        not np.allclose(first, other),
        f"`MyDense` has the same kernel for every key. `self.param` gives the key. {PARAM}",
    )
