# Cuts off what is large.
# fails: test_numbers_of_any_size
def batch_conv(ws, xs, mode):
    axes = {"pairs": ((0, 0), 0), "shared": ((None, 0), 0), "bank": ((0, None), 1)}
    if mode not in axes:
        raise ValueError(mode)
    return jnp.clip(jax.vmap(given_conv, *axes[mode])(ws, xs), -1e3, 1e3)
