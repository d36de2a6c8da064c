# Computed by NumPy, then placed.
def matmul_on(device, a, b):
    return jax.device_put(np.asarray(a) @ np.asarray(b), device)
