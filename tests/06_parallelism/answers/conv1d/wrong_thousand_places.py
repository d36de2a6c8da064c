# Has room for 1024 places.
# fails: test_shortest_and_longest_kernels
def conv1d(w, x):
    n, m = x.shape[0], w.shape[0]
    padded = jnp.zeros(1024).at[:n].set(x[:1024])
    return jnp.correlate(padded, w, mode="valid")[: n - m + 1]
