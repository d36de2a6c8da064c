# Uses the first kernel for all signals in the mode "pairs".
# fails: test_pairs_kernel_b_with_signal_b, test_any_lengths_and_any_batch, test_numbers_of_any_size, test_no_loop_over_the_batch
def batch_conv(ws, xs, mode):
    if mode == "bank":
        return jax.vmap(given_conv, (0, None), 1)(ws, xs)
    if mode in ("pairs", "shared"):
        return jax.vmap(given_conv, (None, 0))(jnp.atleast_2d(ws)[0], xs)
    raise ValueError(mode)
