# Gives a bank the right shape with scrambled entries, as `reshape` does.
# fails: test_bank_has_the_kernels_in_the_last_axis, test_any_lengths_and_any_batch, test_numbers_of_any_size, test_no_loop_over_the_batch, test_what_is_shared_is_not_copied
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, (None, 0))(ws, xs)
    if mode == "bank":
        y = jax.vmap(given_conv, (0, None))(ws, xs)
        return y.reshape(y.shape[1], y.shape[0])
    raise ValueError(mode)
