# Puts every kernel on every signal in the mode "pairs".
# fails: test_pairs_kernel_b_with_signal_b, test_a_batch_of_one, test_any_lengths_and_any_batch, test_numbers_of_any_size, test_no_loop_over_the_batch
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.vmap(jax.vmap(given_conv, (None, 0)), (0, None))(ws, xs)
    if mode == "shared":
        return jax.vmap(given_conv, (None, 0))(ws, xs)
    if mode == "bank":
        return jax.vmap(given_conv, (0, None), 1)(ws, xs)
    raise ValueError(mode)
