# Clips large results.
# fails: test_shortest_and_longest_kernels
def conv1d(w, x):
    n = len(x) - len(w) + 1
    return jnp.clip(sum(w[k] * x[k : k + n] for k in range(len(w))), -1e5, 1e5)
