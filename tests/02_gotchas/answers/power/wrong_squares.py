# Squares and multiplies, through x to the 16, whose overflow spoils the gradient of smaller powers.
# fails: test_higher_powers_may_overflow
def power(x, n):
    result, square = jnp.eye(len(x)), x
    for bit in range(5):
        result = jnp.where((n >> bit) & 1, result @ square, result)
        square = square @ square
    return result
