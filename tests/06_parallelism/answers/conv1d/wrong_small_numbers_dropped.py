# Takes small numbers in the kernel for 0.
# fails: test_shortest_and_longest_kernels
def conv1d(w, x):
    n = x.shape[0] - w.shape[0] + 1
    return sum(jnp.where(jnp.abs(w[k]) < 1e-4, 0.0, w[k]) * x[k : k + n] for k in range(w.shape[0]))
