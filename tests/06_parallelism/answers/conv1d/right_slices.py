# Adds up shifted slices of the signal.
def conv1d(w, x):
    n = len(x) - len(w) + 1
    y = jnp.zeros(n)
    for k, weight in enumerate(w):
        y = y + weight * x[k : k + n]
    return y
