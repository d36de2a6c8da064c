# Keeps the value at the first place.
# fails: test_first_and_second_derivative
def nth_derivative(f, n):
    for _ in range(n):
        f = jax.grad(f)
    known = []

    def derivative(x):
        if isinstance(x, jax.core.Tracer):
            return f(x)
        if not known:
            known.append(f(x))
        return known[0]

    return derivative
