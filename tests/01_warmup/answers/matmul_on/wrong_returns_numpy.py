# Returns a NumPy array.
# fails: test_result_is_a_float32_jax_array, test_it_lies_on_the_device_asked_for, test_it_stays_there, test_numpy_arrays_and_jax_arrays_are_placed_alike
def matmul_on(device, a, b):
    return np.asarray(jax.device_put(a, device) @ jax.device_put(b, device))
