# Does not raise a ValueError for each mode that does not exist.
# fails: test_another_mode_is_a_value_error
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, in_axes=(None, 0))(ws, xs)
    return jax.vmap(given_conv, in_axes=(0, None), out_axes=1)(ws, xs)
