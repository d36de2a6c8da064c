# A Taylor series.
from jax.experimental.jet import jet


def nth_derivative(f, n):
    if n == 0:
        return f
    series = [1.0] + [0.0] * (n - 1)
    return lambda x: jet(f, (x,), (series,))[1][-1]
