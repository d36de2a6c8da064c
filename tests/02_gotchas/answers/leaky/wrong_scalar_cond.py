# `lax.cond`, which decides once for all and takes no array.
# fails: test_values_are_right_on_both_sides, test_gradient_is_right, test_gradient_is_finite_below_minus_one, test_nan_stays_nan, test_works_under_jit_and_vmap
def leaky(x):
    return jax.lax.cond(x > 0, lambda x: jnp.sqrt(1 + x) - 1, lambda x: 0.1 * x, x)
