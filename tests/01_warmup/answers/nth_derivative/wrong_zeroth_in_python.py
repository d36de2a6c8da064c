# Makes a Python float of the argument of the 0-th derivative.
# fails: test_works_under_jit_vmap_and_grad
def nth_derivative(f, n):
    if n == 0:
        return lambda x: f(float(x))
    for _ in range(n):
        f = jax.grad(f)
    return f
