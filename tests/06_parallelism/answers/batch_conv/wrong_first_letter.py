# Does not raise a ValueError for each mode that does not exist.
# fails: test_another_mode_is_a_value_error
def batch_conv(ws, xs, mode):
    axes = {"p": ((0, 0), 0), "s": ((None, 0), 0), "b": ((0, None), 1)}
    if mode[:1] not in axes:
        raise ValueError(mode)
    return jax.vmap(given_conv, *axes[mode[0]])(ws, xs)
