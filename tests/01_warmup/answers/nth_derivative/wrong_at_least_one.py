# Differentiates once even for n = 0.
# fails: test_the_0th_derivative_is_f, test_a_python_float_will_do
def nth_derivative(f, n):
    g = jax.grad(f)
    for _ in range(n - 1):
        g = jax.grad(g)
    return g
