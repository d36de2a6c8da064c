# Makes an array of what is shared that grows with the batch, as a copy for each member does.
# fails: test_what_is_shared_is_not_copied
def batch_conv(ws, xs, mode):
    if mode == "shared":
        ws = jnp.tile(ws, (xs.shape[0], 1))
    elif mode == "bank":
        xs = jnp.tile(xs, (ws.shape[0], 1))
    elif mode != "pairs":
        raise ValueError(mode)
    return jax.vmap(given_conv, out_axes=1 if mode == "bank" else 0)(ws, xs)
