# Clips large products.
# fails: test_result_is_a_float32_jax_array
def matmul_on(device, a, b):
    return jnp.clip(jax.device_put(a, device) @ jax.device_put(b, device), -1e4, 1e4)
