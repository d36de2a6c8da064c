# Takes the logarithm of the absolute value: the sign is lost.
# fails: test_raises_to_the_power, test_a_negative_base_is_fine, test_can_be_differentiated_under_jit
def power(x, n):
    return jnp.exp(n * jnp.log(jnp.abs(x)))
