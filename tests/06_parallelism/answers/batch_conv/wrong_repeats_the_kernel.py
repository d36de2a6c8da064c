# Makes an array of what is shared that grows with the batch, as a copy for each member does.
# fails: test_what_is_shared_is_not_copied
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv)(jnp.repeat(ws[None], len(xs), axis=0), xs)
    if mode == "bank":
        return jax.vmap(given_conv, (0, None), 1)(ws, xs)
    raise ValueError(mode)
