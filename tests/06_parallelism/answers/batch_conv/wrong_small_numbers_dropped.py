# Takes tiny numbers for 0.
# fails: test_numbers_of_any_size
def batch_conv(ws, xs, mode):
    axes = {"pairs": ((0, 0), 0), "shared": ((None, 0), 0), "bank": ((0, None), 1)}
    if mode not in axes:
        raise ValueError(mode)
    y = jax.vmap(given_conv, *axes[mode])(ws, xs)
    return jnp.where(jnp.abs(y) < 1e-8, 0.0, y)
