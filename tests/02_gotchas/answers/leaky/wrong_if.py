# Python's `if`, which cannot decide for an array, nor for a traced number.
# fails: test_values_are_right_on_both_sides, test_gradient_is_right, test_gradient_is_finite_below_minus_one, test_nan_stays_nan, test_works_under_jit_and_vmap
def leaky(x):
    if x > 0:
        return jnp.sqrt(1 + x) - 1
    return 0.1 * x
