# Makes n static, which a traced n cannot be.
# fails: test_any_matrix_will_do, test_the_exponent_may_be_traced, test_one_program_for_all_exponents, test_can_be_differentiated_under_jit, test_higher_powers_may_overflow
from functools import partial


@partial(jax.jit, static_argnums=1)
def power(x, n):
    return jnp.linalg.matrix_power(x, n)
