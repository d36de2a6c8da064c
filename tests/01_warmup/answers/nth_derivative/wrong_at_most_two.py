# Stops one derivative short for n = 3 or n = 4.
# fails: test_third_and_fourth_derivative_are_exact, test_there_is_no_largest_n
def nth_derivative(f, n):
    if n == 0:
        return f
    if n == 1:
        return jax.grad(f)
    return jax.grad(jax.grad(f))
