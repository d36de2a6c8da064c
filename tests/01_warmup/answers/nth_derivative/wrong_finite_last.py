# Takes a difference of the exact derivative before.
# fails: test_first_and_second_derivative
def nth_derivative(f, n):
    for _ in range(n - 1):
        f = jax.grad(f)
    return (lambda x: (f(x + 1e-3) - f(x - 1e-3)) / 2e-3) if n else f
