# Goes through the logarithm, which negative numbers do not have.
# fails: test_raises_to_the_power, test_a_negative_base_is_fine, test_the_smallest_and_the_largest_exponent, test_can_be_differentiated_under_jit
def power(x, n):
    return jnp.exp(n * jnp.log(x))
