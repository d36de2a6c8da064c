# Raises an error in the modes "shared" and "bank".
# fails: test_shared_one_kernel_for_all_signals, test_bank_has_the_kernels_in_the_last_axis, test_a_batch_of_one, test_any_lengths_and_any_batch, test_numbers_of_any_size, test_no_loop_over_the_batch, test_what_is_shared_is_not_copied
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(given_conv)(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, in_axes=(None, 0))(w=ws, x=xs)
    if mode == "bank":
        return jax.vmap(given_conv, in_axes=(0, None), out_axes=1)(w=ws, x=xs)
    raise ValueError(mode)
