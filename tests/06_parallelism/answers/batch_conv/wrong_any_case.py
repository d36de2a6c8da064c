# Does not raise a ValueError for each mode that does not exist.
# fails: test_another_mode_is_a_value_error
def batch_conv(ws, xs, mode):
    mode = mode.strip().lower()
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, (None, 0))(ws, xs)
    if mode == "bank":
        return jax.vmap(given_conv, (0, None), 1)(ws, xs)
    raise ValueError(mode)
