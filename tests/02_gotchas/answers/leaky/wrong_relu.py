# Gives 0 for negative numbers.
# fails: test_values_are_right_on_both_sides, test_gradient_is_right, test_gradient_is_finite_below_minus_one, test_nan_stays_nan
def leaky(x):
    return jnp.where(x > 0, jnp.sqrt(1 + jnp.where(x > 0, x, 0.0)) - 1, 0.0)
