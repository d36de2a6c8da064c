# Makes an array of what is shared that grows with the batch, as a copy for each member does.
# fails: test_what_is_shared_is_not_copied
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, (None, 0))(ws, xs)
    if mode == "bank":
        return jax.vmap(given_conv, out_axes=1)(ws, jnp.broadcast_to(xs, (len(ws), len(xs))))
    raise ValueError(mode)
