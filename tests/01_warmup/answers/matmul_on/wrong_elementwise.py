# Multiplies entry by entry.
# fails: test_result_is_a_float32_jax_array, test_it_is_the_matrix_product
def matmul_on(device, a, b):
    return jax.device_put(a, device) * jax.device_put(b, device)
