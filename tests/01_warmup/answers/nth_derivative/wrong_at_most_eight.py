# Stops at the eighth derivative.
# fails: test_there_is_no_largest_n
def nth_derivative(f, n):
    for _ in range(min(n, 8)):
        f = jax.grad(f)
    return f
