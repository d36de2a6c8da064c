# Has the branches the wrong way round.
# fails: test_values_are_right_on_both_sides, test_gradient_is_right, test_gradient_is_finite_below_minus_one, test_nan_stays_nan, test_works_under_jit_and_vmap
def leaky(x):
    return jnp.where(x > 0, 0.1 * x, jnp.sqrt(1 + jnp.abs(x)) - 1)
