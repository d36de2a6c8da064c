# Chooses by multiplying with masks: 0 times nan is nan.
# fails: test_values_are_right_on_both_sides, test_gradient_is_finite_below_minus_one, test_nan_stays_nan
def leaky(x):
    positive = (x > 0).astype(x.dtype)
    return positive * (jnp.sqrt(1 + x) - 1) + (1 - positive) * 0.1 * x
