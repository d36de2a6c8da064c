# Takes a negative x for a positive one.
# fails: test_there_is_no_largest_n
def nth_derivative(f, n):
    for _ in range(n):
        f = jax.grad(f)
    return lambda x: f(jnp.abs(x))
