# Makes n static: no traced n, and a program for each.
# fails: test_a_negative_base_is_fine, test_the_exponent_may_be_traced, test_one_program_for_all_exponents, test_can_be_differentiated_under_jit
from functools import partial


@partial(jax.jit, static_argnums=1)
def power(x, n):
    return x**n if n else jnp.ones_like(x)
