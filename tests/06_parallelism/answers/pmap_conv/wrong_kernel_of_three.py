# Raises a ValueError for some lengths of kernel and signal.
# fails: test_any_lengths
def pmap_conv(w, xs):
    def one(w, x):
        n = x.shape[0] - 2
        return w[0] * x[:n] + w[1] * x[1 : n + 1] + w[2] * x[2 : n + 2]

    return jax.pmap(one, in_axes=(None, 0))(w, xs)
