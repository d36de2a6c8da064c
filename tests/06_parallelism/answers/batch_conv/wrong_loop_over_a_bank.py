# Loops over the kernels of a bank in Python.
# fails: test_no_loop_over_the_batch
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, (None, 0))(ws, xs)
    if mode == "bank":
        return jnp.stack([given_conv(w, xs) for w in ws], axis=1)
    raise ValueError(mode)
