# Squares again and again, and multiplies where the bit of n is set.
def power(x, n):
    result = jnp.ones_like(x)
    for bit in range(5):
        result = jnp.where((n >> bit) & 1 == 1, result * x, result)
        x = x * x
    return result
