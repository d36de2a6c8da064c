# Gives the power 15 where n is 16.
# fails: test_the_smallest_and_the_largest_exponent, test_can_be_differentiated_under_jit
def power(x, n):
    result = jnp.eye(len(x))
    for i in range(15):
        result = jnp.where(i < n, result @ x, result)
    return result
