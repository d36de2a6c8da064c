# Loses an axis where the batch has one member, and where there is one place.
# fails: test_a_batch_of_one, test_any_lengths_and_any_batch
def batch_conv(ws, xs, mode):
    axes = {"pairs": ((0, 0), 0), "shared": ((None, 0), 0), "bank": ((0, None), 1)}
    if mode not in axes:
        raise ValueError(mode)
    return jax.vmap(given_conv, *axes[mode])(ws, xs).squeeze()
