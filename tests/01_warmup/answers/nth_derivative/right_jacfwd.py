# Forwards, again and again.
def nth_derivative(f, n):
    for _ in range(n):
        f = jax.jacfwd(f)
    return f
