# Starts from x instead of from ones.
# fails: test_raises_to_the_power, test_a_negative_base_is_fine, test_the_smallest_and_the_largest_exponent, test_can_be_differentiated_under_jit
def power(x, n):
    result = x
    for i in range(16):
        result = jnp.where(i < n, result * x, result)
    return result
