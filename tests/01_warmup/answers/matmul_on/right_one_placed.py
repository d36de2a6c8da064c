# One committed matrix decides.
def matmul_on(device, a, b):
    return jnp.dot(jax.device_put(a, device), b)
