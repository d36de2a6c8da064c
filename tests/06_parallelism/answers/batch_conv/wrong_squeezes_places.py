# Loses an axis where there is one place only.
# fails: test_any_lengths_and_any_batch
def batch_conv(ws, xs, mode):
    axes = {"pairs": ((0, 0), 0), "shared": ((None, 0), 0), "bank": ((0, None), 1)}
    if mode not in axes:
        raise ValueError(mode)
    y = jax.vmap(given_conv, *axes[mode])(ws, xs)
    places = 0 if mode == "bank" else 1
    return y.squeeze(places) if y.shape[places] == 1 else y
