# Clips large derivatives.
# fails: test_there_is_no_largest_n
def nth_derivative(f, n):
    for _ in range(n):
        f = jax.grad(f)
    return lambda x: jnp.clip(f(x), -1e4, 1e4)
