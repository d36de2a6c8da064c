# Computed there by default, then committed.
def matmul_on(device, a, b):
    with jax.default_device(device):
        y = jnp.asarray(a) @ jnp.asarray(b)
    return jax.device_put(y, device)
