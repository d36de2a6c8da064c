# A recursion.
def nth_derivative(f, n):
    return f if n == 0 else nth_derivative(jax.grad(f), n - 1)
