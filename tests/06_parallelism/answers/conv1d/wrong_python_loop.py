# Loops over the signal in Python.
# fails: test_no_loop_over_the_signal
def conv1d(w, x):
    m = w.shape[0]
    return jnp.stack([jnp.dot(w, x[i : i + m]) for i in range(x.shape[0] - m + 1)])
