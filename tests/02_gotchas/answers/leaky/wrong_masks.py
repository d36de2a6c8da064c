# Gives nan for ordinary numbers, and a gradient that is nan below -1.
# fails: test_values_are_right_on_both_sides, test_gradient_is_finite_below_minus_one, test_nan_stays_nan
def leaky(x):
    positive = (x > 0).astype(x.dtype)
    return positive * (jnp.sqrt(1 + x) - 1) + (1 - positive) * 0.1 * x
