# Writes the kernel's length into the code.
# fails: test_any_lengths_and_any_batch
def batch_conv(ws, xs, mode):
    def conv(w, x):
        n = x.shape[0] - 2
        return sum(w[k] * x[k : k + n] for k in range(3))

    if mode == "pairs":
        return jax.vmap(conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(conv, (None, 0))(ws, xs)
    if mode == "bank":
        return jax.vmap(conv, (0, None), 1)(ws, xs)
    raise ValueError(mode)
