import jax
import jax.numpy as jnp

from gradax.testing.detectors.jaxpr import count_equations, primitives


def row(x):
    return jnp.sum(jnp.sin(x))


def looped(xs):
    return jnp.stack([row(x) for x in xs])


def counts(f):
    return [count_equations(f, jnp.ones((n, 3))) for n in (4, 8, 64)]


def test_a_python_loop_grows_with_the_batch():
    few, more, many = counts(looped)
    assert few < more < many


def test_vectorised_code_does_not_grow():
    assert len(set(counts(jax.vmap(row)))) == 1


def test_a_loop_inside_an_inner_function_is_seen():
    assert len(set(counts(jax.jit(looped)))) == 3
    assert len(set(counts(lambda xs: jax.lax.cond(True, looped, looped, xs)))) == 3


def test_primitives_are_counted_through_inner_functions():
    found = primitives(lambda x: jax.jit(jnp.sin)(x) + jnp.sin(x), 1.0)
    assert (found["sin"], found["add"]) == (2, 1)


def test_a_scan_is_one_primitive_with_its_body():
    found = primitives(lambda xs: jax.lax.scan(lambda c, x: (c + jnp.cos(x), None), 0.0, xs), jnp.ones(5))
    assert (found["scan"], found["cos"]) == (1, 1)
