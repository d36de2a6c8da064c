# Does not raise a ValueError for each mode that does not exist.
# fails: test_another_mode_is_a_value_error
def batch_conv(ws, xs, mode):
    if mode not in "pairs, shared, bank":
        raise ValueError(mode)
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, (None, 0))(ws, xs)
    return jax.vmap(given_conv, (0, None), 1)(jnp.atleast_2d(ws), xs)
