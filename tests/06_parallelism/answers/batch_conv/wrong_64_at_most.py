# Has room for so many members and no more.
# fails: test_any_lengths_and_any_batch
def batch_conv(ws, xs, mode):
    axes = {"pairs": ((0, 0), 0), "shared": ((None, 0), 0), "bank": ((0, None), 1)}
    if mode not in axes:
        raise ValueError(mode)
    y = jax.vmap(given_conv, *axes[mode])(ws, xs)
    return y[:, :64] if mode == "bank" else y[:64]
