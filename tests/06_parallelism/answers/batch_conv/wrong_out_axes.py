# Leaves the kernels of a bank in the first axis.
# fails: test_bank_has_the_kernels_in_the_last_axis, test_a_batch_of_one, test_any_lengths_and_any_batch, test_numbers_of_any_size, test_no_loop_over_the_batch, test_what_is_shared_is_not_copied
def batch_conv(ws, xs, mode):
    in_axes = {"pairs": (0, 0), "shared": (None, 0), "bank": (0, None)}
    if mode not in in_axes:
        raise ValueError(mode)
    return jax.vmap(given_conv, in_axes[mode])(ws, xs)
