"""Visible checks of `Params`."""

from gradax.testing import expect_close, probe


@probe
def reprs(student):
    """The examples of the text."""
    import jax.numpy as jnp

    return {
        "arrays": repr(student.Params(jnp.ones((2, 3)), jnp.ones(3))),
        "an array and a number": repr(student.Params(jnp.ones((2, 3)), 1.5)),
        "no arrays": repr(student.Params(object(), None)),
    }


@probe
def under_jit(student):
    """The repr while jit traces."""
    import jax
    import jax.numpy as jnp

    seen = []
    jax.jit(lambda params: seen.append(repr(params)))(student.Params(jnp.ones((2, 3)), jnp.float32(0)))
    return seen[0]


def test_the_worked_examples(student):
    """The three examples in the text."""
    want = {
        "arrays": "Params(w=float32[2,3], b=float32[3])",
        "an array and a number": "Params(w=float32[2,3], b=float)",
        "no arrays": "Params(w=object, b=NoneType)",
    }
    expect_close(student.probe(reprs), want, what="`repr(params)`")


def test_under_jit(student):
    """Under `jit` it shows the shapes of the tracers; a scalar is `float32[]`."""
    want = "Params(w=float32[2,3], b=float32[])"
    expect_close(student.probe(under_jit), want, what="`repr(params)` under `jit`")
