# Has a program whose length depends on that of the signal, as a Python loop's does.
# fails: test_no_loop_over_the_signal
def conv1d(w, x):
    m = w.shape[0]
    return jnp.stack([jnp.dot(w, x[i : i + m]) for i in range(x.shape[0] - m + 1)])
